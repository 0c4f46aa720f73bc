/// Every way a configuration file can be wrong, and the sentence it gets.

#include "app/config/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace crosswalk::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* kGood = R"json({
  // Comments are welcome.
  "district": {"name": "Sample District", "time_zone": "America/New_York"},
  "state": {"database": "sqlite:state.db"},
  "files": {"allowed_roots": ["data"]},
  "connectors": {
    "sis": {"adapter": "oneroster", "config": {"path": "data/export.zip"}},
    "lms": {"adapter": "schoology", "config": {"consumer_key": "k", "consumer_secret": "${LMS_SECRET}"}}
  },
  "integrations": {"roster": {"source": "sis", "destination": "lms"}}
})json";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

/// The good file with more settings of its integration.
std::string integration(const std::string& more) {
  return with(kGood, R"("destination": "lms")", R"("destination": "lms", )" + more);
}

TEST(Config, ReadsAFileAndFillsDefaults) {
  const auto config = parse_config(kGood, "/etc/crosswalk/crosswalk.json");
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->district.time_zone, "America/New_York");
  EXPECT_EQ(config->state.database, "sqlite:/etc/crosswalk/state.db");
  EXPECT_EQ(config->state.scratch, "/etc/crosswalk/scratch");
  EXPECT_EQ(config->state.memory_mib, 256U);
  EXPECT_THAT(config->allowed_roots, ::testing::ElementsAre("/etc/crosswalk/data"));
  ASSERT_EQ(config->connectors.size(), 2U);
  const auto found = find_integration(*config, "");
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)->source, "sis");
  const flows::RosterSettings& roster = (*found)->roster;
  EXPECT_EQ(roster.schools.otherwise, flows::Unmapped::Create);
  EXPECT_EQ(roster.usernames, flows::UsernameStrategy::Source);
  EXPECT_EQ(roster.passwords, flows::PasswordStrategy::Destination);
  EXPECT_EQ(roster.removed_users, flows::RemovalPolicy::Report);
  EXPECT_EQ(roster.dropped_enrollments, flows::DropPolicy::Keep);
  EXPECT_EQ(roster.grace_snapshots, 2U);
  EXPECT_EQ(roster.grace_time, std::chrono::hours{48});
  EXPECT_TRUE(roster.session_end_exclusive);
  EXPECT_TRUE(roster.follow_enrollment_dates);
}

TEST(Config, AnAuthorityIsFoundBesideTheFile) {
  const auto config = parse_config(
      with(kGood, "\"files\"", "\"network\": {\"ca_file\": \"ca.pem\"}, \"files\""), "/etc/c.json");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->network.ca_file, "/etc/ca.pem");
}

TEST(Config, MapsEverySettingOfARoster) {
  const auto config = parse_config(integration(R"json(
      "active_year": "2025-2026", "session_end": "inclusive",
      "schools": {"map": {"s1": {"to": "Lincoln"}, "s2": "create", "s3": "skip"}, "otherwise": "match"},
      "terms": {"otherwise": "skip"},
      "roles": {"student": "Student", "guardian": null},
      "school_roles": {"s1": {"teacher": null}},
      "grade_levels": {"UG": null, "PK": "-1"},
      "usernames": "email-local-part", "passwords": {"fixed": "${FIRST_PASSWORD}"},
      "codes": {"course": "{identifier}"}, "fields": {"user": {"username": "lower(username)"}},
      "removed_users": "deactivate", "dropped_enrollments": "delete",
      "adopted_enrollments_are_ours": true, "follow_enrollment_dates": false,
      "grace": {"snapshots": 3, "hours": 72},
      "thresholds": {"enrollment.drop": {"floor": 5, "percent": 2.5}},
      "stop_after_failures": 7, "resume_wait_seconds": 5)json"),
                                   "c.json");
  ASSERT_TRUE(config) << config.error().message;
  const IntegrationConfig& each = config->integrations.front();
  const flows::RosterSettings& roster = each.roster;
  EXPECT_EQ(roster.active_year, "2025-2026");
  EXPECT_FALSE(roster.session_end_exclusive);
  EXPECT_EQ(roster.schools.entries.at("s1").kind, flows::Target::Kind::To);
  EXPECT_EQ(roster.schools.entries.at("s1").id, "Lincoln");
  EXPECT_EQ(roster.schools.entries.at("s2").kind, flows::Target::Kind::Create);
  EXPECT_EQ(roster.schools.entries.at("s3").kind, flows::Target::Kind::Skip);
  EXPECT_EQ(roster.schools.otherwise, flows::Unmapped::Match);
  EXPECT_EQ(roster.terms.otherwise, flows::Unmapped::Skip);
  EXPECT_EQ(roster.roles.at("student"), "Student");
  EXPECT_EQ(roster.roles.at("guardian"), "");
  EXPECT_EQ(roster.school_roles.at("s1").at("teacher"), "");
  EXPECT_EQ(roster.grade_levels.at("PK"), "-1");
  EXPECT_EQ(roster.usernames, flows::UsernameStrategy::EmailLocalPart);
  EXPECT_EQ(roster.passwords, flows::PasswordStrategy::Fixed);
  EXPECT_EQ(each.fixed_password, "${FIRST_PASSWORD}");
  EXPECT_EQ(roster.codes.at("course"), "{identifier}");
  EXPECT_EQ(roster.fields.at("user").at("username"), "lower(username)");
  EXPECT_EQ(roster.removed_users, flows::RemovalPolicy::Deactivate);
  EXPECT_EQ(roster.dropped_enrollments, flows::DropPolicy::Delete);
  EXPECT_TRUE(roster.adopted_enrollments_are_ours);
  EXPECT_FALSE(roster.follow_enrollment_dates);
  EXPECT_EQ(roster.grace_snapshots, 3U);
  EXPECT_EQ(roster.grace_time, std::chrono::hours{72});
  EXPECT_EQ(roster.thresholds.at("enrollment.drop").floor, 5U);
  EXPECT_DOUBLE_EQ(roster.thresholds.at("enrollment.drop").percent, 2.5);
  EXPECT_EQ(roster.thresholds.at("enrollment.drop").hard_max, UINT64_MAX);
  EXPECT_EQ(each.stop_after_failures, 7U);
  EXPECT_EQ(each.resume_wait, std::chrono::seconds{5});
}

struct Mistake {
  std::string name;
  std::string text;
  std::string says;  ///< part of the sentence

  friend void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }
};

class ConfigMistake : public ::testing::TestWithParam<Mistake> {};

TEST_P(ConfigMistake, GetsItsSentence) {
  const auto config = parse_config(GetParam().text, "crosswalk.json");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(config.error().message,
              AllOf(HasSubstr("crosswalk.json:"), HasSubstr(GetParam().says)));
}

INSTANTIATE_TEST_SUITE_P(
    All, ConfigMistake,
    ::testing::ValuesIn(std::vector<Mistake>{
        {"Empty", "", "line 1: "},
        {"NotJson", "{\n  \"district\": nope\n}", "line 2: "},
        {"NotAnObject", "[]", "the configuration must be an object"},
        {"Nothing", "{}", "\"district\" is missing"},
        {"UnknownSection", with(kGood, "\"files\"", "\"fils\""),
         "\"fils\" is not a setting here (did you mean \"files\"?)"},
        {"UnknownSetting", integration(R"("user_names": "source")"),
         "\"integrations/roster/user_names\" is not a setting here (did you mean \"usernames\"?)"},
        {"WrongType", with(kGood, "\"sqlite:state.db\"", "7"), "\"state/database\" must be a text"},
        {"WrongChoice", integration(R"("usernames": "mail")"),
         "\"integrations/roster/usernames\" must be one of \"source\""},
        {"TooLittleMemory", with(kGood, "\"sqlite:state.db\"", "\"sqlite:s\", \"memory_mib\": 1"),
         "\"state/memory_mib\" must be at least 16"},
        {"KeyTwice", with(kGood, "\"lms\": {", "\"sis\": {"), "\"sis\" stands twice in one object"},
        {"Zone", with(kGood, "America/New_York", "America/New_Yrok"),
         "\"district/time_zone\": \"America/New_Yrok\" is not a time zone of this machine (did you "
         "mean \"America/New_York\"?)"},
        {"Database", with(kGood, "sqlite:state.db", "mysql://x"),
         "\"state/database\" must be \"sqlite:FILE\" or"},
        {"DatabasePassword", with(kGood, "sqlite:state.db", "postgresql://u:hunter2@h/db"),
         "Write \"postgresql://USER:${CROSSWALK_DB_PASSWORD}@HOST/DATABASE\""},
        {"NoSuchConnector", with(kGood, R"("source": "sis")", R"("source": "sys")"),
         "\"integrations/roster/source\": there is no connector \"sys\" (did you mean \"sis\"?)"},
        {"SameOnBothSides", with(kGood, R"("source": "sis")", R"("source": "lms")"),
         "has the connector \"lms\" on both sides"},
        {"MapTarget", integration(R"("schools": {"map": {"s1": "lincoln"}})"),
         "\"integrations/roster/schools/map/s1\" must be \"create\", \"skip\" or {\"to\":"},
        {"Role", integration(R"("roles": {"student": 3})"),
         "\"integrations/roster/roles/student\" must be a text, or null for \"do not sync\""},
        {"PasswordInTheFile", integration(R"("passwords": {"fixed": "hunter2"})"),
         "\"integrations/roster/passwords\" must be"},
        {"Percent", integration(R"("thresholds": {"user.update": {"percent": 101}})"),
         "\"integrations/roster/thresholds/user.update/percent\" must be at most 100"},
        {"CodeOfWhat", integration(R"("codes": {"clas": "{sourcedId}"})"),
         "\"integrations/roster/codes/clas\" is not a setting here (did you mean \"class\"?)"},
    }),
    [](const auto& each) { return each.param.name; });

TEST(Config, NeverRepeatsASecret) {
  for (const std::string& text : {with(kGood, "sqlite:state.db", "postgresql://u:hunter2@h/db"),
                                  integration(R"("passwords": {"fixed": "hunter2"})")}) {
    const auto config = parse_config(text, "crosswalk.json");
    ASSERT_FALSE(config);
    EXPECT_THAT(config.error().message, ::testing::Not(HasSubstr("hunter2")));
  }
}

TEST(Config, ListsEveryMistakeAtOnce) {
  const auto config = parse_config(
      with(with(kGood, "America/New_York", "Nowhere"), R"("source": "sis")", R"("source": "x")"),
      "crosswalk.json");
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().message, AllOf(HasSubstr("\n  \"district/time_zone\""),
                                            HasSubstr("\n  \"integrations/roster/source\"")));
}

TEST(Config, SaysHowToNameAFileThatIsNotThere) {
  const auto config = load_config("/nowhere/crosswalk.json");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(config.error().message,
              AllOf(HasSubstr("/nowhere/crosswalk.json"), HasSubstr("there is no such file"),
                    HasSubstr("--config FILE or CROSSWALK_CONFIG")));
}

TEST(Config, RefusesAFolder) {
  const auto config = load_config(::testing::TempDir());
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().message, HasSubstr("is a folder"));
}

TEST(Config, SeveralIntegrationsWantAName) {
  const auto config =
      parse_config(with(kGood, R"("integrations": {)",
                        R"("integrations": {"night": {"source": "sis", "destination": "lms"}, )"),
                   "crosswalk.json");
  ASSERT_TRUE(config);
  const auto unnamed = find_integration(*config, "");
  ASSERT_FALSE(unnamed);
  EXPECT_THAT(unnamed.error().message, HasSubstr("--integration NAME (night, roster)"));
  EXPECT_TRUE(find_integration(*config, "night"));
  const auto misspelt = find_integration(*config, "rooster");
  ASSERT_FALSE(misspelt);
  EXPECT_THAT(misspelt.error().message, HasSubstr("did you mean \"roster\"?"));
}

// The documented sample is a file that works.
TEST(Config, TheSampleIsRead) {
  const std::string file = std::string(CW_SOURCE_DIR) + "/docs/operate/crosswalk.sample.json";
  const auto config = load_config(file);
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->integrations.size(), 1U);
}

}  // namespace
}  // namespace crosswalk::app
