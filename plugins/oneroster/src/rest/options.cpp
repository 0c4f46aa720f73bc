#include "rest/options.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::oneroster::rest {
namespace {

constexpr std::string_view kService = "/ims/oneroster";

Error bad(const std::string& what) {
  return Error{ErrorCode::BadConfig, "oneroster_rest: " + what};
}

std::string text(const Json& config, const char* key, const char* fallback = "") {
  const auto value = text_at(config, key);
  return value && !value->empty() ? *value : fallback;
}

bool flag(const Json& config, const char* key, bool fallback) {
  const Json* value = member(config, key);
  return value != nullptr && value->is_boolean() ? value->get<bool>() : fallback;
}

/// The schema has seen to the range.
std::uint64_t number(const Json& config, const char* key, std::uint64_t fallback) {
  const Json* value = member(config, key);
  return value != nullptr && value->is_number_unsigned() ? value->get<std::uint64_t>() : fallback;
}

const char* path_of(std::string_view version) {
  return version == "1.1" ? "/ims/oneroster/v1p1" : "/ims/oneroster/rostering/v1p2";
}

/// The two service addresses (contract, section 1).
Result<> read_address(const Json& config, Options& out) {
  std::string url = text(config, "base_url");
  if (!url.starts_with("https://") && !url.starts_with("http://")) {
    return bad("base_url must begin with https:// (or http:// for a server on this machine)");
  }
  if (url.find_first_of("?# ") != std::string::npos) {
    return bad("base_url must be an address without a query");
  }
  while (url.ends_with('/')) url.pop_back();
  const bool whole = url.find(kService) != std::string::npos;
  out.service_url = whole ? url : url + path_of(out.version);
  if (!whole) out.other_url = url + path_of(out.version == "1.1" ? "1.2" : "1.1");
  return {};
}

/// Which profile of the manifest signs, and whether it has all that it needs.
Result<> read_sign_in(const Json& config, Options& out) {
  out.auth = text(config, "auth", "oauth2");
  if (out.auth == "bearer") {
    out.auth_profile = "bearer";
    if (text(config, "token").empty()) return bad("auth bearer needs 'token'");
    return {};
  }
  if (text(config, "key").empty() || text(config, "secret").empty()) {
    return bad("auth " + out.auth + " needs 'key' and 'secret'");
  }
  if (out.auth == "oauth1") {
    out.auth_profile = "oauth1";
    return {};
  }
  if (text(config, "token_url").empty()) {
    return bad("auth oauth2 needs 'token_url', the address that gives tokens");
  }
  out.auth_profile = out.version == "1.1" ? "oauth2_1_1" : "oauth2_1_2";
  if (!text(config, "scope").empty()) out.auth_profile = "oauth2_own";
  return {};
}

}  // namespace

Result<Options> parse_options(std::string_view config_json) {
  const Json config = Json::parse(config_json, nullptr, /*allow_exceptions=*/false);
  if (!config.is_object()) return bad("the configuration is not a JSON object");
  Options out;
  out.version = text(config, "version");
  if (out.version != "1.1" && out.version != "1.2") return bad("'version' must be 1.1 or 1.2");
  CW_CHECK(read_address(config, out));
  CW_CHECK(read_sign_in(config, out));
  out.page_size = static_cast<std::uint32_t>(number(config, "page_size", out.page_size));
  out.page_ceiling = number(config, "page_ceiling", out.page_ceiling);
  out.sort = flag(config, "sort", true);
  out.follow_links = flag(config, "follow_links", true);
  if (out.page_size == 0) return bad("'page_size' must be at least 1");
  return out;
}

}  // namespace crosswalk::oneroster::rest
