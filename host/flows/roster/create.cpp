#include "flows/roster/known_names.hpp"
#include "flows/roster/roster_flow.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;

std::vector<std::string> entity_names() {
  std::vector<std::string> names;
  for (const Entity entity : model::kEntities) names.emplace_back(model::name(entity));
  return names;
}

bool can(const model::DestinationEntity* destination, model::Operation operation) {
  return destination != nullptr && destination->operations.contains(operation);
}

Error cannot(std::string what) { return {ErrorCode::BadConfig, std::move(what)}; }

}  // namespace

RosterFlow::RosterFlow(RosterSettings settings, const model::KeyMaker& keys, Selection selection,
                       std::int64_t today)
    : settings_(std::move(settings)),
      keys_(keys),
      selection_(std::move(selection)),
      today_(today),
      sessions_(settings_.session_end_exclusive),
      role_rules_(settings_.roles, settings_.school_roles) {}

Result<std::unique_ptr<RosterFlow>> RosterFlow::create(RosterSettings settings,
                                                       const sync::Destination& destination,
                                                       const model::KeyMaker& keys,
                                                       Selection selection, std::int64_t today) {
  std::unique_ptr<RosterFlow> flow(
      new RosterFlow(std::move(settings), keys, std::move(selection), today));
  CW_TRY(flow->limits_, limits(flow->settings_.thresholds));
  CW_CHECK(flow->make_parts(destination));
  CW_CHECK(flow->check_settings());
  return flow;
}

Result<> RosterFlow::make_parts(const sync::Destination& destination) {
  for (const auto& [name, text] : settings_.codes) {
    const auto entity = model::entity_named(name);
    if (!entity) return unknown_name("codes", name, "is no entity", entity_names());
    if (*entity == Entity::Enrollment) return cannot("codes.enrollment: enrollments have no code");
  }
  for (const auto& [name, expressions] : settings_.fields) {
    const auto entity = model::entity_named(name);
    if (!entity) return unknown_name("fields", name, "is no entity", entity_names());
    if (destination.entity(*entity) == nullptr)
      return cannot("fields." + name + ": the destination holds none");
  }
  const std::map<std::string, std::string> no_expressions;
  for (const Entity entity : model::kEntities) {
    Part& made = part(entity);
    made.destination = destination.entity(entity);
    const std::string name(model::name(entity));
    if (entity != Entity::Enrollment) {
      const auto code = settings_.codes.find(name);
      CW_TRY(made.code, CodeTemplate::parse(
                            entity, code == settings_.codes.end() ? "{sourcedId}" : code->second));
    }
    if (made.destination == nullptr) continue;
    const auto fields = settings_.fields.find(name);
    CW_TRY(made.projector,
           Projector::create(entity, *made.destination,
                             fields == settings_.fields.end() ? no_expressions : fields->second));
  }
  return {};
}

Result<> RosterFlow::check_settings() const {
  const Part& user = part(Entity::User);
  if (settings_.passwords != PasswordStrategy::Destination) {
    const auto* field = user.projector ? user.projector->taker("password") : nullptr;
    if (field == nullptr || !field->create_only) {
      return cannot(
          "passwords: the destination takes no password when it creates a user; write "
          "\"destination\"");
    }
  }
  if (settings_.removed_users == RemovalPolicy::Deactivate &&
      !can(user.destination, model::Operation::Drop)) {
    return cannot("removed_users: the destination cannot deactivate users; write \"report\"");
  }
  if (settings_.dropped_enrollments == DropPolicy::Delete &&
      !can(part(Entity::Enrollment).destination, model::Operation::Delete)) {
    return cannot("dropped_enrollments: the destination cannot delete enrollments; write \"keep\"");
  }
  if (settings_.grace_time.count() < 0) return cannot("grace_time: must not be negative");
  return {};
}

}  // namespace crosswalk::flows
