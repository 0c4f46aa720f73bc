#pragma once

/// \file
/// From a surveyed package to the stream of one entity.

#include <memory>
#include <string_view>
#include <vector>

#include "crosswalk/adapter.hpp"
#include "csv/package.hpp"

namespace crosswalk::oneroster::csv {

/// Opens the stream of an entity; one whose file is not in the package has no rows and is not
/// complete. For users of 1.2 roles.csv is read first.
/// \error BadData      roles.csv cannot be trusted
/// \error Unavailable  the file is another one than at the survey; errors of the host
Result<std::unique_ptr<Stream>> open_table(const Host& host, const Package& package, TableId id,
                                           const std::vector<std::string_view>& columns);

}  // namespace crosswalk::oneroster::csv
