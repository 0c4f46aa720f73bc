#pragma once

/// \file
/// Writes what a batch settled: links with their counters, projections, state.

#include <optional>
#include <span>
#include <string>

#include "store/context.hpp"
#include "sync/types.hpp"

namespace crosswalk::store {

class SettlementWriter {
 public:
  explicit SettlementWriter(const Context& context);

  /// Inside the batch's transaction. Of several settlements of one record the last one counts.
  /// \error Conflict  a destination record has a link already, and may have only one.
  /// \error InvalidArgument  a state or a projection without a link: whose it is cannot be told.
  Result<> write(Connection& connection, std::span<const sync::Settlement> settlements) const;

  /// After a Conflict, outside of the transaction: which record stands in whose way, if that was
  /// it.
  std::optional<Error> name_conflict(std::span<const sync::Settlement> settlements) const;

 private:
  using Links = std::span<const sync::Settlement* const>;

  Result<> write_entity(Connection& connection, model::Entity entity, Links settlements) const;
  Result<> write_links(Connection& connection, model::Entity entity, Links settlements) const;
  Result<> write_counts(Connection& connection, model::Entity entity, Links settlements) const;
  Result<> write_projections(Connection& connection, model::Entity entity, Links settlements) const;

  const Context& context_;
  const std::string lookup_;
  const std::string upsert_link_;
  const std::string add_count_;
  const std::string upsert_projection_;
};

}  // namespace crosswalk::store
