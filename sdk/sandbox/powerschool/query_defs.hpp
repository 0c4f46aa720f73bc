#pragma once

/// \file
/// The named queries that are installed (contract 8.3, 8.4): our package's and three that
/// PowerSchool ships. They are played over the tables, not run as SQL.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/powerschool/tables.hpp"

namespace crosswalk::sandbox::powerschool {

struct QueryColumn {
  std::string_view alias;
  std::string_view table;  ///< with `field`: what the plugin must be granted
  std::string_view field;
};

struct QueryArgument {
  std::string_view name;
  bool required = false;
  bool array = false;
};

/// The arguments of a call: each a list of texts; nothing: not given.
using Arguments = std::map<std::string, std::vector<std::string>, std::less<>>;

/// One row: values in the order of the columns.
using QueryValues = std::vector<std::string>;

struct QueryDef {
  std::string_view name;  ///< with the prefix, where it is not ours
  bool ours = true;
  bool flattened = true;
  std::string_view core_table;
  std::span<const QueryColumn> columns;
  std::span<const QueryArgument> arguments;
  /// All rows, in the query's order.
  std::vector<QueryValues> (*rows)(const State&, const Arguments&);
};

std::span<const QueryDef> query_defs();

/// Whether an argument leaves a value in: it was not given, or names the value.
bool admits(const Arguments& arguments, std::string_view name, const std::string& value);

/// YEARID of a term (contract 4).
std::string year_id_of(const Json& term);

std::vector<QueryValues> rows_of_schools(const State&, const Arguments&);
std::vector<QueryValues> rows_of_terms(const State&, const Arguments&);
std::vector<QueryValues> rows_of_staff(const State&, const Arguments&);
std::vector<QueryValues> rows_of_students(const State&, const Arguments&);
std::vector<QueryValues> rows_of_sections(const State&, const Arguments&);
std::vector<QueryValues> rows_of_teachers(const State&, const Arguments&);
std::vector<QueryValues> rows_of_seats(const State&, const Arguments&);
std::vector<QueryValues> rows_of_section_enrollments(const State&, const Arguments&);
std::vector<QueryValues> rows_of_coteachers(const State&, const Arguments&);
std::vector<QueryValues> rows_of_gradebook_types(const State&, const Arguments&);

}  // namespace crosswalk::sandbox::powerschool
