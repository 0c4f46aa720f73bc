#pragma once

/// \file
/// Which addresses a read begins with, and which ones a row leads to. Pure.

#include "paging.hpp"

#include "crosswalk/adapter.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::schoology {

/// What to read, decided before the first request.
struct ReadPlan {
  Kind target = Kind::User;
  std::vector<Task> tasks;     ///< to begin with; rows of other kinds lead on to the target
  std::string filter;          ///< not empty: only records whose field of this name ...
  std::set<std::string> keys;  ///< ... is one of these
  /// Keys that no active user has are looked for among the inactive ones.
  bool then_inactive = false;
};

/// Whether planning this read needs the id of the caller's school.
bool needs_school(const ReadRequest& request);

/// The plan of a read.
/// \param school  the id of the caller's school, where needs_school() says so
/// \error Unsupported  this side, mode or entity is not offered
Result<ReadPlan> plan_read(const ReadRequest& request, const std::string& school);

/// The lists and objects that rows lead to, and that writers look into.
Task sections_of_course(std::string_view course);
Task enrollments_of_section(std::string_view section);
Task inactive_users();
Task user_by_id(std::string_view id);
Task inactive_user(std::string_view id);
Task buildings_of_school(std::string_view school);
/// Up to kBatch codes a list.
std::vector<Task> users_by_code(const std::vector<std::string_view>& codes);
std::vector<Task> sections_by_code(const std::vector<std::string_view>& codes);
Task periods_by_title(std::string_view title);

}  // namespace crosswalk::schoology
