#pragma once

/// \file
/// Answers of /ws/schema/query (contract 8.2) as records, column by column as the queries of
/// package/queries_root name them.

#include "roster.hpp"

#include "crosswalk/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::powerschool {

/// One row: column to text. Of an answer that is not flattened, `table.column`.
using QueryRow = std::map<std::string, std::string, std::less<>>;

struct QueryPage {
  std::vector<QueryRow> rows;
  std::optional<std::uint64_t> count;  ///< of all pages, where it was asked for
};

/// \error BadData  no JSON, or not the answer of a query
Result<QueryPage> decode_query(std::string_view body);

/// School numbers to SCHOOLS.DCID: tables name schools by number (contract 4).
using SchoolIds = std::map<std::string, std::string, std::less<>>;

School school_of(const QueryRow& row);
/// The others name a school; one that is not in `schools` leaves the field empty.
Term term_of(const QueryRow& row, const SchoolIds& schools);
Course course_of(const QueryRow& row);  ///< out of a row of `sections`
Section section_of(const QueryRow& row, const SchoolIds& schools);
Student student_of(const QueryRow& row, const SchoolIds& schools);
/// One row is one person at one school; `posts` is empty for a school that is not read.
Staff staff_of(const QueryRow& row, const SchoolIds& schools);
Seat seat_of(const QueryRow& row);
Teaching teaching_of(const QueryRow& row);

/// Fields that an answer 403 names (contract 7), as TABLE.FIELD; only what is a plain name.
std::vector<std::string> missing_fields(std::string_view body);

}  // namespace crosswalk::powerschool
