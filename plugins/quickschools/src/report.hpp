#pragma once

/// \file
/// Tells the host what became of each row, in one way for both entities.

#include "changes.hpp"
#include "verdict.hpp"

#include <string_view>
#include <vector>

namespace crosswalk::quickschools {

/// Of one apply call.
class Report {
 public:
  Report(Outcomes& outcomes, std::uint32_t rows) : outcomes_(outcomes), spoken_(rows, false) {}

  /// `id`: of the record, where the write says yes.
  void settle(std::uint32_t row, const Verdict& verdict, std::string_view id);
  /// It was so already.
  void noop(std::uint32_t row, std::string_view id);
  /// Such a record is there already, under `id`.
  void exists(std::uint32_t row, std::string_view id);
  /// Refused by this adapter, before anything was sent.
  void refuse(std::uint32_t row, std::string_view message);
  void unsupported(std::uint32_t row);
  /// It may have happened: the host looks.
  void leave_unknown(std::uint32_t row) { spoken_[row] = true; }

  /// Every row that nothing was said of was never sent, or was turned away.
  void skip_the_rest(std::string_view message);

 private:
  Outcomes& outcomes_;
  std::vector<bool> spoken_;  ///< also true for a row that is left unknown on purpose
};

}  // namespace crosswalk::quickschools
