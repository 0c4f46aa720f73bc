#pragma once

/// \file
/// Tells the host what became of each row, in one way for all entities.

#include "changes.hpp"
#include "rows.hpp"

#include "crosswalk/adapter.hpp"

#include <string_view>
#include <vector>

namespace crosswalk::schoology {

/// Of one apply call.
class Report {
 public:
  Report(Outcomes& outcomes, std::uint32_t rows) : outcomes_(outcomes), spoken_(rows, false) {}

  /// The usual reading of a verdict. `id`: the row's own, for answers that do not repeat it.
  void settle(std::uint32_t row, const Verdict& verdict, std::string_view id);
  /// The same for a create: applied without an id says too little to be linked, and stays unknown.
  void settle_created(std::uint32_t row, const Verdict& verdict);
  /// The same for a removal: what is not there is removed.
  void settle_removed(std::uint32_t row, const Verdict& verdict, std::string_view id);

  /// It was so already.
  void noop(std::uint32_t row, std::string_view id);
  /// An object with that key is there already; `id` where it is known.
  void exists(std::uint32_t row, const Verdict& verdict, std::string_view message,
              std::string_view id);
  /// Refused by this adapter, before anything was sent.
  void refuse(std::uint32_t row, std::string_view message);
  /// Not offered.
  void unsupported(std::uint32_t row, std::string_view message);

  /// Every row that nothing was said of was never sent, or was turned away with the whole call.
  void skip_the_rest(std::string_view message);

 private:
  Outcomes& outcomes_;
  std::vector<bool> spoken_;  ///< also true for a row that is left unknown on purpose
};

}  // namespace crosswalk::schoology
