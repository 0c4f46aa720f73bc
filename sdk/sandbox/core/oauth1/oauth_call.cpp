#include "sandbox/core/oauth1/oauth_call.hpp"

#include <set>

namespace crosswalk::sandbox {
namespace {

/// name="value" pairs after the scheme; nothing when the header is of another scheme.
std::optional<Parameters> header_parameters(std::string_view header) {
  header = trim(header);
  if (header.size() < 6 || !same_ignoring_case(header.substr(0, 5), "OAuth") ||
      (header[5] != ' ' && header[5] != '\t')) {
    return std::nullopt;
  }
  Parameters out;
  for (const std::string& part : split(header.substr(6), ',')) {
    const std::string_view pair = trim(part);
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    std::string_view value = trim(pair.substr(equals + 1));
    if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::nullopt;
    value = value.substr(1, value.size() - 2);
    out.emplace_back(percent_decode(trim(pair.substr(0, equals))), percent_decode(value));
  }
  return out;
}

std::optional<Parameters> query_parameters(const Request& request) {
  Parameters out;
  for (auto& parameter : parse_form(request.query)) {
    if (parameter.first.rfind("oauth_", 0) == 0) out.push_back(std::move(parameter));
  }
  if (request.method != "GET" || out.empty()) return std::nullopt;
  return out;
}

}  // namespace

std::optional<OAuthCall> parse_oauth(const Request& request) {
  const auto header = request.header("Authorization");
  const auto parameters = header ? header_parameters(*header) : query_parameters(request);
  if (!parameters) return std::nullopt;
  OAuthCall call;
  std::set<std::string> seen;
  std::string timestamp;
  std::string version = "1.0";
  for (const auto& [name, value] : *parameters) {
    if (!seen.insert(name).second) return std::nullopt;
    if (name == "oauth_consumer_key") call.consumer_key = value;
    if (name == "oauth_token") call.token = value;
    if (name == "oauth_nonce") call.nonce = value;
    if (name == "oauth_timestamp") timestamp = value;
    if (name == "oauth_signature_method") call.method = value;
    if (name == "oauth_version") version = value;
    if (name == "oauth_signature") call.signature = value;
    // Those of the query are signed as part of the query.
    if (header && name != "realm" && name != "oauth_signature") {
      call.signed_parameters.emplace_back(name, value);
    }
  }
  const auto seconds = to_number(timestamp);
  if (!seconds || version != "1.0" || call.consumer_key.empty() || call.nonce.empty() ||
      call.method.empty() || call.signature.empty()) {
    return std::nullopt;
  }
  call.timestamp_s = *seconds;
  return call;
}

}  // namespace crosswalk::sandbox
