#pragma once

/// \file
/// Brings a database's schema to what this program knows: forward only, a step a transaction.

#include <span>
#include <string_view>

#include "crosswalk/result.hpp"
#include "store/database.hpp"

namespace crosswalk::store {

/// One step; the file migrations/<number>_<name>.sql.
struct Migration {
  int version;
  std::string_view name;
  std::string_view sql;
};

/// The steps of this program, in order.
std::span<const Migration> migrations();

/// Runs the steps that the database has not seen; with none it only reads. Safe when two processes
/// do it at once.
/// \error BadConfig  a newer program wrote the database.
Result<> migrate(Database& database, std::int64_t now_ms);
/// The same with other steps; for tests.
Result<> migrate(Database& database, std::int64_t now_ms, std::span<const Migration> steps);

}  // namespace crosswalk::store
