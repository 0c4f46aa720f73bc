#include "http/asked_once.hpp"

#include "fakes.hpp"
#include "http/redact.hpp"

#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using test::answer;
using test::FakeTransport;

WireRequest get_of(const std::string& url) {
  WireRequest request{.method = "GET", .url = *parse_url(url)};
  request.label = without_secrets(request.url);
  return request;
}

std::string body_of(const WireOutcome& outcome) { return std::get<WireResponse>(outcome).body; }

TEST(AskedOnce, AsksForTheSamePageOnce) {
  FakeTransport inner{{answer(200, "one"), answer(200, "two")}};
  AskedOnce once(inner);
  EXPECT_EQ(body_of(once.exchange(get_of("https://h/x?p=1"), {})), "one");
  EXPECT_EQ(body_of(once.exchange(get_of("https://h/x?p=1"), {})), "one");
  EXPECT_EQ(body_of(once.exchange(get_of("https://h/x?p=2"), {})), "two");
  EXPECT_EQ(inner.seen().size(), 2U);
}

TEST(AskedOnce, AsksAgainAfterARefusalOrAFailure) {
  FakeTransport inner{{answer(401, "who"), Failure{FailureKind::Cut, "h:443"}, answer(200, "one")}};
  AskedOnce once(inner);
  (void)once.exchange(get_of("https://h/x"), {});
  (void)once.exchange(get_of("https://h/x"), {});
  EXPECT_EQ(body_of(once.exchange(get_of("https://h/x"), {})), "one");
}

TEST(AskedOnce, SignsInOnceUntilTheSystemForgets) {
  FakeTransport inner{{answer(200, "first"), answer(401), answer(200, "second")}};
  AskedOnce once(inner);
  WireRequest login = get_of("https://h/token");
  login.credentials = true;
  EXPECT_EQ(body_of(once.exchange(login, {})), "first");
  EXPECT_EQ(body_of(once.exchange(login, {})), "first");
  (void)once.exchange(get_of("https://h/x"), {});
  EXPECT_EQ(body_of(once.exchange(login, {})), "second");
}

// A wrong password that is tried again and again locks the account.
TEST(AskedOnce, StopsAskingWhoRefusesItThreeTimes) {
  FakeTransport inner{
      [](const FakeTransport::Seen&, CancelToken) -> WireOutcome { return answer(401, "who"); }};
  AskedOnce once(inner);
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(body_of(once.exchange(get_of("https://h/" + std::to_string(i)), {})), "who");
  }
  EXPECT_EQ(inner.seen().size(), 3U);
}

}  // namespace
}  // namespace crosswalk::http
