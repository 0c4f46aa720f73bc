#include "client.hpp"

#include "crosswalk/percent.hpp"

#include "support.hpp"

namespace crosswalk::schoology {
namespace {

using ::testing::ElementsAre;
using testing::FakeAnswer;
using testing::FakeHttpHost;
using ::testing::HasSubstr;
using ::testing::Not;

class ClientTest : public ::testing::Test {
 protected:
  FakeHttpHost fake_;
  Client client_{fake_.host(), "https://api.schoology.com"};
};

TEST_F(ClientTest, AsksForJsonSignedByTheHost) {
  fake_.on_get("/v1/roles", "{}");
  ASSERT_TRUE(client_.fetch("/v1/roles", "reading roles"));
  const auto& request = fake_.seen().at(0);
  EXPECT_EQ(request.origin, "https://api.schoology.com");
  EXPECT_EQ(request.auth_profile, "api");
  EXPECT_EQ(request.headers.at("Accept"), "application/json");
  EXPECT_EQ(request.headers.count("Content-Type"), 0U);
}

TEST_F(ClientTest, NamesTheTypeOfABodyOnly) {
  EXPECT_EQ(client_.write("POST", "/v1/users", "{}").headers.size(), 2U);
  EXPECT_EQ(client_.write("DELETE", "/v1/users?uids=1", "").headers.size(), 1U);
}

// Contract 3.6: the second hop is a new request, so the host signs it anew; and only at our origin.
TEST_F(ClientTest, AsksAgainWhereARedirectPointsTo) {
  fake_.on("GET", "/v1/users/me",
           {303, "", {{"Location", "https://elsewhere.example/v1/users/90001"}}});
  fake_.on_get("/v1/users/90001", R"({"id": 90001})");
  const auto body = client_.fetch("/v1/users/me", "signing in");
  ASSERT_TRUE(body) << body.error().message;
  EXPECT_EQ(*body, R"({"id": 90001})");
  EXPECT_EQ(fake_.seen().at(1).origin, "https://api.schoology.com");
  EXPECT_EQ(fake_.seen().at(1).auth_profile, "api");
}

TEST_F(ClientTest, StopsAfterThreeRedirects) {
  for (int i = 0; i < 4; ++i) {
    fake_.on("GET", "/v1/users/me", {303, "", {{"Location", "/v1/users/me"}}});
  }
  const auto body = client_.fetch("/v1/users/me", "signing in");
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().code, ErrorCode::BadData);
  EXPECT_EQ(fake_.seen().size(), 4U);
}

TEST_F(ClientTest, RefusesARedirectToNowhere) {
  fake_.on("GET", "/v1/users/me", {303, "", {}});
  EXPECT_FALSE(client_.fetch("/v1/users/me", "signing in"));
  fake_.on("GET", "/v1/users/me", {303, "", {{"Location", "https://api.schoology.com/login"}}});
  EXPECT_FALSE(client_.fetch("/v1/users/me", "signing in"));
}

TEST(OwnPath, KeepsPathAndQueryAndDropsTheOrigin) {
  EXPECT_EQ(own_path("https://api.schoology.com/v1/users?start=200&limit=200").value(),
            "/v1/users?start=200&limit=200");
  EXPECT_EQ(own_path("/v1/users/5#top").value(), "/v1/users/5");
  for (const auto* url : {"", "https://api.schoology.com", "https://x/v2/users", "v1/users",
                          "https://x/v1/users\r\nHost: y", "javascript:alert(1)"}) {
    EXPECT_FALSE(own_path(url)) << url;
  }
}

// Contract 7: codes with / and # must be encoded.
TEST(PercentEncoded, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(percent_encoded("a-Z_0.~"), "a-Z_0.~");
  EXPECT_EQ(percent_encoded("a b/c#d,é"), "a%20b%2Fc%23d%2C%C3%A9");
}

Error refused(std::uint32_t status, std::string body = {}, std::string date = {},
              std::int64_t now_s = 0) {
  HttpResponse answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.date = std::move(date);
  return refusal(answer, "reading courses", now_s);
}

TEST(Refusal, TellsTheReaction) {
  EXPECT_EQ(refused(401).code, ErrorCode::Unauthenticated);
  EXPECT_EQ(refused(403).code, ErrorCode::Forbidden);
  EXPECT_EQ(refused(404).code, ErrorCode::NotFound);
  EXPECT_EQ(refused(410).code, ErrorCode::Unsupported);
  EXPECT_EQ(refused(429).code, ErrorCode::RateLimited);
  EXPECT_EQ(refused(429).retry_after.count(), 5000);
  EXPECT_EQ(refused(500).code, ErrorCode::Unavailable);
  EXPECT_EQ(refused(503).code, ErrorCode::Unavailable);
  EXPECT_EQ(refused(400).code, ErrorCode::BadData);
  EXPECT_EQ(refused(204).code, ErrorCode::BadData);
  EXPECT_THAT(refused(403).message, HasSubstr("administrator"));
}

TEST(Refusal, NeverRepeatsTheBody) {
  for (const std::uint32_t status : {400U, 401U, 403U, 500U}) {
    EXPECT_THAT(refused(status, "student Jane Doe").message, Not(HasSubstr("Jane")));
  }
}

// Contract 3.4, 10: a clock that is off shows as 401.
TEST(Refusal, NamesAWrongClock) {
  const std::string date = "Tue, 24 Nov 2026 20:42:44 GMT";
  EXPECT_THAT(refused(401, "", date, 1795552964 + 400).message, HasSubstr("400 s ahead of"));
  EXPECT_THAT(refused(401, "", date, 1795552964 - 400).message, HasSubstr("400 s behind"));
  EXPECT_THAT(refused(401, "", date, 1795552964).message, Not(HasSubstr("clock is")));
  EXPECT_THAT(
      refused(401, "Duplicate timestamp/nonce combination, possible replay attack.").message,
      HasSubstr("replay"));
}

}  // namespace
}  // namespace crosswalk::schoology
