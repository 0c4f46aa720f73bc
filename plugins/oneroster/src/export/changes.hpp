#pragma once

/// \file
/// The rows of one apply call, as changes of records.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crosswalk/adapter.hpp"
#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

struct Change {
  std::uint32_t row = 0;  ///< of the batch
  std::uint16_t op = 0;   ///< CW_ROW_*
  std::string id;         ///< of a create: what the record is to be called; empty: it says nothing
  std::vector<std::optional<std::string>> given;  ///< by field; nothing: it stays as it is
};

/// Every row in order; texts are cleaned as the file wants them.
std::vector<Change> read_changes(const ApplyRequest& request, const Sheet& sheet);

}  // namespace crosswalk::oneroster::exports
