/// The configuration, and what "test connection" says for each way it can fail.

#include "rest/client.hpp"
#include "rest/manifest.hpp"
#include "rest/support.hpp"

namespace crosswalk::oneroster::rest {
namespace {

using ::testing::HasSubstr;

class CheckTest : public RestTest {
 protected:
  void answer(const std::string& list, std::string body, std::uint32_t status = 200,
              std::map<std::string, std::string> headers = {}) {
    fake_.on("GET", std::string(kBase) + list + "?limit=1&offset=0&sort=sourcedId&orderBy=asc",
             {status, std::move(body), std::move(headers)});
  }
  Json steps(std::string_view config = kConfig) {
    const auto report = adapter(config).check();
    EXPECT_TRUE(report) << report.error().message;
    return report ? Json::parse(*report)["steps"] : Json::array();
  }
  /// The one failed step of a check whose first question is answered so.
  std::string first_failure(std::uint32_t status, std::string body = {},
                            std::map<std::string, std::string> headers = {}) {
    answer("orgs", std::move(body), status, std::move(headers));
    const Json step = steps()[0];
    EXPECT_FALSE(step["ok"].get<bool>());
    return step["detail"].get<std::string>() + " " + step["hint"].get<std::string>();
  }
};

TEST_F(CheckTest, AsksForOneOfEach) {
  const std::string gmt = "Wed, 18 Nov 2026 11:06:40 GMT";
  answer("orgs", R"({"orgs":[{}]})", 200, {{"X-Total-Count", "3"}, {"Date", gmt}});
  for (const char* list : {"orgs", "academicSessions", "courses", "classes", "enrollments"}) {
    answer(list, std::string("{\"") + list + "\":[]}");
  }
  answer("users", R"({"users":[{"sourcedId":"u","role":"student"}]})", 200,
         {{"X-Total-Count", "41"}});
  const Json report = steps();
  ASSERT_EQ(report.size(), 8U);
  for (const Json& step : report) EXPECT_TRUE(step["ok"].get<bool>()) << step.dump();
  EXPECT_EQ(report[5]["name"], "users");
  EXPECT_EQ(report[5]["detail"], "41");
  EXPECT_THAT(report[5]["hint"].get<std::string>(), HasSubstr("the shape of 1.1"));
  EXPECT_EQ(report[7]["name"], "clock");
  EXPECT_EQ(report[7]["detail"], "within a minute of the provider's");
}

TEST_F(CheckTest, WrongCredentials) {
  EXPECT_THAT(first_failure(401, "{}", {{"Date", "Wed, 18 Nov 2026 11:16:40 GMT"}}),
              ::testing::AllOf(HasSubstr("does not accept the credentials"), HasSubstr("'token'"),
                               HasSubstr("clock is 600 s behind")));
}

TEST_F(CheckTest, WrongTokenCredentials) {
  crosswalk::testing::FakeAnswer none;
  none.failure = CW_E_AUTH;
  fake_.on("GET", std::string(kBase) + "orgs?limit=1&offset=0&sort=sourcedId&orderBy=asc", none);
  EXPECT_THAT(steps()[0]["hint"].get<std::string>(), HasSubstr("'token_url'"));
}

TEST_F(CheckTest, MissingScope) {
  answer("orgs", "{}", 403);
  for (const char* list : {"orgs", "academicSessions", "courses", "classes", "users"}) {
    answer(list, "{}", 403);
  }
  answer("enrollments", R"({"enrollments":[]})");
  const Json report = steps();
  EXPECT_THAT(report[0]["detail"].get<std::string>(), HasSubstr("scope roster-core.readonly"));
  EXPECT_TRUE(report[6]["ok"].get<bool>()) << "each list is asked for";
}

TEST_F(CheckTest, WrongVersion) {
  fake_.on("GET", "/ims/oneroster/v1p1/orgs?limit=1&offset=0&sort=sourcedId&orderBy=asc", {401});
  EXPECT_THAT(first_failure(404), HasSubstr("Set 'version' to 1.1"));
}

TEST_F(CheckTest, WrongAddress) {
  EXPECT_THAT(first_failure(200, "<!doctype html><html></html>"),
              HasSubstr("the address of a page for people"));
}

TEST_F(CheckTest, NothingThere) {
  fake_.on("GET", "/ims/oneroster/v1p1/orgs?limit=1&offset=0&sort=sourcedId&orderBy=asc", {404});
  EXPECT_THAT(first_failure(404), HasSubstr("Check base_url and version"));
}

TEST_F(CheckTest, HttpForHttps) {
  EXPECT_THAT(first_failure(301, "", {{"Location", "https://127.0.0.1:9/x"}}),
              HasSubstr("the provider wants https://"));
}

TEST_F(CheckTest, RedirectedElsewhere) {
  EXPECT_THAT(first_failure(302, "", {{"Location", "http://login/"}}),
              HasSubstr("which is not followed"));
}

TEST_F(CheckTest, Unreachable) {
  crosswalk::testing::FakeAnswer none;
  none.failure = CW_E_TRANSIENT;
  fake_.on("GET", std::string(kBase) + "orgs?limit=1&offset=0&sort=sourcedId&orderBy=asc", none);
  const Json step = steps()[0];
  EXPECT_FALSE(step["ok"].get<bool>());
  EXPECT_THAT(step["hint"].get<std::string>(), HasSubstr("firewall"));
}

TEST(RestOptions, MakeTheAddressAndChooseTheProfile) {
  const auto options = [](const char* text) {
    const auto parsed = parse_options(text);
    EXPECT_TRUE(parsed) << parsed.error().message;
    return parsed ? *parsed : Options{};
  };
  const auto one = options(
      R"({"base_url":"https://sis/campus/api/","version":"1.1","key":"k","secret":true,"token_url":"https://sis/t"})");
  EXPECT_EQ(one.service_url, "https://sis/campus/api/ims/oneroster/v1p1");
  EXPECT_EQ(one.other_url, "https://sis/campus/api/ims/oneroster/rostering/v1p2");
  EXPECT_EQ(one.auth_profile, "oauth2_1_1");
  const auto two = options(
      R"({"base_url":"https://agg/ims/oneroster/v1p1","version":"1.2","auth":"oauth1","key":"k","secret":true})");
  EXPECT_EQ(two.service_url, "https://agg/ims/oneroster/v1p1");
  EXPECT_EQ(two.other_url, "");
  EXPECT_EQ(two.auth_profile, "oauth1");
  EXPECT_EQ(options(R"({"base_url":"https://a","version":"1.2","key":"k","secret":true,
                        "token_url":"https://a/t","scope":"own"})")
                .auth_profile,
            "oauth2_own");
}

TEST(RestOptions, SayWhatIsMissing) {
  const auto refused = [](const char* text, const char* says) {
    const auto parsed = parse_options(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, ErrorCode::BadConfig);
    EXPECT_THAT(parsed.error().message, HasSubstr(says));
  };
  refused("[]", "not a JSON object");
  refused(R"({"base_url":"https://a"})", "'version'");
  refused(R"({"base_url":"a","version":"1.1"})", "https://");
  refused(R"({"base_url":"https://a?x=1","version":"1.1"})", "without a query");
  refused(R"({"base_url":"https://a","version":"1.1"})", "'key' and 'secret'");
  refused(R"({"base_url":"https://a","version":"1.1","key":"k","secret":true})", "'token_url'");
  refused(R"({"base_url":"https://a","version":"1.1","auth":"bearer"})", "'token'");
}

TEST(RestErrors, AreReadInEveryShape) {
  EXPECT_EQ(description_in(R"({"statusInfoSet":[{"imsx_description":"no class"}]})"), "no class");
  EXPECT_EQ(description_in(R"({"errors":[{"codeMinor":"x","description":"d"}]})"), "d");
  EXPECT_EQ(description_in(R"({"Description":"D"})"), "D");
  EXPECT_EQ(description_in("Too many requests"), "");
}

TEST_F(RestTest, ReadsInFullFromTheSourceOnly) {
  ReadRequest request;
  request.entity = "org";
  request.mode = ReadMode::Delta;
  EXPECT_EQ(adapter().open(request).error().code, ErrorCode::Unsupported);
  request.mode = ReadMode::Full;
  request.side = Side::Destination;
  EXPECT_EQ(adapter().open(request).error().code, ErrorCode::Unsupported);
  request.side = Side::Source;
  request.entity = "lineItem";
  EXPECT_EQ(adapter().open(request).error().code, ErrorCode::Unsupported);
  EXPECT_TRUE(Json::parse(OneRosterRest::manifest()).is_object());
}

}  // namespace
}  // namespace crosswalk::oneroster::rest
