#include "store/sqlite_connection.hpp"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <Poco/Exception.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <unordered_map>

#include "store/dialect.hpp"

namespace crosswalk::store {
namespace {

/// Resets a statement however its use ends.
class Use {
 public:
  explicit Use(sqlite3_stmt* statement) : statement_(statement) {}
  ~Use() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

 private:
  sqlite3_stmt* statement_;
};

class StatementRow final : public Row {
 public:
  explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}
  std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  std::string_view bytes(int column) const override {
    const void* data = sqlite3_column_blob(statement_, column);
    if (data == nullptr) return {};
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_;
};

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(Poco::Data::Session session, sqlite3* handle, std::string path)
      : session_(std::move(session)), handle_(handle), path_(std::move(path)) {}

  ~SqliteConnection() override {
    for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  }
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Engine engine() const override { return Engine::Sqlite; }
  bool usable() const override { return true; }

  Result<std::uint64_t> execute(std::string_view sql, std::span<const Param> params) override {
    CW_TRY(sqlite3_stmt* const statement, prepared(sql));
    const Use use{statement};
    CW_CHECK(bind(statement, params));
    CW_CHECK(run_to_end(statement));
    return static_cast<std::uint64_t>(sqlite3_changes64(handle_));
  }

  Result<> select(std::string_view sql, std::span<const Param> params,
                  const EachRow& each) override {
    CW_TRY(sqlite3_stmt* const statement, prepared(sql));
    const Use use{statement};
    CW_CHECK(bind(statement, params));
    return each_row(statement, each);
  }

  Result<std::uint64_t> execute_rows(std::string_view sql, std::span<const Param> params,
                                     std::span<const Column> columns) override {
    CW_TRY(sqlite3_stmt* const statement, prepared(sql));
    const Use use{statement};
    CW_CHECK(bind(statement, params));
    std::uint64_t changed = 0;
    const std::size_t rows = columns.empty() ? 0 : columns.front().size();
    for (std::size_t row = 0; row < rows; ++row) {
      CW_CHECK(bind_row(statement, params.size(), columns, row));
      CW_CHECK(run_to_end(statement));
      changed += static_cast<std::uint64_t>(sqlite3_changes64(handle_));
      sqlite3_reset(statement);
    }
    return changed;
  }

  Result<> select_rows(std::string_view sql, std::span<const Param> params,
                       std::span<const Column> columns, const EachNumberedRow& each) override {
    CW_TRY(sqlite3_stmt* const statement, prepared(sql));
    const Use use{statement};
    CW_CHECK(bind(statement, params));
    const std::size_t rows = columns.empty() ? 0 : columns.front().size();
    for (std::size_t row = 0; row < rows; ++row) {
      CW_CHECK(bind_row(statement, params.size(), columns, row));
      CW_CHECK(each_row(statement, [&](const Row& found) { return each(row, found); }));
      sqlite3_reset(statement);
    }
    return {};
  }

  Result<> script(const std::string& sql) override {
    if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      return failure();
    return {};
  }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  Error failure() const {
    return sqlite_error(sqlite3_extended_errcode(handle_), sqlite3_errmsg(handle_), path_);
  }

  Result<sqlite3_stmt*> prepared(std::string_view sql) {
    if (const auto known = statements_.find(sql); known != statements_.end()) return known->second;
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return failure();
    statements_.emplace(std::string(sql), statement);
    return statement;
  }

  Result<> bind_bytes(sqlite3_stmt* statement, int index, ValueKind kind, std::string_view value) {
    const char* data =
        value.data() == nullptr ? "" : value.data();  // a null pointer would bind NULL
    if (kind == ValueKind::Blob) {
      if (sqlite3_bind_blob64(statement, index, data, value.size(), SQLITE_STATIC) != SQLITE_OK)
        return failure();
      return {};
    }
    if (std::memchr(data, '\0', value.size()) != nullptr) {
      return Error{ErrorCode::BadData, "text that holds a NUL byte was to be stored"};
    }
    if (sqlite3_bind_text64(statement, index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8) !=
        SQLITE_OK) {
      return failure();
    }
    return {};
  }

  Result<> bind(sqlite3_stmt* statement, std::span<const Param> params) {
    int index = 0;
    for (const Param& param : params) {
      ++index;
      if (param.kind() != ValueKind::Integer) {
        CW_CHECK(bind_bytes(statement, index, param.kind(), param.bytes()));
      } else if (sqlite3_bind_int64(statement, index, param.integer()) != SQLITE_OK) {
        return failure();
      }
    }
    return {};
  }

  Result<> bind_row(sqlite3_stmt* statement, std::size_t before, std::span<const Column> columns,
                    std::size_t row) {
    int index = static_cast<int>(before);
    for (const Column& column : columns) {
      ++index;
      if (column.kind != ValueKind::Integer) {
        CW_CHECK(bind_bytes(statement, index, column.kind, column.bytes[row]));
      } else if (sqlite3_bind_int64(statement, index, column.integers[row]) != SQLITE_OK) {
        return failure();
      }
    }
    return {};
  }

  Result<> run_to_end(sqlite3_stmt* statement) {
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW) code = sqlite3_step(statement);
    if (code != SQLITE_DONE) return failure();
    return {};
  }

  template <class Each>
  Result<> each_row(sqlite3_stmt* statement, const Each& each) {
    const StatementRow row{statement};
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW) {
      CW_CHECK(each(row));
      code = sqlite3_step(statement);
    }
    if (code != SQLITE_DONE) return failure();
    return {};
  }

  Poco::Data::Session session_;
  sqlite3* handle_;
  std::string path_;
  std::unordered_map<std::string, sqlite3_stmt*, TextHash, std::equal_to<>> statements_;
};

/// Makes the file before SQLite would, since it holds what only its owner may read.
Result<> make_file(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    return Error{ErrorCode::BadConfig,
                 "the folder " + folder.string() +
                     " of store.url does not exist: create it, or correct the setting"};
  }
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    const std::string reason = std::generic_category().message(errno);
    return Error{ErrorCode::BadConfig,
                 "cannot open " + path + " of store.url for writing: " + reason};
  }
  ::close(file);
  return {};
}

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const SqliteSettings& settings) {
  CW_CHECK(make_file(settings.path));
  try {
    Poco::Data::SQLite::Connector::registerConnector();
    // The last argument is how long Poco repeats a failed open, in seconds.
    Poco::Data::Session session{Poco::Data::SQLite::Connector::KEY, settings.path, 0};
    sqlite3* const handle = Poco::Data::SQLite::Utility::dbHandle(session);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, static_cast<int>(settings.busy_timeout.count()));
    auto connection = std::make_unique<SqliteConnection>(std::move(session), handle, settings.path);
    // The page size counts for a new file alone. A checkpoint every 16 MiB instead of 4: bulk
    // writes touch the same pages again and again.
    CW_CHECK(connection->script(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; "
        "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2048; PRAGMA temp_store = MEMORY; "
        "PRAGMA cache_size = -" +
        std::to_string(settings.cache_kib)));
    return std::unique_ptr<Connection>(std::move(connection));
  } catch (const Poco::Exception& e) {
    return Error{ErrorCode::BadConfig,
                 "cannot open " + settings.path + " of store.url: " + e.displayText()};
  }
}

}  // namespace crosswalk::store
