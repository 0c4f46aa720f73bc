#include "export/apply.hpp"

#include <array>

#include "export/changes.hpp"
#include "export/decide.hpp"
#include "export/memory.hpp"
#include "export/reader.hpp"
#include "export/rewrite.hpp"
#include "export/text.hpp"
#include "export/zip_writer.hpp"
#include "options.hpp"

namespace crosswalk::oneroster::exports {
namespace {

std::set<std::string> ids_of(const std::vector<Change>& changes) {
  std::set<std::string> ids;
  for (const Change& change : changes) ids.insert(change.id);
  ids.erase(std::string());
  return ids;
}

std::set<std::string> dropped_users(const Sheet& sheet, const std::vector<Change>& changes) {
  std::set<std::string> ids;
  if (sheet.id != SheetId::Users) return ids;
  for (const Change& change : changes) {
    if (change.op == CW_ROW_DROP) ids.insert(change.id);
  }
  return ids;
}

Result<Present> look_at(const Standing& standing, const Sheet& sheet,
                        const std::vector<Change>& changes) {
  Present present;
  present.version = standing.version;
  CW_TRY(present.records, look_up(standing, sheet.id, ids_of(changes)));
  for (const auto& [target, ids] : references_of(sheet, changes)) {
    CW_TRY(present.referred[target], look_up(standing, target, ids));
  }
  CW_TRY(present.users_enrolled_in, enrolled(standing, dropped_users(sheet, changes)));
  return present;
}

/// Brings the agents of the batch's users in order.
Result<> look_at_agents(const Standing& standing, const Present& present, Edits& edits) {
  std::set<std::string> named;
  std::set<std::string> is_new;
  for (const auto& [id, after] : edits) {
    if (!after) continue;
    if (!present.records.contains(id)) is_new.insert(id);
    for (std::string& agent : split(after->values[user_field::kAgents])) {
      if (!edits.contains(agent)) named.insert(std::move(agent));
    }
  }
  CW_TRY(Records known, look_up(standing, SheetId::Users, named));
  known.insert(present.records.begin(), present.records.end());
  settle_agents(edits, known, is_new);
  return {};
}

/// The schools of classes that moved, by class.
Schools moved_classes(const Sheet& sheet, const Edits& edits, const Present& present) {
  Schools moved;
  if (sheet.id != SheetId::Classes) return moved;
  for (const auto& [id, after] : edits) {
    const auto before = present.records.find(id);
    if (!after || before == present.records.end()) continue;
    const std::string& school = after->values[class_field::kSchool];
    if (school != before->second.values[class_field::kSchool]) moved[id] = school;
  }
  return moved;
}

/// \param files  brought up to date
Result<> write_version(const Standing& standing, const ExportOptions& options, FileSet& set,
                       const Sheet& sheet, const Edits& edits, const Present& present,
                       std::set<std::string>& files) {
  const Host& host = standing.host;
  CW_CHECK(rewrite_sheet(standing, set, sheet.id, edits, files));
  if (const Schools moved = moved_classes(sheet, edits, present); !moved.empty()) {
    CW_CHECK(move_enrollments(standing, set, moved, files));
  }
  CW_TRY(File manifest, set.create("manifest.csv"));
  CW_CHECK(manifest.write(manifest_text(options.version, files, options.system_name)));
  CW_CHECK(manifest.commit());
  if (host.cancelled()) return Error{ErrorCode::Cancelled, "cancelled before the export changed"};
  return set.commit();
}

Result<> zip_file(const Host& host, ZipWriter& zip, const std::string& name) {
  CW_TRY(File file, host.files().open(kPathProperty, std::string(kFolder) + "/" + name));
  CW_CHECK(zip.begin(name));
  std::string buffer(std::size_t{1} << 20, '\0');
  for (;;) {
    CW_TRY(const std::uint64_t got, file.read(buffer.data(), buffer.size()));
    if (got == 0) return zip.end();
    CW_CHECK(zip.write(std::string_view(buffer).substr(0, got)));
  }
}

Result<> write_zip(const Host& host, const std::set<std::string>& files) {
  CW_TRY(File file, host.files().create(kPathProperty, kZip));
  ZipWriter zip(std::move(file));
  CW_CHECK(zip_file(host, zip, "manifest.csv"));
  for (const std::string& name : files) CW_CHECK(zip_file(host, zip, name + ".csv"));
  return zip.finish();
}

void report(const std::vector<Change>& changes, const std::vector<Verdict>& verdicts,
            Outcomes& outcomes) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    const Verdict& verdict = verdicts[i];
    switch (verdict.what) {
      case Verdict::What::Applied:
        outcomes.applied(change.row, change.id);
        break;
      case Verdict::What::Noop:
        outcomes.noop(change.row, change.id);
        break;
      case Verdict::What::Rejected:
        outcomes.rejected(change.row, verdict.status, 0, verdict.message,
                          verdict.status == CW_E_EXISTS ? change.id : std::string());
        break;
    }
  }
}

}  // namespace

Result<> apply_to_export(const Host& host, const ExportOptions& options,
                         const ApplyRequest& request, Outcomes& outcomes) {
  const auto id = sheet_of_entity(request.entity);
  if (!id) {
    return Error{ErrorCode::Unsupported,
                 "an export of OneRoster files holds no '" + std::string(request.entity) + "'"};
  }
  const Sheet& sheet = exports::sheet(*id);
  // Before the look: until it is closed nobody else can write, so what is decided on stays true.
  CW_TRY(FileSet set, host.begin_file_set(kPathProperty, kFolder));
  CW_TRY(const Standing standing, stand_and_remember(host, options));
  const std::vector<Change> changes = read_changes(request, sheet);
  CW_TRY(const Present present, look_at(standing, sheet, changes));
  Decision decision = decide(sheet, changes, present);
  if (sheet.id == SheetId::Users) {
    CW_CHECK(look_at_agents(standing, present, decision.edits));
  }
  if (!decision.edits.empty()) {
    std::set<std::string> files = standing.files;
    CW_CHECK(write_version(standing, options, set, sheet, decision.edits, present, files));
    if (!standing.remembered) remember_export(host, options);
    if (options.zip) {
      // The folder is the export; its zip is a copy, and whole in itself.
      if (const auto zipped = write_zip(host, files); !zipped) {
        host.log(CW_LOG_WARN, "oneroster.zip",
                 std::string(kZip) + " is not up to date: " + zipped.error().message);
      }
    }
  }
  report(changes, decision.verdicts, outcomes);
  return {};
}

}  // namespace crosswalk::oneroster::exports
