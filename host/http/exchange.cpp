#include "http/exchange.hpp"

#include "http/redact.hpp"
#include "http/retry_after.hpp"
#include "http/text.hpp"

#include <array>
#include <utility>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;

/// Headers that the client alone writes: two of them would be read differently by different
/// servers.
constexpr std::array<std::string_view, 5> kOurHeaders{"Host", "Content-Length", "Transfer-Encoding",
                                                      "Connection", "Authorization"};

Result<> check(const Request& request, bool credentials) {
  if (!is_token(request.method))
    return Error{ErrorCode::InvalidArgument, "the method is not a word"};
  for (const Header& header : request.headers) {
    if (!is_sendable(header)) {
      return Error{ErrorCode::InvalidArgument,
                   "a header has a bad name or a control character in its value"};
    }
    for (const std::string_view ours : kOurHeaders) {
      if (!same_word(header.name, ours) || (credentials && ours == "Authorization")) continue;
      return Error{ErrorCode::InvalidArgument,
                   "the header " + std::string{ours} + " is the client's own; leave it out" +
                       (ours == "Authorization" ? " and name an auth profile" : "")};
    }
  }
  if (!is_sendable({"Idempotency-Key", request.idempotency_key})) {
    return Error{ErrorCode::InvalidArgument, "the idempotency key has a control character"};
  }
  return {};
}

/// An error after an attempt that may have taken effect is no longer what it says.
Error with_doubt(Error error, bool doubt) {
  if (!doubt) return error;
  return {
      ErrorCode::OutcomeUnknown,
      error.message + "; an earlier attempt may have taken effect: look before sending it again"};
}

/// Refused before it was looked at: whether an earlier attempt of the same request took effect
/// stays open. (After 408 and 5xx the caller is in doubt anyway, and any other answer is about the
/// request itself.)
bool tells_nothing_of_before(int status) { return status == 401 || status == 403 || status == 429; }

}  // namespace

/// What has happened to a request so far.
struct Exchange::Progress {
  const Request& request;
  const Url& url;
  bool credentials;
  std::string what;  ///< for messages and the log
  AttemptFacts facts;
  std::uint32_t sent = 0;  ///< attempts, all of them
  bool doubt = false;      ///< one of them may have taken effect
  bool renewed = false;    ///< repeated once after a 401
  bool replaced = false;   ///< repeated once after a stale connection
  Authenticator::Proof proof{};
};

Result<std::unique_ptr<Exchange>> Exchange::create(ClientOptions options, ClientServices services) {
  std::unique_ptr<Exchange> self{new Exchange{std::move(options), services}};
  CW_TRY(self->limiter_, RateLimiter::create(self->options_.buckets));
  const auto send = [exchange = self.get()](const Request& request, const CancelToken& cancel) {
    return exchange->run(request, true, cancel);
  };
  CW_TRY(self->auth_, Authenticator::create(
                          self->options_.profiles,
                          {services.clock, services.log, services.random, services.tokens}, send));
  return self;
}

Counters Exchange::counters() const {
  const std::scoped_lock lock{mutex_};
  return counters_;
}

Result<Response> Exchange::run(const Request& request, const CancelToken& cancel) {
  return run(request, false, cancel);
}

Result<Response> Exchange::run(const Request& request, bool credentials,
                               const CancelToken& cancel) {
  CW_CHECK(check(request, credentials));
  CW_TRY(const Url url, parse_url(request.url));
  CW_CHECK(options_.egress.check(url));
  Progress progress{.request = request,
                    .url = url,
                    .credentials = credentials,
                    .what = for_log(request.method, url),
                    .facts = {.effect = effect_of(request), .retry = request.retry}};
  auto result = attempt_all(progress, cancel);
  if (!result && result.error().code != ErrorCode::OutcomeUnknown) {
    return with_doubt(std::move(result).error(), progress.doubt);
  }
  return result;
}

Result<Response> Exchange::attempt_all(Progress& progress, const CancelToken& cancel) {
  progress.facts.attempts = 0;
  for (;;) {
    // Signed after the wait: a timestamp must not be as old as the wait was long.
    CW_TRY(const std::uint64_t grant, wait_turn(progress.request, cancel));
    auto outcome = send(progress, cancel);
    limiter_->settle(progress.request.rate_bucket, grant, services_.clock.monotonic());
    if (!outcome) return std::move(outcome).error();
    judge(progress, *outcome);
    const auto wait = next_wait(progress, *outcome);
    if (!wait) return finish(progress, std::move(*outcome));
    progress.doubt = progress.doubt || leaves_doubt(progress.facts);
    CW_CHECK(pause(*wait, cancel));
  }
}

Result<std::uint64_t> Exchange::wait_turn(const Request& request, const CancelToken& cancel) {
  for (;;) {
    if (cancel.stop_requested()) return Error{ErrorCode::Cancelled, "stopped before sending"};
    CW_TRY(const TokenBucket::Take take,
           limiter_->take(request.rate_bucket, request.rate_cost, services_.clock.monotonic()));
    if (take.wait == milliseconds{0}) return take.grant;
    CW_CHECK(pause(take.wait, cancel));
  }
}

Result<> Exchange::pause(milliseconds duration, const CancelToken& cancel) {
  if (duration <= milliseconds{0}) return {};
  {
    const std::scoped_lock lock{mutex_};
    ++counters_.waits;
    counters_.waited_ms += static_cast<std::uint64_t>(duration.count());
  }
  return services_.clock.sleep(duration, cancel);
}

WireRequest Exchange::prepare(const Progress& progress) const {
  const Request& request = progress.request;
  WireRequest wire{.method = request.method,
                   .url = progress.url,
                   .headers = request.headers,
                   .body = request.body};
  if (find_header(wire.headers, "User-Agent") == nullptr) {
    wire.headers.push_back({"User-Agent", options_.user_agent});
  }
  if (!request.idempotency_key.empty()) {
    wire.headers.push_back({"Idempotency-Key", request.idempotency_key});
  }
  wire.timeout = request.timeout > milliseconds{0} ? request.timeout : options_.timeout;
  wire.max_body = request.max_body != 0 ? request.max_body : options_.max_body;
  wire.repeatable = progress.facts.effect != Effect::Write && request.retry != Retry::Never;
  wire.credentials = progress.credentials;
  wire.label = without_secrets(progress.url);
  return wire;
}

Result<WireOutcome> Exchange::send(Progress& progress, const CancelToken& cancel) {
  WireRequest wire = prepare(progress);
  const std::string profile = progress.credentials ? "" : progress.request.auth_profile;
  CW_TRY(progress.proof, auth_->apply(profile, wire, cancel));
  ++progress.sent;
  ++progress.facts.attempts;
  WireOutcome outcome = services_.transport.exchange(wire, cancel);
  count(progress, outcome);
  return outcome;
}

void Exchange::count(const Progress& progress, const WireOutcome& outcome) {
  const auto* response = std::get_if<WireResponse>(&outcome);
  const auto* failure = std::get_if<Failure>(&outcome);
  const std::scoped_lock lock{mutex_};
  if (failure != nullptr) ++counters_.failures;
  if (failure != nullptr && !was_sent(failure->kind)) return;
  if (progress.credentials) {
    ++counters_.token_requests;
  } else if (progress.facts.effect == Effect::Read) {
    ++counters_.reads;
  } else {
    ++counters_.writes;
  }
  if (progress.sent > 1 && !progress.credentials) ++counters_.retries;
  counters_.body_bytes_out += progress.request.body.size();
  if (response != nullptr) counters_.body_bytes_in += response->body.size();
}

/// Notes the outcome, and holds the bucket back when the server is overrun.
void Exchange::judge(Progress& progress, const WireOutcome& outcome) {
  AttemptFacts& facts = progress.facts;
  facts.status.reset();
  facts.failure.reset();
  facts.retry_after.reset();
  if (const auto* failure = std::get_if<Failure>(&outcome)) {
    facts.failure = failure->kind;
    return;
  }
  const auto& response = std::get<WireResponse>(outcome);
  facts.status = response.status;
  const std::string* wish = find_header(response.headers, "Retry-After");
  if (wish == nullptr) return;
  const auto now = std::chrono::floor<std::chrono::seconds>(services_.clock.now());
  const auto wait = parse_retry_after(*wish, now);
  if (!wait) return;
  facts.retry_after = *wait;
  if (response.status == 429 || response.status == 503) {
    limiter_->pause(progress.request.rate_bucket, services_.clock.monotonic() + *wait);
  }
}

/// How long until the next attempt; nothing: the outcome stands.
std::optional<milliseconds> Exchange::next_wait(Progress& progress, const WireOutcome& outcome) {
  const AttemptFacts& facts = progress.facts;
  const auto* failure = std::get_if<Failure>(&outcome);
  const auto* response = std::get_if<WireResponse>(&outcome);
  const bool once = facts.retry == Retry::Never;

  if (failure != nullptr && failure->stale && facts.effect != Effect::Write && !once &&
      !progress.replaced) {
    progress.replaced = true;
    --progress.facts.attempts;  // the connection's fault, not the server's
    return milliseconds{0};
  }
  if (response != nullptr && !progress.credentials) {
    const bool better =
        auth_->worth_repeating(progress.request.auth_profile, progress.proof, *response);
    if (better && !once && !progress.renewed) {
      progress.renewed = true;
      --progress.facts.attempts;
      services_.log.write(LogLevel::Info, "http.auth_again",
                          progress.what + ": 401, once more with new proof");
      return milliseconds{0};
    }
  }
  std::array<unsigned char, 1> byte{};
  const bool random = static_cast<bool>(services_.random.fill(byte));
  const auto wait = wait_before_retry(options_.retry, facts, random ? byte[0] / 256.0 : 0.5);
  if (!wait) return std::nullopt;
  if (facts.status == 429) {
    limiter_->pause(progress.request.rate_bucket, services_.clock.monotonic() + *wait);
  }
  const std::string why =
      failure != nullptr ? std::string{name_of(failure->kind)} : std::to_string(*facts.status);
  services_.log.write(LogLevel::Warning, "http.retry",
                      progress.what + ": " + why + " at attempt " + std::to_string(progress.sent) +
                          ", again in " + std::to_string(wait->count()) + " ms");
  return wait;
}

Result<Response> Exchange::finish(const Progress& progress, WireOutcome outcome) const {
  const AttemptFacts& facts = progress.facts;
  if (const auto* failure = std::get_if<Failure>(&outcome)) {
    return to_error(*failure, facts.effect, progress.doubt, progress.what);
  }
  auto& wire = std::get<WireResponse>(outcome);
  if (progress.doubt && tells_nothing_of_before(wire.status)) {
    return with_doubt({ErrorCode::Unavailable,
                       progress.what + ": the last answer was " + std::to_string(wire.status)},
                      true);
  }
  return Response{.status = wire.status,
                  .headers = std::move(wire.headers),
                  .body = std::move(wire.body),
                  .attempts = progress.sent,
                  .from_recording = wire.from_recording,
                  .after_lost_answer = progress.doubt};
}

}  // namespace crosswalk::http
