#include "options.hpp"

#include "crosswalk/json.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace crosswalk::schoology {
namespace {

Error bad(const std::string& what) { return Error{ErrorCode::BadConfig, "schoology: " + what}; }

/// `https://host[:port]`; a slash at the end is taken off.
Result<std::string> origin_of(std::string url) {
  const std::size_t scheme = url.find("://");
  const bool secure = url.starts_with("https://");
  if (scheme == std::string::npos || (!secure && !url.starts_with("http://"))) {
    return bad("base_url must begin with https:// (or http:// for a server on this machine)");
  }
  while (url.ends_with('/')) url.pop_back();
  if (url.size() <= scheme + 3 || url.find_first_of("/?#@ ", scheme + 3) != std::string::npos) {
    return bad(
        "base_url must be the address of the server alone, such as "
        "https://api.schoology.com, without a path; /v1/ is added to it");
  }
  return url;
}

bool is_loopback(std::string_view origin) {
  std::string_view host = origin.substr(origin.find("://") + 3);
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host.starts_with("127.");
}

bool has_text(const Json& config, std::string_view key) {
  const auto text = text_at(config, key);
  return text && !text->empty();
}

/// A whole number within [low, high]; `fallback` when the setting is not given.
Result<std::uint32_t> number_at(const Json& config, const char* key, std::uint32_t fallback,
                                std::uint32_t low, std::uint32_t high) {
  const Json* value = member(config, key);
  if (value == nullptr || value->is_null()) return fallback;
  if (value->is_number_unsigned()) {
    const auto number = value->get<std::uint64_t>();
    if (number >= low && number <= high) return static_cast<std::uint32_t>(number);
  }
  return bad(std::string(key) + " must be a whole number from " + std::to_string(low) + " to " +
             std::to_string(high));
}

/// `choices` by their names; the first one when the setting is not given.
template <class Choice>
Result<Choice> choice_at(const Json& config, const char* key,
                         const std::vector<std::pair<std::string_view, Choice>>& choices) {
  const Json* value = member(config, key);
  if (value == nullptr || value->is_null()) return choices.front().second;
  const auto given = text_of(*value);
  std::string names;
  for (const auto& [name, choice] : choices) {
    if (given && *given == name) return choice;
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return bad(std::string(key) + " must be one of " + names);
}

/// `YYYY`, the year in which a school year ends; 0 when it is not given.
Result<std::int32_t> school_year_at(const Json& config) {
  const Json* value = member(config, "school_year");
  if (value == nullptr || value->is_null()) return 0;
  const std::string text = text_of(*value).value_or("");
  std::int32_t year = 0;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole = done.ec == std::errc{} && done.ptr == text.data() + text.size();
  if (whole && year >= 1990 && year <= 2200) return year;
  return bad("school_year must be the year in which the school year ends, such as 2027");
}

}  // namespace

Result<Options> Options::parse(std::string_view config_json) {
  const Json config = Json::parse(config_json, nullptr, /*allow_exceptions=*/false);
  if (!config.is_object()) return bad("the configuration is not a JSON object");
  for (const char* key : {"consumer_key", "consumer_secret"}) {
    if (!has_text(config, key)) {
      return bad(std::string(key) +
                 " is missing; a person with API rights finds it at the address of the school's "
                 "Schoology followed by /api");
    }
  }
  if (has_text(config, "token") != has_text(config, "token_secret")) {
    return bad("token and token_secret go together: give both or neither");
  }

  Options options;
  CW_TRY(options.origin, origin_of(text_at(config, "base_url").value_or(options.origin)));
  if (text_at(config, "signature_method").value_or("") == "PLAINTEXT" &&
      options.origin.starts_with("http://") && !is_loopback(options.origin)) {
    return bad("signature_method PLAINTEXT sends the secret itself and needs an https base_url");
  }
  CW_TRY(options.concurrency, number_at(config, "concurrency", 4, 1, 32));
  CW_TRY(options.email_conflict_resolution,
         number_at(config, "email_conflict_resolution", 1, 0, 2));
  if (const Json* nested = member(config, "nested_sections"); nested && nested->is_boolean()) {
    options.nested_sections = nested->get<bool>();
  }
  options.time_zone = text_at(config, "time_zone").value_or("");
  CW_TRY(options.source_ids,
         choice_at<SourceIds>(config, "source_ids",
                              {{"own", SourceIds::Own}, {"codes", SourceIds::Codes}}));
  CW_TRY(options.buildings, choice_at<Buildings>(config, "buildings",
                                                 {{"auto", Buildings::Auto},
                                                  {"always", Buildings::Always},
                                                  {"never", Buildings::Never}}));
  CW_TRY(options.school_year, school_year_at(config));
  return options;
}

}  // namespace crosswalk::schoology
