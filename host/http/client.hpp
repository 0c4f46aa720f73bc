#pragma once

/// \file
/// The one way out: the HTTP client of one connector, with authentication, rate limit, retry and
/// egress list.
///
/// Usage:
///
///     NetTransport network{...};                       // or a recording, or a test's fake
///     CW_TRY(auto client, Client::create(options, {clock, log, random, network}));
///     CW_TRY(Response answer, client->send({.url = "https://sis.example/users"}, cancel));

#include "http/auth/profile.hpp"
#include "http/clock.hpp"
#include "http/egress.hpp"
#include "http/log.hpp"
#include "http/metrics.hpp"
#include "http/random.hpp"
#include "http/rate_limit.hpp"
#include "http/request.hpp"
#include "http/retry.hpp"
#include "http/transport.hpp"

#include "crosswalk/result.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::http {

struct ClientOptions {
  Egress egress{};  ///< token and login addresses included
  std::map<std::string, AuthProfile> profiles{};
  std::vector<BucketSpec> buckets{};
  RetryPolicy retry{};
  std::size_t concurrency = 4;                ///< requests at a time
  std::chrono::milliseconds timeout{60'000};  ///< of one attempt, where the request does not say
  std::uint64_t max_body = 64U << 20U;        ///< bytes of answer, where the request does not say
  std::string user_agent = "crosswalk";
};

/// All of them outlive the client.
struct ClientServices {
  Clock& clock;
  Log& log;
  Random& random;
  Transport& transport;
  TokenStore* tokens = nullptr;  ///< null: tokens live as long as the client
};

/// A request on its way; 0 is none.
using Ticket = std::uint64_t;

/// Thread-safe. At most ClientOptions::concurrency requests run at a time, however they were given.
/// Destroying the client cancels what is on its way.
class Client {
 public:
  /// \error BadConfig  a profile or bucket is incomplete; the message names it.
  static Result<std::unique_ptr<Client>> create(ClientOptions options, ClientServices services);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Sends and waits. Any answer is a Response, whatever its status; after the last attempt also
  /// 429 and 5xx. (408 and 5xx to a write leave it open whether it took effect.)
  /// \error InvalidArgument  the address, a header, the profile's or the bucket's name.
  /// \error Forbidden        the address is not on the egress list.
  /// \error Unauthenticated  the token endpoint or login refused us. Not tried again in this
  /// client's life: lock-out.
  /// \error Unavailable      no answer, and nothing was changed.
  /// \error OutcomeUnknown   a write was sent and its answer was lost: look before anything else.
  /// \error BadData          a read's answer is too large or is not HTTP.
  /// \error Cancelled        `cancel` was stopped, and nothing had been sent that changes anything.
  Result<Response> send(Request request, CancelToken cancel);

  /// Like send(), without waiting. What is wrong with the request shows in its result.
  Ticket submit(Request request, CancelToken cancel);

  /// Waits until one of `set` has its result and returns that ticket, or 0 after `timeout` (real
  /// time).
  /// \error InvalidArgument  the set is empty, or a ticket in it is unknown or already taken.
  /// \error Cancelled        `cancel` was stopped first.
  Result<Ticket> wait(std::span<const Ticket> set, std::chrono::milliseconds timeout,
                      CancelToken cancel);

  /// The result of a ticket that wait() returned; the ticket ends with it.
  /// \error InvalidArgument  unknown, already taken, or not finished.
  Result<Response> take(Ticket ticket);

  /// Forgets a ticket: a request that still runs is cancelled. Unknown tickets are left alone.
  void release(Ticket ticket);

  /// The profile's token is no good any more: the next request gets a new one. Nothing for static
  /// credentials.
  /// \error InvalidArgument  no such profile.
  Result<> invalidate(const std::string& profile);

  Counters counters() const;

 private:
  struct Parts;
  explicit Client(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace crosswalk::http
