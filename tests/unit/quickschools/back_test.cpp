#include "back.hpp"

#include "support.hpp"

#include <map>

namespace crosswalk::quickschools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class BackTest : public QuickSchoolsTest {
 protected:
  using BackRow = std::map<std::string, std::string>;

  Result<std::vector<BackRow>> try_back(std::string_view entity,
                                        const std::vector<std::string_view>& columns,
                                        std::string_view partition = {}) {
    ReadRequest request;
    request.side = Side::Destination;
    request.entity = entity;
    request.columns = columns;
    request.partition = partition;
    CW_TRY(const auto stream, adapter().open(request));
    std::vector<std::uint8_t> buffer(1 << 20);
    const auto width = static_cast<std::uint32_t>(columns.size());
    BatchWriter writer(buffer.data(), buffer.size(), width, 3);
    CW_TRY(const bool more, stream->next(writer));
    EXPECT_FALSE(more);
    CW_TRY(const BatchView view, BatchView::check(buffer.data(), buffer.size(), width, 3));
    std::vector<BackRow> out(view.rows());
    for (std::uint32_t r = 0; r < view.rows(); ++r) {
      for (std::uint32_t c = 0; c < width; ++c) {
        const cw_cell& cell = view.cell(r, c);
        if (cell.type == CW_T_NULL) out[r][std::string(columns[c])] = "NULL";
        if (cell.type == CW_T_NULL || cell.type == CW_T_ABSENT) continue;
        out[r][std::string(columns[c])] = testing::show_cell(view, cell);
      }
    }
    CW_TRY(const ReadEnd end, stream->finish());
    complete_ = end.complete;
    return out;
  }
  std::vector<BackRow> back(std::string_view entity, const std::vector<std::string_view>& columns,
                            std::string_view partition = {}) {
    auto rows = try_back(entity, columns, partition);
    EXPECT_TRUE(rows.has_value()) << rows.error().message;
    EXPECT_TRUE(complete_);
    EXPECT_TRUE(fake_.exhausted());
    return rows ? std::move(rows).value() : std::vector<BackRow>{};
  }

  bool complete_ = false;
};

// Sections are created in the active semester, so that no other one can be linked.
TEST_F(BackTest, OneSemesterAndItsSections) {
  semesters();
  EXPECT_THAT(back("academicSession", {"id", "state", "title", "startDate", "endDate"}),
              ElementsAre(BackRow{{"id", "330021"},
                                  {"state", "active"},
                                  {"title", "Semester 1"},
                                  {"startDate", "2025-08-18"},
                                  {"endDate", "2025-12-19"}}));
  semesters();
  fake_.on_get(kSections1, R"([{"id": "900011", "sectionName": " Science  6 ", "classId": "440006",
                                "sectionCode": " SCI6-B"}])");
  EXPECT_THAT(back("class", {"id", "title", "code", "gradeLevel", "school", "sessions"}),
              ElementsAre(BackRow{{"id", "900011"},
                                  {"title", "Science 6"},
                                  {"code", "SCI6-B"},
                                  {"gradeLevel", "440006"},
                                  {"school", "birch"},
                                  {"sessions", "330021"}}));
}

TEST_F(BackTest, PeopleByKindWithoutThoseWhoLeft) {
  one_page(kStudents, R"([
    {"id": "7", "firstName": "Imani", "lastName": "Okafor", "email": "", "studentNumber": "7001"},
    {"id": "8", "firstName": "Gil", "lastName": "Vance", "hasLeft": true}, {"firstName": "No id"}])");
  one_page(kTeachers, R"([
    {"id": "7", "firstName": "Rosa", "lastName": "Amadi", "email": "ra@birch.example"},
    {"id": "9", "firstName": "Pia", "lastName": "Lund", "active": false}])");
  EXPECT_THAT(
      back("user", {"id", "role", "school", "code", "number", "email", "givenName", "familyName"}),
      ElementsAre(BackRow{{"id", "7"},
                          {"role", "student"},
                          {"school", "birch"},
                          {"code", "7"},
                          {"number", "7001"},
                          {"email", "NULL"},
                          {"givenName", "Imani"},
                          {"familyName", "Okafor"}},
                  BackRow{{"id", "t:7"},
                          {"role", "teacher"},
                          {"school", "birch"},
                          {"code", "7"},
                          {"number", "NULL"},
                          {"email", "ra@birch.example"},
                          {"givenName", "Rosa"},
                          {"familyName", "Amadi"}}));
}

TEST_F(BackTest, ARosterHasTeachersAndStudents) {
  fake_.on_get("/sms/v1/sections/900010",
               R"({"id": "900010", "sectionName": "Art", "teachers": [{"id": "610007"}]})");
  fake_.on_get("/sms/v1/sectionenrollments/900010",
               R"({"id": "900010", "students": [{"smsStudentStubId": "500101"}]})");
  EXPECT_THAT(back("enrollment", {"id", "class", "user", "role"}, "900010"),
              ElementsAre(BackRow{{"id", "900010:t:610007"},
                                  {"class", "900010"},
                                  {"user", "t:610007"},
                                  {"role", "teacher"}},
                          BackRow{{"id", "900010:500101"},
                                  {"class", "900010"},
                                  {"user", "500101"},
                                  {"role", "student"}}));
  EXPECT_EQ(try_back("enrollment", {"id"}).error().code, ErrorCode::Unsupported);
}

TEST_F(BackTest, TheSchoolAndTheRolesNeedNoCall) {
  EXPECT_THAT(back("org", {"id", "title", "code"}),
              ElementsAre(BackRow{{"id", "birch"}, {"title", "birch"}, {"code", "birch"}}));
  EXPECT_THAT(back("role", {"id", "title"}), SizeIs(2));
  EXPECT_THAT(fake_.seen(), IsEmpty());
}

TEST_F(BackTest, NoActiveSemesterIsNoEmptyOne) {
  fake_.on_get(kSemesters, "[]");
  const auto rows = try_back("class", {"id"});
  ASSERT_FALSE(rows.has_value());
  EXPECT_THAT(rows.error().message, HasSubstr("activate the academic term"));
}

// A section that cannot be named could be the one that is looked for.
TEST_F(BackTest, ASectionWithoutAnIdMakesTheReadIncomplete) {
  semesters();
  fake_.on_get(kSections1, R"([{"sectionName": "Art"}])");
  ASSERT_TRUE(try_back("class", {"id"}).has_value());
  EXPECT_FALSE(complete_);
}

TEST(GradeLevels, AreTitledAsTheModelWritesThem) {
  const auto catalog = grade_level_catalog({{"1", "Grade 7", "7"},
                                            {"2", "Kindergarten", ""},
                                            {"3", "Grade 6", "06"},
                                            {"4", "Grade 6 (Annex)", "6"},
                                            {"", "nobody's", "9"}});
  std::map<std::string, std::string> titles;
  for (const Record& record : catalog) titles[record.id] = record.text("title").value_or("");
  EXPECT_EQ(titles,
            (std::map<std::string, std::string>{
                {"1", "07"}, {"2", "Kindergarten"}, {"3", "Grade 6"}, {"4", "Grade 6 (Annex)"}}));
}

}  // namespace
}  // namespace crosswalk::quickschools
