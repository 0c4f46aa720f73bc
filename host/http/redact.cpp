#include "http/redact.hpp"

#include "http/text.hpp"

#include <algorithm>
#include <array>

namespace crosswalk::http {
namespace {

/// Digits alone: a limit, an offset, an id. A birth date has hyphens or eight digits; ids of eight
/// digits are hidden with it.
bool plain_number(std::string_view value) {
  return value.size() != 8 && value.size() <= 20 &&
         value.find_first_not_of("0123456789") == std::string_view::npos;
}

template <class Show>
std::string rewrite(const Url& url, Show show) {
  std::string text = url.origin() + url.path;
  if (!url.has_query) return text;
  char separator = '?';
  for (std::size_t begin = 0; begin <= url.query.size();) {
    const std::size_t end = std::min(url.query.find('&', begin), url.query.size());
    const std::string_view piece = std::string_view{url.query}.substr(begin, end - begin);
    begin = end + 1;
    const auto equals = piece.find('=');
    text += separator;
    separator = '&';
    text += piece.substr(0, equals);
    if (equals == std::string_view::npos) continue;
    const std::string_view value = piece.substr(equals + 1);
    text += '=';
    text += show(form_decode(piece.substr(0, equals)), value) ? value : "*";
  }
  return text;
}

}  // namespace

bool is_secret_name(std::string_view name) {
  std::string word = lower(name);
  std::erase_if(word, [](char c) { return c == '-' || c == '_'; });
  constexpr std::array<std::string_view, 8> kInside{
      "secret", "password", "passwd", "token", "credential", "apikey", "auth", "signature"};
  constexpr std::array<std::string_view, 8> kWhole{"key", "code",    "pwd", "pass",
                                                   "sig", "session", "sid", "jsessionid"};
  return std::any_of(kInside.begin(), kInside.end(),
                     [&](auto part) { return word.find(part) != std::string::npos; }) ||
         std::find(kWhole.begin(), kWhole.end(), word) != kWhole.end();
}

std::string for_log(const Url& url) {
  return rewrite(url, [](const std::string& name, std::string_view value) {
    return !is_secret_name(name) && plain_number(value);
  });
}

std::string for_log(std::string_view method, const Url& url) {
  return std::string{method} + ' ' + for_log(url);
}

std::string without_secrets(const Url& url) {
  return rewrite(url,
                 [](const std::string& name, std::string_view) { return !is_secret_name(name); });
}

}  // namespace crosswalk::http
