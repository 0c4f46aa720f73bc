#pragma once

/// \file
/// What the mapping tables decide about one school or term.

#include <string>

#include "flows/roster/settings.hpp"

namespace crosswalk::flows {

/// The decision about one record of the source.
struct Choice {
  enum class Way : std::uint8_t { Create, Match, Skip, To };
  Way way = Way::Create;
  std::string to;      ///< To: the destination record
  bool named = false;  ///< by an entry of the table, not by the rule for the rest

  bool mapped() const { return way != Way::Skip; }
};

inline Choice choice_of(Unmapped rule) {
  switch (rule) {
    case Unmapped::Create:
      return {Choice::Way::Create, {}, false};
    case Unmapped::Match:
      return {Choice::Way::Match, {}, false};
    case Unmapped::Skip:
      break;
  }
  return {Choice::Way::Skip, {}, false};
}

inline Choice choice_of(const Target& target) {
  switch (target.kind) {
    case Target::Kind::To:
      return {Choice::Way::To, target.id, true};
    case Target::Kind::Create:
      return {Choice::Way::Create, {}, true};
    case Target::Kind::Skip:
      break;
  }
  return {Choice::Way::Skip, {}, true};
}

}  // namespace crosswalk::flows
