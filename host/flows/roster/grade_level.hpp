#pragma once

/// \file
/// Grade levels, which every system writes in another way.

#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::flows {

/// The form in which levels are compared and sent: "07" of "7", "07", "7th", "Grade 7"; "KG" of
/// "K", "KF", "Kindergarten"; "PK" of "Pre-K"; anything else as it stands (OneRoster
/// contract, 5.14).
std::string grade_level(std::string_view text);

/// Years at school before grade 1 is zero: 7 of "07", 0 of "KG", -1 of "PK"; nothing of levels that
/// are no number.
std::optional<int> grade_number(std::string_view normal);

}  // namespace crosswalk::flows
