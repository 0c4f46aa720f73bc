#include "fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <condition_variable>
#include <thread>

namespace crosswalk::http {
namespace {

using std::chrono::milliseconds;
using test::answer;
using test::Bench;
using test::FakeClock;
using test::FakeTransport;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr milliseconds kPlenty{20'000};

Request to(const std::string& path) { return {.url = "https://h" + path}; }

/// Lets requests through one by one.
class Gate {
 public:
  WireOutcome pass(const FakeTransport::Seen& seen, CancelToken cancel) {
    std::unique_lock lock{mutex_};
    ++entered_;
    ++inside_;
    most_ = std::max(most_, inside_);
    changed_.notify_all();
    const bool open = changed_.wait(lock, cancel, [&] { return tickets_ > 0; });
    --inside_;
    if (!open) return Failure{FailureKind::CancelledSent, ""};
    --tickets_;
    return answer(200, seen.url);
  }
  void open(int count) {
    const std::scoped_lock lock{mutex_};
    tickets_ += count;
    changed_.notify_all();
  }
  void wait_inside(int count) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return inside_ >= count; });
  }
  void wait_entered(int count) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return entered_ >= count; });
  }
  int most() {
    const std::scoped_lock lock{mutex_};
    return most_;
  }
  FakeTransport::Answer answers() {
    return [this](const FakeTransport::Seen& seen, CancelToken cancel) {
      return pass(seen, std::move(cancel));
    };
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  int tickets_ = 0;
  int inside_ = 0;
  int entered_ = 0;
  int most_ = 0;
};

ClientOptions with_concurrency(std::size_t count) {
  ClientOptions options = test::options_for_h();
  options.concurrency = count;
  return options;
}

TEST(Client, GivesEachTicketItsOwnAnswer) {
  FakeTransport transport{[](const auto& seen, CancelToken) { return answer(200, seen.url); }};
  Bench bench{transport};
  std::map<Ticket, std::string> expected;
  std::vector<Ticket> open;
  for (int i = 0; i < 50; ++i) {
    const std::string path = "/" + std::to_string(i);
    open.push_back(bench.client->submit(to(path), {}));
    expected[open.back()] = "https://h" + path;
  }
  EXPECT_EQ(expected.size(), 50U);
  while (!open.empty()) {
    const auto done = bench.client->wait(open, kPlenty, {});
    ASSERT_TRUE(done);
    ASSERT_NE(*done, 0U);
    EXPECT_EQ(bench.client->take(*done)->body, expected[*done]);
    std::erase(open, *done);
  }
}

TEST(Client, RunsAtMostItsConcurrencyAtATime) {
  Gate gate;
  FakeTransport transport{gate.answers()};
  Bench bench{transport, with_concurrency(3)};
  std::vector<Ticket> tickets;
  for (int i = 0; i < 9; ++i) tickets.push_back(bench.client->submit(to("/"), {}));
  gate.wait_inside(3);
  gate.open(9);
  for (const Ticket ticket : tickets) {
    ASSERT_EQ(*bench.client->wait(std::array{ticket}, kPlenty, {}), ticket);
    EXPECT_TRUE(bench.client->take(ticket));
  }
  EXPECT_EQ(gate.most(), 3);
}

TEST(Client, WaitEndsWithoutAnAnswerAfterItsTime) {
  Gate gate;
  FakeTransport transport{gate.answers()};
  Bench bench{transport};
  const Ticket ticket = bench.client->submit(to("/"), {});
  EXPECT_EQ(*bench.client->wait(std::array{ticket}, milliseconds{5}, {}), 0U);
  EXPECT_EQ(bench.client->take(ticket).error().code, ErrorCode::InvalidArgument);
  gate.open(1);
  EXPECT_EQ(*bench.client->wait(std::array{ticket}, kPlenty, {}), ticket);
}

TEST(Client, KnowsOnlyItsOwnTicketsAndEachOnce) {
  FakeTransport transport;
  Bench bench{transport};
  const Ticket ticket = bench.client->submit(to("/"), {});
  ASSERT_EQ(*bench.client->wait(std::array{ticket}, kPlenty, {}), ticket);
  EXPECT_TRUE(bench.client->take(ticket));
  EXPECT_EQ(bench.client->take(ticket).error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(bench.client->wait(std::array{ticket}, kPlenty, {}).error().code,
            ErrorCode::InvalidArgument);
  EXPECT_EQ(bench.client->wait(std::array<Ticket, 1>{777}, kPlenty, {}).error().code,
            ErrorCode::InvalidArgument);
  EXPECT_EQ(bench.client->wait({}, kPlenty, {}).error().code, ErrorCode::InvalidArgument);
  bench.client->release(ticket);
  bench.client->release(777);
}

TEST(Client, AStopEndsAWaitForTickets) {
  Gate gate;
  FakeTransport transport{gate.answers()};
  Bench bench{transport};
  const Ticket ticket = bench.client->submit(to("/"), {});
  std::stop_source stop;
  std::jthread stopper{[&] {
    gate.wait_inside(1);
    stop.request_stop();
  }};
  EXPECT_EQ(bench.client->wait(std::array{ticket}, kPlenty, stop.get_token()).error().code,
            ErrorCode::Cancelled);
  gate.open(1);
  EXPECT_EQ(*bench.client->wait(std::array{ticket}, kPlenty, {}),
            ticket);  // the request itself went on
}

TEST(Client, AStopReachesARequestOnTheWire) {
  for (const std::string method : {"GET", "POST"}) {
    Gate gate;
    FakeTransport transport{gate.answers()};
    Bench bench{transport};
    std::stop_source stop;
    std::jthread stopper{[&] {
      gate.wait_inside(1);
      stop.request_stop();
    }};
    const auto response =
        bench.client->send({.method = method, .url = "https://h/"}, stop.get_token());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code,
              method == "GET" ? ErrorCode::Cancelled : ErrorCode::OutcomeUnknown);
  }
}

TEST(Client, AStopReachesAWaitForTheNextAttempt) {
  for (const std::string method : {"GET", "PUT"}) {
    FakeTransport transport{std::vector<WireOutcome>{Failure{FailureKind::Cut, ""}}};
    Bench bench{transport, test::options_for_h(), nullptr, FakeClock::Mode::Hold};
    std::stop_source stop;
    std::jthread stopper{[&] {
      bench.clock.wait_for_sleepers(1);
      stop.request_stop();
    }};
    const auto response =
        bench.client->send({.method = method, .url = "https://h/"}, stop.get_token());
    ASSERT_FALSE(response);
    // The PUT was sent once: it may have happened.
    EXPECT_EQ(response.error().code,
              method == "GET" ? ErrorCode::Cancelled : ErrorCode::OutcomeUnknown);
    EXPECT_EQ(transport.seen().size(), 1U);
  }
}

TEST(Client, AStopReachesAWaitForTheRate) {
  FakeTransport transport;
  ClientOptions options = test::options_for_h();
  options.buckets = {{.name = "api", .tokens = 1, .period = milliseconds{1000}}};
  Bench bench{transport, options, nullptr, FakeClock::Mode::Hold};
  const Request limited{.method = "POST", .url = "https://h/", .rate_bucket = "api"};
  ASSERT_TRUE(bench.client->send(limited, {}));
  std::stop_source stop;
  std::jthread stopper{[&] {
    bench.clock.wait_for_sleepers(1);
    stop.request_stop();
  }};
  EXPECT_EQ(bench.client->send(limited, stop.get_token()).error().code, ErrorCode::Cancelled);
  EXPECT_EQ(transport.seen().size(), 1U);
}

TEST(Client, AStopBeforeTheFirstByteSendsNothing) {
  FakeTransport transport;
  Bench bench{transport};
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(
      bench.client->send({.method = "POST", .url = "https://h/"}, stop.get_token()).error().code,
      ErrorCode::Cancelled);
  EXPECT_THAT(transport.seen(), IsEmpty());
}

TEST(Client, WakesWhenTheRateAllows) {
  FakeTransport transport;
  ClientOptions options = test::options_for_h();
  options.buckets = {{.name = "api", .tokens = 1, .period = milliseconds{1000}}};
  Bench bench{transport, options, nullptr, FakeClock::Mode::Hold};
  const Request limited{.url = "https://h/", .rate_bucket = "api"};
  ASSERT_TRUE(bench.client->send(limited, {}));
  const Ticket ticket = bench.client->submit(limited, {});
  bench.clock.wait_for_sleepers(1);
  EXPECT_EQ(transport.seen().size(), 1U);
  bench.clock.advance(milliseconds{1000});
  EXPECT_EQ(*bench.client->wait(std::array{ticket}, kPlenty, {}), ticket);
}

TEST(Client, ReleaseStopsWhatIsOnItsWay) {
  Gate gate;
  FakeTransport transport{gate.answers()};
  Bench bench{transport, with_concurrency(1)};
  const Ticket running = bench.client->submit(to("/a"), {});
  gate.wait_inside(1);
  bench.client->release(running);
  const Ticket next = bench.client->submit(to("/b"), {});
  gate.wait_entered(2);  // the only worker is free again
  gate.open(1);
  EXPECT_EQ(*bench.client->wait(std::array{next}, kPlenty, {}), next);
  EXPECT_EQ(bench.client->take(next)->body, "https://h/b");
}

TEST(Client, ItsEndStopsEverything) {
  Gate gate;
  FakeTransport transport{gate.answers()};
  {
    Bench bench{transport, with_concurrency(2)};
    for (int i = 0; i < 10; ++i) (void)bench.client->submit(to("/"), {});
    gate.wait_inside(2);
  }
  EXPECT_LE(gate.most(), 2);
}

TEST(Client, RefusesOptionsThatCannotWork) {
  FakeTransport transport;
  FakeClock clock;
  test::FakeLog log;
  test::FakeRandom random;
  const auto refused = [&](ClientOptions options) {
    const auto client = Client::create(std::move(options), {clock, log, random, transport});
    return client ? "" : client.error().message;
  };
  EXPECT_THAT(refused(with_concurrency(0)), HasSubstr("concurrency"));
  ClientOptions options = test::options_for_h();
  options.buckets[0].tokens = 0;
  EXPECT_THAT(refused(options), HasSubstr("api"));
  options = test::options_for_h();
  options.profiles["sis"] = {.kind = Basic{}};
  EXPECT_THAT(refused(options), HasSubstr("sis"));
}

}  // namespace
}  // namespace crosswalk::http
