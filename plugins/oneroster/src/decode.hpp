#pragma once

/// \file
/// What a OneRoster text means, in a file or in an answer: dates, flags, school years,
/// vocabularies.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace crosswalk::oneroster {

/// Days since 1970-01-01 of `YYYY-MM-DD`, or of the date part of a date-time (contract, section 4:
/// "accept a date-time where a date is due"); the date is taken as written, whatever its offset.
/// Blanks around it are ignored. Nothing: not a date, or a day that the calendar lacks.
std::optional<std::int32_t> parse_date(std::string_view text);

/// `true`, `false`, `1`, `0`, `yes`, `no`, `y`, `n`, `t`, `f` in any case. Nothing: none of them.
std::optional<bool> parse_flag(std::string_view text);

/// The year in which a school year ends: `2026-2027`, `2026/27` -> `2027`; anything else as it is.
/// The result points into `text` or into `hold`.
std::string_view school_year(std::string_view text, std::array<char, 4>& hold);

/// A list of words with one agreed spelling.
using Vocabulary = std::span<const std::string_view>;

extern const Vocabulary kOrgTypes;
extern const Vocabulary kSessionTypes;
extern const Vocabulary kClassTypes;
extern const Vocabulary kRoles;  ///< of users and of enrollments, of 1.1 and 1.2
extern const Vocabulary kRoleTypes;

/// The vocabulary's own spelling of a word written in another case (`Scheduled`, `STUDENT`); a word
/// that is not in it is returned as it is, since unknown tokens are kept (contract, section 11).
std::string_view canonical_token(std::string_view word, Vocabulary vocabulary);

/// `active` or `tobedeleted`, also from other cases and from 1.0's `inactive`; another word as it
/// is.
std::string_view canonical_status(std::string_view word);

/// Takes the next item off a comma-separated list; blanks around it are cut, empty items skipped.
/// False: there was none left.
bool next_item(std::string_view& list, std::string_view& item);

/// One `{Type:Identifier}` of `userIds`.
struct UserId {
  std::string_view type;  ///< empty: none was given
  std::string_view identifier;
};

/// Takes the next one off the cell. A bare `12345` without braces is an identifier without a type.
bool next_user_id(std::string_view& cell, UserId& out);

std::string_view trim(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);  ///< ASCII letters only
std::string to_lower(std::string_view text);                       ///< ASCII letters only

}  // namespace crosswalk::oneroster
