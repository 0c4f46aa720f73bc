/// The adapter as a whole on a scripted host: version, session, and its end.

#include "adapter.hpp"
#include "manifest.hpp"

#include "support/fake_http_host.hpp"
#include "support/roster_reading.hpp"

#include "crosswalk/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class EspSessionTest : public ::testing::Test {
 protected:
  static constexpr const char* kInfo = "/espws/v1/info";
  static constexpr const char* kBuildings = "/espws/v1/buildings?perPage=500";

  EspSessionTest() {
    auto made = ESchoolPlusAdapter::create(
        fake_.host(),
        R"({"domain": "http://127.0.0.1:8080", "site_code": "NorthFork", "login": "l", "password": true})");
    EXPECT_TRUE(made) << made.error().message;
    adapter_ = std::move(made).value();
  }
  void info(const char* version) {
    fake_.on_get(kInfo,
                 std::string(R"({"product": "eSchoolPlus", "maintenance": null, "version": ")") +
                     version + "\"}");
  }

  testing::FakeHttpHost fake_;
  std::unique_ptr<ESchoolPlusAdapter> adapter_;
};

TEST_F(EspSessionTest, AsksForTheVersionOnceAndEndsItsSession) {
  info("ESP_23.5.1.0");
  for (int i = 0; i < 2; ++i) {
    fake_.on_get(kBuildings,
                 R"({"records": [{"building": 14, "name": "Alder", "defaultCalendar": "R"}]})");
  }
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_TRUE(orgs) << orgs.error().message;
  EXPECT_THAT(orgs->ids(), ElementsAre("NORTHFORK-14")) << "the site code without its case";
  ASSERT_TRUE(testing::read_roster(*adapter_, "org"));
  fake_.on("DELETE", "/espws/v1/session", {204});
  adapter_.reset();
  EXPECT_TRUE(fake_.exhausted());
  EXPECT_EQ(fake_.seen().front().auth_profile, "") << "nobody logs in for the version";
  EXPECT_EQ(fake_.seen().back().method, "DELETE");
  EXPECT_EQ(fake_.seen().back().retry, CW_RETRY_NEVER);
}

TEST_F(EspSessionTest, AnOldVersionIsRefusedBeforeAnyLogIn) {
  info("2.9");
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_FALSE(orgs);
  EXPECT_EQ(orgs.error().code, ErrorCode::Unsupported);
  EXPECT_THAT(orgs.error().message, HasSubstr("'2.9'"));
  adapter_.reset();
  EXPECT_THAT(fake_.lines(), ElementsAre(std::string("GET ") + kInfo));
}

TEST_F(EspSessionTest, NothingIsSentWhenNothingIsRead) {
  adapter_.reset();
  EXPECT_TRUE(fake_.seen().empty());
}

TEST_F(EspSessionTest, OnlyReadsAsASourceInFull) {
  ReadRequest request;
  request.entity = "user";
  request.side = Side::Source;
  request.mode = ReadMode::Delta;
  EXPECT_EQ(adapter_->open(request).error().code, ErrorCode::Unsupported);
}

TEST(EspManifest, TheHostLogsIn) {
  const Json manifest = Json::parse(manifest_json());
  const Json& profile = manifest["auth_profiles"][0];
  EXPECT_EQ(profile["login"]["url"], "{domain}{base_path}/session");
  const std::string body = profile["login"]["body"];
  EXPECT_EQ(Json::parse(body)["password"], "{password}") << "JSON before it is filled";
  EXPECT_EQ(manifest["config_schema"]["properties"]["binding"]["enum"],
            (Json{"session", "plus360", "files"}));
}

}  // namespace
}  // namespace crosswalk::eschoolplus
