#pragma once

/// \file
/// The roles of a user, wherever they come from: columns, roles.csv, or an answer.

#include <cstdint>
#include <string_view>
#include <vector>

#include "crosswalk/batch_writer.hpp"

namespace crosswalk::oneroster {

/// A role as the model wants it; the texts belong to whoever made it.
struct RoleValue {
  static constexpr std::int32_t kNoDate = INT32_MIN;
  std::string_view role;
  std::string_view org;
  std::string_view type;
  std::int32_t begin = kNoDate;  ///< days since 1970-01-01
  std::int32_t end = kNoDate;
};

/// Orders roles without regard to the order they came in, so that shuffled ones give the same
/// record.
void sort_roles(std::vector<RoleValue>& roles);

/// A LIST of LISTs of five cells: role, org, roleType, beginDate, endDate; what is empty stays
/// ABSENT.
void write_roles(BatchWriter& out, std::uint32_t column, const std::vector<RoleValue>& roles);

}  // namespace crosswalk::oneroster
