#pragma once

/// \file
/// What a client needs, without a network, a clock of the machine, or chance.

#include "http/client.hpp"
#include "support/fake_clock.hpp"

#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace crosswalk::test {

/// Thread-safe.
class FakeLog final : public http::Log {
 public:
  void write(http::LogLevel /*level*/, std::string_view code, std::string_view text) override {
    const std::scoped_lock lock{mutex_};
    lines_.push_back(std::string{code} + ": " + std::string{text});
  }
  /// Every line, joined.
  std::string text() const {
    const std::scoped_lock lock{mutex_};
    std::string all;
    for (const std::string& line : lines_) all += line + '\n';
    return all;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

/// Counts up, one step a call: every nonce differs, and jitter stays at its low end.
class FakeRandom final : public http::Random {
 public:
  Result<> fill(std::span<unsigned char> out) override {
    const unsigned step = ++calls_;
    for (unsigned char& byte : out) byte = 0;
    if (out.size() > 1) {
      out[0] = static_cast<unsigned char>(step);
      out[1] = static_cast<unsigned char>(step >> 8U);
    }
    return {};
  }

 private:
  std::atomic<unsigned> calls_ = 0;
};

/// Answers by a function, and remembers what it was asked. Thread-safe when the function is.
class FakeTransport final : public http::Transport {
 public:
  struct Seen {
    std::string method;
    std::string url;
    http::Headers headers;
    std::string body;
    bool credentials;
    bool repeatable;
    std::chrono::milliseconds timeout;
    std::uint64_t max_body;

    std::string header(std::string_view name) const {
      const auto* value = http::find_header(headers, name);
      return value == nullptr ? "(none)" : *value;
    }
  };
  using Answer = std::function<http::WireOutcome(const Seen&, http::CancelToken)>;

  FakeTransport() = default;
  explicit FakeTransport(Answer answer) : answer_(std::move(answer)) {}
  /// One outcome a request, in order; then 200.
  explicit FakeTransport(std::vector<http::WireOutcome> outcomes)
      : outcomes_(outcomes.begin(), outcomes.end()) {}

  http::WireOutcome exchange(const http::WireRequest& request, http::CancelToken cancel) override {
    Seen seen{request.method,      request.url.text(), request.headers, std::string{request.body},
              request.credentials, request.repeatable, request.timeout, request.max_body};
    {
      const std::scoped_lock lock{mutex_};
      seen_.push_back(seen);
      if (!outcomes_.empty()) {
        auto outcome = std::move(outcomes_.front());
        outcomes_.pop_front();
        return outcome;
      }
    }
    if (answer_) return answer_(seen, std::move(cancel));
    return http::WireResponse{.status = 200, .body = "ok"};
  }

  std::vector<Seen> seen() const {
    const std::scoped_lock lock{mutex_};
    return seen_;
  }

 private:
  Answer answer_;
  mutable std::mutex mutex_;
  std::deque<http::WireOutcome> outcomes_;
  std::vector<Seen> seen_;
};

inline http::WireResponse answer(int status, std::string body = "", http::Headers headers = {}) {
  return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}

/// Options that allow https://h and the loopback, with one bucket "api".
inline http::ClientOptions options_for_h() {
  http::ClientOptions options;
  options.egress = *http::Egress::from_urls({"https://h", "https://login.example"});
  options.buckets = {{.name = "api", .tokens = 100, .period = std::chrono::milliseconds{1000}}};
  return options;
}

/// A client over a fake transport.
struct Bench {
  explicit Bench(FakeTransport& transport, http::ClientOptions options = options_for_h(),
                 http::TokenStore* store = nullptr, FakeClock::Mode mode = FakeClock::Mode::Jump)
      : clock(mode),
        client(*http::Client::create(std::move(options), {clock, log, random, transport, store})) {}

  Result<http::Response> send(http::Request request) {
    return client->send(std::move(request), {});
  }

  FakeClock clock;
  FakeLog log;
  FakeRandom random;
  std::unique_ptr<http::Client> client;
};

}  // namespace crosswalk::test
