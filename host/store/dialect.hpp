#pragma once

/// \file
/// What the engines differ in: types of the schema, statements over many rows, locks, and the
/// meaning of errors.

#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "store/sql.hpp"

namespace crosswalk::store {

/// Writes a migration for an engine: {blob}, {id} (a key that counts up) and {clustered} (rows kept
/// in the order of the primary key, where the engine can) become its words; lines that begin with
/// "--postgres: " are for it alone.
std::string render(Engine engine, std::string_view migration);

/// Ends a SELECT whose rows must not change before the transaction ends. SQLite has one writer
/// anyway.
std::string_view for_update(Engine engine);
/// The same for rows that others may read under the same promise.
std::string_view for_share(Engine engine);

struct ColumnName {
  std::string_view name;
  ValueKind kind;
};

/// A table as the statements over many rows see it.
struct Table {
  std::string_view name;
  std::vector<ColumnName> fixed;  ///< one value for all rows
  std::vector<ColumnName> keys;   ///< with `fixed`: the primary key
  std::vector<ColumnName> values;
};

/// Inserts rows or gives them the new values; columns: keys, values. For
/// Connection::execute_rows().
std::string upsert_rows(Engine engine, const Table& table);
/// Inserts rows or adds to the one value that they have.
std::string add_rows(Engine engine, const Table& table);
/// The values of the rows with these keys; columns: keys. For Connection::select_rows(). `where`
/// narrows it further and begins with " AND "; the table goes by "t".
std::string lookup_rows(Engine engine, const Table& table, std::string_view where = "");

/// `extended` is SQLite's extended result code; `place` names the file.
Error sqlite_error(int extended, std::string_view message, std::string_view place);
/// `sqlstate` is five characters, empty when the server said nothing.
Error postgres_error(std::string_view sqlstate, std::string_view message);

}  // namespace crosswalk::store
