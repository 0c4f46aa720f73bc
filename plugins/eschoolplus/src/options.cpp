#include "options.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/school_year.hpp"

namespace crosswalk::eschoolplus {
namespace {

constexpr std::int64_t kMostLeadDays = 60;

Error bad_setting(const std::string& what) {
  return Error{ErrorCode::BadConfig, "eschoolplus: " + what};
}

bool is_loopback(std::string_view host) {
  if (host.substr(0, 5) == "[::1]") return true;
  host = host.substr(0, host.find_first_of(":/"));
  return host == "localhost" || host.substr(0, 4) == "127.";
}

Result<> check_domain(const std::string& domain) {
  if (domain.rfind("https://", 0) != 0 && domain.rfind("http://", 0) != 0) {
    return bad_setting("domain must be an address with https:// in front");
  }
  if (domain.rfind("http://", 0) == 0 && !is_loopback(std::string_view(domain).substr(7))) {
    return bad_setting(
        "domain begins with http://, which would send the password in the clear; write https://");
  }
  if (domain.back() == '/' || domain.find_first_of("?#@ ") != std::string::npos) {
    return bad_setting("domain must be an address alone, without a slash at its end");
  }
  return {};
}

bool flag_at(const Json& config, std::string_view key) {
  return text_at(config, key).value_or("") == "1";
}

}  // namespace

Result<Options> Options::parse(std::string_view config_json) {
  const Json config = Json::parse(config_json, nullptr, /*allow_exceptions=*/false);
  if (!config.is_object()) return bad_setting("the configuration is not a JSON object");
  for (const char* key : {"domain", "site_code", "login", "password"}) {
    if (text_at(config, key).value_or("").empty()) {
      return bad_setting(std::string(key) +
                         " is missing; the district's administrator of eSchoolPlus knows domain, "
                         "site code, login name and password");
    }
  }
  Options options;
  const std::string domain = *text_at(config, "domain");
  CW_CHECK(check_domain(domain));
  const std::string path = text_at(config, "base_path").value_or("/espws/v1");
  if (path.empty() || path.front() != '/' || path.back() == '/') {
    return bad_setting("base_path must begin with a slash and not end with one");
  }
  options.base_url = domain + path;
  options.site_code = *text_at(config, "site_code");
  options.org_prefix = text_at(config, "district").value_or("");
  if (options.org_prefix.empty()) {
    // Site codes are compared without case: ids must not change with it.
    for (const char c : options.site_code) {
      options.org_prefix += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  options.school_year = text_at(config, "school_year").value_or("");
  options.summer_school = flag_at(config, "summer_school");
  options.all_buildings = flag_at(config, "all_buildings");
  options.class_per_session = text_at(config, "classes").value_or("by_section") == "by_session";
  options.co_teachers = flag_at(config, "co_teachers");
  options.ungraded_courses = flag_at(config, "ungraded_courses");
  options.guardians = flag_at(config, "guardians");
  if (const Json* days = member(config, "lead_days"); days != nullptr && !days->is_null()) {
    if (!days->is_number_integer() || days->get<std::int64_t>() < 0 ||
        days->get<std::int64_t>() > kMostLeadDays) {
      return bad_setting("lead_days must be a whole number from 0 to " +
                         std::to_string(kMostLeadDays));
    }
    options.lead_days = days->get<std::int64_t>();
  }
  return options;
}

std::string school_year_of(std::int64_t days) {
  return std::to_string(crosswalk::school_year_of(days));
}

}  // namespace crosswalk::eschoolplus
