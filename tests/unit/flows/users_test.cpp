/// People: roles by school, user names, codes, years of graduation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/flows/roster_run.hpp"

namespace crosswalk::flows {
namespace {

using testing::HasSubstr;

/// What became of one user with these columns.
class OneUser {
 public:
  explicit OneUser(Row columns, RosterSettings settings = {}) : run(std::move(settings)) {
    Roster roster = district();
    Row row = test::user("u", "student", "s1");
    for (const auto& [column, text] : columns) {
      row[column] = text;
      if (text.empty()) row.erase(column);
    }
    roster.of(Entity::User).push_back(row);
    run.run(roster);
  }
  std::string verdict() const { return run.verdict(Entity::User, "u"); }
  std::string field(const std::string& name) const { return run.field(Entity::User, "u", name); }
  const std::string& reason() const { return run.of(Entity::User, "u").mapped.reason; }
  RosterRun run;
};

TEST(Users, AreSentWithWhatTheSourceSays) {
  const OneUser u({});
  EXPECT_EQ(u.verdict(), "sent");
  EXPECT_EQ(u.field("code"), "u");
  EXPECT_EQ(u.field("givenName"), "Givenu");
  EXPECT_EQ(u.field("familyName"), "Familyu");
  EXPECT_EQ(u.field("username"), "name.u");
  EXPECT_EQ(u.field("email"), "u@example.org");
  EXPECT_EQ(u.field("role"), "9001") << "the catalog's id";
  EXPECT_EQ(u.field("org"), "s1");
  EXPECT_EQ(u.field("gradYear"), "2032") << "grade 07 in the year that ends in 2027";
  EXPECT_EQ(u.field("password"), "") << "RS-07";
  EXPECT_EQ(u.run.of(Entity::User, "u").mapped.school, keys().key(Entity::Org, "s1"));
}

struct RoleCase {
  const char* roles;
  const char* primary;
  const char* outcome;  ///< "role @ org + additional", or the note's code
};
void PrintTo(const RoleCase& c, std::ostream* out) { *out << c.roles << " primary " << c.primary; }

class Roles : public testing::TestWithParam<RoleCase> {};

TEST_P(Roles, BecomeOneRoleAtAPlace) {
  RosterSettings settings;
  settings.roles = {{"student", "Student"},
                    {"Teacher", "9002"},
                    {"administrator", "school admin"},
                    {"parent", ""}};
  settings.school_roles["South"] = {{"teacher", ""}, {"aide", "Teacher"}};
  const OneUser u(Row{{"roles", GetParam().roles}, {"primaryOrg", GetParam().primary}}, settings);
  std::string outcome = u.verdict();
  if (outcome == "sent")
    outcome = u.field("role") + " @ " + u.field("org") + " + " + u.field("additionalOrgs");
  EXPECT_EQ(outcome, GetParam().outcome);
}

INSTANTIATE_TEST_SUITE_P(
    Users, Roles,
    testing::Values(RoleCase{"student|s1", "", "9001 @ s1 + "},
                    RoleCase{"teacher|s1", "s1", "9002 @ s1 + "},
                    RoleCase{"student|s2;student|s1", "", "9001 @ s1 + s2"},
                    RoleCase{"student|s2;student|s1", "s2", "9001 @ s2 + s1"},
                    // A role at the district belongs to no school; one at a school goes first.
                    RoleCase{"administrator|d", "d", "9003 @  + "},
                    RoleCase{"parent|d", "d", "user.role_not_synced"},
                    RoleCase{"administrator|d;parent|s1", "d", "9003 @  + "},
                    RoleCase{"administrator|d;student|s1", "d", "9001 @ s1 + "},
                    RoleCase{"", "", "user.school_unmapped"},
                    RoleCase{"student|nowhere", "", "user.school_unmapped"},
                    // Several roles: administrator, teacher, student.
                    RoleCase{"student|s1;teacher|s1;administrator|s1", "s1", "9003 @ s1 + "},
                    RoleCase{"student|s1;teacher|s1", "", "9002 @ s1 + "},
                    // The primary org's first, then the primary role.
                    RoleCase{"administrator|s2;student|s1", "s1", "9001 @ s1 + s2"},
                    RoleCase{"teacher|s1|secondary;student|s1|primary", "s1", "9001 @ s1 + "},
                    // By school: teachers of South are not synced, aides are.
                    RoleCase{"teacher|s2", "s2", "user.role_not_synced"},
                    RoleCase{"aide|s2", "s2", "9002 @ s2 + "},
                    RoleCase{"aide|s1", "s1", "user.role_not_synced"},
                    RoleCase{"teacher|s1;teacher|s2", "", "9002 @ s1 + "},
                    RoleCase{"parent|s1", "s1", "user.role_not_synced"},
                    // Dates: begun, not begun, over (the end is the first day after).
                    RoleCase{"student|s1||2026-09-01|2027-06-01", "", "9001 @ s1 + "},
                    RoleCase{"student|s1||2026-09-22|", "", "user.role_over"},
                    RoleCase{"student|s1||2026-09-21|", "", "9001 @ s1 + "},
                    RoleCase{"student|s1|||2026-09-21", "", "user.role_over"},
                    RoleCase{"teacher|s1|||2026-01-01;student|s1", "", "9001 @ s1 + "}));

// MP-03: nobody is given rights that nobody decided.
TEST(Users, WithoutATableOnlyStudentsAndTeachersAreSynced) {
  EXPECT_EQ(OneUser(Row{{"roles", "teacher|s1"}}).field("role"), "9002");
  const OneUser admin(Row{{"roles", "administrator|s1"}});
  EXPECT_EQ(admin.verdict(), "user.role_unmapped");
  EXPECT_THAT(admin.reason(), HasSubstr("roles.administrator"));
  for (const char* role : {"guardian", "parent", "relative", "aide", "proctor", "counselor"}) {
    EXPECT_EQ(OneUser(Row{{"roles", std::string(role) + "|s1"}}).verdict(), "user.role_not_synced")
        << role;
  }
  EXPECT_EQ(OneUser(Row{{"roles", "superintendent|s1"}}).verdict(), "user.role_unmapped");
}

TEST(Users, ARoleThatTheDestinationDoesNotHaveIsSaidBeforeAnything) {
  RosterRun run;
  run.settings.roles = {{"student", "Studen"}};
  const auto admitted = run.admit(district());
  ASSERT_FALSE(admitted);
  EXPECT_EQ(admitted.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(admitted.error().message, HasSubstr("roles.student: \"Studen\""));
  EXPECT_THAT(admitted.error().message, HasSubstr("did you mean \"Student\""));
  EXPECT_THAT(admitted.error().message, HasSubstr("\"School Admin\""));
}

TEST(Users, ADefaultRoleThatTheDestinationDoesNotHaveIsRefusedByName) {
  RosterRun run;
  run.roles = R"([{"id": 1, "title": "Learner"}])";
  run.run(district());
  EXPECT_EQ(run.verdict(Entity::User, "st1"), "role.catalog");
  EXPECT_THAT(run.of(Entity::User, "st1").mapped.reason, HasSubstr("\"Learner\""));
}

TEST(Users, RolesWithDatesAreLookedAtAgainWhenTheDayComes) {
  const auto variant = [](std::int64_t today, const char* roles) {
    RosterRun run;
    run.today = today;
    Roster roster = district();
    roster.of(Entity::User)[0]["roles"] = roles;
    EXPECT_TRUE(run.admit(roster));
    return run.of(Entity::User, "st1").variant;
  };
  EXPECT_EQ(variant(kToday, "student|s1"), 0U) << "without dates the record alone decides";
  const char* dated = "student|s1|||2026-10-01;teacher|s1||2026-10-01|";
  EXPECT_NE(variant(kToday, dated), 0U);
  EXPECT_EQ(variant(kToday, dated), variant(kToday + 9, dated));
  EXPECT_NE(variant(kToday, dated), variant(kToday + 10, dated));
}

struct NameCase {
  UsernameStrategy strategy;
  const char* username;
};

TEST(Users, GetTheirUserNamesByStrategy) {
  const NameCase cases[] = {{UsernameStrategy::Source, "name.u"},
                            {UsernameStrategy::EmailLocalPart, "u"},
                            {UsernameStrategy::Email, "u@example.org"},
                            {UsernameStrategy::Identifier, "Iu"},
                            {UsernameStrategy::None, ""}};
  for (const auto& c : cases) {
    RosterSettings settings;
    settings.usernames = c.strategy;
    EXPECT_EQ(OneUser({}, settings).field("username"), c.username);
  }
}

// RS-06, CF-09
TEST(Users, AUserNameWithABlankIsRefused) {
  const OneUser u(Row{{"username", "Mary Archer"}});
  EXPECT_EQ(u.verdict(), "username.pattern");
  EXPECT_THAT(u.reason(), HasSubstr("a user name may not hold blanks"));
  EXPECT_THAT(u.reason(), HasSubstr("usernames"));
}

TEST(Users, NeedAUserNameOrAnAddressWhereOneIsDemanded) {
  EXPECT_EQ(OneUser(Row{{"username", ""}}).verdict(), "sent");
  EXPECT_EQ(OneUser(Row{{"email", ""}}).verdict(), "sent");
  EXPECT_EQ(OneUser(Row{{"username", ""}, {"email", ""}}).verdict(), "username.required_with_any");
}

TEST(Users, WithoutADemandedUserNameAreRefused) {
  RosterRun run;
  run.destination.of(Entity::User).fields[3].required = true;
  Roster roster = district();
  roster.of(Entity::User)[0].erase("username");
  run.run(roster);
  EXPECT_EQ(run.verdict(Entity::User, "st1"), "user.username_missing");
  EXPECT_EQ(run.verdict(Entity::Enrollment, "a1/st1"), "enrollment.user_missing");
  EXPECT_THAT(run.of(Entity::Enrollment, "a1/st1").mapped.reason, HasSubstr("blocked by user st1"));
  EXPECT_FALSE(run.of(Entity::Enrollment, "a1/st1").mapped.dangling);
}

TEST(Users, GetAPasswordOnlyByStrategy) {
  RosterSettings settings;
  settings.passwords = PasswordStrategy::Identifier;
  EXPECT_EQ(OneUser({}, settings).field("password"), "Iu");
  settings.passwords = PasswordStrategy::Fixed;
  EXPECT_EQ(OneUser({}, settings).field("password"), "${password}");  // no store ever holds it
}

TEST(Users, GraduateTwelveYearsAfterGradeZero) {
  const std::pair<const char*, const char*> cases[] = {
      {"12", "2027"}, {"1", "2038"}, {"KG", "2039"}, {"K", "2039"},       {"PK", "2040"},
      {"UG", ""},     {"", ""},      {"07;08", ""},  {"Grade 9", "2030"}, {"10th", "2029"}};
  for (const auto& [grades, year] : cases)
    EXPECT_EQ(OneUser(Row{{"grades", grades}}).field("gradYear"), year) << grades;
}

TEST(Users, CodesFollowTheTemplate) {
  RosterSettings settings;
  settings.codes["user"] = "{identifier}@{school.identifier}";
  EXPECT_EQ(OneUser({}, settings).field("code"), "Iu@N-s1");
  EXPECT_EQ(OneUser(Row{{"identifier", ""}}, settings).verdict(), "code.empty");
}

TEST(Users, FieldsComeFromExpressions) {
  RosterSettings settings;
  settings.fields["user"] = {{"givenName", "coalesce(preferredFirstName, givenName)"},
                             {"username", "lower(concat(mapped.code, '.', metadata.house))"},
                             {"email", "nil"}};
  const OneUser u(Row{{"preferredFirstName", "Bo"}, {"metadata", R"({"house": "Red", "n": 7})"}},
                  settings);
  EXPECT_EQ(u.field("givenName"), "Bo");
  EXPECT_EQ(u.field("username"), "u.red");
  EXPECT_EQ(u.field("email"), "");
  EXPECT_EQ(u.run.field(Entity::User, "st1", "givenName"), "Givenst1");
}

TEST(Users, AnExpressionThatFailsRefusesThatRecordOnly) {
  RosterSettings settings;
  settings.fields["user"] = {{"givenName", "givenName .. middleName"}};
  const OneUser u(Row{{"middleName", "M"}}, settings);
  EXPECT_EQ(u.verdict(), "sent");
  EXPECT_EQ(u.run.verdict(Entity::User, "st1"), "givenName.expression");
  EXPECT_THAT(u.run.of(Entity::User, "st1").mapped.reason, HasSubstr("fields.user.givenName"));
}

TEST(Users, AtASchoolThatFoundNoMatchAreBlockedByIt) {
  RosterRun run;
  run.references.answers[{Entity::Org, keys().key(Entity::Org, "s1")}] =
      sync::Reference::Unavailable;
  run.run(district());
  EXPECT_EQ(run.verdict(Entity::User, "st1"), "user.org_missing");
  EXPECT_EQ(run.verdict(Entity::User, "st2"), "sent");
}

}  // namespace
}  // namespace crosswalk::flows
