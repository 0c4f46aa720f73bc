#include "http/http_date.hpp"
#include "http/retry_after.hpp"

#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

constexpr sys_seconds kExample{seconds{784111777}};  // 1994-11-06 08:49:37, the example of RFC 9110

TEST(HttpDate, ReadsAllThreeForms) {
  for (const auto* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994"}) {
    const auto date = parse_http_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(*date, kExample) << text;
  }
}

TEST(HttpDate, TakesShortYearsBelowSeventyAsThisCentury) {
  EXPECT_EQ(*parse_http_date("Monday, 05-Jan-26 00:00:00 GMT"), sys_seconds{seconds{1767571200}});
}

TEST(HttpDate, RefusesEverythingElse) {
  for (const auto* text : {"", "soon", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37",
                           "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 1994 08:49:37 GMT",
                           "Sun, 06 Nox 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
                           "Sun, 06 Nov 1994 08:49 GMT", "Sun, xx Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 199 08:49:37 GMT"}) {
    EXPECT_FALSE(parse_http_date(text)) << text;
  }
}

TEST(RetryAfter, TakesSecondsAndDates) {
  EXPECT_EQ(*parse_retry_after("5", kExample), seconds{5});
  EXPECT_EQ(*parse_retry_after(" 0 ", kExample), seconds{0});
  EXPECT_EQ(*parse_retry_after("Sun, 06 Nov 1994 08:50:07 GMT", kExample), seconds{30});
}

TEST(RetryAfter, StaysWithinItsLimits) {
  EXPECT_EQ(*parse_retry_after("Sun, 06 Nov 1994 08:00:00 GMT", kExample), seconds{0});
  EXPECT_EQ(*parse_retry_after("86400", kExample), kRetryAfterMax);
  EXPECT_EQ(*parse_retry_after("99999999999999999999999", kExample), kRetryAfterMax);
  EXPECT_EQ(*parse_retry_after("Mon, 06 Nov 2090 08:00:00 GMT", kExample), kRetryAfterMax);
}

TEST(RetryAfter, RefusesWhatIsNeither) {
  for (const auto* text : {"", " ", "-1", "1.5", "soon", "5s"}) {
    const auto wait = parse_retry_after(text, kExample);
    ASSERT_FALSE(wait) << text;
    EXPECT_EQ(wait.error().code, ErrorCode::BadData);
  }
}

}  // namespace
}  // namespace crosswalk::http
