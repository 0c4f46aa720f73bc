#pragma once

/// \file
/// What the memories of one integration have in common.

#include <cstdint>
#include <functional>

#include "model/entity.hpp"
#include "store/database.hpp"

namespace crosswalk::store {

/// Milliseconds since 1970-01-01T00:00Z.
using NowMs = std::function<std::int64_t()>;

struct Context {
  Database& database;
  std::int64_t district = 0;
  std::int64_t integration = 0;
  std::int64_t source = 0;       ///< connector
  std::int64_t destination = 0;  ///< connector
  NowMs now_ms;
};

/// As it is stored.
inline std::int64_t number(model::Entity entity) { return static_cast<std::int64_t>(entity); }

}  // namespace crosswalk::store
