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
  /// Of a source: who is not seen is taken out of a class. A list that is gone, or that does not
  /// say that it is empty, was not seen.
  bool strict = false;
};

/// Whether planning this read needs the id of the caller's school.
bool needs_school(const ReadRequest& request);

/// The plan of a read of this side as a destination.
/// \param school  the id of the caller's school, where needs_school() says so
/// \error Unsupported  this mode or entity is not offered
Result<ReadPlan> plan_read(const ReadRequest& request, const std::string& school);

/// The lists and objects that rows lead to, and that writers look into.
Task all_periods();
Task all_roles();
Task all_courses();
Task active_users();
Task sections_of_course(std::string_view course);
/// Of every status that the destination knows.
Task enrollments_of_section(std::string_view section);
/// The active ones alone.
Task members_of_section(std::string_view section);
Task inactive_users();
Task user_by_id(std::string_view id);
Task inactive_user(std::string_view id);
Task buildings_of_school(std::string_view school);
/// Up to kBatch codes a list.
std::vector<Task> users_by_code(const std::vector<std::string_view>& codes);
std::vector<Task> sections_by_code(const std::vector<std::string_view>& codes);
Task periods_by_title(std::string_view title);

}  // namespace crosswalk::schoology
