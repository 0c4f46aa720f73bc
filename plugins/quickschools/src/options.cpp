#include "options.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::quickschools {
namespace {

Error bad_setting(const std::string& what) {
  return Error{ErrorCode::BadConfig, "quickschools: " + what};
}

bool is_loopback(std::string_view host) {
  if (host.substr(0, 5) == "[::1]") return true;
  host = host.substr(0, host.find_first_of(":/"));
  return host == "localhost" || host.substr(0, 4) == "127.";
}

Result<std::string> checked_url(std::string url) {
  const bool plain = url.rfind("http://", 0) == 0;
  if (!plain && url.rfind("https://", 0) != 0) {
    return bad_setting("base_url must begin with https://");
  }
  if (plain && !is_loopback(std::string_view(url).substr(7))) {
    return bad_setting(
        "base_url begins with http://, which would send the key in the clear; write https://");
  }
  if (url.find_first_of("?#@ ") != std::string::npos) {
    return bad_setting(
        "base_url must be an address alone, such as https://api.quickschools.com/sms/v1");
  }
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

}  // namespace

Result<Options> Options::parse(std::string_view config_json) {
  const Json config = Json::parse(config_json, nullptr, /*allow_exceptions=*/false);
  if (!config.is_object()) return bad_setting("the configuration is not a JSON object");
  if (text_at(config, "api_key").value_or("").empty()) {
    return bad_setting("api_key is missing; QuickSchools shows it to an administrator");
  }
  Options options;
  CW_TRY(options.base_url, checked_url(text_at(config, "base_url").value_or(options.base_url)));
  options.school_code = text_at(config, "school_code").value_or("");
  if (options.school_code.empty()) {
    return bad_setting(
        "school_code is missing; it is the part of the API key before the first dot");
  }
  options.school_name = text_at(config, "school_name").value_or("");
  if (options.school_name.empty()) options.school_name = options.school_code;
  const std::string semesters = text_at(config, "semesters").value_or("active_year");
  if (semesters == "active") {
    options.semesters = Semesters::Active;
  } else if (semesters == "all") {
    options.semesters = Semesters::All;
  } else if (semesters != "active_year") {
    return bad_setting("semesters must be active_year, active or all");
  }
  options.course_per_section = text_at(config, "courses").value_or("by_name") == "by_section";
  return options;
}

}  // namespace crosswalk::quickschools
