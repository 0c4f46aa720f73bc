#pragma once

/// \file
/// The files of a OneRoster package and their columns, as data (contract, sections 9.4 and 9.5).

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "decode.hpp"

namespace crosswalk::oneroster::csv {

/// How a cell becomes a value of the model.
enum class Form : std::uint8_t {
  Text,
  Status,
  Token,  ///< a word of a vocabulary
  Date,
  Flag,
  List,
  SchoolYear,
  UserIds,
  Roles,    ///< users: from `role` and `orgSourcedIds`, or from roles.csv
  Ignored,  ///< known, not part of the model (passwords among them: never looked at)
};

struct Column {
  std::string_view name;   ///< in the file
  std::string_view field;  ///< in the model (docs/reference/model.md); empty: none
  Form form = Form::Text;
  bool in_header = false;  ///< the file is refused without it
  bool filled = false;     ///< a record is refused without a value
  Vocabulary words = {};
};

/// The files that are read. Everything else in a package is left alone.
enum class TableId : std::uint8_t { Orgs, Sessions, Courses, Classes, Users, Enrollments, Roles };
inline constexpr std::size_t kTables = 7;

struct Table {
  TableId id;
  std::string_view file;    ///< without `.csv`: the name in the manifest
  std::string_view entity;  ///< of the model; empty: no entity of its own (roles)
  std::span<const Column> columns;
};

const Table& table(TableId id);
/// The table of an entity of the model. Nothing: not one that this adapter reads.
std::optional<TableId> table_of_entity(std::string_view entity);
/// The table of a file's name without `.csv`, in any case.
std::optional<TableId> table_of_file(std::string_view name);

/// Every kind of file that OneRoster 1.1 or 1.2 knows.
bool is_known_file(std::string_view name);

/// The right name of a column that exporters misspell or that is called so in 1.0 or over REST
/// (contract, sections 9.5, 9.6 and 12). Empty: not a known mistake.
std::string_view right_name(const Table& table, std::string_view name);

}  // namespace crosswalk::oneroster::csv
