#include "gather.hpp"

#include "records.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace crosswalk::eschoolplus {
namespace {

/// One gathering of an entity.
class Gathering {
 public:
  Gathering(Binding& binding, const Options& options, std::int64_t today)
      : binding_(binding),
        options_(options),
        today_(today),
        year_(options.school_year.empty() ? school_year_of(today) : options.school_year) {}

  Result<Roster> orgs() {
    CW_TRY(const auto buildings, seen(binding_.buildings()));
    for (const Building& building : buildings.rows) {
      if (!building.refused.empty() || is_offered(building, options_)) {
        add(org_record(building, options_));
      }
    }
    return std::move(roster_);
  }

  Result<Roster> sessions() {
    CW_CHECK(read_buildings());
    CW_TRY(const auto periods, seen(binding_.marking_periods(year_)));
    std::map<std::string, std::string> tracks;
    if (needs_tracks(periods.rows)) {
      CW_TRY(const auto students, seen(binding_.students()));
      tracks = main_tracks(students.rows);
    }
    for (const MarkingPeriod& period : periods.rows) {
      const bool offered = scope_.buildings.count(period.building) != 0;
      if (offered || !period.refused.empty()) add(session_record(period, tracks[period.building]));
    }
    return std::move(roster_);
  }

  Result<Roster> courses() {
    CW_CHECK(read_buildings());
    CW_TRY(const auto courses, seen(binding_.courses()));
    CW_TRY(const auto levels, seen(binding_.grade_levels()));
    for (const Course& course : courses.rows) {
      const bool offered =
          scope_.buildings.count(course.building) != 0 && is_offered(course, options_);
      if (offered || !course.refused.empty()) add(course_record(course, levels.rows, options_));
    }
    return std::move(roster_);
  }

  Result<Roster> classes() {
    CW_TRY(const auto sections, sections_in_scope());
    for (const Section& section : sections) {
      if (!section.refused.empty()) {
        add(RosterRecord::refusal(section.key, section.refused));
        continue;
      }
      for (const SectionClass& clazz : classes_of(section, options_)) {
        add(class_record(section, clazz, options_));
      }
    }
    return std::move(roster_);
  }

  Result<Roster> users() {
    CW_TRY(const auto students, seen(binding_.students()));
    CW_TRY(const auto staff, seen(binding_.staff()));
    std::map<std::string, std::vector<std::string>> guardians_of;
    if (options_.guardians) CW_CHECK(add_guardians(students.rows, guardians_of));
    for (const Student& student : students.rows) {
      add(student_record(student, guardians_of[student.id], options_));
    }
    for (const Staff& one : staff.rows) {
      RosterRecord record = staff_record(one, options_);
      // Nobody's teacher and nobody's counselor has no part in a roster.
      if (!record.refused.empty() || record.find("roles") != nullptr) add(std::move(record));
    }
    return std::move(roster_);
  }

  Result<Roster> enrollments() {
    CW_TRY(const auto sections, sections_in_scope());
    CW_TRY(const auto rows, seen(binding_.enrollments(year_)));
    std::multimap<std::string, std::pair<const Section*, SectionClass>> by_section;
    for (const Section& section : sections) {
      if (!section.refused.empty()) {
        roster_.complete = false;  // what hangs on it stays unseen
        continue;
      }
      for (SectionClass& clazz : classes_of(section, options_)) {
        for (RosterRecord& record : teacher_records(section, clazz, options_)) {
          add(std::move(record));
        }
        by_section.emplace(section.key, std::pair(&section, std::move(clazz)));
      }
    }
    for (const Enrollment& row : rows.rows) {
      if (!row.refused.empty()) add(RosterRecord::refusal({}, row.refused));
    }
    for (const ActiveEnrollment& one : active_enrollments(rows.rows, rows.as_of.value_or(today_),
                                                          options_.lead_days, roster_.complete)) {
      const auto [begin, end] = by_section.equal_range(one.section);
      for (auto at = begin; at != end; ++at) {
        add(enrollment_record(one, *at->second.first, at->second.second, options_));
      }
    }
    return std::move(roster_);
  }

 private:
  void add(RosterRecord record) { roster_.records.push_back(std::move(record)); }

  /// Passes a list on, and remembers when it is not whole.
  template <class Row>
  Result<Listed<Row>> seen(Result<Listed<Row>> listed) {
    if (listed && !listed->complete) roster_.complete = false;
    return listed;
  }

  Result<> read_buildings() {
    CW_TRY(const auto buildings, seen(binding_.buildings()));
    scope_.buildings = offered_buildings(buildings.rows, options_);
    for (const Building& building : buildings.rows) {
      if (!building.refused.empty()) roster_.complete = false;
    }
    return {};
  }

  /// Refused ones too.
  Result<std::vector<Section>> sections_in_scope() {
    CW_CHECK(read_buildings());
    CW_TRY(const auto courses, seen(binding_.courses()));
    for (const Course& course : courses.rows) {
      if (is_offered(course, options_)) scope_.courses.emplace(course.building, course.code);
    }
    CW_TRY(auto sections, seen(binding_.sections(year_)));
    std::vector<Section> out;
    for (Section& section : sections.rows) {
      if (!section.refused.empty() || is_offered(section, scope_, options_)) {
        out.push_back(std::move(section));
      }
    }
    return out;
  }

  Result<> add_guardians(const std::vector<Student>& students,
                         std::map<std::string, std::vector<std::string>>& guardians_of) {
    CW_TRY(const auto guardians, seen(binding_.guardians()));
    CW_TRY(const auto contacts, seen(binding_.contacts()));
    std::map<std::string, std::string> building_of;
    for (const Student& student : students) building_of[student.id] = student.building;
    std::map<std::string, std::set<std::string>> places;
    for (const Contact& contact : contacts.rows) {
      const auto building = building_of.find(contact.student);
      if (building == building_of.end()) continue;
      guardians_of[contact.student].push_back(contact.guardian);
      places[contact.guardian].insert(building->second);
    }
    for (const Guardian& guardian : guardians.rows) {
      // Without an active student there is nothing to be a guardian of.
      const auto at = places.find(guardian.id);
      if (!guardian.refused.empty() || at != places.end()) {
        add(guardian_record(guardian, at == places.end() ? std::set<std::string>{} : at->second,
                            options_));
      }
    }
    return {};
  }

  Binding& binding_;
  const Options& options_;
  std::int64_t today_;
  std::string year_;
  Scope scope_;
  Roster roster_;
};

}  // namespace

Result<Roster> gather(Binding& binding, const Options& options, std::string_view entity,
                      std::int64_t today) {
  Gathering gathering(binding, options, today);
  if (entity == "org") return gathering.orgs();
  if (entity == "academicSession") return gathering.sessions();
  if (entity == "course") return gathering.courses();
  if (entity == "class") return gathering.classes();
  if (entity == "user") return gathering.users();
  if (entity == "enrollment") return gathering.enrollments();
  return Error{ErrorCode::Unsupported,
               "eschoolplus: there is no '" + std::string(entity) + "' to be read"};
}

}  // namespace crosswalk::eschoolplus
