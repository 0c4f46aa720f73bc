/// \file
/// JSON to State.

#include <algorithm>
#include <array>

#include "sandbox/core/text.hpp"
#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/snapshot.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

using Loader = Result<void> (*)(State&, const Json&);

Error bad(const std::string& text) { return {ErrorCode::BadData, text}; }

/// Takes the record's own id, or the next one; the counter stays ahead of both.
Id id_for(const Json& row, Id& counter) {
  const auto given = row.find("id");
  const Id id = given != row.end() && given->is_number_integer() ? given->get<Id>() : counter;
  counter = std::max(counter, id + 1);
  return id;
}

std::string text_of(const Json& row, const char* key) {
  const auto found = row.find(key);
  return found == row.end() ? std::string{} : loose_text(*found);
}

Id number_of(const Json& row, const char* key, Id otherwise = 0) {
  const auto found = row.find(key);
  return found != row.end() && found->is_number_integer() ? found->get<Id>() : otherwise;
}

bool truth_of(const Json& row, const char* key, bool otherwise = false) {
  const auto found = row.find(key);
  if (found == row.end()) return otherwise;
  if (found->is_boolean()) return found->get<bool>();
  return loose_text(*found) == "1";
}

/// The record without the typed keys: what goes into `fields`.
Json rest_of(Json row, std::initializer_list<const char*> typed) {
  for (const char* key : typed) row.erase(key);
  return row;
}

Result<void> load_school(State& state, const Json& row) {
  School school;
  school.id = id_for(row, state.next.school);
  // A school that comes without saying so is a building of the district.
  school.district = number_of(row, "district", state.district);
  if (school.id == state.district) school.district = 0;
  school.fields = rest_of(row, {"id", "district"});
  state.schools[school.id] = std::move(school);
  return {};
}

Result<void> load_role(State& state, const Json& row) {
  Role role;
  role.id = id_for(row, state.next.role);
  role.title = text_of(row, "title");
  const std::string access = text_of(row, "access");
  role.access = access == "administrator" ? Access::Administrator
                : access == "teacher"     ? Access::Teacher
                                          : Access::Member;
  role.faculty = truth_of(row, "faculty", role.access != Access::Member);
  role.impersonation = truth_of(row, "impersonation");
  role.building = number_of(row, "building");
  state.roles[role.id] = std::move(role);
  return {};
}

Result<void> load_period(State& state, const Json& row) {
  const Period period{id_for(row, state.next.period), text_of(row, "title"), text_of(row, "start"),
                      text_of(row, "end")};
  if (!is_date(period.start) || !is_date(period.end)) return bad("start and end must be dates");
  state.periods[period.id] = period;
  return {};
}

Result<User> user_from(State& state, const Json& row) {
  User user;
  user.id = id_for(row, state.next.user);
  user.school_uid = text_of(row, "school_uid");
  user.username = text_of(row, "username");
  user.email = text_of(row, "primary_email");
  user.role_id = number_of(row, "role_id");
  user.building_id = number_of(row, "building_id", state.district);
  if (state.roles.count(user.role_id) == 0) return bad("role_id is unknown");
  if (held_by_other(state.holder_of_code(user.school_uid), user.id) ||
      held_by_other(state.holder_of_username(user.username), user.id) ||
      held_by_other(state.holder_of_email(user.email), user.id)) {
    return bad("school_uid, username or primary_email is taken");
  }
  user.parents = row.value("parents", std::set<Id>{});
  user.children = row.value("children", std::set<Id>{});
  user.advisors = row.value("advisors", std::set<Id>{});
  user.inactive_since_s = number_of(row, "inactive_since_s");
  user.inactive_by = number_of(row, "inactive_by");
  user.inactive_comment = text_of(row, "inactive_comment");
  for (const Json& place : row.value("former_places", Json::array())) {
    user.former_places.push_back({number_of(place, "section_id"), truth_of(place, "admin")});
  }
  user.fields = rest_of(row, {"id", "school_uid", "username", "primary_email", "role_id",
                              "building_id", "parents", "children", "advisors", "former_places",
                              "inactive_since_s", "inactive_by", "inactive_comment"});
  return user;
}

Result<void> load_user(State& state, const Json& row) {
  CW_TRY(User user, user_from(state, row));
  state.put_user(std::move(user));
  return {};
}

Result<void> load_inactive(State& state, const Json& row) {
  CW_TRY(User user, user_from(state, row));
  user.inactive_since_s = std::max<std::int64_t>(1, user.inactive_since_s);
  state.put_inactive(std::move(user));
  return {};
}

Result<void> load_course(State& state, const Json& row) {
  Course course;
  course.id = id_for(row, state.next.course);
  course.code = text_of(row, "course_code");
  course.building_id = number_of(row, "building_id", state.district);
  if (held_by_other(state.holder_of_course_code(course.code), course.id))
    return bad("course_code is taken");
  course.fields = rest_of(row, {"id", "course_code", "building_id"});
  state.put_course(std::move(course));
  return {};
}

Result<void> load_section(State& state, const Json& row) {
  Section section;
  section.id = id_for(row, state.next.section);
  section.course_id = number_of(row, "course_id");
  if (const Course* course = state.course_by_code(text_of(row, "course_code"))) {
    section.course_id = course->id;
  }
  if (state.course(section.course_id) == nullptr) return bad("its course is unknown");
  section.school_code = text_of(row, "section_school_code");
  section.code = text_of(row, "section_code");
  if (held_by_other(state.holder_of_section_code(section.school_code), section.id)) {
    return bad("section_school_code is taken");
  }
  section.periods = row.value("grading_periods", std::vector<Id>{});
  for (const Id period : section.periods) {
    if (state.periods.count(period) == 0) return bad("one of its grading_periods is unknown");
  }
  section.options = row.value("options", Json::object());
  section.fields = rest_of(row, {"id", "course_id", "course_code", "section_school_code",
                                 "section_code", "grading_periods", "options"});
  state.put_section(std::move(section));
  return {};
}

Result<void> load_enrollment(State& state, const Json& row) {
  Enrollment enrollment;
  enrollment.section_id = number_of(row, "section_id");
  enrollment.uid = number_of(row, "uid");
  if (enrollment.section_id == 0) {
    const Section* section = state.section_by_code(text_of(row, "section_school_code"));
    if (section != nullptr) enrollment.section_id = section->id;
  }
  if (enrollment.uid == 0) {
    enrollment.uid = state.holder_of_code(text_of(row, "school_uid")).value_or(0);
  }
  if (state.section(enrollment.section_id) == nullptr) return bad("its section is unknown");
  if (state.user(enrollment.uid) == nullptr && state.inactive().count(enrollment.uid) == 0) {
    return bad("its user is unknown");
  }
  enrollment.id = id_for(row, state.next.enrollment);
  enrollment.admin = truth_of(row, "admin");
  enrollment.status = static_cast<int>(number_of(row, "status", kActive));
  const Enrollment* there = state.enrollment_of(enrollment.section_id, enrollment.uid);
  if (there != nullptr && there->id != enrollment.id) return bad("the user is enrolled already");
  state.put_enrollment(enrollment);
  return {};
}

Result<void> load_category(State& state, const Json& row) {
  Category category;
  category.section_id = number_of(row, "section_id");
  if (state.section(category.section_id) == nullptr) return bad("its section is unknown");
  category.id = id_for(row, state.next.category);
  category.uid = number_of(row, "uid");
  category.fields = rest_of(row, {"id", "section_id", "uid"});
  state.put_category(std::move(category));
  return {};
}

Result<void> load_assignment(State& state, const Json& row) {
  Assignment item;
  item.section_id = number_of(row, "section_id");
  if (state.section(item.section_id) == nullptr) return bad("its section is unknown");
  item.id = id_for(row, state.next.item);
  item.type = row.value("type", std::string{"assignment"});
  item.updated_s = number_of(row, "updated_s");
  item.fields = rest_of(row, {"id", "section_id", "type", "updated_s"});
  state.put_assignment(std::move(item));
  return {};
}

Result<void> load_grade(State& state, const Json& row) {
  const Id section = number_of(row, "section_id");
  const Id enrollment = number_of(row, "enrollment_id");
  const Id item = number_of(row, "assignment_id");
  if (state.section(section) == nullptr || state.enrollment(enrollment) == nullptr) {
    return bad("its section or enrollment is unknown");
  }
  Grade grade;
  grade.grade = row.value("grade", Json{});
  grade.exception = static_cast<int>(number_of(row, "exception"));
  grade.comment = text_of(row, "comment");
  grade.comment_status = row.value("comment_status", Json{});
  grade.timestamp_s = number_of(row, "timestamp_s");
  state.put_grade(section, enrollment, item, std::move(grade));
  return {};
}

Result<void> load_final_comment(State& state, const Json& row) {
  state.put_final_comment(number_of(row, "section_id"), number_of(row, "enrollment_id"),
                          text_of(row, "period_id"),
                          rest_of(row, {"section_id", "enrollment_id", "period_id"}));
  return {};
}

Result<void> load_mail(State& state, const Json& row) {
  state.mails.push_back({number_of(row, "uid"), text_of(row, "kind")});
  return {};
}

struct Kind {
  const char* name;
  Loader load;
};

constexpr std::array kKinds{
    Kind{"schools", load_school},      Kind{"roles", load_role},
    Kind{"periods", load_period},      Kind{"users", load_user},
    Kind{"inactive", load_inactive},   Kind{"courses", load_course},
    Kind{"sections", load_section},    Kind{"enrollments", load_enrollment},
    Kind{"categories", load_category}, Kind{"assignments", load_assignment},
    Kind{"grades", load_grade},        Kind{"final_comments", load_final_comment},
    Kind{"mails", load_mail},
};

Result<void> load_kind(State& state, const Json& records, const Kind& kind) {
  const auto list = records.find(kind.name);
  if (list == records.end()) return {};
  if (!list->is_array()) return bad(std::string{kind.name} + " is not an array");
  std::size_t n = 0;
  for (const Json& row : *list) {
    const std::string place = std::string{kind.name} + "[" + std::to_string(n++) + "]";
    if (!row.is_object()) return bad(place + " is not an object");
    if (auto loaded = kind.load(state, row); !loaded) {
      return in_context(std::move(loaded).error(), place);
    }
  }
  return {};
}

void load_counters(Counters& next, const Json& counters) {
  const auto take = [&](const char* key, Id& into) {
    into = std::max(into, number_of(counters, key));
  };
  take("school", next.school);
  take("role", next.role);
  take("period", next.period);
  take("user", next.user);
  take("course", next.course);
  take("section", next.section);
  take("enrollment", next.enrollment);
  take("category", next.category);
  take("item", next.item);
}

/// What lay in the bin is made again and thrown away again, the large things first.
Result<void> load_bin(State& state, const Json& bin) {
  for (const Kind& kind : kKinds) CW_CHECK(load_kind(state, bin, kind));
  const auto each = [&](const char* kind, auto erase) {
    for (const Json& row : bin.value(kind, Json::array())) erase(number_of(row, "id"));
  };
  each("courses", [&](Id id) { state.erase_course(id, true); });
  each("sections", [&](Id id) { state.erase_section(id, true); });
  each("enrollments", [&](Id id) { state.erase_enrollment(id, true); });
  each("assignments", [&](Id id) { state.erase_assignment(id); });
  return {};
}

Result<void> load_all(State& state, const Json& records) {
  if (!records.is_object()) return bad("an object with lists of records was expected");
  if (state.district == 0) state.district = number_of(records, "district");
  for (const Kind& kind : kKinds) CW_CHECK(load_kind(state, records, kind));
  if (records.contains("scales")) state.scales = records["scales"];
  for (const Json& mail : records.value("foreign_emails", Json::array())) {
    state.foreign_emails.insert(lower_case(loose_text(mail)));
  }
  for (const Json& domain : records.value("verified_domains", Json::array())) {
    state.verified_domains.insert(lower_case(loose_text(domain)));
  }
  if (records.contains("bin")) CW_CHECK(load_bin(state, records["bin"]));
  if (records.contains("counters")) load_counters(state.next, records["counters"]);
  return {};
}

}  // namespace

Result<void> load(State& state, const Json& records) {
  try {
    return load_all(state, records);
  } catch (const Json::exception& error) {
    return bad(std::string{"a field has a wrong type: "} + error.what());
  }
}

}  // namespace crosswalk::sandbox::schoology
