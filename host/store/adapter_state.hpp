#pragma once

/// \file
/// The small values that an adapter keeps between runs (the ABI's cw.state/1).

#include <string>
#include <string_view>

#include "crosswalk/result.hpp"
#include "store/database.hpp"

namespace crosswalk::store {

/// The values of one connector, by name. Any bytes, at most 64 KiB. Thread-safe.
class AdapterState {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{64} << 10U;

  /// `connector` as open_connector() gave it.
  AdapterState(Database& database, std::int64_t connector)
      : database_(database), connector_(connector) {}

  /// \error NotFound
  Result<std::string> get(std::string_view name);
  /// Durable when it returns. \error InvalidArgument  too large.
  Result<> put(std::string_view name, std::string_view value);
  /// Also when there is none.
  Result<> erase(std::string_view name);

 private:
  Database& database_;
  std::int64_t connector_;
};

}  // namespace crosswalk::store
