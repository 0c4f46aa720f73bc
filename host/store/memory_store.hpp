#pragma once

/// \file
/// The smaller memories of an integration.

#include "store/context.hpp"
#include "sync/ports.hpp"

namespace crosswalk::store {

/// Thread-safe.
class MemoryStore final : public sync::MemoryPort {
 public:
  explicit MemoryStore(const Context& context) : context_(context) {}

  /// One per installation, shared by all integrations of the database.
  Result<std::string> key_secret() override;
  Result<std::vector<std::uint64_t>> accepted_counts(model::Entity entity,
                                                     std::uint32_t limit) override;
  Result<> accept_snapshot(
      std::int64_t run, std::span<const std::pair<model::Entity, std::uint64_t>> counts) override;
  Result<std::vector<Grace>> grace(model::Entity entity) override;
  Result<> set_grace(model::Entity entity, std::span<const Grace> grace) override;
  Result<bool> scope_listed(model::Entity entity, std::string_view scope) override;
  Result<> mark_scope_listed(model::Entity entity, std::string_view scope,
                             std::int64_t now_ms) override;
  Result<> forget_scope_listed(model::Entity entity, std::string_view scope) override;
  Result<std::vector<Taken>> taken(model::Entity entity) override;
  Result<> set_taken(model::Entity entity, std::span<const Taken> taken) override;
  Result<std::string> catalog(std::string_view name) override;
  Result<> set_catalog(std::string_view name, std::string_view json) override;
  /// Empty where there is none.
  Result<std::string> value(std::string_view name) override;
  Result<> set_value(std::string_view name, std::string_view value) override;

 private:
  const Context& context_;
};

}  // namespace crosswalk::store
