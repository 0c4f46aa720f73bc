#include "options.hpp"

#include "json_values.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/school_year.hpp"

#include <initializer_list>

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

/// Lower case, or upper case.
std::string in_case(std::string text, char from, char to) {
  for (char& c : text) {
    if (c >= from && c <= from + 25) c = static_cast<char>(c - from + to);
  }
  return text;
}

Result<std::string> path_in(const Json& config, const char* setting, const std::string& otherwise) {
  std::string path = text_at(config, setting).value_or("");
  if (path.empty()) path = otherwise;
  if (path.empty() || path.front() != '/' || path.back() == '/') {
    return bad_setting(std::string(setting) + " must begin with a slash and not end with one");
  }
  return path;
}

Result<> need(const Json& config, std::initializer_list<const char*> settings, const char* who) {
  for (const char* setting : settings) {
    if (text_at(config, setting).value_or("").empty()) {
      return bad_setting(std::string(setting) + " is missing; " + who);
    }
  }
  return {};
}

Result<> read_way(const Json& config, Options& out) {
  const std::string way = text_at(config, "binding").value_or("session");
  if (way == "files") {
    out.way = Way::Files;
    return need(config, {"folder"}, "it is the folder that the download definitions write into");
  }
  if (way == "plus360") {
    out.way = Way::Plus360;
    CW_CHECK(need(config, {"domain", "consumer_key", "consumer_secret"},
                  "an API profile of eSchoolPlus has key and secret, and domain is its address"));
  } else if (way == "session") {
    CW_CHECK(need(config, {"domain", "site_code", "login", "password"},
                  "the district's administrator of eSchoolPlus knows domain, site code, login name "
                  "and password"));
  } else {
    return bad_setting("binding must be session, plus360 or files");
  }
  const std::string domain = *text_at(config, "domain");
  CW_CHECK(check_domain(domain));
  if (out.way == Way::Session) {
    CW_TRY(const std::string path, path_in(config, "base_path", "/espws/v1"));
    out.base_url = domain + path;
    return {};
  }
  const std::string vendor = vendor_of(*text_at(config, "consumer_key"));
  if (vendor.empty() && text_at(config, "plus360_path").value_or("").empty()) {
    return bad_setting(
        "plus360_path is missing: the consumer key has not the form OneRoster_NAME_NUMBER that "
        "tells it; the API profile shows the address, which has /plus360api/v1/ in it");
  }
  CW_TRY(const std::string path, path_in(config, "plus360_path", "/plus360api/v1/" + vendor));
  out.base_url = domain + path;
  return {};
}

/// What stands before a building's number in the id of a school.
Result<std::string> prefix_in(const Json& config) {
  std::string prefix = text_at(config, "district").value_or("");
  // Site codes are compared without case: ids must not change with it.
  if (prefix.empty()) prefix = in_case(text_at(config, "site_code").value_or(""), 'a', 'A');
  if (prefix.empty()) {
    return bad_setting("district is missing: its number stands in the ids of schools");
  }
  return prefix;
}

/// What OneRoster does not tell cannot be asked for.
Result<> check_plus360(const Options& options) {
  if (options.class_per_session) {
    return bad_setting("classes cannot be by_session with binding plus360: OneRoster has sections");
  }
  if (options.summer_school) {
    return bad_setting(
        "summer_school cannot be on with binding plus360: OneRoster has no such word");
  }
  return {};
}

}  // namespace

Result<Options> Options::parse(std::string_view config_json) {
  const Json config = Json::parse(config_json, nullptr, /*allow_exceptions=*/false);
  if (!config.is_object()) return bad_setting("the configuration is not a JSON object");
  Options options;
  CW_CHECK(read_way(config, options));
  options.site_code = text_at(config, "site_code").value_or("");
  CW_TRY(options.org_prefix, prefix_in(config));
  options.school_year = text_at(config, "school_year").value_or("");
  options.summer_school = flag_at(config, "summer_school", false);
  options.all_buildings = flag_at(config, "all_buildings", false);
  options.class_per_session = text_at(config, "classes").value_or("by_section") == "by_session";
  options.co_teachers = flag_at(config, "co_teachers", false);
  options.ungraded_courses = flag_at(config, "ungraded_courses", false);
  options.guardians = flag_at(config, "guardians", false);
  if (const Json* days = member(config, "lead_days"); days != nullptr && !days->is_null()) {
    if (!days->is_number_integer() || days->get<std::int64_t>() < 0 ||
        days->get<std::int64_t>() > kMostLeadDays) {
      return bad_setting("lead_days must be a whole number from 0 to " +
                         std::to_string(kMostLeadDays));
    }
    options.lead_days = days->get<std::int64_t>();
  }
  if (options.way == Way::Plus360) {
    CW_CHECK(check_plus360(options));
  }
  return options;
}

std::string vendor_of(std::string_view consumer_key) {
  constexpr std::string_view kBegin = "OneRoster_";
  if (consumer_key.substr(0, kBegin.size()) != kBegin) return {};
  consumer_key.remove_prefix(kBegin.size());
  const std::size_t end = consumer_key.rfind('_');
  if (end == std::string_view::npos || end + 1 == consumer_key.size()) return {};
  if (consumer_key.substr(end + 1).find_first_not_of("0123456789") != std::string_view::npos) {
    return {};
  }
  std::string vendor = in_case(std::string(consumer_key.substr(0, end)), 'A', 'a');
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  return vendor.find_first_not_of(kAllowed) == std::string::npos ? vendor : std::string();
}

std::string school_year_of(std::int64_t days) {
  return std::to_string(crosswalk::school_year_of(days));
}

}  // namespace crosswalk::eschoolplus
