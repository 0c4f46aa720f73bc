#pragma once

/// \file
/// The tables that /ws/schema/table shows, as PowerSchool names and types them (contract 4, 7):
/// columns called SCHOOLID hold the school's number, SECTIONID and STUDENTID the inner ids.

#include <span>
#include <string>
#include <string_view>

#include "sandbox/powerschool/tables.hpp"

namespace crosswalk::sandbox::powerschool {

struct SchemaColumn {
  std::string_view name;  ///< canonical spelling
  bool number = false;    ///< a filter compares it with numbers only
  std::string (*value)(const State&, const Json& record);
};

struct SchemaTable {
  std::string_view name;        ///< canonical spelling
  std::string_view collection;  ///< empty: a view, which is never exposed (405)
  std::span<const SchemaColumn> columns;
};

/// In any case. Null when there is none.
const SchemaTable* schema_table(std::string_view name);
std::span<const SchemaTable> schema_tables();
const SchemaColumn* column_of(const SchemaTable& table, std::string_view name);

}  // namespace crosswalk::sandbox::powerschool
