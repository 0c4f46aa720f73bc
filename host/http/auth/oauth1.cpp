#include "http/auth/oauth1.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace crosswalk::http {
namespace {

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
  unsigned length = 0;
  HMAC(digest, key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), sum.data(), &length);
  return base64({reinterpret_cast<const char*>(sum.data()), length});
}

std::string_view name_of(OAuth1::Method method) {
  switch (method) {
    case OAuth1::Method::Plaintext:
      return "PLAINTEXT";
    case OAuth1::Method::HmacSha1:
      return "HMAC-SHA1";
    case OAuth1::Method::HmacSha256:
      return "HMAC-SHA256";
  }
  return "";
}

}  // namespace

std::string oauth1_base_string(std::string_view method, const Url& url,
                               std::vector<Pair> parameters) {
  // Sorted after encoding, by name and then value, as bytes.
  for (auto& [name, value] : parameters) {
    name = percent_encode(name);
    value = percent_encode(value);
  }
  std::sort(parameters.begin(), parameters.end());
  std::string normalized;
  for (const auto& [name, value] : parameters) {
    if (!normalized.empty()) normalized += '&';
    normalized += name + '=' + value;
  }
  return std::string{method} + '&' + percent_encode(url.origin() + url.path) + '&' +
         percent_encode(normalized);
}

std::string oauth1_signature(const OAuth1& profile, std::string_view base_string) {
  const std::string key =
      percent_encode(profile.consumer_secret) + '&' + percent_encode(profile.token_secret);
  switch (profile.method) {
    case OAuth1::Method::Plaintext:
      return key;
    case OAuth1::Method::HmacSha1:
      return hmac(EVP_sha1(), key, base_string);
    case OAuth1::Method::HmacSha256:
      return hmac(EVP_sha256(), key, base_string);
  }
  return {};
}

std::string oauth1_authorization(const OAuth1& profile, std::string_view method, const Url& url,
                                 std::string_view form_body, const OAuth1Stamp& stamp) {
  std::vector<Pair> own{{"oauth_consumer_key", profile.consumer_key},
                        {"oauth_nonce", stamp.nonce},
                        {"oauth_signature_method", std::string{name_of(profile.method)}},
                        {"oauth_timestamp", std::to_string(stamp.timestamp)}};
  if (!profile.token.empty() || profile.no_token == OAuth1::NoToken::SendEmpty) {
    own.emplace_back("oauth_token", profile.token);
  }
  own.emplace_back("oauth_version", "1.0");

  std::vector<Pair> all = form_pairs(url.query);
  const std::vector<Pair> form = form_pairs(form_body);
  all.insert(all.end(), form.begin(), form.end());
  all.insert(all.end(), own.begin(), own.end());
  own.emplace_back("oauth_signature",
                   oauth1_signature(profile, oauth1_base_string(method, url, std::move(all))));

  std::string text = "OAuth ";
  if (!profile.realm.empty()) text += "realm=\"" + profile.realm + "\", ";
  for (const auto& [name, value] : own) {
    text += name + "=\"" + percent_encode(value) + "\", ";
  }
  text.resize(text.size() - 2);
  return text;
}

}  // namespace crosswalk::http
