#include "export/rewrite.hpp"

#include "export/text.hpp"

namespace crosswalk::oneroster::exports {
namespace {

std::set<std::string> removed_ids(const Edits& edits) {
  std::set<std::string> ids;
  for (const auto& [id, after] : edits) {
    if (!after) ids.insert(id);
  }
  return ids;
}

void forget_agents(Record& user, const std::set<std::string>& gone) {
  std::string& agents = user.values[user_field::kAgents];
  if (agents.empty()) return;
  std::vector<std::string> kept = split(agents);
  std::erase_if(kept, [&](const std::string& agent) { return gone.contains(agent); });
  agents = join(kept);
}

}  // namespace

Result<> rewrite_sheet(const Standing& standing, FileSet& set, SheetId id, const Edits& edits,
                       std::set<std::string>& files) {
  CW_TRY(SheetReader reader, SheetReader::open(standing, id));
  SheetWriter writer(set, standing.version, id);
  const std::set<std::string> gone =
      id == SheetId::Users ? removed_ids(edits) : std::set<std::string>();
  auto edit = edits.begin();
  const auto write_edits_before = [&](const std::string* limit) -> Result<> {
    for (; edit != edits.end() && (limit == nullptr || edit->first < *limit); ++edit) {
      if (edit->second) CW_CHECK(writer.add(*edit->second));
    }
    return {};
  };
  for (;;) {
    CW_TRY(const bool more, reader.next());
    if (!more) break;
    Record record = reader.take();
    CW_CHECK(write_edits_before(&record.id));
    if (edit != edits.end() && edit->first == record.id) continue;  // its edit stands for it
    if (!gone.empty()) forget_agents(record, gone);
    CW_CHECK(writer.add(record));
  }
  CW_CHECK(write_edits_before(nullptr));
  return writer.finish(files);
}

Result<> move_enrollments(const Standing& standing, FileSet& set, const Schools& schools,
                          std::set<std::string>& files) {
  CW_TRY(SheetReader reader, SheetReader::open(standing, SheetId::Enrollments));
  SheetWriter writer(set, standing.version, SheetId::Enrollments);
  for (;;) {
    CW_TRY(const bool more, reader.next());
    if (!more) break;
    Record record = reader.take();
    const auto moved = schools.find(record.values[enrollment_field::kClass]);
    if (moved != schools.end()) record.values[enrollment_field::kSchool] = moved->second;
    CW_CHECK(writer.add(record));
  }
  return writer.finish(files);
}

}  // namespace crosswalk::oneroster::exports
