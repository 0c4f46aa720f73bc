#include "store/dialect.hpp"

#include <sqlite3.h>

#include <utility>

namespace crosswalk::store {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string placeholder(std::size_t number) { return "$" + std::to_string(number); }

std::string_view array_type(ValueKind kind) {
  switch (kind) {
    case ValueKind::Integer:
      return "::bigint[]";
    case ValueKind::Text:
      return "::text[]";
    case ValueKind::Blob:
      return "::bytea[]";
  }
  return "";
}

std::string join(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += ", ";
    out += part;
  }
  return out;
}

std::vector<std::string> names(const std::vector<ColumnName>& columns) {
  std::vector<std::string> out;
  for (const ColumnName& column : columns) out.emplace_back(column.name);
  return out;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// "INSERT INTO t (...) <rows> ON CONFLICT (...) DO ", up to what is done.
std::string insert_rows(Engine engine, const Table& table) {
  std::vector<std::string> key = names(table.fixed);
  append(key, names(table.keys));
  std::vector<std::string> all = key;
  append(all, names(table.values));

  std::vector<std::string> fixed;
  for (std::size_t i = 0; i < table.fixed.size(); ++i) fixed.push_back(placeholder(i + 1));
  std::vector<std::string> rows;
  std::vector<ColumnName> columns = table.keys;
  columns.insert(columns.end(), table.values.begin(), table.values.end());
  for (const ColumnName& column : columns) {
    std::string text = placeholder(fixed.size() + rows.size() + 1);
    if (engine == Engine::Postgres) text += array_type(column.kind);
    rows.push_back(std::move(text));
  }

  std::string sql = "INSERT INTO " + std::string(table.name) + " (" + join(all) + ") ";
  if (engine == Engine::Sqlite) {
    append(fixed, rows);
    sql += "VALUES (" + join(fixed) + ")";
  } else {
    sql += "SELECT " + join(fixed) + ", * FROM unnest(" + join(rows) + ")";
  }
  return sql + " ON CONFLICT (" + join(key) + ") DO ";
}

}  // namespace

std::string render(Engine engine, std::string_view migration) {
  const bool sqlite = engine == Engine::Sqlite;
  std::string sql(migration);
  replace_all(sql, "{blob}", sqlite ? "BLOB" : "BYTEA");
  replace_all(sql, "{id}",
              sqlite ? "INTEGER PRIMARY KEY AUTOINCREMENT"
                     : "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
  replace_all(sql, "{clustered}", sqlite ? "WITHOUT ROWID" : "");
  if (!sqlite) replace_all(sql, "--postgres: ", "");
  return sql;
}

std::string_view for_update(Engine engine) { return engine == Engine::Sqlite ? "" : " FOR UPDATE"; }
std::string_view for_share(Engine engine) { return engine == Engine::Sqlite ? "" : " FOR SHARE"; }

std::string upsert_rows(Engine engine, const Table& table) {
  std::vector<std::string> sets;
  for (const ColumnName& value : table.values) {
    sets.push_back(std::string(value.name) + " = excluded." + std::string(value.name));
  }
  return insert_rows(engine, table) + (sets.empty() ? "NOTHING" : "UPDATE SET " + join(sets));
}

std::string add_rows(Engine engine, const Table& table) {
  const std::string value(table.values.front().name);
  return insert_rows(engine, table) + "UPDATE SET " + value + " = " + std::string(table.name) +
         "." + value + " + excluded." + value;
}

std::string lookup_rows(Engine engine, const Table& table, std::string_view where) {
  std::string matches;
  std::size_t number = 0;
  for (const ColumnName& fixed : table.fixed) {
    if (!matches.empty()) matches += " AND ";
    matches += "t." + std::string(fixed.name) + " = " + placeholder(++number);
  }
  std::vector<std::string> arrays;
  for (const ColumnName& key : table.keys) {
    const std::string text = placeholder(++number);
    arrays.push_back(text + std::string(array_type(key.kind)));
    const std::string name(key.name);
    matches += " AND t." + name + " = " + (engine == Engine::Sqlite ? text : "k." + name);
  }
  const std::string rows = "SELECT " + join(names(table.values)) + " FROM " +
                           std::string(table.name) + " t WHERE " + matches + std::string(where);
  if (engine == Engine::Sqlite) return rows;
  // OFFSET 0 keeps the planner from joining in another way than row by row through the index.
  return "SELECT k.n, f.* FROM unnest(" + join(arrays) + ") WITH ORDINALITY AS k (" +
         join(names(table.keys)) + ", n) CROSS JOIN LATERAL (" + rows + " OFFSET 0) f ORDER BY k.n";
}

Error sqlite_error(int extended, std::string_view message, std::string_view place) {
  const std::string file(place);
  const std::string said = " (SQLite says: " + std::string(message) + ")";
  switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::Conflict,
              "another process is writing to " + file +
                  ": wait until it is done, or end it if it hangs; two may not write at once" +
                  said};
    case SQLITE_FULL:
      return {ErrorCode::Unavailable,
              "no room left for " + file +
                  ": free space on its disk, then start again; nothing was half-written" + said};
    case SQLITE_IOERR:
      return {ErrorCode::Unavailable,
              "the disk under " + file +
                  " fails: check it and the system log, then start again; nothing was "
                  "half-written" +
                  said};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return {
          ErrorCode::BadConfig,
          "cannot write to " + file + ": check the path, its folder and their permissions" + said};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {ErrorCode::BadData,
              file + " is damaged or no SQLite database: restore a backup, or name another file" +
                  said};
    case SQLITE_CONSTRAINT:
      if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
        return {ErrorCode::Conflict, "there is one already" + said};
      }
      return {ErrorCode::Internal, "a rule of the schema is broken" + said};
    default:
      return {ErrorCode::Internal, "statement failed on " + file + said};
  }
}

Error postgres_error(std::string_view sqlstate, std::string_view message) {
  const std::string said = " (PostgreSQL says: " + std::string(message) + ")";
  const std::string_view group = sqlstate.substr(0, 2);
  if (sqlstate == "23505") return {ErrorCode::Conflict, "there is one already" + said};
  if (sqlstate == "55P03") {
    return {ErrorCode::Conflict,
            "another process is writing to the same rows: wait until it is done" + said};
  }
  if (sqlstate == "53100") {
    return {ErrorCode::Unavailable,
            "the database server's disk is full: free space there, then start again; nothing was "
            "half-written" +
                said};
  }
  if (sqlstate == "22021" || sqlstate == "22P05") {
    return {ErrorCode::BadData, "text that is not UTF-8 was to be stored" + said};
  }
  if (sqlstate == "42501") {
    return {ErrorCode::Forbidden,
            "the database user lacks a right: grant it, or use another user" + said};
  }
  if (group == "28") {
    return {ErrorCode::Unauthenticated,
            "the database server refuses the user or password: check store.url" + said};
  }
  if (group == "3D")
    return {ErrorCode::BadConfig, "no such database: create it, or correct store.url" + said};
  if (group == "40") {
    return {ErrorCode::Unavailable,
            "another transaction came between: start again; nothing was written" + said};
  }
  if (sqlstate.empty() || group == "08" || group == "57" || group == "53" || group == "58") {
    return {
        ErrorCode::Unavailable,
        "the database server cannot be reached or cannot serve: check it, then start again" + said};
  }
  return {ErrorCode::Internal, "statement failed, SQLSTATE " + std::string(sqlstate) + said};
}

}  // namespace crosswalk::store
