#include "flows/roster/roster_flow.hpp"
#include "model/normal.hpp"
#include "sync/plan_header.hpp"

namespace crosswalk::flows {

using model::Entity;

std::optional<sync::Flow::Limit> RosterFlow::limit(std::string_view name) const {
  const auto at = limits_.find(name);
  return at == limits_.end() ? std::nullopt : std::optional(at->second);
}

sync::Flow::Grace RosterFlow::grace() const {
  return {settings_.grace_snapshots, std::chrono::milliseconds(settings_.grace_time).count()};
}

std::string RosterFlow::identity_of(Entity entity, const model::Key& key) const {
  if (entity == Entity::Org) {
    const std::uint32_t at = orgs_.find(key);
    return at == kNone ? std::string() : orgs_[at].id;
  }
  if (entity == Entity::AcademicSession) {
    const std::uint32_t at = sessions_.find(key);
    return at == kNone ? std::string() : sessions_[at].id;
  }
  if (entity != Entity::Class) return {};
  const std::uint32_t at = classes_.find(key);
  return at == kNone ? std::string() : std::string(classes_.id(at));
}

std::string RosterFlow::title_of(Entity entity, const model::Key& key) const {
  if (entity == Entity::Org) {
    const std::uint32_t at = orgs_.find(key);
    return at == kNone ? std::string() : orgs_[at].name;
  }
  if (entity == Entity::AcademicSession) {
    const std::uint32_t at = sessions_.find(key);
    return at == kNone ? std::string() : sessions_[at].title;
  }
  if (entity != Entity::Class) return {};
  const std::uint32_t at = classes_.find(key);
  if (at == kNone) return {};
  const std::string_view own = classes_.title(at);
  return std::string(own.empty() ? classes_.course_title(classes_[at]) : own);
}

void RosterFlow::describe(sync::PlanHeader& header) const {
  const Year* year = sessions_.active();
  if (year == nullptr) {
    header.warnings.emplace_back(
        "No school year: no academic session says which one it belongs to, so no class and no "
        "enrollment is sent. "
        "Fill schoolYear, or give each a parent of type schoolYear.");
  } else {
    header.active_year_id = year->id;
    header.active_year_title = year->title;
    if (settings_.follow_enrollment_dates && !dates_.judged) {
      header.warnings.push_back("Today (" + model::format_date(today_) +
                                ") is not in the school year " + year->title +
                                ": the dates of enrollments are not judged.");
    }
  }
  header.warnings.emplace_back("Attendance is never carried: a roster does not hold it.");
}

}  // namespace crosswalk::flows
