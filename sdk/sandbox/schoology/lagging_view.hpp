#pragma once

/// \file
/// A read replica that runs behind: what read-after-write delay looks like from outside.

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "sandbox/schoology/settings.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

/// Deeds are done to the main state at once and to the replica when their delay is over. As ids are
/// deterministic the two never differ in more than time. Not thread-safe.
class LaggingView {
 public:
  using Deed = std::function<void(State&)>;

  /// On or off, as the settings say; switching on copies the main state.
  void follow(const Settings& settings, const State& main);
  bool on() const { return replica_.has_value(); }

  /// Keeps a deed that was done to the main state at this request number and time.
  void remember(Deed deed, std::int64_t request, std::int64_t now_ms);
  /// Does what is due, and returns the state to read from; null when off.
  State* at(std::int64_t request, std::int64_t now_ms, const Settings& settings);
  /// Does everything now: before a hand changes both states.
  State* caught_up();

 private:
  struct Waiting {
    Deed deed;
    std::int64_t request = 0;
    std::int64_t at_ms = 0;
  };
  std::optional<State> replica_;
  std::deque<Waiting> waiting_;
};

}  // namespace crosswalk::sandbox::schoology
