#include "staff_directory.hpp"

#include <algorithm>
#include <tuple>

namespace crosswalk::powerschool {
namespace {

constexpr std::int64_t kTeacher = 1;
constexpr std::int64_t kOther = 2;

void keep(std::string& into, const std::string& value) {
  if (into.empty()) into = value;
}

void add_post(std::vector<Post>& posts, const Post& post) {
  const auto known = std::find_if(posts.begin(), posts.end(),
                                  [&](const Post& p) { return p.school == post.school; });
  if (known == posts.end()) {
    posts.push_back(post);
  } else if (post.type == kTeacher || known->type == 0) {
    known->type = post.type;
  }
}

auto order_of(const Post& post) {
  return std::make_tuple(post.type != kTeacher, post.school.size(), post.school);
}

}  // namespace

void StaffDirectory::add(const Staff& row) {
  if (row.users_dcid.empty()) {
    ++skipped_;
    return;
  }
  Staff& person = people_[row.users_dcid];
  person.users_dcid = row.users_dcid;
  keep(person.number, row.number);
  keep(person.username, row.username);
  keep(person.email, row.email);
  keep(person.first_name, row.first_name);
  keep(person.middle_name, row.middle_name);
  keep(person.last_name, row.last_name);
  for (const Post& post : row.posts) add_post(person.posts, post);
}

void StaffDirectory::add(const StaffEntry& entry, const std::string& school) {
  Staff person = entry.person;
  const bool listed = std::any_of(person.posts.begin(), person.posts.end(),
                                  [&](const Post& post) { return post.school == school; });
  // The list holds active staff only, so that a school that the affiliations leave out counts, too.
  if (!listed) person.posts.push_back({school, entry.by_teacher_name ? kTeacher : kOther});
  add(person);
  if (!entry.id.empty() && !person.users_dcid.empty()) by_entry_[entry.id] = person.users_dcid;
}

std::vector<Staff> StaffDirectory::people() const {
  std::vector<Staff> out;
  for (const auto& [id, person] : people_) {
    out.push_back(person);
    std::sort(out.back().posts.begin(), out.back().posts.end(),
              [](const Post& a, const Post& b) { return order_of(a) < order_of(b); });
  }
  return out;
}

std::string StaffDirectory::person_of(const std::string& staff_id) const {
  const auto found = by_entry_.find(staff_id);
  return found == by_entry_.end() ? std::string() : found->second;
}

std::vector<std::string> StaffDirectory::person_ids() const {
  std::vector<std::string> out;
  for (const auto& [id, person] : people_) out.push_back(id);
  return out;
}

}  // namespace crosswalk::powerschool
