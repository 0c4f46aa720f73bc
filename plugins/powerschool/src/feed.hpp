#pragma once

/// \file
/// A read as a sequence of steps, each of which asks for a piece and brings its rows.

#include "crosswalk/adapter.hpp"
#include "crosswalk/roster_record.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace crosswalk::powerschool {

struct StepEnd {
  bool again = false;    ///< the step has more to bring
  bool complete = true;  ///< this piece was seen whole
};

/// Appends rows.
using Step = std::function<Result<StepEnd>(std::deque<RosterRecord>& out)>;

class Feed {
 public:
  void add(Step step) { steps_.push_back(std::move(step)); }

  /// Takes the next step. False: there was none left.
  Result<bool> advance(std::deque<RosterRecord>& out);
  /// Whether every piece was seen whole, to the last.
  bool complete() const { return complete_ && steps_.empty(); }

 private:
  std::deque<Step> steps_;
  bool complete_ = true;
};

/// The feed as a stream of batches. A read that is not complete is logged.
std::unique_ptr<Stream> open_stream(Host host, Feed feed, std::string_view entity,
                                    const std::vector<std::string_view>& columns);

}  // namespace crosswalk::powerschool
