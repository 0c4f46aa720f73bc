#include "sandbox/oneroster/discovery.hpp"

#include "sandbox/core/json.hpp"
#include "sandbox/oneroster/routes.hpp"
#include "sandbox/oneroster/status_info.hpp"

namespace crosswalk::sandbox::oneroster {

Reply discovery(std::string_view file, const std::string& service_url) {
  if (file != "onerosterv1p2rostersservice_openapi3_v1p0.json" &&
      file != "imsorv1p2_rostering_openapi3_v1p0.json") {
    return {404, "text/html", {}, "<h1>Not Found</h1>", Delivery::Whole};
  }
  Json paths = Json::object();
  for (const std::string& path : all_paths()) {
    paths[path]["get"] = {{"responses", {{"200", {{"description", "the records"}}}}}};
  }
  return success({{"openapi", "3.0.1"},
                  {"info", {{"title", "OneRoster Rostering Service"}, {"version", "1.2"}}},
                  {"servers", Json::array({{{"url", service_url}}})},
                  {"paths", std::move(paths)}});
}

}  // namespace crosswalk::sandbox::oneroster
