#pragma once

/// \file
/// A PostgreSQL session: Poco Data opens and closes it, libpq's prepared statements with binary
/// values on its handle do the work: arrays for many rows in one round trip, and an SQLSTATE for
/// every error (design/platform.md 2.4).

#include <chrono>
#include <memory>
#include <string>

#include "store/sql.hpp"

namespace crosswalk::store {

struct PostgresSettings {
  std::string url;  ///< "postgresql://user@host/database?..."
  std::chrono::milliseconds lock_timeout{5000};
};

/// \error Unauthenticated, BadConfig, Unavailable, by what the server or libpq says.
Result<std::unique_ptr<Connection>> open_postgres(const PostgresSettings& settings);

}  // namespace crosswalk::store
