#pragma once

/// \file
/// One configured adapter as the engine's source or destination.

#include "adapters/instance.hpp"
#include "model/destination_schema.hpp"
#include "sync/ports.hpp"

#include <memory>

namespace crosswalk::app {

/// Reads rosters out of an adapter.
class AdapterSource final : public sync::Source {
 public:
  /// Both are lent. `entities`: what this connection can read.
  AdapterSource(adapters::Instance& instance, const std::vector<adapters::SourceEntity>& entities)
      : instance_(instance), entities_(entities) {}

  bool offers(sync::Entity entity) const override;
  Result<std::unique_ptr<sync::RowStream>> read(sync::Entity entity) override;

 private:
  adapters::Instance& instance_;
  const std::vector<adapters::SourceEntity>& entities_;
};

/// Where nothing is read: carrying out a stored plan needs no source.
class NoSource final : public sync::Source {
 public:
  bool offers(sync::Entity) const override { return false; }
  Result<std::unique_ptr<sync::RowStream>> read(sync::Entity) override;
};

/// Writes rosters into an adapter, and reads them back.
class AdapterDestination final : public sync::Destination {
 public:
  /// Both are lent. `schema`: what this connection can do.
  AdapterDestination(adapters::Instance& instance, const model::DestinationSchema& schema)
      : instance_(instance), schema_(schema) {}

  const model::DestinationEntity* entity(sync::Entity entity) const override;
  Result<std::unique_ptr<sync::RowStream>> read(const ReadSpec& spec) override;
  Result<> apply(sync::Entity entity, std::span<const std::string> columns, std::string_view batch,
                 std::vector<sync::Outcome>& outcomes) override;

 private:
  adapters::Instance& instance_;
  const model::DestinationSchema& schema_;
};

}  // namespace crosswalk::app
