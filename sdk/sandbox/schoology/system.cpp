#include "sandbox/schoology/system.hpp"

#include <mutex>

#include "sandbox/core/json.hpp"
#include "sandbox/schoology/auth/authenticator.hpp"
#include "sandbox/schoology/auth/credentials_json.hpp"
#include "sandbox/schoology/auth/three_legged.hpp"
#include "sandbox/schoology/deeds.hpp"
#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/formats.hpp"
#include "sandbox/schoology/lagging_view.hpp"
#include "sandbox/schoology/rate_limit.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/snapshot.hpp"
#include "sandbox/schoology/start.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

bool reads_only(const std::string& method, const std::vector<std::string>& segments) {
  if (method == "GET" || method == "HEAD" || method == "OPTIONS") return true;
  return !segments.empty() && (segments[0] == "multiget" || segments[0] == "multioptions");
}

}  // namespace

struct SchoologySystem::Impl {
  Impl(Start from, std::string url, Clock& its_clock)
      : start(std::move(from)), base_url(std::move(url)), clock(its_clock), now(start) {}

  const Start start;
  const std::string base_url;
  Clock& clock;
  const Router router{all_routes()};

  mutable std::mutex mutex;  ///< covers everything below
  Start now;
  NonceMemory nonces;
  RateLimit rate;
  LaggingView lag;
  std::int64_t requests = 0;

  Surroundings around() const { return {now.settings, now.state, base_url, clock.now_s()}; }
  Reply api(const Request& request, const std::vector<std::string>& segments,
            const Tampering& tampering, Trace& trace);
  Reply token_call(const Request& request, const std::string& which, Trace& trace);
  std::optional<Reply> over_the_limit(const Trace& trace);
  Reply do_call(State& state, Call call, const std::vector<std::string>& segments);

  /// Changes the main state and the lagging one alike, or neither: works on a copy.
  Result<Json> by_hand(const std::function<Result<Json>(State&)>& change);
};

std::optional<Reply> SchoologySystem::Impl::over_the_limit(const Trace& trace) {
  const auto left_ms = rate.refuse_for_ms(trace.key, trace.is_write, clock.now_ms(), now.settings);
  if (!left_ms) return std::nullopt;
  Reply reply = refuse(429, "Too many requests");
  const std::int64_t wish = now.settings.retry_after;
  if (wish >= 0) {
    const std::int64_t seconds = wish > 0 ? wish : (*left_ms + 999) / 1000;
    reply.headers.emplace_back("Retry-After", std::to_string(seconds));
  }
  return reply;
}

Reply SchoologySystem::Impl::token_call(const Request& request, const std::string& which,
                                        Trace& trace) {
  const bool trade = which == "access_token";
  const auto checked = check_signature(request, now.credentials, nonces, around(), trade);
  if (const auto* refusal = std::get_if<Refusal>(&checked)) {
    trace.verdict = refusal->verdict;
    return refuse(refusal->status, std::string{refusal->text});
  }
  const OAuthCall& call = std::get<OAuthCall>(checked);
  trace.verdict = "ok";
  trace.key = call.consumer_key;
  if (trade) return give_access_token(now.credentials, call.token, clock.now_s());
  const auto callback = find_parameter(call.signed_parameters, "oauth_callback").value_or("");
  return give_request_token(now.credentials, call.consumer_key, callback, clock.now_s());
}

Reply SchoologySystem::Impl::api(const Request& request, const std::vector<std::string>& segments,
                                 const Tampering& tampering, Trace& trace) {
  const auto checked = check_signature(request, now.credentials, nonces, around(), false);
  if (const auto* refusal = std::get_if<Refusal>(&checked)) {
    trace.verdict = refusal->verdict;
    return refuse(refusal->status, std::string{refusal->text});
  }
  const OAuthCall& oauth = std::get<OAuthCall>(checked);
  trace.verdict = "ok";
  trace.key = oauth.consumer_key;
  if (auto refused = over_the_limit(trace)) return std::move(*refused);
  const auto acting = acting_user(request, oauth, now.credentials, now.state);
  if (const auto* refusal = std::get_if<Refusal>(&acting)) {
    trace.verdict = refusal->verdict;
    return refuse(refusal->status, std::string{refusal->text});
  }
  Json body;
  if (auto refused = read_formats(request, body)) return std::move(*refused);

  Call call{now.state,
            now.settings,
            std::get<Actor>(acting),
            request.method,
            {},
            {},
            parse_form(request.query),
            std::move(body),
            clock.now_s(),
            base_url,
            tampering,
            trace};
  State* behind = lag.at(requests, clock.now_ms(), now.settings);
  if (behind == nullptr) return router.dispatch(call, segments);
  if (!trace.is_write) {
    Call read{*behind,   call.settings, call.actor,    call.method,    {},        {}, call.query,
              call.body, call.now_s,    call.base_url, call.tampering, call.trace};
    return router.dispatch(read, segments);
  }
  // The same call again, later, on the lagging state.
  const auto again = [this, settings = now.settings, actor = call.actor, method = call.method,
                      query = call.query, json = call.body, at = call.now_s, tampering,
                      segments](State& state) {
    Trace unheard;
    Call repeated{state, settings, actor, method,   {},        {},
                  query, json,     at,    base_url, tampering, unheard};
    router.dispatch(repeated, segments);
  };
  lag.remember(again, requests, clock.now_ms());
  return router.dispatch(call, segments);
}

Result<Json> SchoologySystem::Impl::by_hand(const std::function<Result<Json>(State&)>& change) {
  State changed = now.state;
  auto outcome = change(changed);
  if (!outcome) return outcome;
  if (State* behind = lag.caught_up()) *behind = changed;
  now.state = std::move(changed);
  return outcome;
}

SchoologySystem::SchoologySystem(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SchoologySystem::~SchoologySystem() = default;

Result<std::unique_ptr<System>> SchoologySystem::create(const SchoologyOptions& options,
                                                        const std::string& base_url, Clock& clock) {
  auto start = start_from(options);
  if (!start) {
    return Error{ErrorCode::BadConfig, "schoology sandbox: " + start.error().message};
  }
  std::unique_ptr<System> system{
      new SchoologySystem{std::make_unique<Impl>(std::move(*start), base_url, clock)}};
  system->reset();
  return system;
}

Reply SchoologySystem::answer(const Request& request, const Tampering& tampering, Trace& trace) {
  const std::lock_guard lock{impl_->mutex};
  ++impl_->requests;
  if (request.path == "/oauth/authorize") {
    return consent_page(request, impl_->now.credentials, impl_->now.state);
  }
  const auto segments = normal_path(request.path);
  if (!segments) return {404, "text/html", {}, "<h1>Not Found</h1>", Delivery::Whole};
  const bool oauth = segments->size() == 2 && (*segments)[0] == "oauth";
  Reply reply = oauth && request.method == "GET" &&
                        ((*segments)[1] == "request_token" || (*segments)[1] == "access_token")
                    ? impl_->token_call(request, (*segments)[1], trace)
                    : impl_->api(request, *segments, tampering, trace);
  reply.headers.emplace_back("X-Schoology", "API");
  return reply;
}

void SchoologySystem::describe(const Request& request, Trace& trace) const {
  const auto segments = normal_path(request.path);
  trace.path_template = segments ? impl_->router.template_of(*segments) : request.path;
  trace.is_write = segments && !reads_only(request.method, *segments);
}

Reply SchoologySystem::refusal(std::string_view why) const {
  Reply reply = refuse(401, why == "expired" ? kExpiredText : kReplayText);
  reply.headers.emplace_back("X-Schoology", "API");
  return reply;
}

std::string SchoologySystem::public_origin() const {
  const std::lock_guard lock{impl_->mutex};
  return impl_->now.settings.public_origin;
}

Json SchoologySystem::dump() const {
  const std::lock_guard lock{impl_->mutex};
  Json out = schoology::dump(impl_->now.state);
  out["credentials"] = to_json(impl_->now.credentials);
  return out;
}

Result<void> SchoologySystem::restore(const Json& records) {
  const std::lock_guard lock{impl_->mutex};
  State state;
  CW_CHECK(load(state, records));
  Credentials credentials = impl_->start.credentials;
  CW_CHECK(load_credentials(credentials, records));
  impl_->now.credentials = std::move(credentials);
  const auto replaced = impl_->by_hand([&](State& into) -> Result<Json> {
    into = std::move(state);
    return Json{};
  });
  if (!replaced) return replaced.error();
  return {};
}

Result<void> SchoologySystem::seed(const Json& records) {
  const std::lock_guard lock{impl_->mutex};
  Credentials credentials = impl_->now.credentials;
  CW_CHECK(load_credentials(credentials, records));
  const auto seeded = impl_->by_hand([&](State& state) -> Result<Json> {
    CW_CHECK(load(state, records));
    return Json{};
  });
  if (!seeded) return seeded.error();
  impl_->now.credentials = std::move(credentials);
  return {};
}

void SchoologySystem::reset() {
  const std::lock_guard lock{impl_->mutex};
  impl_->now = impl_->start;
  impl_->nonces.clear();
  impl_->rate.clear();
  impl_->lag = LaggingView{};
  impl_->lag.follow(impl_->now.settings, impl_->now.state);
}

Json SchoologySystem::settings() const {
  const std::lock_guard lock{impl_->mutex};
  return to_json(impl_->now.settings);
}

Result<void> SchoologySystem::change_settings(const Json& changes) {
  const std::lock_guard lock{impl_->mutex};
  CW_TRY(impl_->now.settings, with_changes(impl_->now.settings, changes));
  impl_->lag.follow(impl_->now.settings, impl_->now.state);
  return {};
}

Result<Json> SchoologySystem::deed(std::string_view name, const Json& body) {
  const std::lock_guard lock{impl_->mutex};
  if (name == "revoke") {
    CW_TRY(const auto token, text_field(body, "token"));
    CW_TRY(const auto uid, id_field(body, "uid"));
    return Json{{"revoked", revoke(impl_->now.credentials, token.value_or(""), uid.value_or(0))}};
  }
  State* behind = impl_->lag.caught_up();
  const std::int64_t now_s = impl_->clock.now_s();
  auto outcome = do_deed(impl_->now.state, name, body, now_s);
  if (outcome && behind != nullptr) CW_CHECK(do_deed(*behind, name, body, now_s));
  return outcome;
}

}  // namespace crosswalk::sandbox::schoology
