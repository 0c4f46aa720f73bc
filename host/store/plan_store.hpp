#pragma once

/// \file
/// Plans: written segment by segment, named by their hash, never changed afterwards.

#include "store/context.hpp"
#include "sync/ports.hpp"

namespace crosswalk::store {

/// Thread-safe.
class PlanStore final : public sync::PlanPort {
 public:
  explicit PlanStore(const Context& context) : context_(context) {}

  Result<> append(std::uint64_t draft, std::uint32_t segment, std::string_view bytes) override;
  /// Clears away drafts that were begun more than a day ago: their writers are gone.
  Result<std::uint64_t> begin() override;
  Result<> seal(std::uint64_t draft, std::string_view hash, std::string_view header_json) override;
  Result<> discard(std::uint64_t draft) override;
  Result<Stored> find(std::string_view prefix) override;
  Result<std::string> segment(std::string_view hash, std::uint32_t number) override;

 private:
  const Context& context_;
};

}  // namespace crosswalk::store
