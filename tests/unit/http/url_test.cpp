#include "http/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Url parsed(std::string_view text) {
  auto url = parse_url(text);
  EXPECT_TRUE(url) << text << ": " << (url ? "" : url.error().message);
  return url ? *url : Url{};
}

TEST(Url, KeepsTheTargetByteForByte) {
  const Url url = parsed("https://API.Example.org/v1//users/?limit=2&q=a%20b+c#part");
  EXPECT_TRUE(url.tls);
  EXPECT_EQ(url.host, "api.example.org");
  EXPECT_EQ(url.port, 443);
  EXPECT_EQ(url.target(), "/v1//users/?limit=2&q=a%20b+c");
  EXPECT_EQ(url.authority(), "api.example.org");
  EXPECT_EQ(url.place(), "api.example.org:443");
}

TEST(Url, HasASlashAndTheSchemesPortWhenNoneIsGiven) {
  EXPECT_EQ(parsed("http://h").target(), "/");
  EXPECT_EQ(parsed("http://h").port, 80);
  EXPECT_EQ(parsed("http://h?x=1").target(), "/?x=1");
  EXPECT_EQ(parsed("http://h/p?").target(), "/p?");
  EXPECT_EQ(parsed("HTTPS://h:8443/").authority(), "h:8443");
  EXPECT_EQ(parsed("https://h:443/").authority(), "h");
  EXPECT_EQ(parsed("https://h:80/").authority(), "h:80");
}

TEST(Url, KnowsIpv6) {
  const Url url = parsed("http://[::1]:8080/x");
  EXPECT_EQ(url.host, "::1");
  EXPECT_EQ(url.authority(), "[::1]:8080");
  EXPECT_EQ(url.text(), "http://[::1]:8080/x");
  EXPECT_EQ(parsed("https://[fe80::1]").place(), "[fe80::1]:443");
}

TEST(Url, RefusesWhatItCannotSendSafely) {
  for (const std::string_view text :
       {"", "users", "/v1/users", "ftp://h/", "https://", "https:///x", "https://:80/",
        "https://h:0/", "https://h:65536/", "https://h:80x/", "https://h:/", "https://me:pw@h/",
        "https://h/a b", "https://h/\r\nX: y", "https://h/\x7f", "https://[::1/",
        "https://[::1]x/"}) {
    const auto url = parse_url(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ(url.error().code, ErrorCode::InvalidArgument);
  }
}

TEST(Url, NeverRepeatsAnAddressInAnError) {
  EXPECT_THAT(parse_url("https://me:hunter2@h/").error().message, Not(HasSubstr("hunter2")));
}

TEST(Url, LoopbackIsThisMachineOnly) {
  EXPECT_TRUE(is_loopback(parsed("http://localhost:1/")));
  EXPECT_TRUE(is_loopback(parsed("http://127.0.0.1/")));
  EXPECT_TRUE(is_loopback(parsed("http://127.9.8.7/")));
  EXPECT_TRUE(is_loopback(parsed("http://[::1]/")));
  EXPECT_FALSE(is_loopback(parsed("http://127.evil.example/")));
  EXPECT_FALSE(is_loopback(parsed("http://localhost.example/")));
  EXPECT_FALSE(is_loopback(parsed("http://10.0.0.1/")));
}

TEST(Url, AddsQueryParametersEncoded) {
  Url url = parsed("https://h/p");
  add_query(url, "api Key", "a&b");
  add_query(url, "x", "1");
  EXPECT_EQ(url.target(), "/p?api%20Key=a%26b&x=1");
}

}  // namespace
}  // namespace crosswalk::http
