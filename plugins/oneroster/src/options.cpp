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
  return Options{path->get<std::string>()};
}

}  // namespace crosswalk::oneroster
