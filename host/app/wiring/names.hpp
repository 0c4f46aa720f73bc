#pragma once

/// \file
/// What records are called, for a person's screen: out of the plan that is being read, else out of
/// what last settled.

#include "model/destination_schema.hpp"
#include "model/hash.hpp"
#include "sync/ports.hpp"

#include <string>
#include <unordered_map>

namespace crosswalk::app {

class Names {
 public:
  /// All lent. `schema` null: there are no names.
  Names(sync::LinkPort& links, const model::KeyMaker& keys, const model::DestinationSchema* schema)
      : links_(links), keys_(keys), schema_(schema) {}

  /// Remembers the name of a record that the plan makes or changes; parents come before children.
  void learn(const sync::Operation& operation);

  /// Empty when nobody knows.
  std::string of(sync::Entity entity, const std::string& identity);

 private:
  static constexpr std::size_t kMost = 200'000;  // about 20 MiB; beyond it ids have to do

  sync::LinkPort& links_;
  const model::KeyMaker& keys_;
  const model::DestinationSchema* schema_;
  std::unordered_map<sync::Key, std::string, model::KeyHash> known_;
};

}  // namespace crosswalk::app
