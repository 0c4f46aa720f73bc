#include "adapters/client_options.hpp"

#include "adapters/auth_profile.hpp"
#include "adapters/expand.hpp"
#include "adapters/json_reader.hpp"

#include <algorithm>
#include <variant>

namespace crosswalk::adapters {
namespace {

using Json = nlohmann::json;

constexpr std::uint32_t kMostRequests = 1'000'000;    // in a period
constexpr std::uint32_t kLongestPeriod = 86'400'000;  // ms

/// Expands the references of one spec; the login's body and the sent value keep theirs.
Result<Json> expand_profile(Json raw, const Json& config) {
  if (raw.contains("login") && raw["login"].is_object()) raw["login"].erase("body");
  raw.erase("send_as");
  CW_TRY(Json expanded, expand(raw, config));
  return expanded;
}

/// Whether a session's log-in has all that it is made of: without it the profile is not filled, as
/// one of any other kind.
bool can_log_in(const Json& raw, const Json& config) {
  return std::ranges::all_of(references(raw.value("login", Json())),
                             [&](const std::string& name) { return config.contains(name); });
}

Result<> add_profiles(const Manifest& manifest, const Json& config, http::ClientOptions& options,
                      std::vector<std::string>& addresses) {
  for (const AuthSpec& spec : manifest.auth_profiles) {
    const Json raw = Json::parse(spec.json);
    if (!can_log_in(raw, config)) continue;
    CW_TRY(Json expanded, expand_profile(raw, config));
    if (raw.contains("send_as")) expanded["send_as"] = raw["send_as"];
    JsonFindings findings;
    auto profile = read_auth_profile(expanded, raw, config, findings);
    if (findings.fault) return Error{ErrorCode::BadConfig, findings.fault->message};
    if (!profile) continue;
    if (const auto* oauth2 = std::get_if<http::OAuth2ClientCredentials>(&profile->kind)) {
      addresses.push_back(oauth2->token_url);
    } else if (const auto* session = std::get_if<http::SessionLogin>(&profile->kind)) {
      addresses.push_back(session->url);
    }
    options.profiles.emplace(spec.name, std::move(*profile));
  }
  return {};
}

Result<> add_buckets(const Manifest& manifest, const Json& config, http::ClientOptions& options) {
  std::uint32_t concurrency = 0;
  for (const RateSpec& spec : manifest.rates) {
    CW_TRY(const Json expanded, expand(Json::parse(spec.json), config));
    JsonFindings findings;
    JsonReader reader(expanded, "rate bucket \"" + spec.bucket + "\"", findings);
    http::BucketSpec bucket;
    bucket.name = spec.bucket;
    bucket.tokens = reader.number("requests", 0, kMostRequests);
    bucket.period = std::chrono::milliseconds{reader.number("per_ms", 0, kLongestPeriod)};
    if (bucket.tokens == 0) reader.fail("requests", "must be a whole number above 0");
    if (bucket.period.count() == 0) reader.fail("per_ms", "must be a whole number above 0");
    const std::uint32_t at_once = reader.number("concurrency", 0, 64);
    if (findings.fault) return Error{ErrorCode::BadConfig, findings.fault->message};
    if (at_once != 0) concurrency = concurrency == 0 ? at_once : std::min(concurrency, at_once);
    options.buckets.push_back(std::move(bucket));
  }
  if (concurrency != 0) options.concurrency = concurrency;
  return {};
}

}  // namespace

Result<http::ClientOptions> client_options(const Manifest& manifest, const Json& config) {
  http::ClientOptions options;
  std::vector<std::string> addresses;
  CW_CHECK(add_profiles(manifest, config, options, addresses));
  CW_TRY(const Json egress, expand(Json(manifest.egress), config));
  for (const Json& address : egress) {
    if (!address.is_string())
      return Error{ErrorCode::BadConfig, "an address of the egress list is no text"};
    addresses.push_back(address);
  }
  CW_TRY(options.egress, http::Egress::from_urls(addresses));
  CW_CHECK(add_buckets(manifest, config, options));
  return options;
}

}  // namespace crosswalk::adapters
