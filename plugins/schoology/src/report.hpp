#pragma once

/// \file
/// Tells the host what became of each row, in one way for all entities.

#include "rows.hpp"

#include <string_view>

namespace crosswalk::schoology {

/// Of one apply call.
class Report : public RowReport {
 public:
  using RowReport::RowReport;

  /// The usual reading of a verdict. `id`: the row's own, for answers that do not repeat it.
  void settle(std::uint32_t row, const Verdict& verdict, std::string_view id);
  /// The same for a create: applied without an id says too little to be linked, and stays unknown.
  void settle_created(std::uint32_t row, const Verdict& verdict);
  /// The same for a removal: what is not there is removed.
  void settle_removed(std::uint32_t row, const Verdict& verdict, std::string_view id);
};

}  // namespace crosswalk::schoology
