#include "reads.hpp"

#include "lists.hpp"
#include "records.hpp"
#include "table.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/percent.hpp"

#include <set>
#include <utility>

namespace crosswalk::quickschools {
namespace {

/// One gathering of an entity.
class Gathering {
 public:
  Gathering(const Client& client, const Options& options) : client_(client), options_(options) {}

  Result<Roster> orgs() {
    roster_.records.push_back(org_record(options_));
    return std::move(roster_);
  }

  Result<Roster> sessions() {
    CW_TRY(const auto semesters, semesters_in_scope());
    for (const Semester& semester : semesters) roster_.records.push_back(session_record(semester));
    return std::move(roster_);
  }

  Result<Roster> courses() {
    CW_TRY(const auto sections, sections_in_scope());
    CW_TRY(const GradeLevels levels, grade_levels());
    roster_.records = course_records(sections, levels, options_);
    return std::move(roster_);
  }

  Result<Roster> classes() {
    CW_TRY(const auto sections, sections_in_scope());
    CW_TRY(const GradeLevels levels, grade_levels());
    for (const Section& section : sections) {
      roster_.records.push_back(class_record(section, levels, options_));
    }
    return std::move(roster_);
  }

  Result<Roster> users() {
    CW_TRY(const auto students, people(table::kStudents, table::kStudentFields, decode_student));
    CW_TRY(const auto teachers, people(table::kTeachers, table::kTeacherFields, decode_teacher));
    std::set<std::string> student_ids;
    std::set<std::string> both;
    for (const Person& student : students) student_ids.insert(student.id);
    for (const Person& teacher : teachers) {
      if (student_ids.count(teacher.id) != 0) both.insert(teacher.id);
    }
    for (const Person& student : students) {
      roster_.records.push_back(
          user_record(student, "student", options_, both.count(student.id) != 0));
    }
    for (const Person& teacher : teachers) {
      if (both.count(teacher.id) != 0) continue;  // one row says it
      roster_.records.push_back(user_record(teacher, "teacher", options_, false));
    }
    return std::move(roster_);
  }

  Result<Roster> enrollments() {
    CW_TRY(const auto sections, sections_in_scope());
    for (const Section& section : sections) {
      // What hangs on a section that cannot be read stays unseen.
      if (!section.refused.empty()) roster_.complete = false;
      for (RosterRecord& record : teacher_enrollments(section, options_)) {
        roster_.records.push_back(std::move(record));
      }
    }
    CW_TRY(const bool cheap, students_of_active_semester(sections));
    for (const Section& section : sections) {
      if (cheap && active_.count(section.semester) != 0) continue;
      CW_CHECK(roster_of(section));
    }
    return std::move(roster_);
  }

 private:
  Result<Listing> list(std::string_view path, std::string_view fields, std::string_view what) {
    CW_TRY(Listing listing, list_all(client_, path, fields, what));
    roster_.complete = roster_.complete && listing.complete;
    return listing;
  }

  Result<std::vector<Semester>> semesters_in_scope() {
    CW_TRY(const Listing listing, list(table::kSemesters, "", "reading semesters"));
    std::vector<Semester> all;
    for (const Json& row : listing.rows) {
      all.push_back(decode_semester(row));
      if (all.back().id.empty()) roster_.complete = false;
      if (all.back().active) active_.insert(all.back().id);
    }
    if (active_.empty() && options_.semesters != Options::Semesters::All) {
      return Error{ErrorCode::BadData,
                   "reading semesters: none is active; activate the academic term in QuickSchools"};
    }
    return in_scope(all, options_.semesters);
  }

  Result<std::vector<Section>> sections_in_scope() {
    CW_TRY(const auto semesters, semesters_in_scope());
    std::vector<Section> out;
    for (const Semester& semester : semesters) {
      const std::string path = std::string(table::kSections) + "?" +
                               std::string(table::kSemesterId) + "=" + percent_encoded(semester.id);
      CW_TRY(const Listing listing,
             list(path, table::kSectionFields, "reading sections of semester " + semester.id));
      for (const Json& row : listing.rows) out.push_back(decode_section(row, semester.id));
    }
    return out;
  }

  Result<GradeLevels> grade_levels() {
    CW_TRY(const Listing listing, list(table::kClasses, "", "reading grade levels"));
    GradeLevels out;
    for (const Json& row : listing.rows) {
      GradeLevel level = decode_grade_level(row);
      out.emplace(level.id, std::move(level));
    }
    return out;
  }

  Result<std::vector<Person>> people(std::string_view path, std::string_view fields,
                                     Person (*decode)(const Json&)) {
    CW_TRY(const Listing listing, list(path, fields, "reading " + std::string(path.substr(1))));
    std::vector<Person> out;
    for (const Json& row : listing.rows) out.push_back(decode(row));
    return out;
  }

  /// One list of students tells all rosters of the active semester (contract 4.5). False: some
  /// student came without the attribute, so that the sections must be asked one by one.
  Result<bool> students_of_active_semester(const std::vector<Section>& sections) {
    CW_TRY(const auto students, people(table::kStudents, table::kStudentFields, decode_student));
    std::set<std::string> known;
    for (const Section& section : sections) {
      if (active_.count(section.semester) != 0) known.insert(section.id);
    }
    for (const Person& student : students) {
      if (!student.sections) return false;
    }
    for (const Person& student : students) {
      if (student.id.empty()) roster_.complete = false;
      if (student.id.empty() || student.gone) continue;
      for (const std::string& section : *student.sections) {
        if (known.count(section) == 0) continue;
        roster_.records.push_back(student_enrollment(section, student.id, options_));
      }
    }
    return true;
  }

  Result<> roster_of(const Section& section) {
    if (section.id.empty()) return {};
    const std::string what = "reading the students of section " + section.id;
    auto document =
        client_.get(std::string(table::kSectionEnrollments) + percent_encoded(section.id), what);
    if (!document) return std::move(document).error();
    const auto students = decode_roster(*document, section.id);
    if (!students) {
      return Error{ErrorCode::BadData, what + ": the answer is no roster of this section"};
    }
    for (const std::string& student : *students) {
      roster_.records.push_back(student_enrollment(section.id, student, options_));
    }
    return {};
  }

  const Client& client_;
  const Options& options_;
  Roster roster_;
  std::set<std::string> active_;  ///< ids of the active semester
};

}  // namespace

Result<Roster> gather(const Client& client, const Options& options, std::string_view entity) {
  Gathering gathering(client, options);
  if (entity == "org") return gathering.orgs();
  if (entity == "academicSession") return gathering.sessions();
  if (entity == "course") return gathering.courses();
  if (entity == "class") return gathering.classes();
  if (entity == "user") return gathering.users();
  if (entity == "enrollment") return gathering.enrollments();
  return Error{ErrorCode::Unsupported,
               "quickschools: there is no '" + std::string(entity) + "' to be read"};
}

}  // namespace crosswalk::quickschools
