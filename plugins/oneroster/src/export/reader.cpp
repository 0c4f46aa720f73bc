#include "export/reader.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "csv/manifest.hpp"
#include "csv/package.hpp"
#include "export/memory.hpp"
#include "export/rows.hpp"
#include "options.hpp"

namespace crosswalk::oneroster::exports {
namespace {

std::string path_of(std::string_view file) {
  return std::string(kFolder) + "/" + std::string(file) + ".csv";
}

Error not_ours(const std::string& file, const std::string& what) {
  return Error{ErrorCode::BadData, path_of(file) + " " + what +
                                       ": somebody changed the export; put the files back as they "
                                       "were, or use a new connector and integration for a new "
                                       "export"};
}

/// The files of the folder, by their names without `.csv`.
Result<std::set<std::string>> listed(const Host& host) {
  CW_TRY(const std::string text, host.files().list(kPathProperty));
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_array()) return Error{ErrorCode::Internal, "the host's list of files is no array"};
  const std::string prefix = std::string(kFolder) + "/";
  std::set<std::string> files;
  for (const auto& entry : json) {
    const std::string name = entry.is_object() ? entry.value("name", "") : std::string();
    if (name.starts_with(prefix) && name.ends_with(".csv")) {
      files.insert(name.substr(prefix.size(), name.size() - prefix.size() - 4));
    }
  }
  return files;
}

}  // namespace

Result<Standing> stand(const Host& host, const ExportOptions& options) {
  const ExportVersion version = options.version;
  Standing standing{host, version, false, false, {}};
  CW_TRY(standing.remembered, has_exported(host, options));
  CW_TRY(std::set<std::string> there, listed(host));
  if (there.empty() && standing.remembered) {
    return Error{ErrorCode::BadConfig, "'path': the export of this connection, the folder '" +
                                           std::string(kFolder) + "' in " + options.path +
                                           ", is gone: " + std::string(kPutItBack)};
  }
  if (there.empty()) return standing;
  if (!there.contains("manifest")) return not_ours("manifest", "is not there");
  CW_TRY(const auto rows, csv::open_rows(host, path_of("manifest")));
  CW_TRY(const csv::Manifest manifest, csv::read_manifest(*rows));
  if (manifest.version_text != to_text(version)) {
    return Error{ErrorCode::BadConfig,
                 "'export': the folder holds an export of OneRoster " + manifest.version_text +
                     ", not " + std::string(to_text(version)) +
                     ": choose that version, or use a new connector with another "
                     "folder"};
  }
  for (const std::string_view kind : file_kinds(version)) {
    if (manifest.mode_of(kind) == csv::Mode::Bulk) standing.files.emplace(kind);
  }
  there.erase("manifest");
  if (there != standing.files) return not_ours("manifest", "names other files than those there");
  standing.there = true;
  return standing;
}

Result<> check_remembered(const Host& host, const ExportOptions& options) {
  CW_TRY(const bool remembered, has_exported(host, options));
  if (!remembered) return {};
  const auto standing = stand(host, options);
  return standing ? Result<>{} : standing.error();
}

Result<Standing> stand_and_remember(const Host& host, const ExportOptions& options) {
  CW_TRY(Standing standing, stand(host, options));
  if (standing.there && !standing.remembered) {
    remember_export(host, options);
    standing.remembered = true;
  }
  return standing;
}

Result<LineReader> LineReader::open(const Standing& standing, const std::string& file,
                                    std::span<const std::string_view> header) {
  LineReader out;
  out.file_ = file;
  if (!standing.files.contains(file)) return out;
  CW_TRY(out.rows_, csv::open_rows(standing.host, path_of(file)));
  const auto width = static_cast<std::uint32_t>(header.size());
  out.rows_->expect({width, width});
  CW_TRY(const bool more, out.next());
  if (!more || !std::ranges::equal(out.cells_, header)) {
    return not_ours(file, "has another header than the one that is written");
  }
  return out;
}

Result<bool> LineReader::next() {
  if (rows_ == nullptr) return false;
  CW_TRY(const bool more, rows_->next());
  if (!more) return false;
  const csv::Row& row = rows_->row();
  if (row.fault != csv::RowFault::None) {
    return not_ours(file_,
                    "line " + std::to_string(row.line) + ": " + csv::describe(row, rows_->width()));
  }
  cells_.clear();
  for (std::uint32_t i = 0; i < row.cells.stored(); ++i) cells_.push_back(row.cells[i]);
  return true;
}

Result<SheetReader> SheetReader::open(const Standing& standing, SheetId id) {
  const ExportVersion version = standing.version;
  CW_TRY(LineReader lines,
         LineReader::open(standing, std::string(sheet(id).file), columns(id, version)));
  SheetReader out(version, id, std::move(lines));
  if (id == SheetId::Users && version == ExportVersion::V1_2) {
    CW_TRY(out.roles_, LineReader::open(standing, std::string(kRolesFile), role_columns()));
    CW_TRY(out.role_pending_, out.roles_->next());
  }
  return out;
}

Result<bool> SheetReader::next() {
  CW_TRY(const bool more, lines_.next());
  if (!more) return false;
  record_ = from_cells(*sheet_, version_, lines_.cells());
  if (record_.id.empty() || record_.id <= last_id_) {
    return not_ours(std::string(sheet_->file), "is not in order of sourcedId");
  }
  last_id_ = record_.id;
  if (roles_) CW_CHECK(take_roles());
  return true;
}

Result<> SheetReader::take_roles() {
  while (role_pending_ && user_of_role(roles_->cells()) == record_.id) {
    add_role(record_, roles_->cells());
    CW_TRY(role_pending_, roles_->next());
  }
  if (!record_.values[user_field::kRole].empty()) return {};
  return not_ours(std::string(kRolesFile), "has no line for user " + record_.id + " in its place");
}

Result<Records> look_up(const Standing& standing, SheetId id, const std::set<std::string>& ids) {
  Records found;
  if (ids.empty()) return found;
  CW_TRY(SheetReader reader, SheetReader::open(standing, id));
  while (found.size() < ids.size()) {
    CW_TRY(const bool more, reader.next());
    if (!more) break;
    if (!ids.contains(reader.record().id)) continue;
    std::string key = reader.record().id;
    found.emplace(std::move(key), reader.take());
  }
  return found;
}

Result<std::map<std::string, std::string>> enrolled(const Standing& standing,
                                                    const std::set<std::string>& users) {
  std::map<std::string, std::string> found;
  if (users.empty()) return found;
  CW_TRY(SheetReader reader, SheetReader::open(standing, SheetId::Enrollments));
  for (;;) {
    CW_TRY(const bool more, reader.next());
    if (!more) return found;
    const auto& values = reader.record().values;
    if (users.contains(values[enrollment_field::kUser])) {
      found.emplace(values[enrollment_field::kUser], values[enrollment_field::kClass]);
    }
  }
}

}  // namespace crosswalk::oneroster::exports
