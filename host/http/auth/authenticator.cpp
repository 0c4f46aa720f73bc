#include "http/auth/authenticator.hpp"

#include "http/auth/check_profile.hpp"
#include "http/auth/oauth1.hpp"
#include "http/auth/oauth2.hpp"
#include "http/auth/session_login.hpp"
#include "http/http_date.hpp"
#include "http/text.hpp"

#include <array>
#include <utility>

namespace crosswalk::http {
namespace {

/// Servers allow a few minutes; a Date is exact to a second and as late as its packet.
constexpr std::chrono::seconds kClockTolerance{60};

bool is_form(const WireRequest& request) {
  const std::string* type = find_header(request.headers, "Content-Type");
  return type != nullptr && same_word(trim(std::string_view{*type}.substr(0, type->find(';'))),
                                      "application/x-www-form-urlencoded");
}

/// How the profile's token is fetched; nothing for static credentials.
TokenSource::Fetch fetch_for(const AuthProfile& profile, const Authenticator::Send& send,
                             Clock& clock) {
  if (const auto* oauth2 = std::get_if<OAuth2ClientCredentials>(&profile.kind)) {
    return [profile = *oauth2, send, &clock](CancelToken cancel) -> Result<Token> {
      CW_TRY(const Response answer, send(oauth2_token_request(profile), std::move(cancel)));
      return read_oauth2_token(answer, clock.now());
    };
  }
  if (const auto* session = std::get_if<SessionLogin>(&profile.kind)) {
    return [profile = *session, send](CancelToken cancel) -> Result<Token> {
      CW_TRY(Request login, login_request(profile));
      CW_TRY(const Response answer, send(std::move(login), std::move(cancel)));
      return read_login(profile, answer);
    };
  }
  return {};
}

struct Put {
  WireRequest& request;
  const std::string& token;

  void operator()(const OAuth1& /*profile*/) const {}  // signed last, over everything else
  void operator()(const OAuth2ClientCredentials& /*profile*/) const {
    authorize("Bearer " + token);
  }
  void operator()(const Basic& profile) const {
    authorize("Basic " + base64(profile.user + ':' + profile.password));
  }
  void operator()(const ApiKeyHeader& profile) const {
    request.headers.push_back({profile.name, profile.value});
  }
  void operator()(const ApiKeyQuery& profile) const {
    add_query(request.url, profile.name, profile.value);
  }
  void operator()(const Bearer& profile) const { authorize("Bearer " + profile.token); }
  void operator()(const SessionLogin& profile) const {
    send_session_token(profile, token, request);
  }

  void authorize(std::string value) const {
    request.headers.push_back({"Authorization", std::move(value)});
  }
};

}  // namespace

Result<std::unique_ptr<Authenticator>> Authenticator::create(
    const std::map<std::string, AuthProfile>& profiles, Services services, const Send& send) {
  std::unique_ptr<Authenticator> self{new Authenticator{services}};
  for (const auto& [name, profile] : profiles) {
    if (auto checked = check_profile(profile); !checked) {
      return in_context(checked.error(), "auth profile '" + name + "'");
    }
    Entry& entry = self->entries_[name];
    entry.profile = profile;
    if (auto fetch = fetch_for(profile, send, services.clock)) {
      entry.tokens = std::make_unique<TokenSource>(name, std::move(fetch), services.clock,
                                                   services.log, services.tokens);
    }
  }
  return self;
}

Result<Authenticator::Entry*> Authenticator::find(const std::string& profile) {
  const auto found = entries_.find(profile);
  if (found != entries_.end()) return &found->second;
  return Error{ErrorCode::InvalidArgument,
               "no auth profile '" + profile + "'; declare it in the manifest"};
}

Result<Authenticator::Proof> Authenticator::apply(const std::string& profile, WireRequest& request,
                                                  CancelToken cancel) {
  if (profile.empty()) return Proof{};
  CW_TRY(Entry* const entry, find(profile));
  Proof proof;
  std::string token;
  if (entry->tokens) {
    CW_TRY(TokenSource::Held held, entry->tokens->get(std::move(cancel)));
    token = std::move(held.value);
    proof.generation = held.generation;
  }
  for (const Header& header : entry->profile.extra_headers) request.headers.push_back(header);
  std::visit(Put{request, token}, entry->profile.kind);
  if (const auto* oauth1 = std::get_if<OAuth1>(&entry->profile.kind)) {
    proof.clock_offset = std::chrono::seconds{entry->clock_offset_s.load()};
    CW_CHECK(sign(*oauth1, proof.clock_offset, request));
  }
  return proof;
}

Result<> Authenticator::sign(const OAuth1& profile, std::chrono::seconds offset,
                             WireRequest& request) {
  std::array<unsigned char, 16> nonce{};
  CW_CHECK(services_.random.fill(nonce));
  const auto now = std::chrono::floor<std::chrono::seconds>(services_.clock.now()) + offset;
  const OAuth1Stamp stamp{hex({reinterpret_cast<const char*>(nonce.data()), nonce.size()}),
                          now.time_since_epoch().count()};
  const std::string_view form = is_form(request) ? request.body : std::string_view{};
  request.headers.push_back(
      {"Authorization", oauth1_authorization(profile, request.method, request.url, form, stamp)});
  return {};
}

bool Authenticator::worth_repeating(const std::string& profile, const Proof& proof,
                                    const WireResponse& response) {
  const auto found = entries_.find(profile);
  if (found == entries_.end()) return false;
  Entry& entry = found->second;
  if (response.status != 401) {
    if (entry.tokens) entry.tokens->accepted(proof.generation);
    return false;
  }
  if (entry.tokens) return entry.tokens->rejected(proof.generation);
  if (std::holds_alternative<OAuth1>(entry.profile.kind)) {
    return correct_clock(profile, entry, proof, response);
  }
  return false;
}

bool Authenticator::correct_clock(const std::string& name, Entry& entry, const Proof& proof,
                                  const WireResponse& response) {
  if (entry.clock_offset_s.load() != proof.clock_offset.count())
    return true;                                      // another request did
  if (proof.clock_offset.count() != 0) return false;  // once is enough
  const std::string* date = find_header(response.headers, "Date");
  if (date == nullptr) return false;
  const auto theirs = parse_http_date(*date);
  if (!theirs) return false;
  const auto ours = std::chrono::floor<std::chrono::seconds>(services_.clock.now());
  const auto offset = *theirs - ours;
  if (std::chrono::abs(offset) < kClockTolerance) return false;
  std::int64_t none = 0;
  if (entry.clock_offset_s.compare_exchange_strong(none, offset.count())) {
    services_.log.write(
        LogLevel::Warning, "http.clock_off",
        "auth profile " + name + ": the server's clock differs by " +
            std::to_string(offset.count()) +
            " s; signatures use its time from now on. Correct this machine's clock");
  }
  return true;
}

Result<> Authenticator::invalidate(const std::string& profile) {
  CW_TRY(Entry* const entry, find(profile));
  if (entry->tokens) entry->tokens->invalidate();
  return {};
}

}  // namespace crosswalk::http
