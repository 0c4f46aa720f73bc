#include "gather.hpp"

#include "fake_binding.hpp"

#include "support/roster_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

/// What an adapter over the fake binding would be.
struct FakeAdapter {
  FakeBinding& binding;
  Options& options;
  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) {
    const auto read = [this, entity = std::string(request.entity)] {
      return gather(binding, options, entity, day("2026-10-01"));
    };
    return std::unique_ptr<Stream>(std::make_unique<RosterStream>(read, request.columns));
  }
};

class GatherTest : public ::testing::Test {
 protected:
  GatherTest() { options_.org_prefix = "NORTHFORK"; }
  testing::RosterRead read(std::string_view entity) {
    FakeAdapter adapter{binding_, options_};
    auto result = testing::read_roster(adapter, entity);
    EXPECT_TRUE(result) << result.error().message;
    return result ? std::move(*result) : testing::RosterRead{};
  }
  Error failure(std::string_view entity) {
    FakeAdapter adapter{binding_, options_};
    const auto result = testing::read_roster(adapter, entity);
    EXPECT_FALSE(result);
    return result ? Error{} : result.error();
  }

  FakeBinding binding_;
  Options options_;
};

TEST_F(GatherTest, SchoolsAreBuildingsThatTeach) {
  binding_.all_buildings.push_back({"90", "Office", "", false, false, false, ""});
  binding_.all_buildings.push_back({"91", "Elsewhere", "", true, true, false, ""});
  binding_.all_buildings.push_back({"92", "", "", true, false, false, "building 92 has no name"});
  const auto orgs = read("org");
  EXPECT_THAT(orgs.ids(), ElementsAre("NORTHFORK-14", "NORTHFORK-92"));
  EXPECT_EQ(orgs.at("NORTHFORK-14").at("name"), "Alder");
  EXPECT_EQ(orgs.at("NORTHFORK-14").at("identifier"), "14");
  EXPECT_EQ(orgs.end.refused, 1U);
  options_.all_buildings = true;
  EXPECT_EQ(read("org").rows.size(), 4U);
}

TEST_F(GatherTest, TermsAreMarkingPeriodsOfASchool) {
  binding_.periods.push_back(binding_.periods.front());
  binding_.periods.back().building = "90";
  const auto sessions = read("academicSession");
  EXPECT_THAT(sessions.ids(), ElementsAre("14-2027-M1", "14-2027-Q1"));
  EXPECT_EQ(sessions.at("14-2027-M1").at("type"), "semester");
  EXPECT_EQ(sessions.at("14-2027-Q1").at("type"), "gradingPeriod");
  EXPECT_EQ(sessions.at("14-2027-M1").at("endDate"), "2026-12-19") << "the day after the last";
  EXPECT_EQ(sessions.at("14-2027-M1").at("schoolYear"), "2027");
  EXPECT_EQ(binding_.asked_year, "2027") << "from July on the next year";
}

// Contract 5.2: the dates of the track that most students are on.
TEST_F(GatherTest, TheTrackOfMostStudentsHasTheDates) {
  binding_.periods.front().dates.push_back({"B", day("2026-09-01"), day("2026-12-11")});
  binding_.pupils.push_back(FakeBinding::student("3"));
  binding_.pupils[0].track = binding_.pupils[1].track = "B";
  const auto& session = read("academicSession").at("14-2027-M1");
  EXPECT_EQ(session.at("startDate"), "2026-09-01");
  EXPECT_THAT(session.at("metadata"), HasSubstr("R 2026-08-13 to 2026-12-18"));
}

TEST_F(GatherTest, CoursesThatAreActiveAndGraded) {
  binding_.subjects.push_back(FakeBinding::course("OLD"));
  binding_.subjects.back().active = false;
  binding_.subjects.push_back(FakeBinding::course("HALL"));
  binding_.subjects.back().graded = false;
  const auto courses = read("course");
  EXPECT_THAT(courses.ids(), ElementsAre("14:SCI"));
  EXPECT_EQ(courses.at("14:SCI").at("grades"), "06|07|08");
  EXPECT_EQ(courses.at("14:SCI").at("org"), "NORTHFORK-14");
  options_.ungraded_courses = true;
  EXPECT_THAT(read("course").ids(), UnorderedElementsAre("14:SCI", "14:HALL"));
}

TEST_F(GatherTest, OneClassForEachSection) {
  binding_.groups.push_back(FakeBinding::section("771205"));
  binding_.groups.back().course = "OLD";
  binding_.groups.push_back(FakeBinding::section("771206"));
  binding_.groups.back().summer = true;
  const auto classes = read("class");
  EXPECT_THAT(classes.ids(), ElementsAre("771204"));
  const auto& clazz = classes.at("771204");
  EXPECT_EQ(clazz.at("classCode"), "SCI-3");
  EXPECT_EQ(clazz.at("terms"), "14-2027-M1|14-2027-Q1");
  EXPECT_EQ(clazz.at("course"), "14:SCI");
  EXPECT_EQ(clazz.at("location"), "B12");
  options_.summer_school = true;
  EXPECT_THAT(read("class").ids(), ElementsAre("771206"));
}

TEST_F(GatherTest, OneClassForEachSessionThatReceivesMarks) {
  auto& sessions = binding_.groups.front().sessions;
  sessions.push_back({2, {"03"}, "", "T2", {}, true, {"Q1"}});
  sessions.push_back({3, {"04"}, "", "T3", {}, false, {"Q1"}});
  EXPECT_EQ(read("class").at("771204").at("periods"), "02|03|04");
  options_.class_per_session = true;
  const auto classes = read("class");
  EXPECT_THAT(classes.ids(), ElementsAre("771204.1", "771204.2"));
  EXPECT_EQ(classes.at("771204.2").at("terms"), "14-2027-Q1");
  EXPECT_THAT(read("enrollment").ids(),
              UnorderedElementsAre("771204.1:t:T1", "771204.2:t:T2", "771204.1:1", "771204.2:1"));
}

TEST_F(GatherTest, PeopleAreToldApartByTheirKind) {
  binding_.employees.push_back({"T9", "No", "Role", "", "", "", {}, ""});
  binding_.pupils[0].nickname = "Min";
  binding_.pupils[0].state_id = "AR1";
  const auto users = read("user");
  EXPECT_THAT(users.ids(), UnorderedElementsAre("s:1", "s:2", "t:T1"));
  const auto& student = users.at("s:1");
  EXPECT_EQ(student.at("roles"), "student@NORTHFORK-14 primary");
  EXPECT_EQ(student.at("username"), "login1");
  EXPECT_EQ(student.at("identifier"), "1");
  EXPECT_EQ(student.at("preferredFirstName"), "Min");
  EXPECT_EQ(student.at("userIds"), "state:AR1");
  EXPECT_EQ(student.count("email"), 0U);
  EXPECT_EQ(student.count("agents"), 0U);
  EXPECT_EQ(users.at("t:T1").at("roles"), "teacher@NORTHFORK-14 primary");
}

TEST_F(GatherTest, StaffOfSeveralBuildingsHaveARoleInEach) {
  binding_.employees[0].places = {{"15", true, false, false}, {"14", false, true, true}};
  const auto& staff = read("user").at("t:T1");
  EXPECT_EQ(staff.at("roles"), "counselor@NORTHFORK-14 primary|teacher@NORTHFORK-15 secondary");
  EXPECT_EQ(staff.at("primaryOrg"), "NORTHFORK-14");
}

TEST_F(GatherTest, GuardiansOnlyWhenTheyAreWanted) {
  options_.guardians = true;
  binding_.links.push_back({"77", "8"});  // of nobody who is here
  const auto users = read("user");
  EXPECT_EQ(users.at("g:9").at("roles"), "guardian@NORTHFORK-14");
  EXPECT_EQ(users.at("s:1").at("agents"), "g:9");
  EXPECT_EQ(users.rows.size(), 4U);
}

// Contract 5.9.
TEST_F(GatherTest, WhoIsEnrolledToday) {
  binding_.seats = {FakeBinding::seat("771204", "1", "2026-08-13", "2026-09-10"),
                    FakeBinding::seat("771204", "1", "2026-10-01"),
                    FakeBinding::seat("771204", "2", "2026-08-13", "2026-10-01"),
                    FakeBinding::seat("771204", "3", "2026-10-02"),
                    FakeBinding::seat("771204", "4", "2026-08-13", "2026-10-02"),
                    FakeBinding::seat("771204", "5", "2026-08-13"),
                    FakeBinding::seat("999999", "6", "2026-08-13")};
  binding_.seats[5].dropped = true;
  const auto enrollments = read("enrollment");
  EXPECT_THAT(enrollments.ids(), UnorderedElementsAre("771204:t:T1", "771204:1", "771204:4"));
  EXPECT_EQ(enrollments.at("771204:1").at("beginDate"), "2026-10-01");
  EXPECT_EQ(enrollments.at("771204:1").count("endDate"), 0U);
  EXPECT_EQ(enrollments.at("771204:4").at("endDate"), "2026-10-02") << "the first day without";
  EXPECT_EQ(enrollments.at("771204:t:T1").at("primary"), "true");
  options_.lead_days = 1;
  EXPECT_EQ(read("enrollment").at("771204:3").at("user"), "s:3");
}

TEST_F(GatherTest, SeveralRangesOfOneStudentAreOneEnrollment) {
  binding_.seats = {FakeBinding::seat("771204", "1", "2026-09-20", "2026-11-01"),
                    FakeBinding::seat("771204", "1", "2026-08-13", "2026-12-01")};
  const auto& one = read("enrollment").at("771204:1");
  EXPECT_EQ(one.at("beginDate"), "2026-08-13");
  EXPECT_EQ(one.at("endDate"), "2026-12-01");
}

TEST_F(GatherTest, CoTeachersWhenTheyAreWanted) {
  options_.co_teachers = true;
  const auto enrollments = read("enrollment");
  EXPECT_EQ(enrollments.at("771204:t:T1").at("primary"), "true");
  EXPECT_EQ(enrollments.at("771204:t:T2").at("primary"), "false");
}

TEST_F(GatherTest, WhatCannotBeReadLeavesTheReadIncomplete) {
  EXPECT_TRUE(read("enrollment").end.complete);
  binding_.groups.push_back(FakeBinding::section("771209"));
  binding_.groups.back().refused = "section 771209 has no session";
  EXPECT_FALSE(read("enrollment").end.complete);
  EXPECT_THAT(read("class").at("771209").at("refused"), HasSubstr("771209"));
  binding_.groups.pop_back();
  binding_.seats.push_back({"771204", "2", false, 0, {}, "a date that is none"});
  const auto enrollments = read("enrollment");
  EXPECT_FALSE(enrollments.end.complete);
  EXPECT_EQ(enrollments.end.refused, 1U);
  for (const char* list : {"buildings", "courses", "sections"}) {
    binding_.incomplete = list;
    EXPECT_FALSE(read("class").end.complete) << list;
  }
}

TEST_F(GatherTest, AListThatFailsFailsTheRead) {
  binding_.failing = "courses";
  binding_.failure = {ErrorCode::Forbidden, "no permission", {}};
  EXPECT_EQ(failure("class").code, ErrorCode::Forbidden);
  EXPECT_EQ(failure("lineItem").code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace crosswalk::eschoolplus
