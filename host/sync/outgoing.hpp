#pragma once

/// \file
/// Turns operations into the flat batch that a destination adapter is given.

#include <map>
#include <string>
#include <vector>

#include "model/destination_schema.hpp"
#include "model/hash.hpp"
#include "sync/ports.hpp"

namespace crosswalk::sync {

/// The links that a batch refers to, by entity and key.
class LinkTable {
 public:
  /// Looks up what the operations' references and the operations themselves need.
  static Result<LinkTable> load(LinkPort& links, const model::KeyMaker& keys,
                                const model::DestinationEntity& schema,
                                std::span<const Operation> operations);
  const Link* find(Entity entity, const Key& key) const;

 private:
  std::map<std::pair<Entity, Key>, Link> links_;
};

/// The projection with references turned into what the destination wants (ids or codes).
/// \error NotFound  a record it refers to is not linked; the message names it.
Result<model::Projection> resolved(const model::Projection& projection,
                                   const model::DestinationEntity& schema,
                                   const model::KeyMaker& keys, const LinkTable& links);

/// Puts the fixed password where a projection names it.
void fill_in_password(model::Projection& projection, const model::DestinationEntity& schema,
                      const std::string& fixed_password);

struct OutgoingRow {
  const Operation* operation = nullptr;
  model::Projection projection;  ///< resolved: `after`, or `before` of a removal
};

std::vector<std::string> apply_columns(const model::DestinationEntity& schema);

/// The batch's bytes. A create carries every value, an update what changed, a removal the record as
/// it was; all of them carry the references of an entity that is partitioned, since those name it.
std::vector<std::uint8_t> build_batch(const model::DestinationEntity& schema,
                                      std::span<const OutgoingRow> rows);

}  // namespace crosswalk::sync
