#include "flows/roster/roster_flow.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;

/// Raise it when the same record and settings give another result than before.
constexpr std::string_view kCodeVersion = "roster 1";

/// Collects what a mapping depends on, part by part, so that no two give the same bytes.
class Parts {
 public:
  Parts& add(std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
    bytes_.append(text);
    return *this;
  }
  Parts& add(std::int64_t number) { return add(std::to_string(number)); }
  Parts& add(const model::Hash128& hash) { return add(model::to_hex(hash)); }
  template <class Map>
  Parts& add_table(const Map& table) {
    add(static_cast<std::int64_t>(table.size()));
    for (const auto& [key, text] : table) add(key).add(text);
    return *this;
  }
  model::Hash128 hash() const { return model::hash_bytes(bytes_); }

 private:
  std::string bytes_;
};

void add_field(Parts& parts, const model::Field& field) {
  parts.add(field.name)
      .add(static_cast<int>(field.type))
      .add(field.entity)
      .add(static_cast<int>(field.value));
  parts.add(field.from)
      .add(field.required)
      .add(field.max_length)
      .add(field.pattern)
      .add(field.create_only);
  parts.add(field.catalog).add(field.end_inclusive);
  for (const auto& name : field.required_with_any) parts.add(name);
}

void add_choice(Parts& parts, const Choice& choice) {
  parts.add(static_cast<int>(choice.way)).add(choice.to);
}

}  // namespace

model::Hash128 RosterFlow::mapping_version(Entity entity) const {
  Parts parts;
  parts.add(kCodeVersion).add(model::name(entity));
  if (const auto* destination = part(entity).destination) {
    parts.add(destination->per_org).add(destination->shared).add(courses_per_org());
    for (const auto& field : destination->fields) add_field(parts, field);
  }
  const std::string name(model::name(entity));
  if (const auto code = settings_.codes.find(name); code != settings_.codes.end())
    parts.add(code->second);
  if (const auto fields = settings_.fields.find(name); fields != settings_.fields.end()) {
    parts.add_table(fields->second);
  }

  // Which schools are mapped, and (but for users and enrollments, where only their ids are used)
  // how they are called.
  std::map<std::string_view, const Org*> schools;
  for (std::uint32_t i = 0; i < orgs_.size(); ++i) {
    if (orgs_[i].mapped()) schools.emplace(orgs_[i].id, &orgs_[i]);
  }
  const bool named = entity != Entity::User && entity != Entity::Enrollment;
  const bool school_in_code = part(entity).code && part(entity).code->of_school();
  for (const auto& [id, org] : schools) {
    parts.add(id);
    if (named || school_in_code) parts.add(org->name).add(org->identifier);
    if (entity == Entity::Org) add_choice(parts, org->choice);
  }
  if (const Year* year = sessions_.active()) parts.add(year->label);

  if (entity == Entity::AcademicSession || entity == Entity::Class) {
    std::map<std::string_view, const Session*> sessions;
    for (std::uint32_t i = 0; i < sessions_.size(); ++i) {
      if (sessions_[i].sent) sessions.emplace(sessions_[i].id, &sessions_[i]);
    }
    for (const auto& [id, session] : sessions) {
      parts.add(id).add(session->shared_key);
      add_choice(parts, session->choice);
    }
  }
  if (entity == Entity::Class) parts.add(classes_.titles_hash());
  if (entity == Entity::Course || entity == Entity::Class || entity == Entity::User) {
    parts.add_table(settings_.grade_levels);
  }
  if (entity == Entity::User) {
    parts.add(static_cast<int>(settings_.usernames)).add(static_cast<int>(settings_.passwords));
    parts.add_table(settings_.roles);
    for (const auto& [school, table] : settings_.school_roles) parts.add(school).add_table(table);
  }
  return parts.hash();
}

}  // namespace crosswalk::flows
