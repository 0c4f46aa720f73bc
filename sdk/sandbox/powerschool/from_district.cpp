/// \file
/// The invented district in PowerSchool's terms: id spaces apart, a set of terms for every school,
/// last days inclusive, a SCHOOLSTAFF row for every school of a person.

#include <map>

#include "crosswalk/dates.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/powerschool/starting_state.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

constexpr std::int64_t kTermBase = 500;
constexpr std::int64_t kCourseBase = 800;
constexpr std::int64_t kUserBase = 70000;
constexpr std::int64_t kPostBase = 2000000;
constexpr std::int64_t kStudentBase = 1000000;
constexpr std::int64_t kSectionBase = 90000;
constexpr std::int64_t kSeatBase = 5000000;

using Ids = std::map<std::string, std::int64_t>;  // sourced_id -> DCID

class Filling {
 public:
  explicit Filling(const District& district) : district_(district) {}

  Result<Json> fill() {
    schools();
    CW_CHECK(terms());
    courses();
    CW_CHECK(people());
    CW_CHECK(sections());
    CW_CHECK(enrollments());
    return std::move(out_);
  }

 private:
  static Error broken(const std::string& what) {
    return {ErrorCode::BadData, "the district does not hold together: " + what};
  }
  static Result<std::int64_t> find(const Ids& ids, const std::string& id) {
    const auto found = ids.find(id);
    if (found == ids.end()) return broken("nothing is called " + id);
    return found->second;
  }
  static std::string day_before(const std::string& date) {
    const auto days = parse_date(date);
    return days ? format_date(*days - 1) : date;
  }
  Json& add(const char* collection) {
    Json& list = out_[collection];
    list.push_back(Json::object());
    return list.back();
  }

  void schools() {
    for (const School& school : district_.schools) {
      const std::int64_t id = 2 + school.number;
      schools_[school.sourced_id] = id;
      add("schools") = {{"id", id},
                        {"school_number", to_number(school.identifier).value_or(100 * id)},
                        {"name", school.name},
                        {"low_grade", 9},
                        {"high_grade", 12}};
    }
  }

  Result<void> terms() {
    for (const auto& [school, school_id] : schools_) {
      std::int64_t part = 0;
      for (const AcademicSession& session : district_.sessions) {
        const std::int64_t ends = to_number(session.school_year).value_or(0);
        if (ends < 1991) return broken("session " + session.sourced_id + " has no school year");
        const bool year = session.type == "schoolYear";
        const std::int64_t id = kTermBase + static_cast<std::int64_t>(terms_.size()) + 1;
        terms_[{school_id, session.sourced_id}] = id;
        add("terms") = {{"id", id},
                        {"inner_id", (ends - 1991) * 100 + (year ? 0 : ++part)},
                        {"school_id", school_id},
                        {"start_year", ends - 1},
                        {"portion", year ? 1 : (session.type == "semester" ? 2 : 4)},
                        {"start_date", session.start_date},
                        {"end_date", day_before(session.end_date)},
                        {"abbreviation", year ? "YR" : "T" + std::to_string(part)},
                        {"name", session.title}};
      }
    }
    return {};
  }

  void courses() {
    for (const Course& course : district_.courses) {
      const std::int64_t id = kCourseBase + course.number;
      courses_[course.sourced_id] = id;
      const auto school = schools_.find(course.school);
      add("courses") = {{"id", id},
                        {"course_number", course.code},
                        {"course_name", course.title},
                        {"school_id", school == schools_.end() ? 0 : school->second}};
    }
  }

  Result<void> people() {
    for (const User& user : district_.users) {
      if (user.role == "student") {
        CW_TRY(const std::int64_t school, find(schools_, user.school));
        student(user, school);
      } else {
        CW_CHECK(staff(user));
      }
    }
    return {};
  }

  void student(const User& user, std::int64_t school) {
    const std::int64_t id = kStudentBase + user.number;
    students_[user.sourced_id] = id;
    add("students") = {
        {"id", id},
        {"local_id", user.identifier},
        {"student_username", user.username},
        {"first_name", user.given_name},
        {"middle_name", user.middle_name},
        {"last_name", user.family_name},
        {"email", user.email},
        {"enroll_status", user.enabled ? 0 : 2},
        {"grade_level",
         user.grades.empty() ? std::int64_t{9} : to_number(user.grades.front()).value_or(9)},
        {"school_id", school},
        {"birth_date", user.birth_date}};
  }

  Result<void> staff(const User& user) {
    const std::int64_t id = kUserBase + user.number;
    add("users") = {{"id", id},
                    {"local_id", user.identifier},
                    {"teacher_username", user.username},
                    {"first_name", user.given_name},
                    {"middle_name", user.middle_name},
                    {"last_name", user.family_name},
                    {"email", user.email}};
    // Who belongs to the district alone has no post at a school.
    if (!user.school.empty()) {
      CW_TRY(const std::int64_t school, find(schools_, user.school));
      post(user, id, school);
    }
    for (const std::string& other : user.other_schools) {
      CW_TRY(const std::int64_t there, find(schools_, other));
      post(user, id, there);
    }
    return {};
  }

  void post(const User& user, std::int64_t user_id, std::int64_t school) {
    const std::int64_t id = kPostBase + static_cast<std::int64_t>(posts_.size()) + 1;
    posts_[{user.sourced_id, school}] = id;
    add("school_staff") = {{"id", id},
                           {"user_id", user_id},
                           {"school_id", school},
                           {"type", user.role == "teacher" ? 1 : 2},
                           {"status", user.enabled ? 1 : 2}};
  }

  Result<void> sections() {
    for (const Class& clazz : district_.classes) {
      CW_TRY(const std::int64_t school, find(schools_, clazz.school));
      CW_TRY(const std::int64_t course, find(courses_, clazz.course));
      const auto term =
          clazz.terms.empty() ? terms_.end() : terms_.find({school, clazz.terms.front()});
      if (term == terms_.end()) return broken("class " + clazz.sourced_id + " has no term");
      const std::int64_t id = kSectionBase + clazz.number;
      sections_[clazz.sourced_id] = {id, school};
      const std::string period = clazz.periods.empty() ? "" : clazz.periods.front() + "(A)";
      const std::size_t dash = clazz.code.rfind('-');
      add("sections") = {
          {"id", id},
          {"school_id", school},
          {"course_id", course},
          {"term_id", term->second},
          {"section_number", dash == std::string::npos ? clazz.code : clazz.code.substr(dash + 1)},
          {"expression", period},
          {"external_expression", period}};
    }
    return {};
  }

  Result<void> enrollments() {
    for (const Enrollment& enrollment : district_.enrollments) {
      const auto section = sections_.find(enrollment.clazz);
      if (section == sections_.end()) return broken("there is no class " + enrollment.clazz);
      if (enrollment.role == "student") {
        CW_TRY(const std::int64_t student, find(students_, enrollment.user));
        add("enrollments") = {{"id", kSeatBase + enrollment.number},
                              {"section_id", section->second.first},
                              {"student_id", student},
                              {"entry_date", enrollment.begin_date},
                              {"exit_date", enrollment.end_date}};
        continue;
      }
      const auto post = posts_.find({enrollment.user, section->second.second});
      if (post == posts_.end()) return broken(enrollment.user + " teaches at a foreign school");
      add("section_teachers") = {{"id", enrollment.number},
                                 {"section_id", section->second.first},
                                 {"school_staff_id", post->second},
                                 {"is_lead", enrollment.primary}};
    }
    return {};
  }

  const District& district_;
  Json out_ = Json::object();
  Ids schools_;
  Ids courses_;
  Ids students_;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> terms_;
  std::map<std::pair<std::string, std::int64_t>, std::int64_t> posts_;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> sections_;  // DCID and school
};

}  // namespace

Result<Json> from_district(const District& district) { return Filling(district).fill(); }

}  // namespace crosswalk::sandbox::powerschool
