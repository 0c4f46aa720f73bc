#include "plus360/decode.hpp"

#include "json_values.hpp"
#include "needs.hpp"
#include "plus360/table.hpp"
#include "values.hpp"

#include "crosswalk/json.hpp"

#include <unordered_map>

namespace crosswalk::eschoolplus::plus360 {
namespace {

bool is_removed(const Json& record) { return clean_at(record, kStatus) == kRemoved; }

/// The sourcedId that a reference holds: an object, or the id alone.
std::string target_of(const Json& reference) {
  return reference.is_object() ? clean_at(reference, kId) : clean(text_of(reference).value_or(""));
}

std::string target_at(const Json& record, std::string_view name) {
  const Json* reference = member(record, name);
  return reference == nullptr ? std::string() : target_of(*reference);
}

std::vector<std::string> targets_at(const Json& record, std::string_view name) {
  std::vector<std::string> out;
  const Json* list = list_at(record, name);
  if (list == nullptr) return out;
  for (const Json& one : *list) {
    if (std::string id = target_of(one); !id.empty()) out.push_back(std::move(id));
  }
  return out;
}

/// What stands behind the prefix; empty: the id has another form.
std::string behind(std::string_view prefix, const std::string& id) {
  return id.substr(0, prefix.size()) == prefix ? id.substr(prefix.size()) : std::string();
}

/// "14" of "4102-14".
std::string building_in(const std::string& org) {
  const std::size_t dash = org.rfind('-');
  return dash == std::string::npos ? std::string() : org.substr(dash + 1);
}

/// The parts of "14-2027-M1"; empty ones: the id has another form.
struct PeriodKey {
  std::string building;
  std::string year;
  std::string code;
};
PeriodKey period_key(const std::string& id) {
  const std::size_t first = id.find('-');
  const std::size_t second = first == std::string::npos ? first : id.find('-', first + 1);
  if (second == std::string::npos) return {};
  return {id.substr(0, first), id.substr(first + 1, second - first - 1), id.substr(second + 1)};
}

std::string strange_id(const char* kind, const char* form) {
  return std::string(kind) + " with a sourcedId that is not of the form " + form +
         "; compare it with the table of the adapter";
}

template <class Person>
void read_person(const Json& record, std::string_view prefix, const char* kind, Person& out) {
  out.id = behind(prefix, clean_at(record, kId));
  out.first_name = clean_at(record, kGivenName);
  out.last_name = clean_at(record, kFamilyName);
  out.email = clean_at(record, kEmail);
  out.login = clean_at(record, kUsername);
  need_names(out, kind);
}

std::string state_id_in(const Json& record) {
  const Json* ids = list_at(record, kUserIds);
  if (ids == nullptr) return {};
  for (const Json& one : *ids) {
    if (clean_at(one, kUserIdType) == kStateIdType) return clean_at(one, kUserIdValue);
  }
  return {};
}

}  // namespace

std::optional<Building> decode_building(const Json& record) {
  if (is_removed(record)) return std::nullopt;
  Building out;
  out.number = building_in(clean_at(record, kId));
  out.name = clean_at(record, kName);
  out.state_code = clean_at(record, kIdentifier);
  out.has_calendar = true;  // the API profile says which buildings are offered
  need_name(out, strange_id("a school", "DISTRICT-BUILDING"));
  return out;
}

std::optional<MarkingPeriod> decode_period(const Json& record) {
  if (is_removed(record)) return std::nullopt;
  const PeriodKey key = period_key(clean_at(record, kId));
  MarkingPeriod out;
  out.building = key.building;
  out.school_year = key.year;
  out.code = key.code;
  out.title = clean_at(record, kTitle);
  out.duration = clean_at(record, kType) == kSemester ? "S" : "Q";
  if (out.code.empty()) {
    out.refused = strange_id("an academic session", "BUILDING-YEAR-PERIOD");
    return out;
  }
  const DateText first{kStartDate, clean_at(record, kStartDate)};
  const DateText after{kEndDate, clean_at(record, kEndDate)};
  const auto start = parse_day(first.text);
  const auto end = parse_day(after.text);
  if (!start || !end || *end <= *start) {
    out.refused = wrong_dates(out.code, out.building, first, after);
    return out;
  }
  out.dates.push_back({"", *start, *end - 1});
  if (out.title.empty()) out.title = out.code;
  return out;
}

std::optional<Student> decode_student(const Json& record) {
  if (is_removed(record) || !flag_at(record, kEnabled, true)) return std::nullopt;
  Student out;
  read_person(record, kStudentId, "student", out);
  out.middle_name = clean_at(record, kMiddleName);
  out.state_id = state_id_in(record);
  const auto orgs = targets_at(record, kOrgs);
  if (!orgs.empty()) out.building = building_in(orgs.front());
  const auto grades = texts_at(record, kGrades);
  if (!grades.empty()) out.grade = grades.front();
  if (out.refused.empty() && out.building.empty()) {
    out.refused = "student " + out.id + " has no building";
  }
  return out;
}

std::optional<Staff> decode_teacher(const Json& record) {
  if (is_removed(record) || !flag_at(record, kEnabled, true)) return std::nullopt;
  Staff out;
  read_person(record, kStaffId, "staff member", out);
  out.state_id = state_id_in(record);
  for (const std::string& org : targets_at(record, kOrgs)) {
    StaffPlace place;
    place.building = building_in(org);
    place.teacher = true;
    place.primary = out.places.empty();  // it stands first
    if (!place.building.empty()) out.places.push_back(std::move(place));
  }
  return out;
}

std::optional<Guardian> decode_guardian(const Json& record) {
  if (is_removed(record)) return std::nullopt;
  Guardian out;
  read_person(record, kGuardianId, "guardian", out);
  return out;
}

std::vector<Contact> decode_contacts(const Json& student) {
  std::vector<Contact> out;
  const std::string id = behind(kStudentId, clean_at(student, kId));
  if (is_removed(student) || id.empty()) return out;
  for (const std::string& agent : targets_at(student, kAgents)) {
    std::string guardian = behind(kGuardianId, agent);
    if (!guardian.empty()) out.push_back({id, std::move(guardian)});
  }
  return out;
}

std::optional<Course> decode_course(const Json& record) {
  if (is_removed(record)) return std::nullopt;
  const std::string id = clean_at(record, kId);
  const std::size_t colon = id.find(':');
  Course out;
  if (colon != std::string::npos) {
    out.building = id.substr(0, colon);
    out.code = id.substr(colon + 1);
  }
  out.title = clean_at(record, kTitle);
  out.grades = texts_at(record, kGrades);
  const auto subjects = texts_at(record, kSubjects);
  if (!subjects.empty()) out.department = subjects.front();
  need_title(out, strange_id("a course", "BUILDING:COURSE"));
  return out;
}

std::optional<Section> decode_section(const Json& record, std::string_view school_year) {
  if (is_removed(record)) return std::nullopt;
  Section out;
  out.key = clean_at(record, kId);
  if (out.key.empty()) {
    out.refused = "a class without a sourcedId";
    return out;
  }
  const std::string course = target_at(record, kCourse);
  const std::size_t colon = course.find(':');
  out.building = building_in(target_at(record, kSchool));
  if (colon == std::string::npos || course.substr(0, colon) != out.building) {
    out.refused = "section " + out.key + " has no course of its building";
    return out;
  }
  out.course = course.substr(colon + 1);
  out.title = clean_at(record, kTitle);
  const std::string code = clean_at(record, kClassCode);
  const std::string number = behind(out.course + "-", code);
  out.number = number.empty() ? code : number;
  out.school_year = school_year;
  CourseSession session;
  session.number = 1;
  session.room = clean_at(record, kLocation);
  session.periods = texts_at(record, kPeriods);
  const auto terms = targets_at(record, kTermsOfClass);
  for (const std::string& term : terms) {
    const PeriodKey key = period_key(term);
    if (key.year == school_year && key.building == out.building) {
      session.marking_periods.push_back(key.code);
    }
  }
  if (session.marking_periods.empty() && !terms.empty()) return std::nullopt;
  out.sessions.push_back(std::move(session));
  return out;
}

Enrollment decode_enrollment(const Json& record) {
  Enrollment out;
  out.section = target_at(record, kClass);
  out.student = behind(kStudentId, target_at(record, kUser));
  out.dropped = is_removed(record);
  need_dates(out, {kBeginDate, clean_at(record, kBeginDate)},
             {kEndDate, clean_at(record, kEndDate)},
             "an enrollment without class, or with a user that is not of the form s:STUDENT");
  return out;
}

std::optional<Teaching> decode_teaching(const Json& record) {
  Teaching out{target_at(record, kClass), behind(kStaffId, target_at(record, kUser)),
               flag_at(record, kPrimary, false)};
  if (is_removed(record) || out.section.empty() || out.staff.empty()) return std::nullopt;
  return out;
}

void add_teachers(const std::vector<Teaching>& teachings, std::vector<Section>& sections) {
  std::unordered_map<std::string, std::vector<const Teaching*>> by_section;
  for (const Teaching& one : teachings) by_section[one.section].push_back(&one);
  for (Section& section : sections) {
    const auto at = by_section.find(section.key);
    if (at == by_section.end() || section.sessions.empty()) continue;
    for (const Teaching* one : at->second) {
      if (!one->primary) {
        section.sessions.front().other_staff.push_back(one->staff);
      } else if (section.sessions.front().primary_staff.empty()) {
        section.sessions.front().primary_staff = one->staff;
      } else {
        CourseSession more;
        more.number = static_cast<std::int64_t>(section.sessions.size()) + 1;
        more.primary_staff = one->staff;
        section.sessions.push_back(std::move(more));
      }
    }
    // OneRoster does not ask for `primary`: where nobody is, the section keeps a teacher all the
    // same.
    CourseSession& first = section.sessions.front();
    if (first.primary_staff.empty()) {
      first.primary_staff = first.other_staff.front();
      first.other_staff.erase(first.other_staff.begin());
    }
  }
}

}  // namespace crosswalk::eschoolplus::plus360
