#pragma once

/// \file
/// A SQLite session: Poco Data opens and closes it, raw prepared statements on its handle do the
/// work (Poco's own are four to five times slower for single rows; design/platform.md 2.3).

#include <chrono>
#include <memory>
#include <string>

#include "store/sql.hpp"

namespace crosswalk::store {

struct SqliteSettings {
  std::string path;
  std::chrono::milliseconds busy_timeout{5000};
  int cache_kib = 4096;  ///< pages kept in memory
};

/// Creates the file when it is missing, readable by its owner alone, and sets WAL, foreign keys and
/// the timeout.
/// \error BadConfig for a path that cannot be used; BadData for a file that is no database.
Result<std::unique_ptr<Connection>> open_sqlite(const SqliteSettings& settings);

}  // namespace crosswalk::store
