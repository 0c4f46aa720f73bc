#include "http/request.hpp"

#include "http/text.hpp"

namespace crosswalk::http {

const std::string* find_header(const Headers& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (same_word(header.name, name)) return &header.value;
  }
  return nullptr;
}

Effect effect_of(const Request& request) {
  if (request.effect == Effect::Read) return Effect::Read;
  if (!request.idempotency_key.empty()) return Effect::IdempotentWrite;
  if (request.effect != Effect::ByMethod) return request.effect;
  const std::string& method = request.method;
  if (method == "GET" || method == "HEAD" || method == "OPTIONS") return Effect::Read;
  if (method == "PUT" || method == "DELETE") return Effect::IdempotentWrite;
  return Effect::Write;
}

}  // namespace crosswalk::http
