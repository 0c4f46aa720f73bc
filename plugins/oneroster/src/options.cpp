#include "options.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::oneroster {

Result<Options> parse_options(std::string_view config_json) {
  const auto document = nlohmann::json::parse(config_json, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object()) {
    return Error{ErrorCode::BadConfig, "the configuration is not a JSON object"};
  }
  const auto path = document.find(kPathProperty);
  if (path == document.end() || !path->is_string() || path->get_ref<const std::string&>().empty()) {
    return Error{ErrorCode::BadConfig,
                 "'path' is missing: name the folder or the zip file that holds the OneRoster CSV "
                 "files"};
  }
  Options options{path->get<std::string>(), {}};
  const std::string version = document.value("export", "none");
  if (version != "none") {
    exports::ExportOptions& exported = options.exported.emplace();
    exported.version =
        version == "1.1" ? exports::ExportVersion::V1_1 : exports::ExportVersion::V1_2;
    exported.path = options.path;
    exported.zip = document.value("zip", false);
    exported.system_name = document.value("system_name", "");
  }
  return options;
}

}  // namespace crosswalk::oneroster
