#include "http/auth/token_source.hpp"

#include "fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace crosswalk::http {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using test::FakeClock;
using test::FakeLog;

class MemoryStore final : public TokenStore {
 public:
  Result<std::optional<Token>> load(const std::string& profile) override {
    if (broken) return Error{ErrorCode::Unavailable, "store is gone"};
    const auto found = tokens.find(profile);
    return found == tokens.end() ? std::optional<Token>{} : found->second;
  }
  Result<> save(const std::string& profile, const Token& token) override {
    if (broken) return Error{ErrorCode::Unavailable, "store is gone"};
    tokens[profile] = token;
    return {};
  }
  Result<> erase(const std::string& profile) override {
    tokens.erase(profile);
    return {};
  }
  std::map<std::string, Token> tokens;
  bool broken = false;
};

/// A source whose fetches are numbered: "t1", "t2", ...
class Source : public ::testing::Test {
 protected:
  TokenSource make(TokenStore* store = nullptr) {
    return TokenSource{"api",
                       [this](CancelToken) -> Result<Token> {
                         ++fetches_;
                         if (failure_) return Error{*failure_};
                         return Token{"t" + std::to_string(fetches_), expires_};
                       },
                       clock_, log_, store};
  }
  static std::string value(TokenSource& source) {
    const auto held = source.get({});
    return held ? held->value : "(" + held.error().message + ")";
  }

  FakeClock clock_;
  FakeLog log_;
  std::atomic<int> fetches_ = 0;
  std::optional<Error> failure_;
  std::optional<WallTime> expires_;
};

TEST_F(Source, FetchesOnceAndKeeps) {
  auto source = make();
  EXPECT_EQ(value(source), "t1");
  EXPECT_EQ(value(source), "t1");
  EXPECT_EQ(fetches_, 1);
}

TEST_F(Source, FetchesAgainWhenTheTokenIsOld) {
  expires_ = clock_.now() + hours{1};
  auto source = make();
  EXPECT_EQ(value(source), "t1");
  clock_.advance(hours{1} - milliseconds{1});
  EXPECT_EQ(value(source), "t1");
  clock_.advance(milliseconds{1});
  expires_ = clock_.now() + hours{1};
  EXPECT_EQ(value(source), "t2");
}

TEST_F(Source, RenewsAnAcceptedTokenThatIsRejected) {
  auto source = make();
  const auto first = *source.get({});
  source.accepted(first.generation);
  EXPECT_TRUE(source.rejected(first.generation));
  EXPECT_EQ(value(source), "t2");
}

// A new token that gets 401 as its first answer has not run out: permissions are missing, and more
// tokens do not help.
TEST_F(Source, DoesNotRenewATokenThatWasNeverAccepted) {
  auto source = make();
  const auto first = *source.get({});
  EXPECT_FALSE(source.rejected(first.generation));
  EXPECT_EQ(value(source), "t1");
}

TEST_F(Source, ALateRejectionOfAnOldTokenDoesNotCostTheNewOne) {
  auto source = make();
  const auto first = *source.get({});
  source.accepted(first.generation);
  EXPECT_TRUE(source.rejected(first.generation));
  EXPECT_EQ(value(source), "t2");
  EXPECT_TRUE(
      source.rejected(first.generation));  // another request that was still on its way with t1
  EXPECT_EQ(value(source), "t2");
  EXPECT_EQ(fetches_, 2);
}

TEST_F(Source, InvalidateGetsANewOne) {
  auto source = make();
  EXPECT_EQ(value(source), "t1");
  source.invalidate();
  EXPECT_EQ(value(source), "t2");
}

TEST_F(Source, ARefusalIsFinal) {
  auto source = make();
  failure_ = Error{ErrorCode::Unauthenticated, "refused"};
  EXPECT_EQ(value(source), "(refused)");
  failure_.reset();
  source.invalidate();
  EXPECT_EQ(value(source), "(refused)");
  EXPECT_EQ(fetches_, 1);
}

TEST_F(Source, TroubleIsNotFinal) {
  auto source = make();
  failure_ = Error{ErrorCode::Unavailable, "down"};
  EXPECT_EQ(value(source), "(down)");
  failure_.reset();
  EXPECT_EQ(value(source), "t2");
}

TEST_F(Source, OneThreadFetchesForAll) {
  std::atomic<int> waiting = 0;
  TokenSource source{"api",
                     [&](CancelToken) -> Result<Token> {
                       ++fetches_;
                       while (waiting < 4) std::this_thread::yield();
                       return Token{.value = "t"};
                     },
                     clock_, log_, nullptr};
  std::atomic<int> good = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        ++waiting;
        if (value(source) == "t") ++good;
      });
    }
  }
  EXPECT_EQ(good, 4);
  EXPECT_EQ(fetches_, 1);
}

TEST_F(Source, AStopEndsTheWaitForAnotherThreadsFetch) {
  std::atomic<bool> fetching = false;
  std::stop_source first_stop;
  std::stop_source second_stop;
  TokenSource source{"api",
                     [&](const CancelToken& cancel) -> Result<Token> {
                       fetching = true;
                       while (!cancel.stop_requested()) std::this_thread::yield();
                       return Error{ErrorCode::Cancelled, "stopped"};
                     },
                     clock_, log_, nullptr};
  std::jthread first{[&] { (void)source.get(first_stop.get_token()); }};
  while (!fetching) std::this_thread::yield();
  second_stop.request_stop();
  EXPECT_EQ(source.get(second_stop.get_token()).error().code, ErrorCode::Cancelled);
  first_stop.request_stop();
}

TEST_F(Source, KeepsItsTokenInTheStore) {
  MemoryStore store;
  {
    auto source = make(&store);
    EXPECT_EQ(value(source), "t1");
  }
  auto source = make(&store);
  EXPECT_EQ(value(source), "t1");
  EXPECT_EQ(fetches_, 1);
  // It may have run out since: a 401 is worth a new one.
  EXPECT_TRUE(source.rejected(source.get({})->generation));
  EXPECT_EQ(value(source), "t2");
  EXPECT_EQ(store.tokens["api"].value, "t2");
}

TEST_F(Source, DoesNotTakeAnOldTokenFromTheStore) {
  MemoryStore store;
  store.tokens["api"] = {"old", clock_.now()};
  auto source = make(&store);
  EXPECT_EQ(value(source), "t1");
}

TEST_F(Source, WorksWithoutItsStoreAndSaysSo) {
  MemoryStore store;
  store.broken = true;
  auto source = make(&store);
  EXPECT_EQ(value(source), "t1");
  EXPECT_THAT(log_.text(), ::testing::HasSubstr("store is gone"));
}

}  // namespace
}  // namespace crosswalk::http
