#pragma once

/// \file
/// What became of each change of a batch, taken out of the adapter's report and checked.

#include "crosswalk/abi/apply.h"
#include "crosswalk/batch_view.hpp"
#include "crosswalk/result.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::adapters {

struct Outcome {
  enum class State : std::uint8_t {
    Unknown = CW_OUT_UNKNOWN,  ///< it may have happened: look before anything else
    Applied = CW_OUT_APPLIED,
    Noop = CW_OUT_NOOP,          ///< it was so already
    Rejected = CW_OUT_REJECTED,  ///< will fail again unchanged
    Retry = CW_OUT_RETRY,        ///< not applied; repeating is safe
    Skipped = CW_OUT_SKIPPED,    ///< never sent
  };

  std::uint64_t change_id = 0;
  State state = State::Unknown;
  cw_status status = CW_OK;  ///< why; CW_E_INTERNAL with Unknown: the adapter's report was nonsense
  std::uint32_t http_status = 0;
  std::chrono::milliseconds retry_after{0};
  std::string remote_id;  ///< the destination's id; may be empty
  std::string message;    ///< the destination's own words; for the run report, not the process log
};

/// The memory an adapter reports into: slots preset to Unknown, an arena for texts.
class OutcomeBuffer {
 public:
  /// One slot for each row of `batch`.
  explicit OutcomeBuffer(const BatchView& batch);

  /// To be handed to the adapter; valid as long as this object.
  cw_outcome_buf* abi() { return &buffer_; }

  /// The outcomes so far. Whatever the adapter reported that cannot be true is Unknown, Internal.
  std::vector<Outcome> harvest() const;

  /// Whether the adapter wrote past the memory it was given.
  bool overrun() const;

 private:
  Outcome read(std::size_t row) const;
  std::optional<std::string> text(std::uint32_t off, std::uint32_t len) const;

  std::vector<std::uint64_t> change_ids_;
  std::vector<cw_outcome> slots_;
  std::unique_ptr<std::uint8_t[]> arena_;
  std::uint32_t arena_size_;
  cw_outcome_buf buffer_{};
};

}  // namespace crosswalk::adapters
