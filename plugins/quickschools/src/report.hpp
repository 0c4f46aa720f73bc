#pragma once

/// \file
/// Tells the host what became of each row, in one way for both entities.

#include "verdict.hpp"

#include <string_view>

namespace crosswalk::quickschools {

/// Of one apply call.
class Report : public RowReport {
 public:
  using RowReport::RowReport;

  /// `id`: of the record, where the write says yes.
  void settle(std::uint32_t row, const Verdict& verdict, std::string_view id);
  /// Such a section is there already, under `id`.
  void section_exists(std::uint32_t row, std::string_view id);
};

}  // namespace crosswalk::quickschools
