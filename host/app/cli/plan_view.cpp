#include "app/cli/plan_view.hpp"

#include "app/config/zone.hpp"
#include "app/present/words.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;
using model::FieldValue;

Json value_json(const FieldValue& value) {
  switch (value.kind) {
    case FieldValue::Kind::Absent:
      return nullptr;
    case FieldValue::Kind::Text:
      return model::readable_identity(value.text);
    case FieldValue::Kind::List:
      return value.items;
  }
  return nullptr;
}

/// By field name; passwords are left out.
Json record_json(const model::Projection& record, const model::DestinationEntity* entity) {
  Json out = Json::object();
  for (std::size_t i = 0; i < record.size(); ++i) {
    const model::Field* field =
        entity != nullptr && i < entity->fields.size() ? &entity->fields[i] : nullptr;
    if (field != nullptr && (field->from == "password" || field->name == "password")) continue;
    if (record[i].kind == FieldValue::Kind::Absent) continue;
    out[field == nullptr ? "field" + std::to_string(i + 1) : field->name] = value_json(record[i]);
  }
  return out;
}

}  // namespace

Result<PlanView> plan_view(const App& app, Integration& integration,
                           const sync::PlanPort::Stored& plan, Names& names, std::size_t samples) {
  PlanView view;
  view.hash = plan.hash;
  view.integration = integration.config().name;
  view.district = app.config().district.name;
  view.made_at = local_time(app.config().district.time_zone, plan.created_ms);
  CW_TRY(view.header, sync::plan_header_from_json(plan.header_json));
  view.schema = integration.schema();
  view.name_of = [&names](sync::Entity entity, const std::string& id) {
    return names.of(entity, id);
  };
  Digester digest(samples);
  sync::PlanReader reader(integration.store().plans, plan);
  for (;;) {
    CW_TRY(const sync::PlanItems items, reader.next());
    if (items.operations.empty() && items.notes.empty() && items.listed.empty()) break;
    for (const sync::Operation& operation : items.operations) {
      names.learn(operation);
      digest.add(operation);
    }
    for (const sync::Note& note : items.notes) digest.add(note);
  }
  view.digest = digest.finish();
  return view;
}

Json operation_json(const sync::Operation& op, const model::DestinationSchema* schema) {
  const auto* entity = schema == nullptr ? nullptr : schema->find_entity(model::name(op.entity));
  Json out{{"index", op.index},
           {"entity", model::name(op.entity)},
           {"action", word(op.action)},
           {"id", model::readable_identity(op.identity)}};
  if (!op.destination_id.empty()) out["destination_id"] = op.destination_id;
  if (!op.before.empty()) out["before"] = record_json(op.before, entity);
  if (!op.after.empty()) out["after"] = record_json(op.after, entity);
  if (!op.reason.empty()) out["reason"] = op.reason;
  return out;
}

Json note_json(const sync::Note& note) {
  return {{"kind", word(note.kind)},
          {"entity", model::name(note.entity)},
          {"id", model::readable_identity(note.identity)},
          {"code", note.code},
          {"reason", note.reason},
          {"count", note.count}};
}

Json plan_json(const PlanView& view) {
  Json changes = Json::array();
  for (const ActionGroup& group : view.digest.actions) {
    Json samples = Json::array();
    for (const sync::Operation& op : group.samples)
      samples.push_back(operation_json(op, view.schema));
    changes.push_back({{"entity", model::name(group.entity)},
                       {"action", word(group.action)},
                       {"count", group.count},
                       {"samples", samples}});
  }
  Json not_sent = Json::array();
  for (const NoteGroup& group : view.digest.notes) {
    Json samples = Json::array();
    for (const sync::Note& note : group.samples) samples.push_back(note_json(note));
    not_sent.push_back({{"kind", word(group.kind)},
                        {"entity", model::name(group.entity)},
                        {"code", group.code},
                        {"count", group.count},
                        {"samples", samples}});
  }
  return {{"plan", view.hash},
          {"integration", view.integration},
          {"made_at", view.made_at},
          {"header", Json::parse(sync::to_json(view.header), nullptr, false)},
          {"changes", changes},
          {"notes", not_sent}};
}

Json calls_json(const http::Counters& calls) {
  return {{"writes", calls.writes},
          {"reads", calls.reads},
          {"token_requests", calls.token_requests},
          {"retries", calls.retries},
          {"waited_ms", calls.waited_ms}};
}

std::string_view word(sync::RunState state) {
  switch (state) {
    case sync::RunState::Planning:
      return "planning";
    case sync::RunState::Planned:
      return "planned";
    case sync::RunState::Held:
      return "held";
    case sync::RunState::Applying:
      return "applying";
    case sync::RunState::Done:
      return "done";
    case sync::RunState::Failed:
      return "failed";
    case sync::RunState::Paused:
      return "paused";
  }
  return "";
}

}  // namespace crosswalk::app
