/// \file
/// Links between students and their parents or advisors (contract 6.6).

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

struct Relation {
  const char* adult_code;  ///< key of the adult's outside id in the row
  const char* adult_uid;   ///< key of the adult's id in the reply
  void (State::*link)(Id student, Id adult, bool linked);
};

Result<Json> link_row(Call& call, const Json& row, const Relation& relation) {
  CW_TRY(const std::string student_code, needed_text(row, "student_school_uid"));
  CW_TRY(const std::string adult_code, needed_text(row, relation.adult_code));
  CW_TRY(const auto remove, flag_field(row, "delete"));
  const User* student = call.state.user_by_code(student_code);
  const User* adult = call.state.user_by_code(adult_code);
  if (student == nullptr || adult == nullptr) return missing("no such user");
  if (student == adult) return bad_input("nobody is related to oneself");
  Json out{{"student_school_uid", student_code},
           {"student_uid", std::to_string(student->id)},
           {relation.adult_code, adult_code},
           {relation.adult_uid, std::to_string(adult->id)}};
  (call.state.*relation.link)(student->id, adult->id, remove.value_or(0) == 0);
  return out;
}

Outcome import_links(Call& call, const Relation& relation) {
  CW_TRY(const auto rows, rows_of(call.body, "associations", "association"));
  Json done = run_rows(call, rows, {"student_school_uid", relation.adult_code},
                       [&](const Json& row) { return link_row(call, row, relation); });
  return json_reply(207, {{"association", std::move(done)}});
}

Outcome import_parents(Call& call) {
  return import_links(call, {"parent_school_uid", "parent_uid", &State::link_parent});
}

Outcome import_advisors(Call& call) {
  return import_links(call, {"advisor_school_uid", "advisor_uid", &State::link_advisor});
}

}  // namespace

std::vector<Route> association_routes() {
  return {
      {"POST", "users/import/associations/parents", kPeople | kAdmin, import_parents},
      {"POST", "users/import/associations/advisors", kPeople | kAdmin, import_advisors},
  };
}

}  // namespace crosswalk::sandbox::schoology
