#include "sandbox/powerschool/system.hpp"

#include <mutex>

#include "crosswalk/dates.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/powerschool/call.hpp"
#include "sandbox/powerschool/deeds.hpp"
#include "sandbox/powerschool/filter.hpp"
#include "sandbox/powerschool/starting_state.hpp"
#include "sandbox/powerschool/tokens.hpp"
#include "sandbox/powerschool/wire.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

std::vector<std::string> path_segments(const std::string& path) {
  std::vector<std::string> out;
  for (const std::string& part : split(path, '/')) out.push_back(percent_decode(part));
  if (!out.empty()) out.erase(out.begin());                // before the first slash
  if (!out.empty() && out.back().empty()) out.pop_back();  // one slash at the end (contract 2.1)
  return out;
}

bool begins(const std::vector<std::string>& path, std::initializer_list<const char*> with) {
  std::size_t i = 0;
  for (const char* part : with) {
    if (i >= path.size() || path[i++] != part) return false;
  }
  return true;
}

bool wants_json(const Request& request) {
  const auto accept = request.header("Accept");
  return accept && lower_case(*accept).find("application/json") != std::string::npos;
}

Reply time_reply(std::int64_t now_ms) {
  const std::int64_t second = now_ms / 1000 % 86400;
  std::string clock =
      std::to_string(1000000 + second / 3600 * 10000 + second / 60 % 60 * 100 + second % 60)
          .substr(1);
  clock.insert(4, ":").insert(2, ":");
  return json_reply(
      200,
      {{"resource",
        {{"time", format_date(now_ms / 86'400'000) + "T" + clock + "Z"}, {"timestamp", now_ms}}}});
}

Result<Json> parsed_object(const std::string& text, const char* name) {
  auto value = parse_json(text.empty() ? "{}" : text);
  if (!value || !value->is_object()) {
    return Error{ErrorCode::BadConfig, std::string(name) + " is not a JSON object"};
  }
  return std::move(*value);
}

Result<Start> start_from(const SystemStart& wish, const Kind& kind) {
  Start start;
  start.client_id = wish.key.empty() ? std::string(kind.key) : wish.key;
  start.client_secret = wish.secret.empty() ? std::string(kind.secret) : wish.secret;
  CW_TRY(const Json changes, parsed_object(wish.settings_json, "settings"));
  CW_TRY(start.settings, with_changes(start.settings, changes));
  Json first = fixture();
  if (wish.district != nullptr) {
    CW_TRY(first, from_district(*wish.district));
  }
  CW_CHECK(load(start.state, first));
  CW_TRY(const Json records, parsed_object(wish.seed_json, "seed"));
  CW_CHECK(load(start.state, records));
  return start;
}

}  // namespace

struct PowerSchoolSystem::Impl {
  Impl(Start from, Clock& its_clock) : start(std::move(from)), clock(its_clock), now(start) {}

  const Start start;
  Clock& clock;

  mutable std::mutex mutex;  ///< covers everything below
  Start now;
  Tokens tokens;
  std::int64_t last_call_ms = 0;

  std::optional<Reply> too_early();
  std::optional<Reply> gate(const std::vector<std::string>& path, const Request& request) const;
  Reply api(const Request& request, const std::vector<std::string>& path,
            const Tampering& tampering, Trace& trace);
};

/// 429 when a request comes sooner than the district allows (contract 2.5).
std::optional<Reply> PowerSchoolSystem::Impl::too_early() {
  const std::int64_t at = clock.now_ms();
  const std::int64_t left = last_call_ms + now.settings.throttle_ms - at;
  if (last_call_ms != 0 && left > 0) {
    const std::string seconds = std::to_string((left + 999) / 1000);
    Reply reply = v1_refusal(429, "Too many requests. Wait " + seconds + " seconds.");
    reply.headers.emplace_back("Retry-After", seconds);
    return reply;
  }
  last_call_ms = at;
  return std::nullopt;
}

/// What stands before every resource of /ws/v1 except metadata (contract 2.4).
std::optional<Reply> PowerSchoolSystem::Impl::gate(const std::vector<std::string>& path,
                                                   const Request& request) const {
  const bool metadata = path.size() == 3 && path[2] == "metadata";
  const bool reads = request.method == "GET";
  const std::string& access = now.settings.v1_access;
  if (metadata || access == "FULL" || (access == "READ" && reads)) return std::nullopt;
  return v1_refusal(401, std::string("Plugin is missing required accessLevelV1Api ") +
                             (reads ? "READ" : "FULL") + " permission");
}

Reply PowerSchoolSystem::Impl::api(const Request& request, const std::vector<std::string>& path,
                                   const Tampering& tampering, Trace& trace) {
  trace.key = now.client_id;
  if (!tokens.accepts(request, now.settings, clock.now_s())) {
    trace.verdict = "dead_token";
    return dead_token();
  }
  trace.verdict = "ok";
  if (auto early = too_early()) return std::move(*early);
  const Call call{now.state,
                  now.settings,
                  request.method,
                  path,
                  parse_query(request.query),
                  request.method == "GET" ? Json() : parse_json(request.body).value_or(Json()),
                  clock.now_ms(),
                  tampering};
  if (begins(path, {"ws", "schema", "query"})) return answer_query(call);
  if (begins(path, {"ws", "schema", "table"})) return answer_table(call);
  if (!begins(path, {"ws", "v1"})) return schema_refusal(404, "Not found");
  if (auto refused = gate(path, request)) return std::move(*refused);
  if (now.settings.strict_accept && !wants_json(request)) return xml_reply();
  return answer_v1(call);
}

PowerSchoolSystem::PowerSchoolSystem(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PowerSchoolSystem::~PowerSchoolSystem() = default;

Result<std::unique_ptr<System>> PowerSchoolSystem::create(const SystemStart& start,
                                                          const Kind& kind, Clock& clock) {
  auto from = start_from(start, kind);
  if (!from) return Error{ErrorCode::BadConfig, "powerschool sandbox: " + from.error().message};
  return std::unique_ptr<System>(
      new PowerSchoolSystem(std::make_unique<Impl>(std::move(*from), clock)));
}

Reply PowerSchoolSystem::answer(const Request& request, const Tampering& tampering, Trace& trace) {
  const std::lock_guard lock{impl_->mutex};
  const auto path = path_segments(request.path);
  if (begins(path, {"oauth", "access_token"}) && request.method == "POST") {
    trace.key = impl_->now.client_id;
    return impl_->tokens.give(request, impl_->now.client_id, impl_->now.client_secret,
                              impl_->now.settings, impl_->clock.now_s(), trace.verdict);
  }
  if (begins(path, {"ws", "v1", "time"}) && path.size() == 3) {
    return time_reply(impl_->clock.now_ms());
  }
  if (!begins(path, {"ws"})) {
    return {404, "text/html", {}, "<html><body>Not found</body></html>", Delivery::Whole};
  }
  return impl_->api(request, path, tampering, trace);
}

void PowerSchoolSystem::describe(const Request& request, Trace& trace) const {
  std::string shown;
  for (const std::string& part : path_segments(request.path)) {
    shown += (shown.empty() ? "" : "/") + (to_number(part) ? std::string("{id}") : part);
  }
  trace.path_template = shown;
  trace.is_write = false;  // a query is a POST that changes nothing, and nothing else is written
}

Reply PowerSchoolSystem::refusal(std::string_view) const { return dead_token(); }
std::string PowerSchoolSystem::public_origin() const { return "https://ps.example.test"; }

Json PowerSchoolSystem::dump() const {
  const std::lock_guard lock{impl_->mutex};
  return powerschool::dump(impl_->now.state);
}

Result<void> PowerSchoolSystem::restore(const Json& records) {
  const std::lock_guard lock{impl_->mutex};
  State state;
  CW_CHECK(load(state, records));
  impl_->now.state = std::move(state);
  return {};
}

Result<void> PowerSchoolSystem::seed(const Json& records) {
  const std::lock_guard lock{impl_->mutex};
  State state = impl_->now.state;
  CW_CHECK(load(state, records));
  impl_->now.state = std::move(state);
  return {};
}

void PowerSchoolSystem::reset() {
  const std::lock_guard lock{impl_->mutex};
  impl_->now = impl_->start;
  impl_->tokens = Tokens{};
  impl_->last_call_ms = 0;
}

Json PowerSchoolSystem::settings() const {
  const std::lock_guard lock{impl_->mutex};
  return to_json(impl_->now.settings);
}

Result<void> PowerSchoolSystem::change_settings(const Json& changes) {
  const std::lock_guard lock{impl_->mutex};
  CW_TRY(impl_->now.settings, with_changes(impl_->now.settings, changes));
  return {};
}

Result<Json> PowerSchoolSystem::deed(std::string_view name, const Json& body) {
  const std::lock_guard lock{impl_->mutex};
  if (name == "expire_token") {
    impl_->tokens.expire();
    return Json{{"ok", true}};
  }
  return do_deed(impl_->now.state, name, body);
}

}  // namespace crosswalk::sandbox::powerschool
