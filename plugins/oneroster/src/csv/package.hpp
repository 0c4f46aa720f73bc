#pragma once

/// \file
/// A whole export, as far as it is known before its first row is read.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crosswalk/host.hpp"
#include "csv/header.hpp"
#include "csv/manifest.hpp"
#include "csv/tables.hpp"

namespace crosswalk::oneroster::csv {

/// A file that is there and that this adapter reads.
struct PackageFile {
  std::string name;  ///< for cw.files/1
  std::uint64_t size = 0;
  Mode mode = Mode::Bulk;  ///< Bulk or Delta
  Header header;
  std::uint64_t rows_guess = 0;  ///< by the length of its first lines
};

/// Something about a file, for a person.
struct Remark {
  std::string file;  ///< "users.csv"; empty: the whole package
  std::string text;
};

struct Package {
  Version version = Version::Unknown;
  bool has_manifest = false;
  std::array<std::optional<PackageFile>, kTables> files;
  std::vector<Remark> faults;  ///< the package is refused for each of them
  std::vector<Remark> notes;   ///< tolerated, and reported

  const PackageFile* file(TableId id) const {
    const auto& f = files[static_cast<std::size_t>(id)];
    return f ? &*f : nullptr;
  }
  /// Where the roles of users are: columns of users.csv (1.1), or roles.csv (1.2).
  bool roles_in_users() const;
};

/// "users.csv: ..." or the text alone.
std::string to_text(const Remark& remark);

/// Opens a file for reading rows, in chunks of `chunk` bytes.
Result<std::unique_ptr<RowReader>> open_rows(const Host& host, const std::string& name,
                                             std::size_t chunk = RowReader::kChunk);

}  // namespace crosswalk::oneroster::csv
