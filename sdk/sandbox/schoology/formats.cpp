#include "sandbox/schoology/formats.hpp"

#include "sandbox/core/text.hpp"
#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

bool takes_only_xml(const Request& request) {
  const std::string accept = lower_case(request.header("Accept").value_or(""));
  return accept.find("xml") != std::string::npos && accept.find("json") == std::string::npos &&
         accept.find("*/*") == std::string::npos;
}

}  // namespace

std::optional<Reply> read_formats(const Request& request, Json& body) {
  if (takes_only_xml(request)) return refuse(406, "Only application/json is served here");
  if (request.method != "POST" && request.method != "PUT") return std::nullopt;
  if (trim(request.body).empty()) return std::nullopt;
  const std::string type = lower_case(request.header("Content-Type").value_or(""));
  if (type.rfind("application/json", 0) != 0) {
    return refuse(415, "Unsupported content type: send application/json");
  }
  auto parsed = parse_json(request.body);
  if (!parsed) return refuse(400, "The body is not JSON");
  body = std::move(*parsed);
  return std::nullopt;
}

}  // namespace crosswalk::sandbox::schoology
