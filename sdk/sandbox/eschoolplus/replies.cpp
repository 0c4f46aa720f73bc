#include "sandbox/eschoolplus/replies.hpp"

#include <cstdio>
#include <cstdlib>

#include "crosswalk/dates.hpp"
#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox::eschoolplus {
namespace {

constexpr std::int64_t kDay = 86'400;  // s

Reply json_body(int status, const Json& body) {
  return {status, "application/json; charset=utf-8", {}, to_text(body), Delivery::Whole};
}

}  // namespace

Reply ok(const Json& body) { return json_body(200, body); }

Reply refuse(int status, std::string_view code, std::string_view text, std::int64_t retry_after_s) {
  Reply reply = json_body(status, {{"error", {{"code", code}, {"message", text}}}});
  if (retry_after_s > 0) reply.headers.emplace_back("Retry-After", std::to_string(retry_after_s));
  return reply;
}

Reply invalid(std::string_view field, std::string_view code, std::string_view value) {
  const Json fields = Json::array({{{"name", field}, {"code", code}, {"value", value}}});
  return json_body(422, {{"error",
                          {{"code", "VALIDATION"},
                           {"message", "The field " + std::string(field) + " does not fit."},
                           {"fields", fields}}}});
}

std::string instant(std::int64_t ms, std::int64_t utc_offset_minutes) {
  const std::int64_t local = ms / 1000 + utc_offset_minutes * 60;
  const std::int64_t second = local % kDay;
  char out[64];
  std::snprintf(out, sizeof out, "T%02lld:%02lld:%02lld%c%02lld:%02lld",
                static_cast<long long>(second / 3600), static_cast<long long>(second / 60 % 60),
                static_cast<long long>(second % 60), utc_offset_minutes < 0 ? '-' : '+',
                static_cast<long long>(std::llabs(utc_offset_minutes) / 60),
                static_cast<long long>(std::llabs(utc_offset_minutes) % 60));
  return format_date(local / kDay) + out;
}

}  // namespace crosswalk::sandbox::eschoolplus
