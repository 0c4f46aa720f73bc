#pragma once

/// \file
/// Applies auth profiles by name to requests, and knows what a 401 means for each kind.

#include "http/auth/profile.hpp"
#include "http/auth/token_source.hpp"
#include "http/clock.hpp"
#include "http/log.hpp"
#include "http/random.hpp"
#include "http/transport.hpp"

#include "crosswalk/result.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace crosswalk::http {

/// Thread-safe.
class Authenticator {
 public:
  /// Sends a token or login request.
  using Send = std::function<Result<Response>(Request, CancelToken)>;

  struct Services {
    Clock& clock;
    Log& log;
    Random& random;
    TokenStore* tokens;
  };

  /// \error BadConfig  a profile is incomplete; the message names it and the field.
  static Result<std::unique_ptr<Authenticator>> create(
      const std::map<std::string, AuthProfile>& profiles, Services services, const Send& send);

  /// What a request was sent with.
  struct Proof {
    std::uint64_t generation = 0;          ///< of the token
    std::chrono::seconds clock_offset{0};  ///< that was added to our time
  };

  /// Puts the credentials of `profile` on the request; the empty name is no profile.
  /// \error InvalidArgument  no such profile.
  /// \error ...              TokenSource::get().
  Result<Proof> apply(const std::string& profile, WireRequest& request, CancelToken cancel);

  /// The server answered `response` to a request with `proof`. True: it was 401, and the same
  /// request, with new proof, may fare better. That is so for a token that has run out, and for
  /// OAuth 1.0a once when our clock is off by the server's Date; never for static credentials,
  /// where a repetition only helps to lock the account.
  bool worth_repeating(const std::string& profile, const Proof& proof,
                       const WireResponse& response);

  /// \error InvalidArgument  no such profile.
  Result<> invalidate(const std::string& profile);

 private:
  struct Entry {
    AuthProfile profile;
    std::unique_ptr<TokenSource> tokens;  ///< null for static credentials
    std::atomic<std::int64_t> clock_offset_s = 0;
  };

  explicit Authenticator(Services services) : services_(services) {}
  Result<Entry*> find(const std::string& profile);
  Result<> sign(const OAuth1& profile, std::chrono::seconds offset, WireRequest& request);
  bool correct_clock(const std::string& name, Entry& entry, const Proof& proof,
                     const WireResponse& response);

  Services services_;
  std::map<std::string, Entry> entries_;
};

}  // namespace crosswalk::http
