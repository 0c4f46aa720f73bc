/// \file
/// Rosters out of a played OneRoster provider into the played LMS, with the shipped binary; and the
/// same district through REST and through files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "e2e/stage.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
namespace fs = std::filesystem;

const std::vector<std::string> kDistrict{"--students", "40", "--schools", "2"};

std::uint64_t writes(const Sandbox& sandbox) {
  return sandbox.get("counts").at("writes").get<std::uint64_t>();
}

class OneRosterRestTest : public testing::Test {
 protected:
  Folder folder;
  Sandbox lms{folder.path()};
  Sandbox sis{"oneroster", folder.path(), kDistrict};

  Connector rest(Json changes = Json::object()) const {
    Json config{{"base_url", sis.url()},
                {"version", "1.1"},
                {"key", "sandbox-key"},
                {"secret", "${CW_E2E_SECRET}"},
                {"token_url", sis.url() + "/oauth2/token"},
                {"page_size", 17},
                {"rate", 100000}};
    config.update(changes);
    return {"oneroster_rest", config.dump()};
  }
  /// The same district as files.
  fs::path files() const {
    const fs::path to = folder.path() / "sis";
    std::string command = std::string(CW_SANDBOX) + " district --out " + to.string();
    for (const std::string& argument : kDistrict) command += " " + argument;
    EXPECT_EQ(std::system(command.c_str()), 0);
    return to;
  }
  std::map<std::string, std::string> world() const { return picture(lms.get("state")); }
};

TEST_F(OneRosterRestTest, ArrivesWholeAndFollowsOneChange) {
  const Stage stage(lms, rest());
  const Ended test = stage.run({"connector", "test", "sis"});
  ASSERT_EQ(test.status, 0) << test.out << test.err;
  EXPECT_THAT(test.out, HasSubstr("enrollments"));

  const Ended first = stage.run({"sync"});
  ASSERT_EQ(first.status, 0) << first.out << first.err;
  const auto after = world();
  EXPECT_GT(after.size(), 40U + 200U);
  const auto done = writes(lms);
  const Ended second = stage.run({"sync"});
  ASSERT_EQ(second.status, 0) << second.out << second.err;
  EXPECT_EQ(writes(lms), done) << "a second run writes nothing";

  sis.post("change", {{"collection", "users"},
                      {"sourcedId", "student-00010"},
                      {"set", {{"familyName", "Changed"}}}});
  const Ended third = stage.run({"sync"});
  ASSERT_EQ(third.status, 0) << third.out << third.err;
  EXPECT_EQ(writes(lms), done + 1);
  const auto changed = world();
  int differences = 0;
  for (const auto& [name, text] : changed) {
    if (after.at(name) == text) continue;
    ++differences;
    EXPECT_THAT(text, HasSubstr(" Changed "));
  }
  EXPECT_EQ(differences, 1);

  sis.post("remove", {{"collection", "enrollments"}, {"sourcedId", "enrollment-000005"}});
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_EQ(writes(lms), done + 2) << "a tombstone is one enrollment less";
}

TEST_F(OneRosterRestTest, IsTheSameAsThroughFiles) {
  Stage stage(lms, files());
  const Ended first = stage.run({"sync"});
  ASSERT_EQ(first.status, 0) << first.out << first.err;
  for (const Json& version :
       {Json{{"version", "1.1"}}, Json{{"version", "1.1"}, {"auth", "oauth1"}},
        Json{{"version", "1.1"}, {"auth", "oauth1"}, {"signature_method", "HMAC-SHA1"}},
        Json{{"version", "1.2"}}, Json{{"version", "1.2"}, {"credentials_in", "form"}}}) {
    stage.sis = rest(version);
    const Json plan = stage.json({"plan"});
    EXPECT_EQ(plan.at("header").at("writes"), 0) << version << plan.dump(1);
  }
}

TEST_F(OneRosterRestTest, SurvivesWhatProvidersDo) {
  Stage stage(lms, rest());
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  for (const Json& settings :
       {Json{{"max_limit", 5}}, Json{{"no_total", true}, {"no_link", true}},
        Json{{"no_total", false}, {"empty_204", true}, {"null_optionals", true}},
        Json{{"bare_refs", true}, {"cap_booleans", true}, {"periods_as_text", true}},
        Json{{"bare_refs", false},
             {"relative_href", true},
             {"boolean_flags", true},
             {"path_envelope", true},
             {"agent_typo", true}}}) {
    sis.post("settings", settings);
    const Json plan = stage.json({"plan"});
    EXPECT_EQ(plan.at("header").at("writes"), 0) << settings << plan.dump(1);
  }
}

// An incomplete read must not drop anybody.
TEST_F(OneRosterRestTest, DropsNobodyWhenLessComesThanThereIs) {
  const Stage stage(lms, rest());
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const auto before = world();
  sis.post("settings", {{"moving_total", 1}});
  sis.post("forget", {{"collection", "enrollments"}, {"sourcedId", "enrollment-000005"}});
  const Ended run = stage.run({"sync"});
  EXPECT_EQ(world(), before) << run.out << run.err;
  sis.post("settings", {{"moving_total", 0}});
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_NE(world(), before) << "a whole read shows that one enrollment is gone";
}

TEST_F(OneRosterRestTest, SaysWhatIsWrong) {
  Stage stage(lms, rest());
  const auto report = [&](const Json& changes) {
    stage.sis = rest(changes);
    const Ended test = stage.run({"connector", "test", "sis"});
    EXPECT_NE(test.status, 0) << test.out;
    return test.out + test.err;
  };
  EXPECT_THAT(report({{"key", "nobody"}}), HasSubstr("credentials_in"));
  EXPECT_THAT(report({{"auth", "oauth1"}, {"key", "nobody"}}), HasSubstr("signature_method"));
  EXPECT_THAT(report({{"scope",
                       "https://purl.imsglobal.org/spec/or/v1p1/scope/"
                       "roster-demographics.readonly"}}),
              HasSubstr("scope roster-core.readonly"));
  sis.post("settings", {{"serve_1_1", false}});
  EXPECT_THAT(report(Json::object()), HasSubstr("Set 'version' to 1.2"));
  EXPECT_THAT(report({{"base_url", lms.url()}}), HasSubstr("base_url"));
}

}  // namespace
}  // namespace crosswalk::e2e
