#pragma once

/// \file
/// What a plan in the making knows of references: linked before, created by it, or not there.

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/hash.hpp"
#include "sync/flow.hpp"
#include "sync/ports.hpp"

namespace crosswalk::sync {

/// 16 bytes a key: the keys of an entity are loaded from the state when they are first asked for.
class Known final : public References {
 public:
  explicit Known(Store store) : store_(store) {}

  Reference find(Entity entity, const Key& key) override;
  Result<model::Projection> projection(Entity entity, const Key& key) override;

  /// The plan will create the record, or link it to `destination_id` if that is known already.
  void plan(Entity entity, const Key& key, const std::string& destination_id = {});
  bool planned(Entity entity, const Key& key) const;
  /// The destination's id of a linked record, or of one that the plan links; empty: none yet.
  Result<std::string> destination_id(Entity entity, const Key& key);

 private:
  struct OfEntity {
    bool loaded = false;
    std::vector<Key> linked;     ///< sorted
    std::vector<Key> planned;    ///< sorted: plans are made in the order of keys
    std::set<Key> planned_late;  ///< what came out of order
    std::unordered_map<Key, std::string, model::KeyHash> ids;
  };
  Result<> load(Entity entity, OfEntity& of);

  Store store_;
  std::map<Entity, OfEntity> entities_;
};

}  // namespace crosswalk::sync
