#include "session/lists.hpp"

#include "support/fake_http_host.hpp"

#include "crosswalk/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class EspListsTest : public ::testing::Test {
 protected:
  static constexpr const char* kFirst = "/espws/v1/sections?perPage=2&schoolYear=2027";
  static std::string page_at(int number, const std::string& job = "j1") {
    return std::string(kFirst) + "&page=" + std::to_string(number) +
           (job.empty() ? "" : "&job=" + job);
  }
  static std::string page(const std::string& records, int pages, int total,
                          const std::string& job = "j1") {
    return R"({"jobGuid": ")" + job + R"(", "asOf": "2026-10-01T23:10:00-05:00", "pageTotal": )" +
           std::to_string(pages) + R"(, "recordTotal": )" + std::to_string(total) +
           R"(, "records": )" + records + "}";
  }
  Result<Listing> list() {
    Client client(fake_.host(), "http://127.0.0.1:8080/espws/v1", "NORTHFORK");
    return list_all(client, "/sections", {{"schoolYear", "2027"}}, "reading sections", 2);
  }
  static constexpr const char* kExpired = R"({"error": {"code": "JOB_EXPIRED", "message": "x"}})";

  testing::FakeHttpHost fake_;
};

TEST_F(EspListsTest, LaterPagesNameTheJobOfTheFirst) {
  fake_.on_get(kFirst, page(R"([{"a": 1}, {"a": 2, "recordStatus": "D"}])", 2, 3));
  fake_.on_get(page_at(2), page(R"([{"a": 3, "recordStatus": "A"}])", 2, 3));
  const auto listing = list();
  ASSERT_TRUE(listing) << listing.error().message;
  EXPECT_THAT(listing->rows, SizeIs(2)) << "removed ones are not there";
  EXPECT_TRUE(listing->complete);
  EXPECT_EQ(listing->as_of, "2026-10-01T23:10:00-05:00");
  const auto& seen = fake_.seen();
  EXPECT_EQ(seen[0].auth_profile, "session");
  EXPECT_EQ(seen[0].headers.at("X-ESP-Site-Code"), "NORTHFORK");
  EXPECT_THAT(seen[0].headers.at("X-Request-Id"), SizeIs(36));
  EXPECT_NE(seen[0].headers.at("X-Request-Id"), seen[1].headers.at("X-Request-Id"));
}

TEST_F(EspListsTest, AnExpiredJobBeginsThatListAnew) {
  fake_.on_get(kFirst, page(R"([{"a": 1}, {"a": 2}])", 2, 3));
  fake_.on("GET", page_at(2), {410, kExpired});
  fake_.on_get(kFirst, page(R"([{"a": 1}, {"a": 2}])", 2, 3, "j2"));
  fake_.on_get(page_at(2, "j2"), page(R"([{"a": 3}])", 2, 3, "j2"));
  const auto listing = list();
  ASSERT_TRUE(listing);
  EXPECT_THAT(listing->rows, SizeIs(3));
  EXPECT_TRUE(fake_.exhausted());
}

TEST_F(EspListsTest, AJobThatExpiresTwiceFailsTheRead) {
  for (const char* job : {"j1", "j2"}) {
    fake_.on_get(kFirst, page(R"([{"a": 1}, {"a": 2}])", 2, 3, job));
    fake_.on("GET", page_at(2, job), {410, kExpired});
  }
  const auto listing = list();
  ASSERT_FALSE(listing);
  EXPECT_EQ(listing.error().code, ErrorCode::Unavailable);
}

TEST_F(EspListsTest, WithoutJobsAPageThatShiftedIsSeen) {
  fake_.on_get(kFirst, page(R"([{"a": 1}, {"a": 2}])", 2, 4, ""));
  fake_.on_get(page_at(2, ""), page(R"([{"a": 2}, {"a": 4}])", 2, 4, ""));
  fake_.on_get(kFirst, page(R"([{"a": 1}, {"a": 2}])", 2, 4, ""));
  fake_.on_get(page_at(2, ""), page(R"([{"a": 3}, {"a": 4}])", 2, 4, ""));
  const auto listing = list();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete);
  EXPECT_THAT(listing->rows, SizeIs(4));
}

TEST_F(EspListsTest, WithinAJobARowThatComesTwiceIsNoShift) {
  fake_.on_get(kFirst, page(R"([{"a": 1}, {"a": 1}])", 1, 2));
  const auto listing = list();
  ASSERT_TRUE(listing);
  EXPECT_TRUE(listing->complete);
  EXPECT_THAT(listing->rows, SizeIs(1));
}

TEST_F(EspListsTest, PagesThatDoNotAddUpTwiceAreNotComplete) {
  for (int i = 0; i < 2; ++i) {
    fake_.on_get(kFirst, page(R"([{"a": 1}, {"a": 2}])", 2, 4));
    fake_.on_get(page_at(2), page(R"([{"a": 3}])", 2, 4));
  }
  EXPECT_FALSE(list()->complete);
  for (int i = 0; i < 2; ++i) fake_.on_get(kFirst, page("[]", 3, 4));
  EXPECT_FALSE(list()->complete) << "an empty page ends it";
}

TEST_F(EspListsTest, EveryOtherAnswerIsAnErrorInWords) {
  struct Case {
    std::uint32_t status;
    const char* body;
    ErrorCode code;
    const char* words;
  };
  const std::vector<Case> cases{
      {200, R"({"version": "3"})", ErrorCode::BadData, "no list"},
      {200, "<html>", ErrorCode::BadData, "web page"},
      {200, R"({"records": [)", ErrorCode::BadData, "cut off"},
      {302, "", ErrorCode::BadConfig, "domain"},
      {401, R"({"error": {"code": "AUTH_EXPIRED"}})", ErrorCode::Unauthenticated, "AUTH_EXPIRED"},
      {403, R"({"error": {"code": "FORBIDDEN"}})", ErrorCode::Forbidden, "permission"},
      {404, "<html>", ErrorCode::BadConfig, "web page"},
      {404, R"({"error": {"code": "NOT_FOUND"}})", ErrorCode::NotFound, "does not offer"},
      {422,
       R"({"error": {"code": "VALIDATION", "fields": [{"name": "perPage", "code": "RANGE", "value": "Ada"}]}})",
       ErrorCode::BadData, "RANGE"},
      {423, "", ErrorCode::Unauthenticated, "locked"},
      {429, "", ErrorCode::RateLimited, "rate"},
      {503, R"({"error": {"code": "MAINTENANCE", "message": "until Ada is back"}})",
       ErrorCode::Unavailable, "maintenance"},
      {500, "", ErrorCode::Unavailable, "later"},
      {418, "", ErrorCode::BadData, "418"},
  };
  for (const Case& one : cases) {
    fake_.on("GET", kFirst, {one.status, one.body});
    const auto listing = list();
    ASSERT_FALSE(listing) << one.words;
    EXPECT_EQ(listing.error().code, one.code) << one.words;
    EXPECT_THAT(listing.error().message, HasSubstr(one.words));
    EXPECT_THAT(listing.error().message, HasSubstr("reading sections"));
    EXPECT_THAT(listing.error().message, Not(HasSubstr("Ada")));
  }
}

}  // namespace
}  // namespace crosswalk::eschoolplus
