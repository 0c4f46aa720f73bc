#pragma once

/// \file
/// The journal: intents before, outcomes with all that they settle after, each in one durable
/// transaction.

#include "store/context.hpp"
#include "store/settlement_writer.hpp"
#include "sync/ports.hpp"

namespace crosswalk::store {

/// Thread-safe; of one run the batches are to be settled one at a time.
class JournalStore final : public sync::JournalPort {
 public:
  explicit JournalStore(const Context& context) : context_(context), writer_(context) {}

  /// A run that was begun with this plan already goes on, under the new lease.
  Result<> begin(std::int64_t run, std::string_view plan, std::uint64_t base_generation,
                 std::uint64_t lease) override;
  Result<> intend(std::int64_t run, std::uint64_t lease, const Intent& intent) override;
  /// A batch may be settled in several steps, and without an intent when it sends nothing.
  Result<> settle(std::int64_t run, std::uint64_t lease, std::uint32_t batch,
                  std::span<const sync::Settlement> settlements, const Intent* next) override;
  Result<Known> known(std::int64_t run) override;
  Result<std::vector<sync::Outcome>> outcomes(std::int64_t run, std::uint32_t batch) override;
  Result<> end(std::int64_t run) override;

 private:
  const Context& context_;
  SettlementWriter writer_;
};

}  // namespace crosswalk::store
