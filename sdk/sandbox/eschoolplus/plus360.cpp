#include "sandbox/eschoolplus/plus360.hpp"

#include <algorithm>
#include <cstdlib>

#include "sandbox/core/json.hpp"
#include "sandbox/core/oauth1/oauth_call.hpp"
#include "sandbox/core/oauth1/signature.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/eschoolplus/plus360_records.hpp"

namespace crosswalk::sandbox::eschoolplus {
namespace {

constexpr std::int64_t kClockSkew_s = 300;
constexpr std::int64_t kDefaultLimit = 100;
constexpr std::int64_t kLargestLimit = 1000;

Reply failure(int status, std::string_view minor, const std::string& description) {
  const Json entry{{"imsx_codeMajor", "failure"},
                   {"imsx_severity", "error"},
                   {"imsx_codeMinor", minor},
                   {"imsx_description", description}};
  return {status,
          "application/json; charset=utf-8",
          {},
          to_text({{"statusInfoSet", Json::array({entry})}}),
          Delivery::Whole};
}

/// "21.4" and newer have the API.
bool has_api(std::string_view version) {
  if (version.substr(0, 4) == "ESP_") version.remove_prefix(4);
  const auto parts = split(version, '.');
  const std::int64_t major = parts.empty() ? 0 : to_number(parts[0]).value_or(0);
  const std::int64_t minor = parts.size() < 2 ? 0 : to_number(parts[1]).value_or(0);
  return major > 21 || (major == 21 && minor >= 4);
}

/// The only filter that is taken: role='teacher', of users and enrollments. Empty: another one.
std::string role_in(const std::string& filter) {
  constexpr std::string_view kBegin = "role='";
  if (filter.rfind(kBegin, 0) != 0 || filter.back() != '\'' || filter.size() <= kBegin.size()) {
    return {};
  }
  return filter.substr(kBegin.size(), filter.size() - kBegin.size() - 1);
}

/// What a call asks for of a list.
struct Wanted {
  std::int64_t limit = kDefaultLimit;
  std::int64_t offset = 0;
  std::string role;   ///< empty: every one
  std::string fault;  ///< the parameter that does not fit
};

Wanted wanted_of(const Plus360List& list, const Parameters& query) {
  Wanted wanted;
  for (const auto& [name, value] : query) {
    const std::int64_t figure = to_number(value).value_or(-1);
    if (name == "limit" && figure >= 1 && figure <= kLargestLimit) {
      wanted.limit = figure;
    } else if (name == "offset" && figure >= 0) {
      wanted.offset = figure;
    } else if (name == "filter" && list.key != "orgs" && !role_in(value).empty()) {
      wanted.role = role_in(value);
    } else {
      wanted.fault = name;
    }
  }
  return wanted;
}

Reply page_of(const Plus360List& list, const std::vector<Json>& records, const Wanted& wanted,
              std::int64_t page_shift) {
  const std::int64_t offset = wanted.offset;
  const auto all = static_cast<std::int64_t>(records.size());
  const std::int64_t gone = offset > 0 ? std::clamp<std::int64_t>(page_shift, 0, all) : 0;
  const std::int64_t total = all - gone;
  const std::int64_t begin = std::min(total, offset);
  const std::int64_t end = std::min(total, begin + wanted.limit);
  const auto first = records.begin() + gone;
  Json body{{std::string(list.key), std::vector<Json>(first + begin, first + end)}};
  return {200,
          "application/json; charset=utf-8",
          {{"X-Total-Count", std::to_string(total)}},
          to_text(body),
          Delivery::Whole};
}

}  // namespace

std::string Plus360::judge(const Request& request, const Plus360Rules& rules) {
  const auto call = parse_oauth(request);
  if (!call) return "unsigned";
  const std::int64_t now_s = rules.now_ms / 1000;
  const std::string host(request.header("Host").value_or(""));
  if (call->consumer_key != rules.consumer_key) return "unknown key";
  if (!call->token.empty()) return "token in a two-legged call";
  if (call->method != "HMAC-SHA1" && call->method != "HMAC-SHA256") return "unknown method";
  if (std::llabs(now_s - call->timestamp_s) > kClockSkew_s) return "clock skew";
  if (nonces_.used(call->consumer_key, call->timestamp_s, call->nonce)) return "replay";
  if (!signature_matches(request, *call, rules.consumer_secret, "", {"http://" + host})) {
    return "bad signature";
  }
  nonces_.remember(call->consumer_key, call->timestamp_s, call->nonce, now_s - 2 * kClockSkew_s);
  return "ok";
}

Reply Plus360::answer(const Request& request, const Collections& rows, const Plus360Rules& rules,
                      Trace& trace) {
  if (!has_api(rules.version)) {
    return {404, "text/html", {}, "<html><body><h1>Not Found</h1></body></html>", Delivery::Whole};
  }
  trace.verdict = judge(request, rules);
  if (trace.verdict != "ok") {
    Reply reply = failure(401, "unauthorized", "The request is not authorised.");
    reply.headers.emplace_back("WWW-Authenticate", "OAuth realm=\"PLUS360\"");
    return reply;
  }
  trace.key = rules.consumer_key;
  const std::string path = request.path.substr(kBase.size());
  const Plus360List* list = find_plus360_list(path);
  if (list == nullptr) return failure(404, "unknown object", "There is no " + path + ".");
  if (request.method != "GET") return failure(405, "invalid data", "Only GET is offered here.");
  const auto denied = split(rules.denied, ',');
  if (std::find(denied.begin(), denied.end(), path) != denied.end()) {
    return failure(403, "forbidden", "The API profile has no subscription of " + path + ".");
  }
  const Wanted wanted = wanted_of(*list, parse_form(request.query));
  if (!wanted.fault.empty()) {
    return failure(400, "invalid data", "The parameter " + wanted.fault + " does not fit.");
  }
  return page_of(*list, records(*list, rows, wanted.role), wanted, rules.page_shift);
}

const std::vector<Json>& Plus360::records(const Plus360List& list, const Collections& rows,
                                          const std::string& role) {
  std::string name = std::string(list.path) + " " + role;
  if (made_.of == name && made_.revision == rows.revision()) return made_.records;
  made_ = {std::move(name), rows.revision(), list.records(rows)};
  if (!role.empty()) {
    std::erase_if(made_.records, [&](const Json& one) { return one.value("role", "") != role; });
  }
  return made_.records;
}

}  // namespace crosswalk::sandbox::eschoolplus
