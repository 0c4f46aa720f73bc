#pragma once

/// \file
/// Files that look like OneRoster and are something else: which product's they are, in one
/// sentence.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::oneroster::csv {

/// One file of a package, as far as recognition needs it.
struct FileShape {
  std::string_view stem;               ///< "users"
  std::span<const std::string> names;  ///< of its columns; empty: not looked at
};

/// "looks like ...", when the columns or the names of the files belong to another product. Empty:
/// not known. Call it for files that cannot be read as OneRoster, or that come without a manifest.
std::string other_product(std::span<const FileShape> files);

/// "users.csv has 'userId'": what shows that files without a manifest are OneRoster 1.0 (contract,
/// section 9.5). Empty: nothing does.
std::string sign_of_version_1_0(std::span<const FileShape> files);

}  // namespace crosswalk::oneroster::csv
