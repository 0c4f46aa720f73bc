#include "sandbox/core/oauth1/signature.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

namespace crosswalk::sandbox {
namespace {

std::string base64(const unsigned char* bytes, unsigned int size) {
  std::string out(4 * ((size + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes, static_cast<int>(size));
  return out;
}

/// Host in lower case, without the port that goes without saying (RFC 5849 section 3.4.1.2).
std::string normal_origin(const std::string& origin) {
  std::string out = lower_case(origin);
  const auto cut = [&](std::string_view scheme, std::string_view port) {
    if (out.rfind(scheme, 0) == 0 && out.size() > port.size() &&
        out.compare(out.size() - port.size(), port.size(), port) == 0) {
      out.erase(out.size() - port.size());
    }
  };
  cut("http://", ":80");
  cut("https://", ":443");
  return out;
}

}  // namespace

std::string base_string(const Request& request, const OAuthCall& call, const std::string& origin) {
  std::vector<std::pair<std::string, std::string>> pairs;
  const auto add = [&](const Parameters& parameters) {
    for (const auto& [name, value] : parameters) {
      if (name == "oauth_signature") continue;
      pairs.emplace_back(percent_encode(name), percent_encode(value));
    }
  };
  add(call.signed_parameters);
  add(parse_form(request.query));
  std::sort(pairs.begin(), pairs.end());
  std::string joined;
  for (const auto& [name, value] : pairs) {
    if (!joined.empty()) joined += '&';
    joined += name;
    joined += '=';
    joined += value;
  }
  return request.method + "&" + percent_encode(normal_origin(origin) + request.path) + "&" +
         percent_encode(joined);
}

std::string hmac_base64(const std::string& key, const std::string& text, bool sha256) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(sha256 ? EVP_sha256() : EVP_sha1(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  return base64(digest, size);
}

bool signature_matches(const Request& request, const OAuthCall& call,
                       const std::string& consumer_secret, const std::string& token_secret,
                       const std::vector<std::string>& origins) {
  const std::string key = percent_encode(consumer_secret) + "&" + percent_encode(token_secret);
  if (call.method == "PLAINTEXT") {
    const std::string plain = consumer_secret + "&" + token_secret;
    return call.signature == key || call.signature == plain ||
           percent_decode(call.signature) == plain;
  }
  const bool sha256 = call.method == "HMAC-SHA256";
  return std::any_of(origins.begin(), origins.end(), [&](const std::string& origin) {
    return call.signature == hmac_base64(key, base_string(request, call, origin), sha256);
  });
}

}  // namespace crosswalk::sandbox
