#include "export/memory.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace crosswalk::oneroster::exports {
namespace {

constexpr std::string_view kKey = "export";

/// `/srv/to/` is `/srv/to`.
std::string plain(const std::string& path) {
  std::string out = std::filesystem::path(path).lexically_normal().string();
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

}  // namespace

Result<bool> has_exported(const Host& host, const ExportOptions& options) {
  const auto kept = host.state_get(kKey);
  if (!kept &&
      (kept.error().code == ErrorCode::NotFound || kept.error().code == ErrorCode::Unsupported)) {
    return false;
  }
  if (!kept) return kept.error();
  const auto json = nlohmann::json::parse(*kept, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Error{ErrorCode::Internal, "the note of the export is no JSON"};
  const std::string version = json.value("version", "");
  if (version != to_text(options.version)) {
    return Error{ErrorCode::BadConfig, "'export': this connection holds an export of OneRoster " +
                                           version + ", not " +
                                           std::string(to_text(options.version)) +
                                           ": choose that version, or use a new connector and "
                                           "integration for a new export"};
  }
  const std::string path = json.value("path", "");
  if (path != plain(options.path)) {
    return Error{ErrorCode::BadConfig, "'path': the export of this connection is in " + path +
                                           ", not in " + plain(options.path) +
                                           ": name that folder again, or use a new connector and "
                                           "integration for a new export"};
  }
  return true;
}

void remember_export(const Host& host, const ExportOptions& options) {
  const nlohmann::json note = {{"path", plain(options.path)},
                               {"version", to_text(options.version)}};
  const auto put =
      host.state_put(kKey, note.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  if (put || put.error().code == ErrorCode::Unsupported) return;
  host.log(CW_LOG_WARN, "oneroster.export",
           "that this export is there could not be noted: " + put.error().message);
}

}  // namespace crosswalk::oneroster::exports
