#pragma once

/// \file
/// Links, their counters and the settled projections of an integration: reading them.

#include <string>

#include "store/context.hpp"
#include "store/dialect.hpp"
#include "sync/ports.hpp"

namespace crosswalk::store {

/// Whether several source records may stand for one destination record: two schools or terms for
/// one. For all others a link is unique both ways.
constexpr bool is_shared(model::Entity entity) {
  return entity == model::Entity::Org || entity == model::Entity::AcademicSession;
}

/// Thread-safe.
class LinkStore final : public sync::LinkPort {
 public:
  explicit LinkStore(const Context& context);

  Result<std::vector<sync::Link>> find(model::Entity entity,
                                       std::span<const model::Key> keys) override;
  Result<std::vector<sync::Link>> find_by_destination(model::Entity entity,
                                                      std::span<const std::string> ids) override;
  /// Reads 4,096 links at a time, each time in a snapshot of its own.
  Result<> for_each(model::Entity entity,
                    const std::function<Result<>(const sync::Link&)>& each) override;
  Result<std::uint64_t> count(model::Entity entity, const model::Key& school_or_scope) override;
  Result<std::vector<std::string>> projections(model::Entity entity,
                                               std::span<const model::Key> keys) override;

 private:
  const Context& context_;
  const std::string find_;
  const std::string find_by_destination_;
  const std::string find_by_shared_destination_;
  const std::string projections_;
};

}  // namespace crosswalk::store
