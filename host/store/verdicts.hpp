#pragma once

/// \file
/// What the loader's first look said of the adapter files that passed it.

#include "crosswalk/result.hpp"
#include "store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::store {

/// Texts by a name that changes when the file or the host does. Thread-safe.
class Verdicts {
 public:
  explicit Verdicts(Database& database) : database_(database) {}

  Result<std::optional<std::string>> find(std::string_view name);
  Result<> keep(std::string_view name, std::string_view text, std::int64_t now_ms);

 private:
  Database& database_;
};

}  // namespace crosswalk::store
