/// \file
/// The part of State that keeps users, their names and their links.

#include "sandbox/core/text.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

void link(std::set<Id>& set, Id id, bool linked) {
  if (linked) {
    set.insert(id);
  } else {
    set.erase(id);
  }
}

}  // namespace

const User* State::user(Id id) const { return find_in(users_, id); }

const User* State::user_by_code(const std::string& school_uid) const {
  const auto id = find_code(user_by_code_, school_uid);
  return id ? user(*id) : nullptr;
}

std::optional<Id> State::holder_of_code(const std::string& school_uid) const {
  return find_code(user_by_code_, school_uid);
}

std::optional<Id> State::holder_of_username(const std::string& username) const {
  return find_code(user_by_name_, lower_case(username));
}

std::optional<Id> State::holder_of_email(const std::string& email) const {
  return find_code(user_by_email_, lower_case(email));
}

void State::index_user(const User& user) {
  move_code(user_by_code_, "", user.school_uid, user.id);
  move_code(user_by_name_, "", lower_case(user.username), user.id);
  move_code(user_by_email_, "", lower_case(user.email), user.id);
}

void State::forget_user(const User& user) {
  move_code(user_by_code_, user.school_uid, "", user.id);
  move_code(user_by_name_, lower_case(user.username), "", user.id);
  move_code(user_by_email_, lower_case(user.email), "", user.id);
}

void State::put_user(User user) {
  if (const User* old = find_in(users_, user.id)) forget_user(*old);
  index_user(user);
  const Id id = user.id;
  users_[id] = std::move(user);
}

void State::put_inactive(User user) {
  if (const User* old = find_in(inactive_, user.id)) forget_user(*old);
  index_user(user);
  const Id id = user.id;
  inactive_[id] = std::move(user);
}

void State::deactivate(Id id, std::int64_t now_s, Id by, const std::string& comment,
                       bool keep_enrollments) {
  auto node = users_.extract(id);
  if (node.empty()) return;
  User& user = node.mapped();
  user.inactive_since_s = now_s;
  user.inactive_by = by;
  user.inactive_comment = comment;
  if (!keep_enrollments) {
    const std::set<Id> places = enrollments_of_user(id);
    for (const Id place : places) {
      const Enrollment& enrollment = enrollments_.at(place);
      user.former_places.push_back({enrollment.section_id, enrollment.admin});
      erase_enrollment(place, false);
    }
  }
  inactive_.insert(std::move(node));
}

void State::reactivate(Id id, bool reenroll) {
  auto node = inactive_.extract(id);
  if (node.empty()) return;
  User& user = node.mapped();
  const auto places = std::move(user.former_places);
  user.former_places.clear();
  user.inactive_since_s = user.inactive_by = 0;
  user.inactive_comment.clear();
  users_.insert(std::move(node));
  if (!reenroll) {
    for (const Id place : enrollments_of_user(id)) enrollments_.at(place).status = kArchived;
    return;
  }
  for (const FormerPlace& place : places) {
    if (section(place.section_id) == nullptr) continue;
    put_enrollment({next.enrollment++, place.section_id, id, place.admin, kActive});
  }
}

void State::link_parent(Id student, Id parent, bool linked) {
  User* child = find_in(users_, student);
  User* adult = find_in(users_, parent);
  if (child == nullptr || adult == nullptr) return;
  link(child->parents, parent, linked);
  link(adult->children, student, linked);
}

void State::link_advisor(Id student, Id advisor, bool linked) {
  if (User* child = find_in(users_, student)) link(child->advisors, advisor, linked);
}

}  // namespace crosswalk::sandbox::schoology
