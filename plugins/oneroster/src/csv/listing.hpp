#pragma once

/// \file
/// What lies under the configured path: the files of one package.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::oneroster::csv {

struct ListedFile {
  std::string name;  ///< as cw.files/1 wants it, with the folder if there is one
  std::string stem;  ///< "users" of "export/users.csv"
  std::uint64_t size = 0;
};

/// The CSV files out of the answer of cw.files/1. They may sit in one folder below the root; what
/// archivers leave behind (`__MACOSX`, names with a leading dot) is passed over.
/// \error BadData  no CSV file, several folders with some, two names that differ in case only
Result<std::vector<ListedFile>> read_listing(std::string_view json);

}  // namespace crosswalk::oneroster::csv
