#include "options.hpp"

#include "crosswalk/dates.hpp"
#include "crosswalk/json.hpp"

namespace crosswalk::powerschool {
namespace {

constexpr int kYearTurnsInMonth = 7;  // assumed: README, "Assumed facts"

Error bad(const std::string& what) { return Error{ErrorCode::BadConfig, "powerschool: " + what}; }

bool is_loopback(std::string_view host) {
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host.starts_with("127.");
}

Result<std::string> origin_of(const std::string& url) {
  if (url.empty()) {
    return bad(
        "base_url is missing; give the address at which staff open PowerSchool, such as "
        "https://ps.district.example");
  }
  const bool secure = url.starts_with("https://");
  if (!secure && !url.starts_with("http://")) return bad("base_url must begin with https://");
  const std::string_view host = std::string_view(url).substr(secure ? 8 : 7);
  if (host.empty() || host.find_first_of("/?#@ ") != std::string_view::npos) {
    return bad(
        "base_url must be the address of the server alone, such as https://ps.district.example, "
        "without a path and without a slash at the end; /ws and /oauth are added to it");
  }
  if (!secure && !is_loopback(host)) {
    return bad(
        "base_url begins with http://, which would send the client secret in the open; write "
        "https:// (http is for a server on this machine)");
  }
  return url;
}

Result<std::int64_t> number_at(const Json& config, const char* key, std::int64_t fallback,
                               std::int64_t low, std::int64_t high) {
  const Json* value = member(config, key);
  if (value == nullptr || value->is_null()) return fallback;
  if (value->is_number_integer()) {
    const auto number = value->get<std::int64_t>();
    if (number >= low && number <= high) return number;
  }
  return bad(std::string(key) + " must be a whole number from " + std::to_string(low) + " to " +
             std::to_string(high));
}

Result<Mode> mode_of(const std::string& word) {
  for (const Mode mode : {Mode::Auto, Mode::V1, Mode::PowerQuery}) {
    if (word == to_text(mode)) return mode;
  }
  return bad("mode must be auto, v1 or powerquery");
}

bool is_query_prefix(std::string_view text) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find_first_not_of(kAllowed) == std::string_view::npos;
}

}  // namespace

std::string_view to_text(Mode mode) {
  switch (mode) {
    case Mode::V1:
      return "v1";
    case Mode::PowerQuery:
      return "powerquery";
    case Mode::Auto:
      break;
  }
  return "auto";
}

Result<Options> Options::parse(std::string_view config_json) {
  const Json config = Json::parse(config_json, nullptr, /*allow_exceptions=*/false);
  if (!config.is_object()) return bad("the configuration is not a JSON object");
  Options options;
  CW_TRY(options.origin, origin_of(text_at(config, "base_url").value_or("")));
  for (const char* key : {"client_id", "client_secret"}) {
    if (text_at(config, key).value_or("").empty()) {
      return bad(std::string(key) +
                 " is missing; an administrator finds it on the plugin's Data Provider "
                 "Configuration page");
    }
  }
  CW_TRY(options.mode, mode_of(text_at(config, "mode").value_or("auto")));
  CW_TRY(const auto year, number_at(config, "start_year", 0, 1990, 2200));
  CW_TRY(const auto width, number_at(config, "concurrency", 1, 1, 8));
  CW_TRY(const auto rows, number_at(config, "query_page_size", 5000, 1, 100000));
  options.start_year = static_cast<std::int32_t>(year);
  options.concurrency = static_cast<std::uint32_t>(width);
  options.query_page_size = static_cast<std::uint32_t>(rows);
  if (const Json* flag = member(config, "coteachers"); flag != nullptr && flag->is_boolean()) {
    options.coteachers = flag->get<bool>();
  }
  options.query_prefix = text_at(config, "query_prefix").value_or(options.query_prefix);
  if (!is_query_prefix(options.query_prefix)) {
    return bad("query_prefix must be a dotted name such as org.example.bridge");
  }
  return options;
}

std::int32_t Options::year_at(std::uint64_t now_ms) const {
  if (start_year != 0) return start_year;
  const std::string today = format_date(static_cast<std::int64_t>(now_ms / 86'400'000));
  const int year = std::stoi(today.substr(0, 4));
  return std::stoi(today.substr(5, 2)) >= kYearTurnsInMonth ? year : year - 1;
}

}  // namespace crosswalk::powerschool
