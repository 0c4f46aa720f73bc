#pragma once

/// \file
/// The filter language of `q` and `$q` (contract 3.6, 8.1): `field op value`, joined by `;`.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox::powerschool {

enum class Compare { Equal, Greater, GreaterOrEqual, Less, LessOrEqual };

struct Condition {
  std::string field;
  Compare compare = Compare::Equal;
  std::vector<std::string> values;  ///< several: any of them, `(A,P)`; `*` stands for anything
};

/// All conditions hold. InvalidArgument: it cannot be read.
Result<std::vector<Condition>> parse_filter(std::string_view text);

/// A record's value of a field; nothing when there is no such field.
using FieldOf = std::function<std::optional<std::string>(std::string_view field)>;

/// InvalidArgument names a field that there is none of.
Result<bool> passes(const std::vector<Condition>& filter, const FieldOf& field);

/// Pairs of a query string: split at `&` and at the first `=`, then decoded; `;` and `+` are just
/// characters (contract 3.6).
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view text);

}  // namespace crosswalk::sandbox::powerschool
