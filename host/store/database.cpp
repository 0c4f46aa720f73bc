#include "store/database.hpp"

#include "store/postgres_connection.hpp"
#include "store/sqlite_connection.hpp"

namespace crosswalk::store {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr int kWriterCacheKib = 24 * 1024;
constexpr int kReaderCacheKib = 4 * 1024;

bool is_postgres(std::string_view url) {
  return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

/// "host/database" of a URL, without user, password and options.
std::string postgres_place(std::string_view url) {
  url.remove_prefix(url.find("://") + 3);
  url = url.substr(0, url.find('?'));
  if (const std::size_t at = url.rfind('@'); at != std::string_view::npos)
    url.remove_prefix(at + 1);
  return "PostgreSQL at " + std::string(url);
}

std::string_view begin_write(Engine engine, Durability durability) {
  if (engine == Engine::Postgres) {
    return durability == Durability::Durable ? "BEGIN"
                                             : "BEGIN; SET LOCAL synchronous_commit = off";
  }
  return durability == Durability::Durable ? "PRAGMA synchronous = FULL; BEGIN IMMEDIATE"
                                           : "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE";
}

std::string_view begin_read(Engine engine) {
  return engine == Engine::Postgres ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN";
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(DatabaseSettings settings) {
  const std::string_view url = settings.url;
  std::unique_ptr<Database> database;
  if (url.starts_with(kSqlite) && url.size() > kSqlite.size()) {
    std::string path(url.substr(kSqlite.size()));
    database.reset(new Database(std::move(settings), Engine::Sqlite, std::move(path)));
  } else if (is_postgres(url)) {
    std::string place = postgres_place(url);
    database.reset(new Database(std::move(settings), Engine::Postgres, std::move(place)));
  } else {
    return Error{ErrorCode::BadConfig,
                 "store.url begins with neither \"sqlite:/path/file.db\" nor \"postgresql://\": "
                 "correct the setting"};
  }
  CW_TRY(auto connection, database->connect(Use::Write));
  database->put_back(Use::Write, std::move(connection));
  return database;
}

Result<std::unique_ptr<Connection>> Database::connect(Use use) const {
  if (engine_ == Engine::Sqlite)
    return open_sqlite({.path = place_,
                        .busy_timeout = settings_.busy_timeout,
                        .cache_kib = use == Use::Write ? kWriterCacheKib : kReaderCacheKib});
  auto connection = open_postgres({.url = settings_.url, .lock_timeout = settings_.busy_timeout});
  if (!connection) return in_context(std::move(connection).error(), place_);
  return connection;
}

Result<std::unique_ptr<Connection>> Database::take(Use use) {
  {
    const std::scoped_lock lock{mutex_};
    auto& waiting = idle(use);
    if (!waiting.empty()) {
      std::unique_ptr<Connection> connection = std::move(waiting.back());
      waiting.pop_back();
      return connection;
    }
  }
  return connect(use);
}

void Database::put_back(Use use, std::unique_ptr<Connection> connection) {
  if (!connection->usable()) return;
  const std::scoped_lock lock{mutex_};
  idle(use).push_back(std::move(connection));
}

Result<Database::Transaction> Database::write(Durability durability) {
  std::unique_lock<std::mutex> writer;
  if (engine_ == Engine::Sqlite) writer = std::unique_lock{writing_};
  CW_TRY(auto connection, take(Use::Write));
  Transaction transaction{*this, Use::Write, std::move(connection), std::move(writer)};
  CW_CHECK(transaction.connection().script(std::string(begin_write(engine_, durability))));
  return transaction;
}

Result<Database::Transaction> Database::read() {
  CW_TRY(auto connection, take(Use::Read));
  Transaction transaction{*this, Use::Read, std::move(connection), {}};
  CW_CHECK(transaction.connection().script(std::string(begin_read(engine_))));
  return transaction;
}

Result<> Database::Transaction::commit() {
  if (auto committed = connection_->script("COMMIT"); !committed) {
    if (connection_->usable()) return committed;
    return Error{
        ErrorCode::OutcomeUnknown,
        "the database server was lost while it committed: read again before anything else (" +
            committed.error().message + ")"};
  }
  database_->put_back(use_, std::move(connection_));
  writer_ = {};
  return {};
}

Database::Transaction::~Transaction() {
  if (connection_ == nullptr) return;
  // A session that cannot even roll back is thrown away.
  if (connection_->usable() && connection_->script("ROLLBACK"))
    database_->put_back(use_, std::move(connection_));
}

}  // namespace crosswalk::store
