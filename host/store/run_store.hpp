#pragma once

/// \file
/// Runs: what each execution came to.

#include "store/context.hpp"
#include "sync/ports.hpp"

namespace crosswalk::store {

/// Thread-safe.
class RunStore final : public sync::RunPort {
 public:
  explicit RunStore(const Context& context) : context_(context) {}

  Result<std::int64_t> create(std::int64_t now_ms) override;
  Result<> update(const Run& run) override;
  Result<Run> get(std::int64_t id) override;
  Result<std::vector<Run>> latest(std::uint32_t limit) override;
  Result<std::optional<Run>> unfinished() override;
  Result<std::uint64_t> generation() override;

 private:
  const Context& context_;
};

}  // namespace crosswalk::store
