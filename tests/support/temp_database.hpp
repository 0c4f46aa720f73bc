#pragma once

/// \file
/// A database that is gone after the test, on either engine.

#include <filesystem>
#include <memory>
#include <string>

#include "store/database.hpp"

namespace crosswalk::test {

/// SQLite: a file in a folder of its own. PostgreSQL: a schema of its own on the server that
/// CW_TEST_POSTGRES names
/// ("postgresql://..."; script/postgres starts one).
class TempDatabase {
 public:
  explicit TempDatabase(store::Engine engine);
  ~TempDatabase();
  TempDatabase(const TempDatabase&) = delete;
  TempDatabase& operator=(const TempDatabase&) = delete;

  /// Empty when it can be used; else why a test that needs it is skipped.
  const std::string& unavailable() const { return unavailable_; }
  const std::string& url() const { return url_; }
  /// The file's folder; SQLite only.
  const std::filesystem::path& folder() const { return folder_; }

  /// Opens and migrates it. Throws what went wrong: a test can only fail then.
  std::unique_ptr<store::Database> open(
      std::chrono::milliseconds busy_timeout = std::chrono::seconds{5}) const;

 private:
  std::filesystem::path folder_;
  std::string server_;
  std::string schema_;
  std::string url_;
  std::string unavailable_;
};

/// "Sqlite", "Postgres": the last part of a test's name.
std::string engine_name(store::Engine engine);

}  // namespace crosswalk::test
