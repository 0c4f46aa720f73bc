#include "sync/plan_writer.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace crosswalk::sync {
namespace {

constexpr std::size_t kSegmentBytes = 1 << 20;

bool removal(Action action) { return action == Action::Drop || action == Action::Delete; }

std::string_view note_kind_name(NoteKind kind) {
  switch (kind) {
    case NoteKind::Quarantined:
      return "quarantined";
    case NoteKind::Refused:
      return "refused";
    case NoteKind::Excluded:
      return "excluded";
    case NoteKind::Blocked:
      return "blocked";
    case NoteKind::Disputed:
      return "disputed";
    case NoteKind::Waiting:
      return "waiting";
    case NoteKind::Reported:
      return "reported";
    case NoteKind::Warning:
      return "warning";
  }
  return "";
}

std::string action_name(Action action) {
  switch (action) {
    case Action::Create:
      return "create";
    case Action::Update:
      return "update";
    case Action::Adopt:
      return "adopt";
    case Action::Drop:
      return "drop";
    case Action::Restore:
      return "restore";
    case Action::Delete:
      return "delete";
    case Action::Settle:
      return "settle";
    case Action::Forget:
      return "forget";
  }
  return "";
}

std::filesystem::path removals_path(const std::filesystem::path& scratch, Entity entity) {
  return scratch / ("removals." + std::string(model::name(entity)));
}

}  // namespace

Result<PlanWriter> PlanWriter::create(PlanPort& plans, const std::filesystem::path& scratch) {
  CW_TRY(const std::uint64_t draft, plans.begin());
  return PlanWriter(plans, scratch, draft);
}

void PlanWriter::count(const Operation& op) {
  if (sync::writes(op.action)) ++writes_;
  ++counts_.totals[{op.entity, op.action}];
  ++counts_.by_school[op.school][{op.entity, op.action}];
  if (op.entity != Entity::Enrollment) return;
  const bool added = op.action == Action::Create || op.action == Action::Restore;
  if (!added && !removal(op.action)) return;
  auto& in_class = counts_.by_class[op.scope];
  in_class.school = op.school;
  ++(added ? in_class.added : in_class.removed);
}

Result<> PlanWriter::add(Operation operation) {
  count(operation);
  if (!removal(operation.action)) {
    operation.index = next_index_++;
    return append(operation);
  }
  // Kept in a file: a broken export may remove millions, and they are numbered last.
  ++removals_;
  std::ofstream& file = removal_files_[operation.entity];
  if (!file.is_open()) file.open(removals_path(scratch_, operation.entity), std::ios::binary);
  std::string bytes;
  encode_item(bytes, operation);
  const auto size = static_cast<std::uint32_t>(bytes.size());
  file.write(reinterpret_cast<const char*>(&size), sizeof size);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file) return {};
  return Error{ErrorCode::Unavailable,
               "writing the plan to the scratch folder " + scratch_.string() +
                   " failed; make room there or set state.scratch to another folder"};
}

Result<> PlanWriter::add(const Note& note) {
  notes_ += note.count;
  counts_.notes_by_school[note.school][{
      note.entity, std::string(note_kind_name(note.kind)) + ":" + note.code}] += note.count;
  return append(note);
}

Result<> PlanWriter::add(const ListedScope& scope) { return append(scope); }

template <class Item>
Result<> PlanWriter::append(const Item& item) {
  const std::size_t before = segment_.size();
  encode_item(segment_, item);
  if (segment_.size() <= kSegmentBytes || before == 0) return {};
  const std::string overhang = segment_.substr(before);
  segment_.resize(before);
  CW_CHECK(flush());
  segment_ = overhang;
  return {};
}

Result<> PlanWriter::flush() {
  if (segment_.empty()) return {};
  hash_.add(segment_);
  CW_CHECK(plans_->append(draft_, segments_++, segment_));
  segment_.clear();
  return {};
}

Result<> PlanWriter::replay_removals() {
  for (auto entity = model::kEntities.rbegin(); entity != model::kEntities.rend(); ++entity) {
    const auto at = removal_files_.find(*entity);
    if (at == removal_files_.end()) continue;
    at->second.close();
    std::ifstream file(removals_path(scratch_, *entity), std::ios::binary);
    std::uint32_t size = 0;
    std::string bytes;
    while (file.read(reinterpret_cast<char*>(&size), sizeof size)) {
      bytes.resize(size);
      file.read(bytes.data(), static_cast<std::streamsize>(size));
      CW_TRY(PlanItems items, decode_items(bytes));
      for (Operation& op : items.operations) {
        op.index = next_index_++;
        CW_CHECK(append(op));
      }
    }
  }
  return {};
}

Result<std::string> PlanWriter::seal(PlanHeader& header) {
  CW_CHECK(replay_removals());
  CW_CHECK(flush());
  header.operations = next_index_;
  header.writes = writes_;
  header.notes = notes_;
  const std::string json = to_json(header);
  hash_.add(json);
  std::string hash = hash_.hex();
  CW_CHECK(plans_->seal(draft_, hash, json));
  return hash;
}

Result<std::string> identity_of(const Flow& flow, LinkPort& links, Entity entity, const Key& key) {
  if (key == Key{}) return std::string{};
  std::string known = flow.identity_of(entity, key);
  if (!known.empty()) return known;
  CW_TRY(const auto found, links.find(entity, std::span(&key, 1)));
  return found.empty() ? std::string{} : found.front().identity;
}

void complete_header(PlanHeader& header, const PlanCounts& counts, const Flow& flow,
                     const Destination& destination, LinkPort* links) {
  std::map<Key, SchoolTotals> schools;
  const auto of = [&](const Key& school) -> SchoolTotals& {
    auto [at, fresh] = schools.try_emplace(school);
    if (fresh && school != Key{}) {
      if (links == nullptr)
        at->second.identity = flow.identity_of(Entity::Org, school);
      else if (auto known = identity_of(flow, *links, Entity::Org, school))
        at->second.identity = std::move(known).value();
      at->second.title = flow.title_of(Entity::Org, school);
    }
    return at->second;
  };
  for (const auto& [school, actions] : counts.by_school) {
    for (const auto& [what, n] : actions)
      of(school).actions[std::string(model::name(what.first))][action_name(what.second)] += n;
  }
  for (const auto& [school, notes] : counts.notes_by_school) {
    for (const auto& [what, n] : notes)
      of(school).notes[std::string(model::name(what.first))][what.second] += n;
  }
  for (auto& [key, totals] : schools) header.schools.push_back(std::move(totals));
  std::ranges::sort(header.schools, {},
                    [](const SchoolTotals& s) { return std::tie(s.title, s.identity); });
  for (const auto& [what, n] : counts.totals) {
    const model::DestinationEntity* schema = destination.entity(what.first);
    if (schema == nullptr || !writes(what.second)) continue;
    header.write_calls[std::string(model::name(what.first))] +=
        (n + schema->batch - 1) / schema->batch;
  }
}

}  // namespace crosswalk::sync
