/// The adapter over a folder of downloads: tables joined, rows refused, files that are not there.

#include "adapter.hpp"

#include "support/fake_files_host.hpp"
#include "support/roster_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class EspFilesTest : public ::testing::Test {
 protected:
  EspFilesTest() {
    put("reg_building", "BUILDING|NAME|CALENDAR|STATE_CODE_EQUIV|OUT_OF_DISTRICT|TRANSFER_BUILDING",
        {"14|Alder|R||N|N", "90|Office|||N|N"});
    put("reg_mp_weeks", "BUILDING|SCHOOL_YEAR|MARKING_PERIOD|DESCRIPTION",
        {"14|2027|M1|Half 1", "14|2026|M1|Old"});
    put("reg_mp_dates", "BUILDING|SCHOOL_YEAR|MARKING_PERIOD|TRACK|START_DATE|END_DATE",
        {"14|2027|M1|R|08/13/2026|12/18/2026 00:00:00"});
    put("reg_grade", "CODE|GRADE_ORDER", {"06|9"});
    put("reg", "STUDENT_ID|FIRST_NAME|MIDDLE_NAME|LAST_NAME|BUILDING|GRADE|CURRENT_STATUS|TRACK",
        {"1|Ada||Fern|14|06 |A|R", "2|Bo||Moss|14|06|I|R"});
    put("reg_personal", "STUDENT_ID|STATE_REPORT_ID", {"1|ST1"});
    put("reg_stu_contact", "STUDENT_ID|CONTACT_ID|CONTACT_TYPE", {"1|71|M", "1|88|G"});
    put("reg_contact", "CONTACT_ID|FIRST_NAME|LAST_NAME|EMAIL|LOGIN_ID",
        {"71|Ada|Fern|ada@x.example|afern", "88|Iris|Fern|iris@x.example|"});
    put("reg_staff", "STAFF_ID|FIRST_NAME|LAST_NAME|EMAIL|ESP_LOGIN_ID|STAFF_STATE_ID",
        {"T1|Hal|Brand|h@x.example|hbrand|"});
    put("reg_staff_bldgs", "STAFF_ID|BUILDING|IS_TEACHER|ACTIVE|IS_PRIMARY_BLDG",
        {"T1|14|Y|Y|Y", "T1|15|Y|N|N"});
    put("schd_course",
        "BUILDING|COURSE|DESCRIPTION|DEPARTMENT|ACTIVE_STATUS|STUDY_HALL|RECEIVE_MARK",
        {"14|SCI|Science|SCI|Y|N|Y", "14|OLD|Old|SCI|N|N|Y"});
    put("schd_ms",
        "SECTION_KEY|SCHOOL_YEAR|SUMMER_SCHOOL|BUILDING|COURSE|COURSE_SECTION|DESCRIPTION",
        {"7|2027|N|14|SCI|3|Science", "8|2026|N|14|SCI|3|Science"});
    put("schd_ms_session",
        "SECTION_KEY|COURSE_SESSION|PRIMARY_STAFF_ID|START_PERIOD|ROOM_ID|RECEIVE_MARK",
        {"7|2|T2|03||Y", "7|1|T1|02|B12|Y"});
    put("schd_ms_mp", "SECTION_KEY|COURSE_SESSION|MARKING_PERIOD", {"7|1|M1"});
    put("schd_ms_staff", "SECTION_KEY|COURSE_SESSION|STAFF_ID", {"7|1|T3"});
    put("schd_stu_course", "STUDENT_ID|SECTION_KEY|COURSE_STATUS|MODELED",
        {"1|7|A|N", "2|7|D|N", "3|7|A|Y"});
    put("schd_stu_crs_dates", "STUDENT_ID|SECTION_KEY|DATE_ADDED|DATE_DROPPED",
        {"1|7|08/13/2026|", "2|7|08/13/2026|", "3|7|08/13/2026|"});
    auto made = ESchoolPlusAdapter::create(
        fake_.host(),
        R"({"binding": "files", "folder": "drop", "district": "4102", "school_year": "2027",
            "guardians": true})");
    EXPECT_TRUE(made) << made.error().message;
    adapter_ = std::move(made).value();
  }
  void put(const std::string& table, const std::string& header,
           const std::vector<std::string>& rows) {
    std::string text = header + "|#!#\r\n";
    for (const std::string& row : rows) text += row + "|#!#\r\n";
    fake_.memory[table + ".csv"] = text;
  }
  testing::RosterRead read(const char* entity) {
    auto out = testing::read_roster(*adapter_, entity);
    EXPECT_TRUE(out) << out.error().message;
    return out ? *out : testing::RosterRead{};
  }

  testing::FakeFilesHost fake_;
  std::unique_ptr<ESchoolPlusAdapter> adapter_;
};

TEST_F(EspFilesTest, JoinsTheTables) {
  EXPECT_THAT(read("org").ids(), ElementsAre("4102-14"));
  const auto sessions = read("academicSession");
  EXPECT_THAT(sessions.ids(), ElementsAre("14-2027-M1")) << "of the school year alone";
  EXPECT_EQ(sessions.at("14-2027-M1").at("endDate"), "2026-12-19");
  EXPECT_THAT(read("course").ids(), ElementsAre("14:SCI"));

  const auto classes = read("class");
  EXPECT_THAT(classes.ids(), ElementsAre("7"));
  EXPECT_EQ(classes.at("7").at("periods"), "02|03") << "sessions in the order of their numbers";
  EXPECT_EQ(classes.at("7").at("terms"), "14-2027-M1");

  const auto users = read("user");
  EXPECT_THAT(users.ids(), UnorderedElementsAre("s:1", "t:T1", "g:88"));
  EXPECT_EQ(users.at("s:1").at("username"), "afern") << "of the mailing contact";
  EXPECT_EQ(users.at("s:1").at("userIds"), "state:ST1");
  EXPECT_EQ(users.at("s:1").at("agents"), "g:88");
  EXPECT_EQ(users.at("t:T1").at("roles"), "teacher@4102-14 primary");

  const auto seats = read("enrollment");
  EXPECT_THAT(seats.ids(), UnorderedElementsAre("7:t:T1", "7:t:T2", "7:1"))
      << "nobody who dropped the course, nobody of a schedule that is tried out";
  EXPECT_TRUE(seats.end.complete);
}

TEST_F(EspFilesTest, ARowThatCannotBeReadIsRefusedWithFileAndLineAndNobodyIsRemoved) {
  put("reg", "STUDENT_ID|FIRST_NAME|MIDDLE_NAME|LAST_NAME|BUILDING|GRADE|CURRENT_STATUS|TRACK",
      {"1|Ada||Fern|14|06|A|R", "2|Bo|x|y|Moss|14|06|A|R", "3|Cy|||14|06|A|R"});
  const auto users = read("user");
  std::vector<std::string> refusals;
  for (const auto& row : users.rows) {
    if (row.count("refused") != 0) refusals.push_back(row.at("refused"));
  }
  EXPECT_THAT(refusals, UnorderedElementsAre(HasSubstr("reg.csv line 3 has 10 values"),
                                             HasSubstr("reg.csv line 4: student 3 has no first")));
  EXPECT_FALSE(users.end.complete);
}

TEST_F(EspFilesTest, ASeatIsDroppedOnlyWhenAllOfItsRowsAre) {
  put("schd_stu_course", "STUDENT_ID|SECTION_KEY|COURSE_STATUS|MODELED",
      {"1|7|A|N", "1|7|D|N", "2|7|D|N", "2|7|D|N", "2|7|A|Y", "3|7|D|N", "3|7|A|N"});
  EXPECT_THAT(read("enrollment").ids(), UnorderedElementsAre("7:t:T1", "7:t:T2", "7:1", "7:3"));
}

TEST_F(EspFilesTest, ASeatWithoutDatesIsToldAndNotTakenAsGone) {
  put("schd_stu_crs_dates", "STUDENT_ID|SECTION_KEY|DATE_ADDED|DATE_DROPPED", {"2|7|08/13/2026|"});
  EXPECT_FALSE(read("enrollment").end.complete);
}

TEST_F(EspFilesTest, DatesOfAmericaAreTakenWithAndWithoutZeros) {
  put("schd_stu_crs_dates", "STUDENT_ID|SECTION_KEY|DATE_ADDED|DATE_DROPPED",
      {"1|7|8/3/2026|", "2|7|8/13/2026|10/1/2026 0:00"});
  put("reg_mp_dates", "BUILDING|SCHOOL_YEAR|MARKING_PERIOD|TRACK|START_DATE|END_DATE",
      {"14|2027|M1|R|8/3/2026|12/18/2026"});
  const auto seats = read("enrollment");
  EXPECT_THAT(seats.ids(), ::testing::Contains("7:1"));
  EXPECT_TRUE(seats.end.complete);
  EXPECT_EQ(read("academicSession").rows.front().at("startDate"), "2026-08-03");
}

TEST_F(EspFilesTest, ADateThatIsNoneIsToldWithFileLineColumnAndWhatToDo) {
  put("schd_stu_crs_dates", "STUDENT_ID|SECTION_KEY|DATE_ADDED|DATE_DROPPED",
      {"1|7|13/8/2026|", "2|7|08/13/2026|10.1.26", "3|7||"});
  put("reg_mp_dates", "BUILDING|SCHOOL_YEAR|MARKING_PERIOD|TRACK|START_DATE|END_DATE",
      {"14|2027|M1|R|08/13/2026|31/12/2026"});
  const auto refusals = [&](const char* entity) {
    std::vector<std::string> out;
    for (const auto& row : read(entity).rows) {
      if (row.count("refused") != 0) out.push_back(row.at("refused"));
    }
    return out;
  };
  EXPECT_THAT(refusals("enrollment"),
              ::testing::IsSupersetOf(
                  {::testing::AllOf(HasSubstr("schd_stu_crs_dates.csv line 2: "),
                                    HasSubstr("DATE_ADDED"), HasSubstr("MM/DD/YYYY")),
                   ::testing::AllOf(HasSubstr("schd_stu_crs_dates.csv line 3: "),
                                    HasSubstr("DATE_DROPPED"), HasSubstr("MM/DD/YYYY"))}));
  EXPECT_THAT(refusals("academicSession"), ::testing::ElementsAre(::testing::AllOf(
                                               HasSubstr("reg_mp_dates.csv line 2: "),
                                               HasSubstr("END_DATE"), HasSubstr("MM/DD/YYYY"))));
}

// A download in the making may hold whole records, only fewer: what hangs on the others shows it.
TEST_F(EspFilesTest, RowsThatBelongToNothingMakeTheListIncompleteAndAreToldOnce) {
  struct Case {
    const char* parent;  ///< only its header is there yet
    const char* entity;
    std::vector<const char*> told;
  };
  const std::vector<Case> cases{
      {"schd_stu_course", "enrollment", {"schd_stu_crs_dates.csv: 3 row(s) belong to nothing in"}},
      {"reg", "user", {"reg_personal.csv: 1 row(s)", "reg_stu_contact.csv: 2 row(s)"}},
      {"reg_contact", "user", {"reg_stu_contact.csv: 1 row(s)"}},
      {"reg_staff", "user", {"reg_staff_bldgs.csv: 2 row(s)"}},
      {"reg_mp_weeks", "academicSession", {"reg_mp_dates.csv: 1 row(s)"}},
      {"schd_ms", "class", {"schd_ms_session.csv: 2 row(s)"}},
      {"schd_ms_session", "class", {"schd_ms_mp.csv: 1 row(s)", "schd_ms_staff.csv: 1 row(s)"}},
  };
  for (const Case& one : cases) {
    const std::string file = one.parent + std::string(".csv");
    const std::string whole = fake_.memory[file];
    fake_.memory[file] = whole.substr(0, whole.find('\n') + 1);
    fake_.logged.clear();
    EXPECT_FALSE(read(one.entity).end.complete) << one.parent;
    for (const char* part : one.told) EXPECT_TRUE(fake_.has_logged(part)) << part;
    EXPECT_EQ(fake_.logged.size(), one.told.size()) << one.parent;
    fake_.memory[file] = whole;
  }
}

TEST_F(EspFilesTest, RowsOfOtherYearsAndOfInactiveStudentsBelongToSomething) {
  put("reg_mp_dates", "BUILDING|SCHOOL_YEAR|MARKING_PERIOD|TRACK|START_DATE|END_DATE",
      {"14|2027|M1|R|08/13/2026|12/18/2026", "14|2026|M1|R|08/13/2025|12/18/2025"});
  put("reg_personal", "STUDENT_ID|STATE_REPORT_ID", {"1|ST1", "2|ST2"});
  put("schd_ms_session",
      "SECTION_KEY|COURSE_SESSION|PRIMARY_STAFF_ID|START_PERIOD|ROOM_ID|RECEIVE_MARK",
      {"7|1|T1|02|B12|Y", "8|1|T1|02|B12|Y"});
  put("schd_ms_mp", "SECTION_KEY|COURSE_SESSION|MARKING_PERIOD", {"7|1|M1", "8|1|M1"});
  for (const char* entity : {"academicSession", "user", "class", "enrollment"}) {
    EXPECT_TRUE(read(entity).end.complete) << entity;
  }
  EXPECT_THAT(fake_.logged, ::testing::IsEmpty());
}

TEST_F(EspFilesTest, AMissingFileEndsTheReadAndIsAStepOfTheTest) {
  fake_.memory.erase("reg_staff_bldgs.csv");
  const auto users = testing::read_roster(*adapter_, "user");
  ASSERT_FALSE(users);
  EXPECT_EQ(users.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(users.error().message, HasSubstr("reg_staff_bldgs.csv is not in the folder"));
  const auto report = adapter_->check();
  ASSERT_TRUE(report);
  EXPECT_THAT(*report, HasSubstr("reg_staff_bldgs.csv is not in the folder"));
  EXPECT_THAT(*report, HasSubstr("Let the download definition write this table"));
  EXPECT_THAT(*report, HasSubstr("2 enrollments")) << "the other tables are looked at too";
}

TEST_F(EspFilesTest, WithoutAClockNothingIsRead) {
  fake_.now = 0;
  EXPECT_EQ(testing::read_roster(*adapter_, "enrollment").error().code, ErrorCode::Unsupported);
}

TEST_F(EspFilesTest, ADownloadInTheMakingIsNotTaken) {
  fake_.memory["schd_ms.csv"].resize(fake_.memory["schd_ms.csv"].size() - 12);
  const auto classes = testing::read_roster(*adapter_, "class");
  ASSERT_FALSE(classes);
  EXPECT_EQ(classes.error().code, ErrorCode::Unavailable);
}

TEST_F(EspFilesTest, AFileThatChangesWhileItIsReadIsNotTaken) {
  fake_.grows = "schd_ms.csv";
  const auto classes = testing::read_roster(*adapter_, "class");
  ASSERT_FALSE(classes);
  EXPECT_EQ(classes.error().code, ErrorCode::Unavailable);
  EXPECT_THAT(classes.error().message, HasSubstr("schd_ms.csv is still being written"));
  EXPECT_TRUE(testing::read_roster(*adapter_, "academicSession")) << "other files stand still";
}

}  // namespace
}  // namespace crosswalk::eschoolplus
