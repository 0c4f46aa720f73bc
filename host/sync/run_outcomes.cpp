#include "sync/run_outcomes.hpp"

#include <algorithm>

namespace crosswalk::sync {

Result<RunOutcomes> RunOutcomes::read(JournalPort& journal, std::int64_t run) {
  RunOutcomes out;
  out.journal_ = &journal;
  out.run_ = run;
  CW_TRY(out.known_, journal.known(run));
  for (const auto& intent : out.known_.open) {
    out.open_.insert(intent.operations.begin(), intent.operations.end());
  }
  return out;
}

std::uint64_t RunOutcomes::size() const {
  const std::uint64_t settled = known_.states.size();
  return open_.empty() ? settled : std::max(settled, *open_.rbegin() + 1);
}

Result<std::optional<Outcome>> RunOutcomes::find(std::uint64_t operation) {
  if (open(operation)) {
    return std::optional(
        Outcome{operation, OutcomeState::Unknown, false, {}, "no answer was heard"});
  }
  if (state(operation) == OutcomeState::Unknown) return std::optional<Outcome>();
  CW_TRY(const std::vector<Outcome>* outcomes, batch(known_.batches[operation]));
  const auto at = std::ranges::lower_bound(*outcomes, operation, {}, &Outcome::index);
  if (at == outcomes->end() || at->index != operation) return std::optional<Outcome>();
  return std::optional(*at);
}

Result<const std::vector<Outcome>*> RunOutcomes::batch(std::uint32_t number) {
  const auto at = std::ranges::find(kept_, number, &Batch::first);
  if (at != kept_.end()) return static_cast<const std::vector<Outcome>*>(&at->second);
  CW_TRY(std::vector<Outcome> outcomes, journal_->outcomes(run_, number));
  if (kept_.size() == kBatches) kept_.pop_front();
  kept_.emplace_back(number, std::move(outcomes));
  return static_cast<const std::vector<Outcome>*>(&kept_.back().second);
}

}  // namespace crosswalk::sync
