#include "sandbox/powerschool/deeds.hpp"

#include <array>

namespace crosswalk::sandbox::powerschool {
namespace {

Result<std::int64_t> id_of(const Json& body, const char* field) {
  const auto found = body.find(field);
  if (found == body.end() || !found->is_number_integer()) {
    return Error{ErrorCode::InvalidArgument, std::string(field) + " is a number and is required"};
  }
  return found->get<std::int64_t>();
}

Result<Json*> record_of(State& state, std::string_view table, const Json& body, const char* field) {
  CW_TRY(const std::int64_t id, id_of(body, field));
  auto& rows = state.tables[std::string(table)];
  const auto found = rows.find(id);
  if (found == rows.end()) {
    return Error{ErrorCode::NotFound, std::string(table) + " has no record " + std::to_string(id)};
  }
  return &found->second;
}

/// Takes the named fields of the body over into a record of a table, checked as a seed is.
Result<Json> change(State& state, std::string_view table, const Json& body,
                    std::initializer_list<const char*> fields) {
  CW_TRY(const Json* const record, record_of(state, table, body, "id"));
  Json changed = *record;
  for (const char* field : fields) {
    if (body.contains(field)) changed[field] = body[field];
  }
  CW_CHECK(load(state, {{std::string(table), {changed}}}));
  return Json{{"id", changed["id"]}};
}

Result<Json> rename_student(State& state, const Json& body) {
  return change(state, "students", body, {"first_name", "middle_name", "last_name"});
}
Result<Json> transfer_student(State& state, const Json& body) {
  return change(state, "students", body, {"school_id"});
}
Result<Json> set_status(State& state, const Json& body) {
  return change(state, "students", body, {"enroll_status"});
}

Result<Json> enroll(State& state, const Json& body) {
  CW_TRY(const Json* const section, record_of(state, "sections", body, "section_id"));
  CW_TRY(const Json* const student, record_of(state, "students", body, "student_id"));
  Json seat{{"section_id", (*section)["id"]}, {"student_id", (*student)["id"]}};
  if (body.contains("entry_date")) seat["entry_date"] = body["entry_date"];
  CW_CHECK(load(state, {{"enrollments", {seat}}}));
  return Json{{"id", state.table("enrollments").rbegin()->first}};
}

Result<Json> unenroll(State& state, const Json& body) {
  CW_TRY(const std::int64_t section, id_of(body, "section_id"));
  CW_TRY(const std::int64_t student, id_of(body, "student_id"));
  std::size_t dropped = 0;
  for (auto& [id, seat] : state.tables["enrollments"]) {
    if (number_of_field(seat, "section_id") != section ||
        number_of_field(seat, "student_id") != student || flag_of_field(seat, "dropped")) {
      continue;
    }
    seat["dropped"] = true;
    ++dropped;
  }
  if (dropped == 0) return Error{ErrorCode::NotFound, "the student is not in that section"};
  return Json{{"dropped", dropped}};
}

Result<Json> drop_class(State& state, const Json& body) {
  CW_TRY(const Json* const section, record_of(state, "sections", body, "id"));
  const std::int64_t id = (*section)["id"].get<std::int64_t>();
  for (const char* table : {"enrollments", "section_teachers"}) {
    std::erase_if(state.tables[table],
                  [&](const auto& row) { return number_of_field(row.second, "section_id") == id; });
  }
  state.tables["sections"].erase(id);
  return Json{{"id", id}};
}

/// The person's place at the section's school; nothing when there is none.
std::optional<std::int64_t> post_at(const State& state, std::int64_t user, std::int64_t school) {
  for (const auto& [id, post] : state.table("school_staff")) {
    if (number_of_field(post, "user_id") == user && number_of_field(post, "school_id") == school) {
      return id;
    }
  }
  return std::nullopt;
}

Result<Json> assign_teacher(State& state, const Json& body) {
  CW_TRY(const Json* const section, record_of(state, "sections", body, "section_id"));
  CW_TRY(const std::int64_t user, id_of(body, "users_dcid"));
  const auto post = post_at(state, user, number_of_field(*section, "school_id"));
  if (!post) return Error{ErrorCode::NotFound, "that person is not at the section's school"};
  const bool lead = flag_of_field(body, "is_lead");
  if (lead) {
    for (auto& [id, other] : state.tables["section_teachers"]) {
      if (other["section_id"] == (*section)["id"]) other["is_lead"] = false;
    }
  }
  const Json teaching{
      {"section_id", (*section)["id"]}, {"school_staff_id", *post}, {"is_lead", lead}};
  CW_CHECK(load(state, {{"section_teachers", {teaching}}}));
  return Json{{"id", state.table("section_teachers").rbegin()->first}};
}

Result<Json> dismiss_teacher(State& state, const Json& body) {
  CW_TRY(const Json* const section, record_of(state, "sections", body, "section_id"));
  CW_TRY(const std::int64_t user, id_of(body, "users_dcid"));
  const auto gone = std::erase_if(state.tables["section_teachers"], [&](const auto& row) {
    const Json* post = state.find("school_staff", number_of_field(row.second, "school_staff_id"));
    return row.second["section_id"] == (*section)["id"] && post != nullptr &&
           number_of_field(*post, "user_id") == user;
  });
  if (gone == 0) return Error{ErrorCode::NotFound, "that person does not teach the section"};
  return Json{{"dismissed", gone}};
}

struct Deed {
  std::string_view name;
  Result<Json> (*act)(State&, const Json&);
};

constexpr std::array<Deed, 8> kDeeds{{{"rename_student", rename_student},
                                      {"transfer_student", transfer_student},
                                      {"set_status", set_status},
                                      {"enroll", enroll},
                                      {"unenroll", unenroll},
                                      {"drop_class", drop_class},
                                      {"assign_teacher", assign_teacher},
                                      {"dismiss_teacher", dismiss_teacher}}};

}  // namespace

Result<Json> do_deed(State& state, std::string_view name, const Json& body) {
  for (const Deed& deed : kDeeds) {
    if (deed.name != name) continue;
    State changed = state;
    CW_TRY(Json outcome, deed.act(changed, body));
    state = std::move(changed);
    return outcome;
  }
  return Error{ErrorCode::NotFound, "there is no deed " + std::string(name)};
}

}  // namespace crosswalk::sandbox::powerschool
