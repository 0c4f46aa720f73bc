#include "export/rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/text.hpp"

namespace crosswalk::oneroster::exports {
namespace {

using ::testing::ElementsAre;

Record user(const std::string& org, const std::string& others) {
  Record record{"u1", std::vector<std::string>(sheet(SheetId::Users).fields.size())};
  record.values[0] = "ada";
  record.values[user_field::kRole] = "student";
  record.values[user_field::kOrg] = org;
  record.values[user_field::kAdditionalOrgs] = others;
  return record;
}

std::string cell(SheetId id, ExportVersion version, const Record& record, std::string_view column) {
  const auto names = columns(id, version);
  const auto cells = to_cells(sheet(id), version, record);
  EXPECT_EQ(names.size(), cells.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == column) return cells[i];
  }
  return "no such column";
}

TEST(ExportRows, UsersOf12HaveTheirRolesInAFileOfTheirOwn) {
  const Record ada = user("s2", "s3,s1");
  EXPECT_EQ(cell(SheetId::Users, ExportVersion::V1_2, ada, "primaryOrgSourcedId"), "s2");
  EXPECT_EQ(cell(SheetId::Users, ExportVersion::V1_2, ada, "enabledUser"), "true");
  const auto lines = role_cells(ada);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[0], ElementsAre("u1/s1", "", "", "u1", "primary", "student", "", "", "s1", ""));
  EXPECT_EQ(lines[2][8], "s3");
}

TEST(ExportRows, UsersOf11HaveARoleAndOrgsInOrder) {
  const Record ada = user("s2", "s3,s1");
  EXPECT_EQ(cell(SheetId::Users, ExportVersion::V1_1, ada, "orgSourcedIds"), "s1,s2,s3");
  EXPECT_EQ(cell(SheetId::Users, ExportVersion::V1_1, ada, "role"), "student");
}

TEST(ExportRows, ComeBackAsTheyWere) {
  const Sheet& users = sheet(SheetId::Users);
  const Record ada = user("s2", "s1,s3");
  const auto cells = to_cells(users, ExportVersion::V1_2, ada);
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  Record back = from_cells(users, ExportVersion::V1_2, views);
  for (const auto& line : role_cells(ada)) {
    const std::vector<std::string_view> role(line.begin(), line.end());
    EXPECT_EQ(user_of_role(role), "u1");
    add_role(back, role);
  }
  EXPECT_EQ(back, ada);
}

TEST(ExportRows, FillInWhatTheVersionDemands) {
  Record session{"t1", {"Autumn", "2026-08-17", "2027-01-16", "trimester", ""}};
  EXPECT_EQ(cell(SheetId::Sessions, ExportVersion::V1_2, session, "type"), "term");
  EXPECT_EQ(cell(SheetId::Sessions, ExportVersion::V1_2, session, "schoolYear"), "2027");
  session.values[2] = "2026-12-19";
  EXPECT_EQ(cell(SheetId::Sessions, ExportVersion::V1_2, session, "schoolYear"), "2027");
  Record clazz{"c1", std::vector<std::string>(sheet(SheetId::Classes).fields.size())};
  EXPECT_EQ(cell(SheetId::Classes, ExportVersion::V1_1, clazz, "classType"), "scheduled");
  clazz.values[4] = "homeroom";
  EXPECT_EQ(cell(SheetId::Classes, ExportVersion::V1_1, clazz, "classType"), "homeroom");
  const Record org{"s1", {"Fern North", ""}};
  EXPECT_EQ(cell(SheetId::Orgs, ExportVersion::V1_1, org, "type"), "school");
}

}  // namespace
}  // namespace crosswalk::oneroster::exports
