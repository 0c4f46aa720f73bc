#include "source_rows.hpp"

#include "source_orgs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::schoology {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Options with_codes() {
  Options options;
  options.source_ids = Options::SourceIds::Codes;
  return options;
}

SourceOrgs two_buildings() {
  SourceOrgs orgs;
  orgs.school.id = "500100";
  orgs.school_id = "500100";
  orgs.buildings = {Record{"500101", {}, false, ""}, Record{"500102", {}, false, ""}};
  orgs.ids = {{"500101", "N-01"}, {"500102", "S-01"}};
  return orgs;
}

Record user(std::string role = "9001") {
  return {"90011",
          {{"code", std::string("S-1001")},
           {"givenName", std::string("Given")},
           {"familyName", std::string("Family")},
           {"username", std::string("s1001")},
           {"role", std::move(role)},
           {"org", std::string("500101")},
           {"additionalOrgs", std::vector<std::string>{"500102", "500101"}},
           {"gradYear", std::string("2030")}},
          false,
          ""};
}

const RoleTitles kRoleTitles{{"9001", "Student"}, {"9002", "Lunch Monitor"}};

std::vector<std::string> roles_of(const RosterRecord& row) {
  std::vector<std::string> out;
  for (const RosterRole& role : std::get<std::vector<RosterRole>>(*row.find("roles"))) {
    out.push_back(role.role + "@" + role.org + " " + role.type);
  }
  return out;
}

TEST(SourceIds, AreSchoologysOrTheCodes) {
  const Record coded{"7", {{"code", std::string("ALG-1")}}, false, ""};
  const Record blank{"7", {{"code", nullptr}}, false, ""};
  const Record hides{"7", {}, true, ""};
  EXPECT_EQ(source_id(coded, Options::SourceIds::Own), "7");
  EXPECT_EQ(source_id(hides, Options::SourceIds::Own), "7");
  EXPECT_EQ(source_id(coded, Options::SourceIds::Codes), "ALG-1");
  EXPECT_EQ(source_id(blank, Options::SourceIds::Codes), "schoology:7");
  EXPECT_EQ(source_id(hides, Options::SourceIds::Codes), std::nullopt);
}

TEST(SourceRows, APersonBelongsToBuildings) {
  const RosterRecord row = user_row(user(), {}, two_buildings(), kRoleTitles, 2027);
  EXPECT_EQ(row.sourced_id, "90011");
  EXPECT_EQ(row.text("identifier"), "S-1001");
  EXPECT_EQ(row.text("primaryOrg"), "N-01");
  EXPECT_THAT(roles_of(row), ElementsAre("student@N-01 primary", "student@S-01 secondary"));
  EXPECT_EQ(std::get<std::vector<std::string>>(*row.find("grades")),
            std::vector<std::string>{"09"});
  EXPECT_EQ(row.find("password"), nullptr);
}

TEST(SourceRows, OrToTheSchoolWhereItIsTheOneOrg) {
  SourceOrgs orgs = two_buildings();
  orgs.buildings.clear();
  orgs.ids.clear();
  const RosterRecord row = user_row(user(), with_codes(), orgs, kRoleTitles, 2027);
  EXPECT_EQ(row.sourced_id, "S-1001");
  EXPECT_THAT(roles_of(row), ElementsAre("student@500100 primary"));
}

// Contract 10: lesser rights hide fields. Nobody becomes somebody else for that.
TEST(SourceRows, WhatIsHiddenIsRefused) {
  Record hides = user();
  hides.fields.erase(hides.fields.begin());
  EXPECT_THAT(user_row(hides, with_codes(), two_buildings(), kRoleTitles, 2027).refused,
              HasSubstr("unique id"));
  const RosterRecord strange =
      user_row(user("9009"), with_codes(), two_buildings(), kRoleTitles, 2027);
  EXPECT_EQ(strange.sourced_id, "S-1001");
  EXPECT_THAT(strange.refused, HasSubstr("hides its role"));
}

TEST(SourceRows, RolesAreKnownByTheirTitles) {
  EXPECT_EQ(role_of("Student"), "student");
  EXPECT_EQ(role_of(" TEACHER "), "teacher");
  EXPECT_EQ(role_of("School Administrator"), "siteAdministrator");
  EXPECT_EQ(role_of("Parent"), "parent");
  EXPECT_EQ(role_of("Lunch Monitor"), "Lunch Monitor");
  EXPECT_THAT(roles_of(user_row(user("9002"), {}, two_buildings(), kRoleTitles, 2027)),
              ElementsAre("Lunch Monitor@N-01 primary", "Lunch Monitor@S-01 secondary"));
}

TEST(SourceRows, AGradingPeriodEndsOnTheDayAfterItsLast) {
  const Record fall{"8101",
                    {{"title", std::string("Fall")},
                     {"startDate", Date{20682}},
                     {"endDate", Date{20804}}},  // 2026-08-17, 2026-12-17
                    false,
                    ""};
  const RosterRecord row = period_row(fall);
  EXPECT_EQ(std::get<Date>(*row.find("endDate")), Date{20805});
  EXPECT_EQ(row.text("schoolYear"), "2027");
  EXPECT_TRUE(in_school_year(fall, 2027));
  EXPECT_FALSE(in_school_year(fall, 2026));
  Record open = fall;
  open.fields.pop_back();
  EXPECT_THAT(period_row(open).refused, HasSubstr("first and last day"));
}

TEST(SourceRows, AnEnrollmentNamesBothBySourceIds) {
  SourceSection section{
      {"710201", {{"code", std::string("SEC-1")}}, false, ""}, "C", "N-01", {}, {}};
  Record member{"720301",
                {{"class", std::string("710201")},
                 {"user", std::string("90011")},
                 {"userCode", std::string("S-1001")},
                 {"role", std::string("teacher")}},
                false,
                ""};
  const RosterRecord own = enrollment_row(member, section, {});
  EXPECT_EQ(own.sourced_id, "720301");
  EXPECT_EQ(own.text("class") + "/" + own.text("user"), "710201/90011");
  const RosterRecord coded = enrollment_row(member, section, with_codes());
  EXPECT_EQ(coded.sourced_id, "SEC-1:S-1001");
  EXPECT_EQ(coded.text("class") + "/" + coded.text("user"), "SEC-1/S-1001");
  EXPECT_EQ(coded.text("role"), "teacher");
  member.fields[2].second = nullptr;
  EXPECT_EQ(enrollment_row(member, section, with_codes()).text("user"), "schoology:90011");
  member.fields.erase(member.fields.begin() + 2);
  EXPECT_NE(enrollment_row(member, section, with_codes()).refused, "");
  EXPECT_EQ(enrollment_row(member, section, {}).refused, "");
}

}  // namespace
}  // namespace crosswalk::schoology
