// OneRoster 1.2: the roles of users come from roles.csv.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "csv/role_index.hpp"
#include "memory_source.hpp"
#include "reading.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using crosswalk::testing::FakeFilesHost;
using ::testing::HasSubstr;

const char kRoleHead[] =
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,"
    "userProfileSourcedId\n";

class Roles : public ::testing::Test {
 protected:
  Roles() {
    host_.memory = small_export();
    auto& manifest = host_.memory["manifest.csv"];
    manifest.replace(manifest.find("version,1.1"), 11, "version,1.2");
    manifest += "file.roles,bulk\nfile.userProfiles,absent\n";
    host_.memory["users.csv"] =
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
        "middleName,"
        "identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,"
        "preferredGivenName,"
        "preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n"
        "usr-t9,,,true,w.okonjo,{SIS:55120},Wanda,Okonjo,,55120,w@maplebrook.example,,,,,,,,,,org-"
        "s1,\n"
        "usr-k3,,,true,t.halle29,,Teodoro,Halle,,70031,,,,,07,,mb-7,Teo,,,org-s1,they\n";
    roles(
        "rol-1,,,usr-t9,primary,teacher,2025-08-11,,org-s1,\n"
        "rol-2,,,usr-k3,primary,student,2025-08-18,2026-06-06,org-s1,\n"
        "rol-3,,,usr-t9,secondary,Aide,,,org-d1,\n");
  }
  void roles(const std::string& rows) { host_.memory["roles.csv"] = kRoleHead + rows; }
  ReadResult users() { return read_entity(host_, "user"); }

  FakeFilesHost host_;
};

TEST_F(Roles, AreJoinedIntoUsers) {
  const auto result = users();
  ASSERT_EQ(result.error, "");
  ASSERT_EQ(result.rows.size(), 2U);
  EXPECT_EQ(result.rows[0]["roles"],
            "[[teacher;org-s1;primary;2025-08-11;];[aide;org-d1;secondary;;]]");
  EXPECT_EQ(result.rows[1]["roles"], "[[student;org-s1;primary;2025-08-18;2026-06-06]]");
  EXPECT_EQ(result.rows[1]["preferredFirstName"], "Teo");
  EXPECT_EQ(result.rows[1]["pronouns"], "they");
  EXPECT_EQ(result.rows[1]["primaryOrg"], "org-s1");
  EXPECT_EQ(result.rows[1]["userMasterIdentifier"], "mb-7");
  EXPECT_TRUE(result.end.complete);
}

TEST_F(Roles, ComeInTheSameOrderHoweverTheFileIsShuffled) {
  const auto before = users();
  roles(
      "rol-3,,,usr-t9,secondary,Aide,,,org-d1,\n"
      "rol-2,,,usr-k3,primary,student,2025-08-18,2026-06-06,org-s1,\n"
      "rol-1,,,usr-t9,primary,teacher,2025-08-11,,org-s1,\n"
      "rol-1b,,,usr-t9,primary,teacher,2025-08-11,,org-s1,\n");
  const auto after = users();
  ASSERT_EQ(after.rows.size(), 2U);
  EXPECT_EQ(after.rows[0].values, before.rows[0].values);
}

TEST_F(Roles, LeavesOutDeletedOnesAndIgnoresUnknownUsers) {
  roles(
      "rol-1,tobedeleted,,usr-t9,primary,teacher,,,org-s1,\nrol-9,,,usr-zz,primary,student,,,org-"
      "s1,\n");
  const auto result = users();
  ASSERT_EQ(result.rows.size(), 2U);
  EXPECT_EQ(result.rows[0].values.count("roles"), 0U);
  EXPECT_EQ(result.end.refused, 0U);
}

TEST_F(Roles, ARefusedLineTakesItsUserWithIt) {
  roles(
      "rol-1,,,usr-t9,primary,teacher,someday,,org-s1,\nrol-2,,,usr-k3,primary,student,,,org-s1,"
      "\n");
  const auto result = users();
  ASSERT_EQ(result.bad().size(), 1U);
  EXPECT_EQ(result.bad()[0].id, "usr-t9");
  EXPECT_EQ(result.bad()[0].reason, "roles.csv line 2: 'beginDate' is not a date (YYYY-MM-DD)");
  ASSERT_EQ(result.good().size(), 1U);
  EXPECT_EQ(result.end.refused, 1U);
}

TEST_F(Roles, ARefusedLineWithoutAKnownUserIsToldAtTheEnd) {
  roles("rol-1,,,,primary,teacher,,,org-s1,\nrol-2,,,usr-zz,primary,,,,org-s1,\n");
  const auto result = users();
  ASSERT_EQ(result.bad().size(), 2U);
  EXPECT_EQ(result.bad()[0].reason, "roles.csv line 2: 'userSourcedId' is empty");
  EXPECT_EQ(result.bad()[0].id, "");
  EXPECT_EQ(result.bad()[1].id, "usr-zz");
}

TEST_F(Roles, ACutFileLeavesNoUserTrustworthy) {
  host_.memory["roles.csv"] =
      std::string(kRoleHead) + "rol-1,,,usr-t9,primary,teacher,,,org-s1,\nrol-2,,,usr";
  EXPECT_THAT(users().error, HasSubstr("roles.csv: the file ends in the middle of line 3"));
}

TEST_F(Roles, AreNeededIn12) {
  host_.memory.erase("roles.csv");
  auto& manifest = host_.memory["manifest.csv"];
  manifest.replace(manifest.find("file.roles,bulk"), 15, "file.roles,absent");
  EXPECT_EQ(users().error,
            "roles.csv: it is missing; OneRoster 1.2 says there who is a student or a teacher");
}

TEST_F(Roles, StayUnknownInADelta) {
  auto& manifest = host_.memory["manifest.csv"];
  manifest.replace(manifest.find("file.roles,bulk"), 15, "file.roles,delta");
  const auto result = users();
  ASSERT_EQ(result.rows.size(), 2U);
  for (const ReadRow& row : result.rows) {
    EXPECT_EQ(row.values.count("roles"), 0U) << "some roles of a user are not all of them";
    EXPECT_NE(row.flags & CW_ROW_F_PARTIAL, 0);
  }
}

TEST_F(Roles, ColumnsOf11WithoutRolesCsvAreReadIn12Too) {
  host_.memory["users.csv"] = small_export()["users.csv"];
  host_.memory.erase("roles.csv");
  auto& manifest = host_.memory["manifest.csv"];
  manifest.replace(manifest.find("file.roles,bulk"), 15, "file.roles,absent");
  const auto result = users();
  ASSERT_EQ(result.error, "");
  EXPECT_EQ(result.rows[1]["roles"], "[[student;org-s1;primary;;]]");
}

TEST(RoleIndex, FindsEveryUserAmongMany) {
  const csv::Table& table = csv::table(csv::TableId::Roles);
  std::string rows = kRoleHead;
  constexpr int kUsers = 5000;
  for (int i = 0; i < kUsers; ++i) {
    const std::string n = std::to_string(i);
    rows += "r" + n + ",,,u" + n + ",primary,student,,,org-" + std::to_string(i % 7) + ",\n";
    if (i % 3 == 0) rows += "q" + n + ",,,u" + n + ",secondary,aide,,,org-x,\n";
  }
  csv::RowReader reader(std::make_unique<MemorySource>(rows));
  ASSERT_TRUE(*reader.next());
  const auto header = csv::read_header(table, reader.row());
  ASSERT_TRUE(header);
  auto index = csv::RoleIndex::read(reader, *header);
  ASSERT_TRUE(index);
  std::vector<RoleValue> roles;
  for (int i = 0; i < kUsers; ++i) {
    index->roles_of("u" + std::to_string(i), roles);
    ASSERT_EQ(roles.size(), i % 3 == 0 ? 2U : 1U) << i;
    EXPECT_EQ(roles[0].org, "org-" + std::to_string(i % 7));
  }
  index->roles_of("somebody else", roles);
  EXPECT_TRUE(roles.empty());
}

TEST(RoleIndex, AnEmptyFileHasNoRoles) {
  csv::RowReader reader(std::make_unique<MemorySource>(kRoleHead));
  ASSERT_TRUE(*reader.next());
  const auto header = csv::read_header(csv::table(csv::TableId::Roles), reader.row());
  auto index = csv::RoleIndex::read(reader, *header);
  ASSERT_TRUE(index);
  std::vector<RoleValue> roles;
  index->roles_of("u1", roles);
  EXPECT_TRUE(roles.empty());
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
