#pragma once

/// \file
/// First looks, remembered in the store: a command starts no process for a file that passed before.

#include "adapters/first_look.hpp"
#include "http/clock.hpp"
#include "store/verdicts.hpp"

namespace crosswalk::app {

/// Keeps who passed only: what a file was refused for (a missing library, say) may be mended
/// without the file changing. A store that does not answer costs a look, nothing else.
class StoredVerdicts final : public adapters::VerdictCache {
 public:
  /// `clock` outlives it.
  StoredVerdicts(store::Verdicts verdicts, http::Clock& clock)
      : verdicts_(verdicts), clock_(clock) {}

  std::optional<adapters::Verdict> find(const std::string& key) override;
  void keep(const std::string& key, const adapters::Verdict& verdict) override;

 private:
  store::Verdicts verdicts_;
  http::Clock& clock_;
};

}  // namespace crosswalk::app
