#include "sandbox/schoology/default_state.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

void add_role(State& state, const char* title, bool faculty, Access access) {
  const Id id = state.next.role++;
  state.roles[id] = {id, title, faculty, access, access != Access::Administrator, 0};
}

Json letter_scale() {
  const auto level = [](const char* grade, int cutoff, int average) {
    return Json{{"grade", grade}, {"cutoff", cutoff}, {"average", average}};
  };
  const Json levels{level("A", 90, 95), level("B", 80, 85), level("C", 70, 75), level("D", 60, 65),
                    level("F", 0, 30)};
  return {{"id", 61},          {"title", "Sample letters"},   {"type", 1}, {"auto_averaging", 0},
          {"hide_numeric", 0}, {"scale", {{"level", levels}}}};
}

}  // namespace

State default_state() {
  State state;
  state.district = state.next.school++;
  state.schools[state.district] = {state.district,
                                   0,
                                   {{"title", "Sample District"},
                                    {"address1", "1 Test Road"},
                                    {"city", "Testville"},
                                    {"state", "TS"},
                                    {"postal_code", "00000"},
                                    {"country", "US"}}};
  add_role(state, "Student", false, Access::Member);
  add_role(state, "Teacher", true, Access::Teacher);
  add_role(state, "Administrator", true, Access::Administrator);
  add_role(state, "Parent", false, Access::Member);
  add_role(state, "Aide", true, Access::Teacher);
  state.scales = Json::array({letter_scale()});

  User admin;
  admin.id = state.next.user++;
  admin.school_uid = "sandbox-admin";
  admin.username = "sandbox.admin";
  admin.email = "sandbox.admin@district.example";
  admin.role_id = 9003;
  admin.building_id = state.district;
  admin.fields = {{"name_first", "Sandbox"}, {"name_last", "Administrator"}};
  state.put_user(std::move(admin));
  return state;
}

}  // namespace crosswalk::sandbox::schoology
