#include "http/auth/oauth2.hpp"

#include "http/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr WallTime kNow{seconds{1'800'000'000}};

TEST(OAuth2, AsksWithBasicHeaderOrForm) {
  OAuth2ClientCredentials profile{
      .token_url = "https://h/token", .client_id = "id", .client_secret = "a&b"};
  Request request = oauth2_token_request(profile);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://h/token");
  EXPECT_EQ(request.body, "grant_type=client_credentials");
  EXPECT_EQ(*find_header(request.headers, "Authorization"), "Basic " + base64("id:a&b"));
  EXPECT_THAT(*find_header(request.headers, "Content-Type"),
              HasSubstr("application/x-www-form-urlencoded"));

  profile.credentials = OAuth2ClientCredentials::Place::FormBody;
  profile.scope = "https://purl/a https://purl/b";
  request = oauth2_token_request(profile);
  EXPECT_EQ(request.body,
            "grant_type=client_credentials&scope=https%3A%2F%2Fpurl%2Fa%20https%3A%2F%2Fpurl%2Fb"
            "&client_id=id&client_secret=a%26b");
  EXPECT_EQ(find_header(request.headers, "Authorization"), nullptr);
}

std::optional<WallTime> expiry(const std::string& life) {
  const auto token = read_oauth2_token(
      {.status = 200, .body = R"({"access_token":"t","expires_in":)" + life + "}"}, kNow);
  EXPECT_TRUE(token) << life;
  return token ? token->expires_at : std::nullopt;
}

TEST(OAuth2, KeepsATokenForNineTenthsOfItsLife) {
  EXPECT_EQ(expiry("1000"), kNow + seconds{900});
  EXPECT_EQ(expiry("\"1000\""), kNow + seconds{900});  // PowerSchool
  EXPECT_EQ(expiry("1000.0"), kNow + seconds{900});
}

TEST(OAuth2, TakesAnythingElseAsNoKnownEnd) {
  for (const auto* life : {"null", "0", "-1", "\"soon\"", "[]", "99999999999999"})
    EXPECT_EQ(expiry(life), std::nullopt) << life;
  EXPECT_EQ(read_oauth2_token({.status = 200, .body = R"({"access_token":"t"})"}, kNow)->expires_at,
            std::nullopt);
}

TEST(OAuth2, TellsARefusalFromTrouble) {
  const auto code = [](int status, std::string body = "") {
    return read_oauth2_token({.status = status, .body = std::move(body)}, kNow).error().code;
  };
  for (const int status : {400, 401, 403, 423}) EXPECT_EQ(code(status), ErrorCode::Unauthenticated);
  for (const int status : {408, 429, 500, 503}) EXPECT_EQ(code(status), ErrorCode::Unavailable);
  for (const int status : {301, 303, 404, 405}) EXPECT_EQ(code(status), ErrorCode::BadConfig);
  for (const auto* body :
       {"", "<html>", "[]", "{}", R"({"access_token":""})", R"({"access_token":5})"}) {
    EXPECT_EQ(code(200, body), ErrorCode::BadData) << body;
  }
}

TEST(OAuth2, NeverRepeatsTheAnswerInAnError) {
  EXPECT_THAT(read_oauth2_token({.status = 401, .body = "s3cret"}, kNow).error().message,
              Not(HasSubstr("s3cret")));
}

}  // namespace
}  // namespace crosswalk::http
