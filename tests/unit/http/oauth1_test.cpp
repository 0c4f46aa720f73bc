#include "http/auth/oauth1.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// The vector of contracts/oneroster.md section 7.2.
const std::string kVectorUrl =
    "https://sis.maplebrook.example/ims/oneroster/v1p1/"
    "users?limit=2&offset=0&filter=status%3D%27active"
    "%27%20AND%20dateLastModified%3E%272026-01-05T00%3A00%3A00.000Z%27";
const OAuth1Stamp kVectorStamp{"n0nce-0001", 1767600000};

OAuth1 vector_profile(OAuth1::Method method) {
  return {.method = method, .consumer_key = "lantern-lms", .consumer_secret = "Quill&Ink 7"};
}

std::string signature_in(const std::string& header) {
  const std::string name = "oauth_signature=\"";
  const auto start = header.find(name) + name.size();
  return percent_decode(header.substr(start, header.find('"', start) - start));
}

TEST(OAuth1, MakesTheBaseStringOfTheContract) {
  const Url url = *parse_url(kVectorUrl);
  std::vector<Pair> parameters = form_pairs(url.query);
  for (const Pair& own :
       {Pair{"oauth_consumer_key", "lantern-lms"}, Pair{"oauth_nonce", "n0nce-0001"},
        Pair{"oauth_signature_method", "HMAC-SHA256"}, Pair{"oauth_timestamp", "1767600000"},
        Pair{"oauth_version", "1.0"}}) {
    parameters.push_back(own);
  }
  EXPECT_EQ(
      oauth1_base_string("GET", url, parameters),
      "GET&https%3A%2F%2Fsis.maplebrook.example%2Fims%2Foneroster%2Fv1p1%2Fusers&"
      "filter%3Dstatus%253D%2527active%2527%2520AND%2520dateLastModified%253E%25272026-01-05T00"
      "%253A00%253A00.000Z%2527%26limit%3D2%26oauth_consumer_key%3Dlantern-lms%26oauth_nonce%3D"
      "n0nce-0001%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1767600000%26"
      "oauth_version%3D1.0%26offset%3D0");
}

TEST(OAuth1, SignsTheVectorsOfTheContract) {
  const Url url = *parse_url(kVectorUrl);
  EXPECT_EQ(signature_in(oauth1_authorization(vector_profile(OAuth1::Method::HmacSha256), "GET",
                                              url, "", kVectorStamp)),
            "7HBVUbVVLs5Gk9YSjkqAx9zCWJ7HKz35SPklw5q0t9I=");
  EXPECT_EQ(signature_in(oauth1_authorization(vector_profile(OAuth1::Method::HmacSha1), "GET", url,
                                              "", kVectorStamp)),
            "ZfdMX6opKVSnQveYH+J1/p936kc=");
}

// RFC 5849 section 3.4.1.1, with its repeated, empty and encoded parameters, and a form body.
TEST(OAuth1, MakesTheBaseStringOfTheRfc) {
  const Url url = *parse_url("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b");
  std::vector<Pair> parameters = form_pairs(url.query);
  for (const Pair& more : form_pairs("c2&a3=2+q")) parameters.push_back(more);
  for (const Pair& own :
       {Pair{"oauth_consumer_key", "9djdj82h48djs9d2"}, Pair{"oauth_token", "kkk9d7dh3k39sjv7"},
        Pair{"oauth_signature_method", "HMAC-SHA1"}, Pair{"oauth_timestamp", "137131201"},
        Pair{"oauth_nonce", "7d8f3e4a"}}) {
    parameters.push_back(own);
  }
  EXPECT_EQ(
      oauth1_base_string("POST", url, parameters),
      "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25"
      "253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a"
      "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7"
      "dh3k39sjv7");
}

// The example of RFC 5849 section 1.2: a signature by token and both secrets.
TEST(OAuth1, SignsWithTheTokensSecretToo) {
  const Url url = *parse_url("http://photos.example.net/photos?file=vacation.jpg&size=original");
  const OAuth1 profile{.method = OAuth1::Method::HmacSha1,
                       .consumer_key = "dpf43f3p2l4k3l03",
                       .consumer_secret = "kd94hf93k423kf44",
                       .token = "nnch734d00sl2jdk",
                       .token_secret = "pfkkdhi9sl3r4s00"};
  std::vector<Pair> parameters = form_pairs(url.query);
  for (const Pair& own :
       {Pair{"oauth_consumer_key", "dpf43f3p2l4k3l03"}, Pair{"oauth_token", "nnch734d00sl2jdk"},
        Pair{"oauth_signature_method", "HMAC-SHA1"}, Pair{"oauth_timestamp", "137131202"},
        Pair{"oauth_nonce", "chapoH"}}) {
    parameters.push_back(own);
  }
  EXPECT_EQ(oauth1_signature(profile, oauth1_base_string("GET", url, parameters)),
            "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
}

TEST(OAuth1, PlaintextIsBothSecretsWithAnAmpersand) {
  OAuth1 profile{
      .method = OAuth1::Method::Plaintext, .consumer_key = "k", .consumer_secret = "9b77aa"};
  EXPECT_EQ(oauth1_signature(profile, "ignored"), "9b77aa&");
  profile.token_secret = "t s";
  EXPECT_EQ(oauth1_signature(profile, "ignored"), "9b77aa&t%20s");
  EXPECT_THAT(oauth1_authorization(profile, "GET", *parse_url("https://h/"), "", {"n", 1}),
              HasSubstr("oauth_signature=\"9b77aa%26t%2520s\""));
}

// Order as contracts/schoology.md section 3.1 asks for: realm, the rest by name, the signature.
TEST(OAuth1, WritesTheHeaderInOrder) {
  const OAuth1 profile{.method = OAuth1::Method::Plaintext,
                       .consumer_key = "0f3a11",
                       .consumer_secret = "9b77aa",
                       .no_token = OAuth1::NoToken::SendEmpty,
                       .realm = "Schoology API"};
  EXPECT_EQ(
      oauth1_authorization(profile, "GET", *parse_url("https://h/v1/roles"), "",
                           {"c1d2e3f4", 1795000000}),
      "OAuth realm=\"Schoology API\", oauth_consumer_key=\"0f3a11\", oauth_nonce=\"c1d2e3f4\", "
      "oauth_signature_method=\"PLAINTEXT\", oauth_timestamp=\"1795000000\", oauth_token=\"\", "
      "oauth_version=\"1.0\", oauth_signature=\"9b77aa%26\"");
}

TEST(OAuth1, LeavesTokenAndRealmOutUnlessAsked) {
  const std::string header = oauth1_authorization(vector_profile(OAuth1::Method::HmacSha1), "GET",
                                                  *parse_url("https://h/"), "", kVectorStamp);
  EXPECT_THAT(header, AllOf(StartsWith("OAuth oauth_consumer_key"), Not(HasSubstr("oauth_token")),
                            Not(HasSubstr("realm"))));
}

// An empty oauth_token is a parameter: it is in the base string.
TEST(OAuth1, SignsTheEmptyToken) {
  OAuth1 profile = vector_profile(OAuth1::Method::HmacSha1);
  const Url url = *parse_url("https://h/");
  const auto without = signature_in(oauth1_authorization(profile, "GET", url, "", kVectorStamp));
  profile.no_token = OAuth1::NoToken::SendEmpty;
  EXPECT_NE(signature_in(oauth1_authorization(profile, "GET", url, "", kVectorStamp)), without);
}

TEST(OAuth1, SignsAFormBody) {
  const OAuth1 profile = vector_profile(OAuth1::Method::HmacSha1);
  const auto signed_body = [&](std::string_view url, std::string_view body) {
    return signature_in(oauth1_authorization(profile, "POST", *parse_url(url), body, kVectorStamp));
  };
  EXPECT_NE(signed_body("https://h/", "a=1"), signed_body("https://h/", ""));
  EXPECT_EQ(signed_body("https://h/", "a=1"), signed_body("https://h/?a=1", ""));
}

}  // namespace
}  // namespace crosswalk::http
