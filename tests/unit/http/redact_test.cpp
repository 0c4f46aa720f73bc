#include "http/redact.hpp"

#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

std::string log_line(std::string_view url) { return for_log(*parse_url(url)); }
std::string recorded(std::string_view url) { return without_secrets(*parse_url(url)); }

TEST(Redact, KnowsTheNamesThatCarrySecrets) {
  for (const auto* name :
       {"apiKey", "api_key", "API-KEY", "key", "access_token", "token", "client_secret", "password",
        "Passwd", "oauth_signature", "sig", "session", "authorization", "x-vendor-authorization",
        "code", "JSESSIONID"}) {
    EXPECT_TRUE(is_secret_name(name)) << name;
  }
  for (const auto* name : {"limit", "offset", "filter", "start", "school_uids", "keyword", "id"}) {
    EXPECT_FALSE(is_secret_name(name)) << name;
  }
}

TEST(Redact, ALogLineShowsThePathAndNumbersOnly) {
  EXPECT_EQ(log_line("https://h/v1/users/12?limit=200&start=0&apiKey=demo.0000"),
            "https://h/v1/users/12?limit=200&start=0&apiKey=*");
  EXPECT_EQ(log_line("https://h/users?filter=givenName%3D%27Mia%27&email=mia%40x.example"),
            "https://h/users?filter=*&email=*");
  EXPECT_EQ(log_line("https://h/users?born=20100105&born=2010-01-05"),
            "https://h/users?born=*&born=*");
  EXPECT_EQ(log_line("https://h/x?key=12345"), "https://h/x?key=*");
  EXPECT_EQ(log_line("https://h/x?flag&a="), "https://h/x?flag&a=");
  EXPECT_EQ(log_line("https://h:8443/x"), "https://h:8443/x");
}

TEST(Redact, SeesThroughEncodedNames) {
  EXPECT_EQ(log_line("https://h/x?api%4Bey=12345"), "https://h/x?api%4Bey=*");
  EXPECT_EQ(recorded("https://h/x?%61pi_key=s3"), "https://h/x?%61pi_key=*");
}

TEST(Redact, ARecordingKeepsWhatTellsRequestsApart) {
  EXPECT_EQ(recorded("https://h/x?filter=a%27b&limit=2&token=s3cret"),
            "https://h/x?filter=a%27b&limit=2&token=*");
}

// Found by fuzzing: what ends in a separator was shortened, and was then another request's twin.
TEST(Redact, ARecordingKeepsEmptyPiecesOfAQuery) {
  for (const auto* url : {"https://h/x?", "https://h/x?a=1&", "https://h/x?&&", "https://h/x?a"}) {
    EXPECT_EQ(recorded(url), url);
  }
}

TEST(Redact, NamesTheMethod) {
  EXPECT_EQ(for_log("PUT", *parse_url("http://127.0.0.1:81/p?q=x")),
            "PUT http://127.0.0.1:81/p?q=*");
}

}  // namespace
}  // namespace crosswalk::http
