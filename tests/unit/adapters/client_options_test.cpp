/// Manifest and configuration make the HTTP client's options.

#include "adapters/client_options.hpp"
#include "adapters/config_schema.hpp"
#include "manifest_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

using ::testing::HasSubstr;

/// The options of the full manifest, changed, with this configuration.
Result<http::ClientOptions> options(const Json& config,
                                    const Json& changed = test::full_manifest()) {
  const auto manifest = parse_manifest(changed.dump());
  EXPECT_TRUE(manifest) << manifest.error().message;
  const auto accepted = ConfigSchema::parse(manifest->config_schema)->accept(config.dump());
  EXPECT_TRUE(accepted) << accepted.error().message;
  return client_options(*manifest, *accepted);
}

const Json kAll{{"base_url", "https://lms.example"},
                {"key", "K"},
                {"secret", "S"},
                {"token_url", "https://id.example/t"},
                {"login", "lo\"gin"},
                {"password", "P"},
                {"rate", 20}};

template <class Kind>
const Kind& profile(const http::ClientOptions& options, const std::string& name) {
  return std::get<Kind>(options.profiles.at(name).kind);
}

TEST(ClientOptions, HaveEveryKindOfProfile) {
  const auto made = options(kAll);
  ASSERT_TRUE(made) << made.error().message;
  const auto& oauth1 = profile<http::OAuth1>(*made, "api");
  EXPECT_EQ(oauth1.method, http::OAuth1::Method::HmacSha1);
  EXPECT_EQ(oauth1.consumer_key, "K");
  EXPECT_EQ(oauth1.consumer_secret, "S");
  EXPECT_EQ(oauth1.realm, "Sample API");
  EXPECT_EQ(oauth1.no_token, http::OAuth1::NoToken::SendEmpty);
  const auto& oauth2 = profile<http::OAuth2ClientCredentials>(*made, "o2");
  EXPECT_EQ(oauth2.token_url, "https://id.example/t");
  EXPECT_EQ(oauth2.scope, "roster");
  EXPECT_EQ(oauth2.credentials, http::OAuth2ClientCredentials::Place::FormBody);
  EXPECT_EQ(profile<http::Basic>(*made, "pw").password, "P");
  EXPECT_EQ(profile<http::ApiKeyHeader>(*made, "kh").name, "X-Key");
  EXPECT_EQ(profile<http::ApiKeyQuery>(*made, "kq").name, "apiKey");
  EXPECT_EQ(profile<http::Bearer>(*made, "br").token, "S");
}

TEST(ClientOptions, LeaveTheLoginsBodyToTheClientToFill) {
  const auto made = options(kAll);
  const auto& session = profile<http::SessionLogin>(*made, "se");
  EXPECT_EQ(session.url, "https://lms.example/login");
  EXPECT_EQ(session.body, R"({"u":"{login}","p":"{password}"})");
  EXPECT_EQ(session.fields.at("login"), "lo\"gin");
  EXPECT_EQ(session.fields.at("password"), "P");
  EXPECT_EQ(session.find, http::SessionLogin::Find::JsonPointer);
  EXPECT_EQ(session.find_name, "/data/token");
  EXPECT_EQ(session.reason_at, "/error/code");
  EXPECT_EQ(session.send_name, "X-Session");
  EXPECT_EQ(session.send_value, "S {token}");
}

TEST(ClientOptions, AllowTheConfiguredAddressesAndThoseOfTheLogins) {
  const auto made = options(kAll);
  EXPECT_TRUE(made->egress.check(*http::parse_url("https://lms.example/users")));
  EXPECT_TRUE(made->egress.check(*http::parse_url("https://id.example/t")));
  EXPECT_FALSE(made->egress.check(*http::parse_url("https://elsewhere.example")));
  EXPECT_FALSE(made->egress.check(*http::parse_url("https://lms.example:8443")));
}

TEST(ClientOptions, HaveTheBuckets) {
  const auto made = options(kAll);
  ASSERT_EQ(made->buckets.size(), 2U);
  EXPECT_EQ(made->buckets[0].name, "api");
  EXPECT_EQ(made->buckets[0].tokens, 20U);
  EXPECT_EQ(made->buckets[0].period.count(), 5000);
  EXPECT_EQ(made->concurrency, 2U);  // the smallest that is declared
}

TEST(ClientOptions, LeaveOutAProfileThatIsNotFilled) {
  const auto made = options({{"key", "K"}, {"secret", "S"}});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_FALSE(made->profiles.contains("o2"));
  EXPECT_FALSE(made->profiles.contains("pw"));
  EXPECT_TRUE(made->profiles.contains("api"));
}

TEST(ClientOptions, LeaveOutASessionWhoseLogInLacksSomething) {
  Json config = kAll;
  config.erase("password");
  EXPECT_FALSE(options(config)->profiles.contains("se"));
  Json manifest = test::full_manifest();
  manifest["auth_profiles"][6]["login"]["url"] = "{token_url}/login";
  config = kAll;
  config.erase("token_url");
  const auto made = options(config, manifest);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_FALSE(made->profiles.contains("se"));
  EXPECT_TRUE(made->profiles.contains("api"));
}

TEST(ClientOptions, NameTheBucketWhoseNumbersCannotBe) {
  const auto made = options({{"key", "K"}, {"secret", "S"}, {"rate", 2.5}});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(made.error().message, HasSubstr("rate bucket \"api\"/requests"));
}

TEST(ClientOptions, RefuseASessionThatCannotWork) {
  Json manifest = test::full_manifest();
  manifest["auth_profiles"][6]["token_at"] = {{"json", "/t"}, {"header", "T"}};
  EXPECT_THAT(options(kAll, manifest).error().message,
              HasSubstr("profile \"se\"/token_at: must have one of"));
  manifest = test::full_manifest();
  manifest["auth_profiles"][6]["send_as"]["value"] = "fixed";
  EXPECT_THAT(options(kAll, manifest).error().message,
              HasSubstr("profile \"se\"/send_as/value: must hold {token}"));
}

}  // namespace
}  // namespace crosswalk::adapters
