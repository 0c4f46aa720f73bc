#include "sandbox/oneroster/status_info.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

/// The minor code in the version's spelling.
std::string_view word(Minor minor, Version version) {
  const bool old = version == Version::V11;
  switch (minor) {
    case Minor::InvalidFilterField:
      return "invalid_filter_field";
    case Minor::InvalidSelectionField:
      return "invalid_selection_field";
    case Minor::BlankSelection:
      return old ? "invalid_blank_selection_field" : "invalid_selection_field";
    case Minor::InvalidSortField:
      return "invalid_sort_field";
    case Minor::InvalidData:
      return old ? "invalid data" : "invaliddata";
    case Minor::Unauthorised:
      return old ? "unauthorized" : "unauthorisedrequest";
    case Minor::Forbidden:
      return "forbidden";
    case Minor::UnknownObject:
      return old ? "unknown object" : "unknownobject";
  }
  return "";
}

Json nested(std::string_view major, std::string_view severity, std::string_view minor,
            std::string_view description) {
  return {{"imsx_codeMajor", major},
          {"imsx_severity", severity},
          {"imsx_description", description},
          {"imsx_CodeMinor",
           {{"imsx_codeMinorField", Json::array({{{"imsx_codeMinorFieldName", "TargetEndSystem"},
                                                  {"imsx_codeMinorFieldValue", minor}}})}}}};
}

Json flat(std::string_view major, std::string_view severity, std::string_view minor,
          std::string_view description) {
  return {{"codeMajor", major},
          {"severity", severity},
          {"codeMinor", minor},
          {"description", description}};
}

Json set_entry(std::string_view major, std::string_view severity, std::string_view minor,
               std::string_view description) {
  return {{"imsx_codeMajor", major},
          {"imsx_severity", severity},
          {"imsx_operationRefIdentifier", "sandbox"},
          {"imsx_description", description},
          {"imsx_codeMinor", minor}};
}

Json body_of(Version version, const Settings& settings, std::string_view minor,
             std::string_view description) {
  constexpr std::string_view kMajor = "failure";
  constexpr std::string_view kSeverity = "error";
  if (version == Version::V12) return nested(kMajor, kSeverity, minor, description);
  if (settings.errors_1_1 == "openapi") {
    Json body = nested(kMajor, kSeverity, minor, description);
    body["imsx_messageRefIdentifier"] = "sandbox";
    body["imsx_operationRefIdentifier"] = Json::array({"sandbox"});
    return body;
  }
  if (settings.errors_1_1 == "errors") {
    return {{"errors", Json::array({flat(kMajor, kSeverity, minor, description)})}};
  }
  if (settings.errors_1_1 == "flat") return flat(kMajor, kSeverity, minor, description);
  return {{"statusInfoSet", Json::array({set_entry(kMajor, kSeverity, minor, description)})}};
}

}  // namespace

Reply refuse(Version version, const Settings& settings, int status, Minor minor,
             std::string_view description) {
  const Json body = body_of(version, settings, word(minor, version), description);
  return {status, "application/json", {}, to_text(body), Delivery::Whole};
}

void add_warning(Json& body, const Settings& settings, Minor minor, std::string_view description) {
  const std::string_view code = word(minor, Version::V11);
  if (settings.errors_1_1 == "errors") {
    body["warnings"].push_back(flat("success", "warning", code, description));
  } else {
    body["statusInfoSet"].push_back(set_entry("success", "warning", code, description));
  }
}

Reply success(const Json& body) {
  return {200, "application/json", {}, to_text(body), Delivery::Whole};
}

}  // namespace crosswalk::sandbox::oneroster
