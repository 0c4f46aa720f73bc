#pragma once

/// \file
/// Tells the host what became of each row of an apply call; an adapter derives its own from it,
/// which reads the answers of its system.

#include <cstdint>
#include <string_view>
#include <vector>

#include "crosswalk/adapter.hpp"

namespace crosswalk {

/// What became of a row.
enum class Fate : std::uint8_t {
  Applied,
  Refused,  ///< it will fail again unchanged
  Retry,    ///< it did not happen, and may be repeated
  Unknown,  ///< it may have happened
};

/// Of one apply call.
class RowReport {
 public:
  RowReport(Outcomes& outcomes, std::uint32_t rows) : outcomes_(outcomes), spoken_(rows, false) {}

  /// It was so already.
  void noop(std::uint32_t row, std::string_view id) {
    spoken_[row] = true;
    outcomes_.noop(row, id);
  }
  /// A record with that key is there already; `id` where it is known, `http_status` 0: nothing was
  /// sent.
  void exists(std::uint32_t row, std::uint32_t http_status, std::string_view message,
              std::string_view id) {
    spoken_[row] = true;
    outcomes_.rejected(row, CW_E_EXISTS, http_status, message, id);
  }
  /// Refused by the adapter, before anything was sent.
  void refuse(std::uint32_t row, std::string_view message) {
    spoken_[row] = true;
    outcomes_.rejected(row, CW_E_INVALID, 0, message);
  }
  void unsupported(std::uint32_t row) {
    spoken_[row] = true;
    outcomes_.rejected(row, CW_E_UNSUPPORTED, 0, "this adapter never does that to such a record");
  }
  /// It may have happened: the host looks.
  void leave_unknown(std::uint32_t row) { spoken_[row] = true; }

  /// Every row that nothing was said of was never sent, or was turned away with the whole call.
  void skip_the_rest(std::string_view message) {
    for (std::uint32_t row = 0; row < spoken_.size(); ++row) {
      if (!spoken_[row]) outcomes_.skipped(row, message);
      spoken_[row] = true;
    }
  }

 protected:
  /// \param refusal  why, where the fate is Refused
  /// \param id       of the record, where it is Applied
  void settle(std::uint32_t row, Fate fate, cw_status refusal, std::uint32_t http_status,
              std::string_view message, std::string_view id) {
    spoken_[row] = true;
    switch (fate) {
      case Fate::Applied:
        outcomes_.applied(row, id);
        break;
      case Fate::Refused:
        outcomes_.rejected(row, refusal, http_status, message);
        break;
      case Fate::Retry:
        outcomes_.retry(row, http_status, message);
        break;
      case Fate::Unknown:
        break;  // the host's preset
    }
  }

 private:
  Outcomes& outcomes_;
  std::vector<bool> spoken_;  ///< also true for a row that is left unknown on purpose
};

}  // namespace crosswalk
