#include "csv/survey.hpp"

#include <algorithm>

#include "csv/listing.hpp"
#include "csv/look_alike.hpp"
#include "options.hpp"

namespace crosswalk::oneroster::csv {
namespace {

constexpr std::size_t kHeadChunk = std::size_t{64} << 10;

std::string csv_name(std::string_view file) { return std::string(file) + ".csv"; }

/// One survey in progress.
class Surveyor {
 public:
  Surveyor(const Host& host, std::vector<ListedFile> listed)
      : host_(host), listed_(std::move(listed)) {}

  Result<Package> run() {
    CW_CHECK(look_at_manifest());
    for (std::size_t i = 0; i < kTables; ++i) CW_CHECK(look_at(table(static_cast<TableId>(i))));
    look_at_the_rest();
    judge_version();
    judge_roles();
    return std::move(package_);
  }

 private:
  void fault(std::string file, std::string text) {
    package_.faults.push_back({std::move(file), std::move(text)});
  }
  void note(std::string file, std::string text) {
    package_.notes.push_back({std::move(file), std::move(text)});
  }

  const ListedFile* listed(std::string_view stem) const {
    for (const ListedFile& f : listed_) {
      if (equal_ignoring_case(f.stem, stem)) return &f;
    }
    return nullptr;
  }

  Result<> look_at_manifest() {
    const ListedFile* file = listed("manifest");
    if (file == nullptr) return {};
    package_.has_manifest = true;
    CW_TRY(const auto reader, open_rows(host_, file->name, kHeadChunk));
    auto manifest = read_manifest(*reader);
    if (!manifest) {
      if (manifest.error().code != ErrorCode::BadData) return manifest.error();
      fault("manifest.csv", manifest.error().message);
      return {};
    }
    manifest_ = std::move(manifest).value();
    for (std::string& text : manifest_.notes) note("manifest.csv", std::move(text));
    package_.version = manifest_.version;
    return {};
  }

  Result<> look_at(const Table& t) {
    const ListedFile* listing = listed(t.file);
    const Mode said = manifest_.mode_of(t.file);
    const std::string name = csv_name(t.file);
    if (listing == nullptr) {
      if (said == Mode::Bulk || said == Mode::Delta) {
        fault(name, "manifest.csv promises it (" + std::string(to_text(said)) +
                        ") and it is not there: the export is not whole, run it again");
      }
      return {};
    }
    if (listing->stem != t.file) note(name, "is called " + listing->name);
    if (said == Mode::Absent)
      note(name, "manifest.csv calls it absent, but it is there: read as bulk");
    if (said == Mode::Unsaid && package_.has_manifest) {
      note(name, "manifest.csv does not say what it is: read as bulk");
    }
    PackageFile file;
    file.name = listing->name;
    file.size = listing->size;
    file.mode = said == Mode::Delta ? Mode::Delta : Mode::Bulk;

    CW_TRY(const auto reader, open_rows(host_, file.name, kHeadChunk));
    auto more = reader->next();
    if (!more && more.error().code != ErrorCode::BadData) return more.error();
    if (!more) {
      fault(name, more.error().message);
      return {};
    }
    if (!*more) {
      fault(name, "is empty, it has not even a header: the export is not whole, run it again");
      return {};
    }
    auto header = read_header(t, reader->row());
    if (!header) {
      fault(name, header.error().message);
      return {};
    }
    file.header = std::move(header).value();
    for (std::string& text : file.header.notes) note(name, std::move(text));
    CW_TRY(file.rows_guess, guess_rows(*reader));
    package_.files[static_cast<std::size_t>(t.id)] = std::move(file);
    return {};
  }

  /// Counts the rows of a small file, and takes the first ones as the measure of a big one.
  static Result<std::uint64_t> guess_rows(RowReader& reader) {
    std::uint64_t rows = 0;
    while (reader.bytes() <= kHeadChunk) {
      auto more = reader.next();
      if (!more) return rows;
      if (!*more) return rows;
      ++rows;
    }
    return rows == 0 ? 0 : rows * std::max(reader.size(), reader.bytes()) / kHeadChunk;
  }

  void look_at_the_rest() {
    for (const ListedFile& f : listed_) {
      if (!is_known_file(f.stem)) note(f.name, "is no file of OneRoster: left alone");
    }
    for (const auto& [kind, mode] : manifest_.modes) {
      if ((mode == Mode::Bulk || mode == Mode::Delta) && !table_of_file(kind) &&
          listed(kind) == nullptr) {
        note(csv_name(kind), "manifest.csv promises it and it is not there; it is not needed");
      }
    }
  }

  std::vector<FileShape> shapes() const {
    std::vector<FileShape> out;
    for (const ListedFile& f : listed_) {
      const auto id = table_of_file(f.stem);
      const PackageFile* file = id ? package_.file(*id) : nullptr;
      out.push_back({f.stem, file != nullptr ? std::span<const std::string>(file->header.names)
                                             : std::span<const std::string>()});
    }
    return out;
  }

  void judge_version() {
    const bool nothing = std::none_of(package_.files.begin(), package_.files.end(),
                                      [](const auto& f) { return f.has_value(); });
    const auto shape = shapes();
    if (!package_.has_manifest) {
      if (std::string other = other_product(shape); !other.empty()) return fault({}, other);
      if (const std::string sign = sign_of_version_1_0(shape); !sign.empty()) {
        return fault({}, "this is a OneRoster 1.0 export (no manifest.csv, and " + sign +
                             "); 1.1 and 1.2 can be read: choose one of them in the SIS");
      }
      if (nothing && package_.faults.empty()) {
        return fault({},
                     "none of the CSV files is one of OneRoster's: expected orgs.csv, "
                     "users.csv, classes.csv, enrollments.csv and others");
      }
      note({}, "there is no manifest.csv; the headers are those of 1.1 or 1.2, so it is read");
    }
    if (package_.version == Version::V1_0 || package_.version == Version::Other) {
      return fault("manifest.csv", "oneroster.version is '" + manifest_.version_text +
                                       "'; 1.1 and 1.2 can be read: choose one of them in the SIS");
    }
    if (package_.version == Version::Unknown) {
      package_.version = package_.file(TableId::Roles) != nullptr ? Version::V1_2 : Version::V1_1;
      if (package_.has_manifest) {
        note("manifest.csv", std::string("it does not name oneroster.version; read as ") +
                                 (package_.version == Version::V1_2 ? "1.2" : "1.1"));
      }
    } else if (const std::string sign = sign_of_version_1_0(shape); !sign.empty()) {
      note({}, "the manifest says " + manifest_.version_text + ", but " + sign +
                   " as in OneRoster 1.0");
    }
    if (nothing && package_.faults.empty()) note({}, "only manifest.csv is there: nothing changed");
    judge_columns(shape);
  }

  void judge_columns(std::span<const FileShape> shape) {
    for (std::size_t i = 0; i < kTables; ++i) {
      const Table& t = table(static_cast<TableId>(i));
      if (!package_.files[i]) continue;
      const std::string_view missing = missing_column(t, package_.files[i]->header);
      if (missing.empty()) continue;
      const std::string other = other_product(shape);
      fault(csv_name(t.file), other.empty() ? missing_text(missing) : other);
    }
  }

  static std::string missing_text(std::string_view column) {
    return "the column '" + std::string(column) +
           "' is missing; without it the file cannot be read";
  }

  void judge_roles() {
    const PackageFile* users = package_.file(TableId::Users);
    if (users == nullptr || !package_.faults.empty()) return;
    const auto& t = table(TableId::Users);
    if (package_.roles_in_users()) {
      if (users->header.cell_of(t, "orgSourcedIds") == Header::kNone) {
        fault("users.csv", missing_text("orgSourcedIds"));
      }
      return;
    }
    if (package_.file(TableId::Roles) != nullptr) return;
    if (users->mode == Mode::Delta) {
      note("users.csv", "a delta without roles.csv: the roles of these users stay as they are");
    } else if (package_.version == Version::V1_2) {
      fault("roles.csv", "it is missing; OneRoster 1.2 says there who is a student or a teacher");
    } else {
      fault("users.csv", missing_text("role"));
    }
  }

  const Host& host_;
  std::vector<ListedFile> listed_;
  Manifest manifest_;
  Package package_;
};

}  // namespace

Result<std::string> list_package(const Host& host) { return host.files().list(kPathProperty); }

Result<Package> survey(const Host& host, const std::string& listing) {
  auto listed = read_listing(listing);
  if (listed) return Surveyor(host, std::move(listed).value()).run();
  if (listed.error().code != ErrorCode::BadData) return listed.error();
  Package package;
  package.faults.push_back({{}, listed.error().message});
  return package;
}

}  // namespace crosswalk::oneroster::csv
