#pragma once

/// \file
/// The database: opened by one setting, used in transactions, the same for SQLite and PostgreSQL.

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "crosswalk/result.hpp"
#include "store/sql.hpp"

namespace crosswalk::store {

struct DatabaseSettings {
  std::string url;  ///< "sqlite:/path/to/file.db" or "postgresql://user@host/database"
  std::chrono::milliseconds busy_timeout{5000};  ///< how long a write waits for another process's
};

/// When a commit is on the disk.
enum class Durability : std::uint8_t {
  Durable,  ///< before commit() returns
  Relaxed,  ///< with the next durable commit at the latest; a crash of the machine may undo it as a
            ///< whole
};

/// Sessions of one database, kept for reuse. Thread-safe. Everything that came from it must go
/// before it.
class Database {
 public:
  /// Opens one session as a proof. Does not touch the schema: that is migrate().
  /// \error BadConfig  the URL or the path; and what opening a session says (sql.hpp).
  static Result<std::unique_ptr<Database>> open(DatabaseSettings settings);

  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Engine engine() const { return engine_; }
  /// For messages: the file, or host and database, never a password.
  const std::string& place() const { return place_; }

  /// Runs `body(Connection&)`, which returns a Result, in one transaction that may write. Commits
  /// if that is a value, else rolls back. `what` names it in errors: "journal.settle". Not to be
  /// nested.
  /// \error Conflict when another process holds the lock; OutcomeUnknown when the server is lost
  /// while it commits.
  template <class Body>
  auto in_transaction(std::string_view what, Body&& body,
                      Durability durability = Durability::Durable)
      -> std::invoke_result_t<Body, Connection&> {
    auto transaction = write(durability);
    if (!transaction) return in_context(std::move(transaction).error(), std::string(what));
    auto result = body(transaction->connection());
    if (!result) return in_context(std::move(result).error(), std::string(what));
    if (auto committed = transaction->commit(); !committed) {
      return in_context(std::move(committed).error(), std::string(what));
    }
    return result;
  }

  /// The same for a body that only reads: it sees one moment, waits for nobody and keeps nobody
  /// waiting.
  template <class Body>
  auto in_snapshot(std::string_view what, Body&& body) -> std::invoke_result_t<Body, Connection&> {
    auto snapshot = read();
    if (!snapshot) return in_context(std::move(snapshot).error(), std::string(what));
    auto result = body(snapshot->connection());
    if (!result) return in_context(std::move(result).error(), std::string(what));
    return result;
  }

  /// Sessions that write keep more pages in memory, so the two kinds are kept apart.
  enum class Use : std::uint8_t { Read, Write };

  /// A transaction in progress; rolled back unless committed. Holds a session, and for SQLite the
  /// right to write.
  class Transaction {
   public:
    Transaction(Transaction&&) = default;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Connection& connection() { return *connection_; }
    Result<> commit();

   private:
    friend class Database;
    Transaction(Database& database, Use use, std::unique_ptr<Connection> connection,
                std::unique_lock<std::mutex> writer)
        : database_(&database),
          use_(use),
          writer_(std::move(writer)),
          connection_(std::move(connection)) {}

    Database* database_;
    Use use_;
    std::unique_lock<std::mutex> writer_;
    std::unique_ptr<Connection> connection_;
  };

  /// For cursors: a snapshot that lives longer than one call. An open one keeps SQLite's log from
  /// being recycled.
  Result<Transaction> read();

 private:
  Database(DatabaseSettings settings, Engine engine, std::string place)
      : settings_(std::move(settings)), engine_(engine), place_(std::move(place)) {}

  Result<Transaction> write(Durability durability);
  Result<std::unique_ptr<Connection>> connect(Use use) const;
  Result<std::unique_ptr<Connection>> take(Use use);
  void put_back(Use use, std::unique_ptr<Connection> connection);
  std::vector<std::unique_ptr<Connection>>& idle(Use use) {
    return use == Use::Read ? readers_ : writers_;
  }

  DatabaseSettings settings_;
  Engine engine_;
  std::string place_;
  std::mutex writing_;  ///< SQLite has one writer: waiting here is fairer than its polling
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> readers_;
  std::vector<std::unique_ptr<Connection>> writers_;
};

}  // namespace crosswalk::store
