#pragma once

/// \file
/// Whether a row says that its record is there.

#include <cstdint>

#include "model/canonical.hpp"

namespace crosswalk::flows {

/// The source says that the record is gone.
inline bool withdrawn(const model::RecordView& record) {
  return record.text(model::col::kStatus) == "tobedeleted";
}

/// From when to when enrollment dates are judged: the active year, if today lies in it and the
/// settings want it.
struct DateRule {
  bool judged = false;
  std::int64_t today = 0;

  /// An enrollment that is over; one that has yet to begin is not.
  bool over(const model::RecordView& enrollment) const {
    const auto end = judged ? enrollment.date(model::col::enrollment::kEndDate) : std::nullopt;
    return end.has_value() && *end <= today;
  }
  bool present(const model::RecordView& enrollment) const {
    return !withdrawn(enrollment) && !over(enrollment);
  }
};

}  // namespace crosswalk::flows
