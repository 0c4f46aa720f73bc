#include "support/temp_database.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include "store/migrate.hpp"
#include "store/postgres_connection.hpp"

namespace crosswalk::test {
namespace {

constexpr std::int64_t kMigratedAtMs = 1'767'571'200'000;

template <class T>
T or_throw(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

std::filesystem::path make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "crosswalk-test.XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    throw std::runtime_error("cannot make a folder for the test");
  return name;
}

void on_server(const std::string& server, const std::string& sql) {
  auto connection =
      or_throw(store::open_postgres({.url = server, .lock_timeout = std::chrono::seconds{5}}));
  or_throw(connection->script(sql));
}

}  // namespace

TempDatabase::TempDatabase(store::Engine engine) {
  if (engine == store::Engine::Sqlite) {
    folder_ = make_folder();
    url_ = "sqlite:" + (folder_ / "state.db").string();
    return;
  }
  const char* const server = std::getenv("CW_TEST_POSTGRES");
  if (server == nullptr || *server == '\0') {
    unavailable_ = "CW_TEST_POSTGRES names no server: start one with script/postgres";
    return;
  }
  static std::atomic<int> counter;
  server_ = server;
  schema_ = "cw_test_" + std::to_string(::getpid()) + "_" + std::to_string(++counter);
  on_server(server_, "DROP SCHEMA IF EXISTS " + schema_ +
                         " CASCADE");  // of a killed test with our process id
  on_server(server_, "CREATE SCHEMA " + schema_);
  url_ = server_ + (server_.find('?') == std::string::npos ? "?" : "&") +
         "options=-csearch_path%3D" + schema_;
}

TempDatabase::~TempDatabase() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  try {
    if (!schema_.empty()) on_server(server_, "DROP SCHEMA IF EXISTS " + schema_ + " CASCADE");
  } catch (const std::exception&) {
    // The server is gone, and its data with it.
  }
}

std::unique_ptr<store::Database> TempDatabase::open(std::chrono::milliseconds busy_timeout) const {
  auto database = or_throw(store::Database::open({.url = url_, .busy_timeout = busy_timeout}));
  or_throw(store::migrate(*database, kMigratedAtMs));
  return database;
}

std::string engine_name(store::Engine engine) {
  return engine == store::Engine::Sqlite ? "Sqlite" : "Postgres";
}

}  // namespace crosswalk::test
