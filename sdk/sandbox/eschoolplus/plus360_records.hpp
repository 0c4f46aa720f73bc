#pragma once

/// \file
/// The district's rows as OneRoster 1.1 records (contract 8): the same data as the session
/// service's, in another shape. Pure. sourcedIds are those of the canonical model (contract 10).
///
/// What OneRoster has no word for is not told: sessions of a section, tracks, study halls, grade
/// levels, counselors, nicknames. Offered are working buildings of the district, active students
/// and courses, and sections outside of the summer school.

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "sandbox/core/collections.hpp"

namespace crosswalk::sandbox::eschoolplus {

/// A list: the last part of its path, the key of its records, and how they are made.
struct Plus360List {
  std::string_view path;
  std::string_view key;
  std::vector<nlohmann::json> (*records)(const Collections& rows);
};

/// Null when there is none.
const Plus360List* find_plus360_list(std::string_view path);

}  // namespace crosswalk::sandbox::eschoolplus
