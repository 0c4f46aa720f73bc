#pragma once

/// \file
/// The filter language (contract, section 3.3). Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/core/json.hpp"
#include "sandbox/oneroster/entities.hpp"

namespace crosswalk::sandbox::oneroster {

struct Clause {
  std::string field;      ///< with dots
  std::string predicate;  ///< = != > >= < <= ~
  std::string value;
};

struct Filter {
  std::vector<Clause> clauses;  ///< one or two
  bool any = false;             ///< joined by OR
};

/// Nothing: it does not follow the grammar, as with a third clause, brackets or a bare value.
std::optional<Filter> parse_filter(std::string_view text);

/// The first field that objects of this kind do not have, or whose part cannot be asked for; empty:
/// all are known.
std::string unknown_field(const Filter& filter, const Entity& of, Version version);

/// The names that plain_record is asked for.
std::vector<std::string> names_in(const Filter& filter);

/// Whether the record as it goes out (plain_record) passes. Of lists, `=` wants all of the
/// comma-separated values and `~` any of them.
bool passes(const Filter& filter, const Json& record, bool ignore_case);

}  // namespace crosswalk::sandbox::oneroster
