#pragma once

/// \file
/// The answers to writes, judged row by row: success of the call is not success of its rows
/// (contract 5.2). Pure.

#include "crosswalk/result.hpp"
#include "crosswalk/row_report.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::schoology {

struct Verdict {
  Fate fate = Fate::Unknown;
  std::uint32_t status = 0;  ///< of the row, else of the call; 0: none
  std::string id;            ///< Schoology's, where it was told
  std::string message;       ///< Schoology's own words
  bool operator==(const Verdict&) const = default;
};

/// One row of a bulk answer. `facts` are its scalar members as text, besides `section`: the id of
/// the section that an enrollment is in, wherever the row tells it.
struct RowReply {
  Verdict verdict;
  std::map<std::string, std::string, std::less<>> facts;
};

/// What the row for an item must say of it, if it says it at all: names and values of facts.
using Expected = std::vector<std::pair<std::string_view, std::string>>;

/// The rows under `outer.inner`, or under `inner` when `outer` is empty.
/// \error BadData  no JSON, or no rows in it
Result<std::vector<RowReply>> decode_rows(std::string_view body, std::string_view outer,
                                          std::string_view inner);

/// A course's row and the rows of the sections that were nested in it.
struct CourseReply {
  RowReply course;
  std::vector<RowReply> sections;
};
/// \error BadData  no JSON, or no rows in it
Result<std::vector<CourseReply>> decode_course_rows(std::string_view body);

/// For every item the index of its row. Rows answer by position; when their number is another or
/// one contradicts its position, only rows that say in full whose they are count. Empty: no row is
/// surely this item's.
std::vector<std::optional<std::size_t>> match_rows(const std::vector<Expected>& items,
                                                   const std::vector<const RowReply*>& rows);

/// One verdict per item; Unknown for an item without a row.
std::vector<Verdict> verdicts_for(const std::vector<Expected>& items,
                                  const std::vector<RowReply>& rows);

/// The verdict over a single write from its status and body. 2xx with a body must be JSON; a
/// create's must tell the id, else what happened is unknown.
Verdict judge_single(std::uint32_t status, std::string_view body, bool creates);

/// The verdict over all rows of a bulk call whose status is not 2xx: 429 did not happen, 5xx and a
/// redirect may have, the rest was refused with these words.
Verdict judge_call(std::uint32_t status, std::string_view body);

/// Whether Schoology's words say that such an object is there already.
bool says_exists(const Verdict& verdict);

}  // namespace crosswalk::schoology
