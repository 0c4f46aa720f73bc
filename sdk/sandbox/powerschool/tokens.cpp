#include "sandbox/powerschool/tokens.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdio>
#include <vector>

#include "sandbox/core/json.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/powerschool/filter.hpp"
#include "sandbox/powerschool/wire.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

/// What stands behind "Basic ", decoded; empty when it is nothing of the kind.
std::string basic_credentials(const Request& request) {
  const auto header = request.header("Authorization");
  if (!header || !same_ignoring_case(header->substr(0, 6), "Basic ")) return {};
  const std::string_view coded = trim(header->substr(6));
  if (coded.empty() || coded.size() % 4 != 0 || coded.size() > 4096) return {};
  std::vector<unsigned char> out(coded.size());
  const int size = EVP_DecodeBlock(out.data(), reinterpret_cast<const unsigned char*>(coded.data()),
                                   static_cast<int>(coded.size()));
  if (size < 0) return {};
  std::size_t length = static_cast<std::size_t>(size);
  for (std::size_t i = coded.size(); i > 0 && coded[i - 1] == '='; --i) --length;
  return {reinterpret_cast<const char*>(out.data()), length};
}

std::string grant_of(const Request& request) {
  for (const std::string_view where :
       {std::string_view(request.body), std::string_view(request.query)}) {
    for (const auto& [name, value] : parse_query(where)) {
      if (name == "grant_type") return value;
    }
  }
  return {};
}

std::string uuid_of(std::int64_t number) {
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "3d0c9a52-6f1e-4b7a-9a43-%012llx",
                static_cast<unsigned long long>(number));
  return out.data();
}

}  // namespace

Reply Tokens::give(const Request& request, const std::string& id, const std::string& secret,
                   const Settings& settings, std::int64_t now_s, std::string& verdict) {
  if (basic_credentials(request) != id + ":" + secret) {
    verdict = "wrong_credentials";
    return json_reply(401, {{"error", "invalid_client"}});
  }
  if (grant_of(request) != "client_credentials") {
    verdict = "wrong_grant";
    return json_reply(400, {{"error", "unsupported_grant_type"},
                            {"error_description", "grant_type must be client_credentials"}});
  }
  verdict = "ok";
  if (token_.empty() || now_s >= dies_s_) {
    token_ = uuid_of(++given_);
    dies_s_ = now_s + settings.token_life_s;
  }
  return json_reply(200, {{"access_token", token_},
                          {"token_type", "Bearer"},
                          {"expires_in", std::to_string(dies_s_ - now_s)}});
}

bool Tokens::accepts(const Request& request, const Settings& settings, std::int64_t now_s) const {
  const auto header = request.header("Authorization");
  if (!header || token_.empty() || now_s >= dies_s_) return false;
  std::string_view rest = *header;
  if (!same_ignoring_case(rest.substr(0, 6), "Bearer")) return false;
  rest.remove_prefix(6);
  if (settings.lenient_bearer && rest.starts_with(':')) rest.remove_prefix(1);
  return rest.starts_with(' ') && trim(rest) == token_;
}

}  // namespace crosswalk::sandbox::powerschool
