#pragma once

/// \file
/// manifest.csv: the version and what each file is (contract, section 9.2).

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "csv/row_reader.hpp"

namespace crosswalk::oneroster::csv {

enum class Version : std::uint8_t { Unknown, V1_0, V1_1, V1_2, Other };

/// What a package says of one kind of file.
enum class Mode : std::uint8_t { Unsaid, Absent, Bulk, Delta };

struct Manifest {
  Version version = Version::Unknown;
  std::string version_text;           ///< as written
  std::map<std::string, Mode> modes;  ///< by file kind, in lower case
  std::vector<std::string> notes;     ///< sentences about what was tolerated

  Mode mode_of(std::string_view file) const;
};

std::string_view to_text(Mode mode);
/// "1.1", "1.2" and what people write for them: "v1.1", "1.1.1" (a revision of the document).
Version parse_version(std::string_view text);

/// \error BadData  a property twice with different values; errors of the reader
Result<Manifest> read_manifest(RowReader& reader);

}  // namespace crosswalk::oneroster::csv
