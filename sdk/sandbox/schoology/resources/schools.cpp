/// \file
/// Schools, buildings and roles (contract 6.1 to 6.3).

#include <array>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/resources/routes.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array kSchoolFields{"title", "address1",    "address2",      "city",
                                   "state", "postal_code", "country",       "website",
                                   "phone", "fax",         "building_code", "picture_url"};

/// Unset values are "" in reads and null in the reply to a create.
Json school_json(const School& school, const Json& unset) {
  Json out{{"id", std::to_string(school.id)}};
  for (const char* field : kSchoolFields) {
    out[field] = has_value(school.fields, field) ? school.fields[field] : unset;
  }
  return out;
}

/// The written fields of the body, laid over `fields`.
Result<Json> written_fields(const Json& body, Json fields) {
  if (!body.is_object()) return bad_input("a JSON object was expected");
  for (const char* field : kSchoolFields) {
    CW_TRY(const auto value, text_field(body, field));
    if (value) fields[field] = *value;
  }
  if (!has_value(fields, "title")) return bad_input("title is required");
  return fields;
}

Outcome create(Call& call, Id district) {
  CW_TRY(Json fields, written_fields(call.body, Json::object()));
  const School school{call.state.next.school++, district, std::move(fields)};
  call.state.schools[school.id] = school;
  Json out = school_json(school, nullptr);
  out["links"] = self_link(call.url("schools/" + std::to_string(school.id)));
  return created(out);
}

Outcome list_schools(Call& call) {
  const School* own = find_in(call.state.schools, call.state.district);
  Json rows = Json::array();
  if (own != nullptr) rows.push_back(school_json(*own, ""));
  return ok({{"school", std::move(rows)}});
}

Outcome create_school(Call& call) { return create(call, 0); }

Outcome get_school(Call& call) {
  const School* school = find_in(call.state.schools, call.id(0));
  if (school == nullptr) return missing();
  return ok(school_json(*school, ""));
}

Outcome update_school(Call& call) {
  School* school = find_in(call.state.schools, call.id(0));
  if (school == nullptr) return missing();
  CW_TRY(school->fields, written_fields(call.body, school->fields));
  return no_content();
}

/// Whether people or courses belong to it. What the real service does then is not known; we refuse.
bool has_content(const State& state, Id school) {
  for (const auto& [id, user] : state.users()) {
    if (user.building_id == school) return true;
  }
  for (const auto& [id, course] : state.courses()) {
    if (course.building_id == school) return true;
  }
  return false;
}

Outcome delete_school(Call& call) {
  const Id id = call.id(0);
  if (find_in(call.state.schools, id) == nullptr) return missing();
  if (id == call.state.district) return forbidden();
  if (has_content(call.state, id)) return bad_input("the school still has users or courses");
  call.state.schools.erase(id);
  return no_content();
}

Outcome list_buildings(Call& call) {
  const Id district = call.id(0);
  if (find_in(call.state.schools, district) == nullptr) return missing();
  Json rows = Json::array();
  for (const auto& [id, school] : call.state.schools) {
    if (school.district == district) rows.push_back(school_json(school, ""));
  }
  return ok({{"building", std::move(rows)}});
}

Outcome create_building(Call& call) {
  const School* district = find_in(call.state.schools, call.id(0));
  if (district == nullptr) return missing();
  if (district->district != 0) return bad_input("a building has no buildings");
  return create(call, district->id);
}

Json role_json(const Call& call, const Role& role) {
  Json out{{"title", role.title},
           {"faculty", role.faculty ? 1 : 0},
           {"role_type", role.building == 0 ? 1 : 2},
           {"links", self_link(call.url("roles/" + std::to_string(role.id)))}};
  if (call.docs_types()) {
    out["id"] = std::to_string(role.id);
  } else {
    out["id"] = role.id;
  }
  if (role.building != 0) out["building_id"] = role.building;
  return out;
}

/// A caller without rights sees only some roles: here, those that are not administrators'.
bool sees_role(const Call& call, const Role& role) {
  return call.is_admin() || role.access != Access::Administrator;
}

Outcome list_roles(Call& call) {
  Json roles = Json::array();
  Json overrides = Json::array();
  for (const auto& [id, role] : call.state.roles) {
    if (!sees_role(call, role)) continue;
    (role.building == 0 ? roles : overrides).push_back(role_json(call, role));
  }
  Json out{{"role", std::move(roles)}};
  if (!overrides.empty()) out["building_role"] = std::move(overrides);
  return ok(out);
}

Outcome get_role(Call& call) {
  const Role* role = find_in(call.state.roles, call.id(0));
  if (role == nullptr || !sees_role(call, *role)) return missing();
  return ok(role_json(call, *role));
}

}  // namespace

std::vector<Route> school_routes() {
  return {
      {"GET", "schools", kAnyone, list_schools},
      {"POST", "schools", kAdmin, create_school},
      {"GET", "schools/{id}", kAnyone, get_school},
      {"PUT", "schools/{id}", kAdmin, update_school},
      {"DELETE", "schools/{id}", kAdmin, delete_school},
      {"GET", "schools/{id}/buildings", kAdmin, list_buildings},
      {"POST", "schools/{id}/buildings", kAdmin, create_building},
      {"GET", "roles", kAnyone, list_roles},
      {"GET", "roles/{id}", kAnyone, get_role},
  };
}

}  // namespace crosswalk::sandbox::schoology
