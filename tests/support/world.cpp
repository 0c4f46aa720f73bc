#include "support/world.hpp"

#include <algorithm>

#include "crosswalk/batch_writer.hpp"
#include "model/normal.hpp"
#include "support/roster.hpp"

namespace crosswalk::test {
namespace {

using model::DestinationEntity;
using model::Entity;
using model::Field;

std::string joined(const BatchView& batch, const cw_cell& cell) {
  if (cell.type == CW_T_DATE) return model::format_date(cell.v.i);
  if (cell.type == CW_T_BOOL) return cell.v.i != 0 ? "true" : "false";
  if (cell.type != CW_T_LIST) return std::string(batch.text(cell));
  std::string out;
  for (const cw_cell& item : batch.list(cell))
    out += (out.empty() ? "" : ";") + std::string(batch.text(item));
  return out;
}

std::vector<std::string> items(const std::string& text) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find(';', from), text.size());
    out.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return out;
}

/// Rows that were made beforehand, one batch.
class ThingStream final : public sync::RowStream {
 public:
  ThingStream(std::vector<std::string> columns, std::vector<std::pair<std::string, Thing>> things)
      : columns_(std::move(columns)), things_(std::move(things)) {}
  std::unique_ptr<sync::RowBuffer> make_buffer() override {
    return std::make_unique<OwnedBuffer>();
  }
  Result<bool> next(sync::RowBuffer& buffer) override {
    auto& mine = static_cast<OwnedBuffer&>(buffer);
    mine.bytes.assign(4096 + things_.size() * 4096, 0);
    const auto width = static_cast<std::uint32_t>(columns_.size());
    BatchWriter out(mine.bytes.data(), mine.bytes.size(), width, 0);
    for (const auto& [id, thing] : things_) {
      out.begin(CW_ROW_UPSERT);
      for (std::uint32_t c = 0; c < width; ++c) write(out, c, id, thing);
      out.commit();
    }
    CW_TRY(mine.view_, BatchView::check(mine.bytes.data(), mine.bytes.size(), width, 0));
    return false;
  }
  Result<End> finish() override { return End{true, things_.size(), {}}; }

 private:
  void write(BatchWriter& out, std::uint32_t c, const std::string& id, const Thing& thing) const {
    const std::string& column = columns_[c];
    if (column == "id") return out.text(c, id);
    if (column == "state") return out.text(c, thing.dropped ? "dropped" : "active");
    const auto at = thing.fields.find(column);
    if (at == thing.fields.end()) return;
    if (column == "sessions" || column == "additionalOrgs") {
      const auto parts = items(at->second);
      cw_cell* cells = out.list(c, static_cast<std::uint32_t>(parts.size()));
      for (std::uint32_t i = 0; i < parts.size(); ++i) out.element(cells, i, parts[i]);
      return;
    }
    if (const auto days = model::parse_date(at->second)) return out.date(c, *days);
    out.text(c, at->second);
  }
  std::vector<std::string> columns_;
  std::vector<std::pair<std::string, Thing>> things_;
};

sync::Action action_of(std::uint16_t op) {
  switch (op) {
    case CW_ROW_CREATE:
      return sync::Action::Create;
    case CW_ROW_DROP:
      return sync::Action::Drop;
    case CW_ROW_RESTORE:
      return sync::Action::Restore;
    case CW_ROW_DELETE:
      return sync::Action::Delete;
    default:
      return sync::Action::Update;
  }
}

}  // namespace

struct World::Change {
  sync::Action action{};
  std::uint64_t change = 0;
  std::string id;
  std::map<std::string, std::string> fields;
};

const DestinationEntity* World::entity(Entity entity) const {
  const auto found =
      std::ranges::find(schema_, std::string(model::name(entity)), &DestinationEntity::name);
  return found == schema_.end() ? nullptr : &*found;
}

Result<std::unique_ptr<sync::RowStream>> World::read(const ReadSpec& spec) {
  ++read_calls;
  if (at) at("read");
  std::vector<std::pair<std::string, Thing>> out;
  if (spec.entity == "role") {
    for (const std::string role : {"Student", "Teacher", "Administrator"}) {
      out.emplace_back("R-" + role, Thing{{{"title", role}}, false, false});
    }
  } else {
    const std::string id_column = spec.id_column.empty() ? "id" : spec.id_column;
    for (const auto& [id, thing] : things_[*model::entity_named(spec.entity)]) {
      if (!spec.partition.empty() && thing.fields.at("class") != spec.partition) continue;
      if (!spec.ids.empty()) {
        const auto value = thing.fields.find(id_column);
        const std::string& key = id_column == "id"             ? id
                                 : value == thing.fields.end() ? id_column
                                                               : value->second;
        if (std::ranges::find(spec.ids, key) == spec.ids.end()) continue;
      }
      out.emplace_back(id, thing);
    }
  }
  return std::unique_ptr<sync::RowStream>(new ThingStream(spec.columns, std::move(out)));
}

bool World::refers_to_something(const DestinationEntity& schema, const Change& change,
                                sync::Outcome& outcome) const {
  for (const Field& f : schema.fields) {
    const auto value = change.fields.find(f.name);
    if (value == change.fields.end() || f.entity.empty()) continue;
    const auto& targets = things_.find(*model::entity_named(f.entity));
    for (const std::string& target : items(value->second)) {
      const bool there =
          targets != things_.end() &&
          (f.value == model::RefValue::Id
               ? targets->second.contains(target)
               : std::ranges::any_of(targets->second, [&](const auto& thing) {
                   const auto at_code = thing.second.fields.find("code");
                   return at_code != thing.second.fields.end() && at_code->second == target;
                 }));
      if (there) continue;
      outcome = {change.change,
                 sync::OutcomeState::Rejected,
                 false,
                 {},
                 "no such " + f.entity + ": " + target};
      return false;
    }
  }
  return true;
}

bool World::write(Entity entity, const Change& change, sync::Outcome& outcome) {
  auto& things = things_[entity];
  const DestinationEntity& schema = *this->entity(entity);
  if (!refers_to_something(schema, change, outcome)) return false;
  if (change.action == sync::Action::Create) {
    if (taken_for_one == entity && !things.empty()) {
      outcome = {change.change, sync::OutcomeState::Rejected, true, things.begin()->first, "there"};
      return false;
    }
    for (auto& [id, thing] : things) {
      if (entity == Entity::Enrollment) {
        // As a roster import does: an upsert by class and user.
        if (thing.fields.at("class") != change.fields.at("class") ||
            thing.fields.at("user") != change.fields.at("user"))
          continue;
        thing.fields["role"] = change.fields.at("role");
        thing.dropped = false;
        outcome = {change.change, sync::OutcomeState::Applied, false, id, {}};
        return true;
      }
      const std::string unique = entity == Entity::AcademicSession ? "title" : "code";
      const auto mine = change.fields.find(unique);
      if (entity == Entity::Org || mine == change.fields.end() ||
          thing.fields[unique] != mine->second)
        continue;
      outcome = {change.change, sync::OutcomeState::Rejected, true, id, unique + " is taken"};
      return false;
    }
    const std::string id = std::to_string(next_id_++);
    Thing thing;
    thing.fields = change.fields;
    things[id] = std::move(thing);
    outcome = {change.change, sync::OutcomeState::Applied, false, id, {}};
    return true;
  }
  const auto at_id = things.find(change.id);
  if (at_id == things.end()) {
    outcome = {change.change, sync::OutcomeState::Rejected, false, {}, "no such record"};
    return false;
  }
  Thing& thing = at_id->second;
  if (entity == Entity::Enrollment &&
      (!change.fields.contains("class") || !change.fields.contains("user") ||
       !change.fields.contains("role"))) {
    outcome = {change.change,
               sync::OutcomeState::Rejected,
               false,
               {},
               "class, user and role are required"};
    return false;
  }
  if (change.action == sync::Action::Delete) {
    things.erase(at_id);
  } else if (change.action == sync::Action::Drop) {
    thing.dropped = true;
  } else {
    if (change.action == sync::Action::Restore) thing.dropped = false;
    for (const auto& [name, value] : change.fields) thing.fields[name] = value;
  }
  outcome = {change.change, sync::OutcomeState::Applied, false, change.id, {}};
  return true;
}

Result<> World::apply(Entity entity, std::span<const std::string> columns, std::string_view bytes,
                      std::vector<sync::Outcome>& outcomes) {
  const Fault now = fault ? fault(apply_calls) : Fault::None;
  ++apply_calls;
  if (at) at("before request");
  CW_TRY(const BatchView batch,
         BatchView::check(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                          static_cast<std::uint32_t>(columns.size()), 0));
  if (batch.rows() > this->entity(entity)->batch)
    return Error{ErrorCode::InvalidArgument, "too many rows"};
  const std::uint32_t reached = now == Fault::Before || now == Fault::Throttled ? 0
                                : now == Fault::Half                            ? batch.rows() / 2
                                                                                : batch.rows();
  for (std::uint32_t r = 0; r < batch.rows(); ++r) {
    Change change{action_of(batch.row(r).op),
                  batch.row(r).change_id,
                  std::string(batch.text(batch.cell(r, 0))),
                  {}};
    for (std::uint32_t c = 1; c < batch.columns(); ++c) {
      const cw_cell& cell = batch.cell(r, c);
      if (cell.type != CW_T_ABSENT) change.fields[columns[c]] = joined(batch, cell);
    }
    sync::Outcome real{change.change, sync::OutcomeState::Unknown, false, {}, {}};
    bool effective = false;
    if (now == Fault::RowsRejected)
      real = {change.change, sync::OutcomeState::Rejected, false, {}, "refused"};
    else if (r < reached)
      effective = write(entity, change, real);
    log.push_back({entity, change.action, change.change, real.destination_id, effective});
    if (now == Fault::None || now == Fault::RowsRejected) outcomes[r] = real;
    if (now == Fault::Throttled || now == Fault::Before)
      outcomes[r].state = sync::OutcomeState::Retry;
  }
  if (at) at("after effect");
  return {};
}

void World::match_only(Entity entity) {
  std::ranges::find(schema_, std::string(model::name(entity)), &DestinationEntity::name)
      ->operations = {};
}

std::string World::add(Entity entity, Thing thing) {
  const std::string id = std::to_string(next_id_++);
  thing.by_hand = true;
  things_[entity][id] = std::move(thing);
  return id;
}

std::string World::name_of(Entity entity, const std::string& id) const {
  const auto kind = things_.find(entity);
  if (kind == things_.end() || !kind->second.contains(id)) return "?" + id;
  const auto& fields = kind->second.at(id).fields;
  if (entity == Entity::Enrollment) {
    return name_of(Entity::Class, fields.at("class")) + "/" +
           name_of(Entity::User, fields.at("user"));
  }
  const auto code_at = fields.find("code");
  return code_at != fields.end() ? code_at->second : fields.at("title");
}

std::map<std::string, std::string> World::picture() const {
  std::map<std::string, std::string> out;
  for (const auto& [kind, things] : things_) {
    const DestinationEntity& schema = *entity(kind);
    for (const auto& [id, thing] : things) {
      std::string text = thing.dropped ? "(dropped)" : "";
      for (const Field& f : schema.fields) {
        const auto value = thing.fields.find(f.name);
        if (value == thing.fields.end() || value->second.empty()) continue;
        std::string shown = value->second;
        if (!f.entity.empty() && f.value == model::RefValue::Id) {
          shown.clear();
          std::vector<std::string> names;
          for (const auto& part : items(value->second))
            names.push_back(name_of(*model::entity_named(f.entity), part));
          std::ranges::sort(names);
          for (const auto& name : names) shown += name + ";";
        }
        text += " " + f.name + "=" + shown;
      }
      std::string name = std::string(model::name(kind)) + " " + name_of(kind, id);
      while (out.contains(name)) name += " (again)";
      out[name] = text;
    }
  }
  return out;
}

}  // namespace crosswalk::test
