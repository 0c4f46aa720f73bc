#include "places.hpp"

#include <algorithm>

namespace crosswalk::eschoolplus {

bool is_offered(const Building& building, const Options& options) {
  if (options.all_buildings) return true;
  return building.has_calendar && !building.out_of_district && !building.transfer;
}

bool is_offered(const Course& course, const Options& options) {
  return course.active && (course.graded || options.ungraded_courses);
}

bool is_offered(const Section& section, const Scope& scope, const Options& options) {
  return section.summer == options.summer_school && scope.buildings.count(section.building) != 0 &&
         scope.courses.count({section.building, section.course}) != 0;
}

std::set<std::string> offered_buildings(const std::vector<Building>& buildings,
                                        const Options& options) {
  std::set<std::string> out;
  for (const Building& building : buildings) {
    if (building.refused.empty() && is_offered(building, options)) out.insert(building.number);
  }
  return out;
}

std::map<std::string, std::string> main_tracks(const std::vector<Student>& students) {
  std::map<std::string, std::map<std::string, std::size_t>> counts;
  for (const Student& student : students) {
    if (!student.track.empty()) ++counts[student.building][student.track];
  }
  std::map<std::string, std::string> out;
  for (const auto& [building, tracks] : counts) {
    const auto most =
        std::max_element(tracks.begin(), tracks.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    out[building] = most->first;
  }
  return out;
}

bool needs_tracks(const std::vector<MarkingPeriod>& periods) {
  return std::any_of(periods.begin(), periods.end(),
                     [](const MarkingPeriod& period) { return period.dates.size() > 1; });
}

std::vector<SectionClass> classes_of(const Section& section, const Options& options) {
  std::vector<const CourseSession*> graded;
  std::vector<const CourseSession*> others;
  for (const CourseSession& session : section.sessions) {
    (session.graded ? graded : others).push_back(&session);
  }
  if (options.class_per_session) {
    std::vector<SectionClass> out;
    for (const CourseSession* session : graded) {
      out.push_back({section.key + "." + std::to_string(session->number), {session}});
    }
    return out;
  }
  SectionClass whole{section.key, graded};
  whole.sessions.insert(whole.sessions.end(), others.begin(), others.end());
  return {whole};
}

std::vector<std::string> grade_range(const std::string& lowest, const std::string& highest,
                                     const std::vector<GradeLevel>& levels) {
  const auto order_of = [&](const std::string& code) {
    return std::find_if(levels.begin(), levels.end(),
                        [&](const GradeLevel& level) { return level.code == code; });
  };
  const auto from = order_of(lowest);
  const auto to = order_of(highest);
  std::vector<std::string> out;
  if (from == levels.end() || to == levels.end()) {
    if (!lowest.empty()) out.push_back(lowest);
    if (!highest.empty() && highest != lowest) out.push_back(highest);
    return out;
  }
  std::vector<GradeLevel> within;
  for (const GradeLevel& level : levels) {
    if (level.order >= from->order && level.order <= to->order) within.push_back(level);
  }
  std::stable_sort(within.begin(), within.end(),
                   [](const GradeLevel& a, const GradeLevel& b) { return a.order < b.order; });
  for (const GradeLevel& level : within) out.push_back(level.code);
  return out;
}

std::string org_id(const std::string& building, const Options& options) {
  return options.org_prefix + "-" + building;
}

std::string session_id(const std::string& building, const std::string& year,
                       const std::string& period) {
  return building + "-" + year + "-" + period;
}

std::string course_id(const std::string& building, const std::string& code) {
  return building + ":" + code;
}

}  // namespace crosswalk::eschoolplus
