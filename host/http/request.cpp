#include "http/request.hpp"

#include "http/text.hpp"

#include <algorithm>

namespace crosswalk::http {

namespace {

constexpr std::string_view kTokenMarks = "!#$%&'*+-.^_`|~";

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           kTokenMarks.find(c) != std::string_view::npos;
  });
}

bool is_sendable(const Header& header) {
  return is_token(header.name) &&
         std::none_of(header.value.begin(), header.value.end(), [](char c) {
           return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
         });
}

const std::string* find_header(const Headers& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (same_word(header.name, name)) return &header.value;
  }
  return nullptr;
}

Effect effect_of(const Request& request) {
  const std::string& method = request.method;
  const bool reads = method == "GET" || method == "HEAD" || method == "OPTIONS";
  if (request.effect == Effect::Read) return Effect::Read;
  if (reads && request.effect != Effect::Write) return Effect::Read;
  if (!request.idempotency_key.empty()) return Effect::IdempotentWrite;
  if (request.effect != Effect::ByMethod) return request.effect;
  return method == "PUT" || method == "DELETE" ? Effect::IdempotentWrite : Effect::Write;
}

}  // namespace crosswalk::http
