#include <algorithm>

#include "flows/roster/roster_flow.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;
namespace columns = model::col;

constexpr std::array kStagingOrder{Entity::Org,   Entity::AcademicSession,
                                   Entity::Class, Entity::Course,
                                   Entity::User,  Entity::Enrollment};

}  // namespace

std::span<const Entity> RosterFlow::entities() const { return kStagingOrder; }

bool RosterFlow::selected(Entity entity) const {
  return selection_.entities.empty() || selection_.entities.contains(entity);
}

bool RosterFlow::selected_school(const model::Key& school) const {
  // What belongs to no school (a grading period of several) is needed by all.
  return selection_.schools.empty() || school == model::Key{} || selected_schools_.contains(school);
}

Result<> RosterFlow::admit(const model::RecordView& record, std::vector<Row>& rows) {
  rows.clear();
  const std::string_view id = record.text(columns::kSourcedId);
  switch (record.entity()) {
    case Entity::Org:
      orgs_.admit(record, keys_);
      break;
    case Entity::AcademicSession:
      sessions_.admit(record, keys_);
      break;
    case Entity::Class:
      classes_.admit(record, keys_, orgs_, sessions_);
      break;
    case Entity::Course:
      admit_course(record, rows);
      return {};
    case Entity::User:
      admit_user(record, rows);
      return {};
    case Entity::Enrollment:
      admit_enrollment(record, rows);
      return {};
  }
  add_row(record.entity(), {id}, withdrawn(record), rows);
  return {};
}

void RosterFlow::add_row(Entity entity, const model::Identity& identity, bool gone,
                         std::vector<Row>& rows) const {
  Row& row = rows.emplace_back();
  row.identity = identity;
  row.key = keys_.key(entity, identity.first, identity.second);
  row.presence = gone ? sync::Presence::Withdrawn : sync::Presence::Present;
}

bool RosterFlow::courses_per_org() const {
  const auto* course = part(Entity::Course).destination;
  return course != nullptr && course->per_org;
}

std::string RosterFlow::course_identity(std::string_view course, std::string_view school) const {
  return courses_per_org() ? model::join_identity(course, school) : std::string(course);
}

void RosterFlow::admit_course(const model::RecordView& record, std::vector<Row>& rows) {
  const std::string_view id = record.text(columns::kSourcedId);
  const model::Key own = keys_.key(Entity::Course, id, {});
  classes_.admit_course_title(own, record.text(columns::course::kTitle));
  const auto schools =
      courses_per_org() ? classes_.schools_of_course(own) : std::vector<std::uint32_t>{};
  if (schools.empty()) {  // one record, or none: then map() says why
    add_row(Entity::Course, {id}, withdrawn(record), rows);
    return;
  }
  for (const std::uint32_t school : schools)
    add_row(Entity::Course, {id, orgs_[school].id}, withdrawn(record), rows);
}

void RosterFlow::admit_user(const model::RecordView& record, std::vector<Row>& rows) {
  const Placement& placement = placer_.place(record, orgs_, role_rules_, today_);
  add_row(Entity::User, {record.text(columns::kSourcedId)}, withdrawn(record), rows);
  rows.back().variant = placement.variant;
  // Of several rows of one user, one that is sent is enough, whatever their order.
  const model::Key& key = rows.back().key;
  const bool left_out = placement.fate != UserFate::Sent;
  users_.set(key, left_out && (!users_.contains(key) || users_.flag(key)));
}

void RosterFlow::admit_enrollment(const model::RecordView& record, std::vector<Row>& rows) {
  const std::string_view class_id = record.text(columns::enrollment::kClass);
  const std::string_view user_id = record.text(columns::enrollment::kUser);
  const bool present = dates_.present(record);
  add_row(Entity::Enrollment, {class_id, user_id}, !present, rows);
  if (!present || record.text(columns::enrollment::kRole) != "teacher") return;
  // Who is not sent teaches nobody in the destination.
  const model::Key user = keys_.key(Entity::User, user_id, {});
  if (users_.contains(user) && !users_.flag(user)) {
    classes_.add_teacher(keys_.key(Entity::Class, class_id, {}));
  }
}

Result<> RosterFlow::admitted(Entity entity) {
  switch (entity) {
    case Entity::Org: {
      CW_CHECK(orgs_.resolve(settings_.schools));
      CW_CHECK(role_rules_.resolve(orgs_));
      selected_schools_.clear();
      for (const auto& text : selection_.schools) {
        CW_TRY(const std::uint32_t org, orgs_.named(text, "school"));
        selected_schools_.insert(orgs_[org].key);
      }
      return {};
    }
    case Entity::AcademicSession: {
      CW_CHECK(sessions_.resolve(settings_.terms));
      // A setting that names no year is said before a million rows are read.
      return sessions_.choose_year(settings_.active_year, today_);
    }
    case Entity::Class:
      return settle_classes();
    default:
      return {};
  }
}

Result<> RosterFlow::settle_classes() {
  classes_.count_years(sessions_);
  CW_CHECK(sessions_.choose_year(settings_.active_year, today_));
  classes_.settle(orgs_, sessions_);
  const auto& session = part(Entity::AcademicSession);
  const auto* end = session.projector ? session.projector->taker("endDate") : nullptr;
  sessions_.settle(orgs_, end != nullptr && end->end_inclusive);
  const Year* year = sessions_.active();
  const bool inside = year != nullptr && year->first <= today_ && today_ < year->last;
  dates_ = {settings_.follow_enrollment_dates && inside, today_};
  return {};
}

std::optional<model::Key> RosterFlow::key_of_refused(Entity entity, std::string_view id) {
  // An enrollment is named by its class and user, a course per org by a school too: their own id
  // says neither.
  if (entity == Entity::Enrollment || (entity == Entity::Course && courses_per_org()))
    return std::nullopt;
  const model::Key key = keys_.key(entity, id, {});
  refused_.set(key, true);
  return key;
}

}  // namespace crosswalk::flows
