/// Secrets are references, resolved late and never repeated.

#include "app/config/secrets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <map>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::vector<std::string> kSecrets{"secret"};

Lookup variables(std::map<std::string, std::string> values) {
  return [values = std::move(values)](const std::string& name) -> std::optional<std::string> {
    const auto at = values.find(name);
    return at == values.end() ? std::nullopt : std::optional(at->second);
  };
}

TEST(Secrets, AReferenceStandsAlone) {
  EXPECT_EQ(reference_name("${A_1}"), "A_1");
  EXPECT_EQ(reference_name(Json{{"env", "A"}}), "A");
  for (const Json& value :
       {Json("A"), Json("$A"), Json("${}"), Json("${A B}"), Json("x${A}"), Json("${1A}"), Json(3),
        Json{{"env", ""}}, Json{{"env", "A"}, {"b", 1}}}) {
    EXPECT_EQ(reference_name(value), std::nullopt) << value;
  }
}

TEST(Secrets, ReferencesAreReplacedWhereverTheyStand) {
  const auto settings =
      resolve_settings("lms", Json{{"key", "${K}"}, {"secret", {{"env", "S"}}}, {"rate", 40}},
                       kSecrets, variables({{"K", "key"}, {"S", "hush"}}));
  ASSERT_TRUE(settings);
  EXPECT_EQ(*settings, (Json{{"key", "key"}, {"secret", "hush"}, {"rate", 40}}));
}

TEST(Secrets, ALiteralIsRefusedWithTheLineToWrite) {
  const auto settings =
      resolve_settings("my lms", Json{{"secret", "hunter2"}}, kSecrets, variables({}));
  ASSERT_FALSE(settings);
  EXPECT_EQ(settings.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(
      settings.error().message,
      AllOf(HasSubstr("\"connectors/my lms/config/secret\" is a secret"),
            HasSubstr(R"(Write "secret": "${MY_LMS_SECRET}" there)"), Not(HasSubstr("hunter2"))));
}

TEST(Secrets, AVariableThatIsNotSetIsNamed) {
  for (const auto& lookup : {variables({}), variables({{"S", ""}})}) {
    const auto settings = resolve_settings("lms", Json{{"secret", "${S}"}}, kSecrets, lookup);
    ASSERT_FALSE(settings);
    EXPECT_THAT(settings.error().message,
                HasSubstr("\"connectors/lms/config/secret\" comes from the environment variable S, "
                          "which is not set"));
  }
}

TEST(Secrets, AReferenceInsideATextIsRefused) {
  const auto settings = resolve_settings("sis", Json{{"path", "${HOME}/export"}}, kSecrets,
                                         variables({{"HOME", "/r"}}));
  ASSERT_FALSE(settings);
  EXPECT_THAT(settings.error().message, HasSubstr("mixes text with ${...}"));
}

TEST(Secrets, TheDatabasePasswordIsEncodedIntoItsAddress) {
  const auto resolved =
      resolve_database("postgresql://u:${PW}@h:5432/db", variables({{"PW", "p@ss/1"}}));
  ASSERT_TRUE(resolved);
  EXPECT_EQ(*resolved, "postgresql://u:p%40ss%2F1@h:5432/db");
}

TEST(Secrets, ADatabaseWithoutPasswordStaysAsItIs) {
  for (const std::string database : {"sqlite:/var/lib/x.db", "postgresql://h:5432/db",
                                     "postgresql://u@h/db", "postgresql:///db"}) {
    const auto resolved = resolve_database(database, variables({}));
    ASSERT_TRUE(resolved);
    EXPECT_EQ(*resolved, database);
    EXPECT_FALSE(holds_password(database));
  }
  EXPECT_TRUE(holds_password("postgresql://u:p@h/db"));
  EXPECT_FALSE(holds_password("postgresql://u:${P}@h/db"));
}

}  // namespace
}  // namespace crosswalk::app
