#include "csv/manifest.hpp"

#include "decode.hpp"

namespace crosswalk::oneroster::csv {
namespace {

bool parse_mode(std::string_view text, Mode& out) {
  if (text.empty())
    out = Mode::Unsaid;
  else if (equal_ignoring_case(text, "absent"))
    out = Mode::Absent;
  else if (equal_ignoring_case(text, "bulk"))
    out = Mode::Bulk;
  else if (equal_ignoring_case(text, "delta"))
    out = Mode::Delta;
  else
    return false;
  return true;
}

}  // namespace

std::string_view to_text(Mode mode) {
  switch (mode) {
    case Mode::Absent:
      return "absent";
    case Mode::Bulk:
      return "bulk";
    case Mode::Delta:
      return "delta";
    case Mode::Unsaid:
      break;
  }
  return "not said";
}

Version parse_version(std::string_view text) {
  text = trim(text);
  if (!text.empty() && (text.front() == 'v' || text.front() == 'V')) text.remove_prefix(1);
  if (text.empty()) return Version::Unknown;
  const auto is = [&](std::string_view v) {
    return text == v || (text.starts_with(v) && text[v.size()] == '.');
  };
  if (is("1.1")) return Version::V1_1;
  if (is("1.2")) return Version::V1_2;
  return text == "1" || is("1.0") ? Version::V1_0 : Version::Other;
}

Mode Manifest::mode_of(std::string_view file) const {
  const auto at = modes.find(to_lower(file));
  return at == modes.end() ? Mode::Unsaid : at->second;
}

Result<Manifest> read_manifest(RowReader& reader) {
  Manifest manifest;
  for (;;) {
    CW_TRY(const bool more, reader.next());
    if (!more) break;
    const Row& row = reader.row();
    if (row.fault != RowFault::None) {
      manifest.notes.push_back("line " + std::to_string(row.line) + ": " + describe(row, {}));
      continue;
    }
    const std::string key = to_lower(trim(row.cells.at(0)));
    const std::string_view value = trim(row.cells.at(1));
    if (key == "propertyname") continue;  // the header
    if (key == "oneroster.version") {
      manifest.version = parse_version(value);
      manifest.version_text = value;
    } else if (key.starts_with("file.")) {
      Mode mode = Mode::Unsaid;
      if (!parse_mode(value, mode)) {
        manifest.notes.push_back(key + " is neither absent, bulk nor delta: taken as not said");
      }
      const auto [at, is_new] = manifest.modes.emplace(key.substr(5), mode);
      if (!is_new && at->second != mode) {
        return Error{ErrorCode::BadData, key + " comes twice with different values"};
      }
    } else if (key == "manifest.version") {
      if (value != "1.0" && value != "1") {
        manifest.notes.push_back("manifest.version is not 1.0: read as if it were");
      }
    } else if (!key.starts_with("source.")) {
      manifest.notes.push_back("unknown property " + key + " is ignored");
    }
  }
  return manifest;
}

}  // namespace crosswalk::oneroster::csv
