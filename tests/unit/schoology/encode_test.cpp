#include "encode.hpp"

#include "crosswalk/json.hpp"
#include "support.hpp"

namespace crosswalk::schoology {
namespace {

using List = std::vector<std::string>;

/// The JSON that `encode` makes of a batch.
template <class Encode>
Json encoded(const std::vector<Change>& rows, const Encode& encode) {
  const ChangeBatch batch(rows);
  const ApplyRequest request = batch.request();
  return Json::parse(encode(Changes(request)), nullptr, false);
}

RowList all(const Changes& changes) {
  RowList rows;
  for (std::uint32_t row = 0; row < changes.rows(); ++row) rows.push_back(row);
  return rows;
}

const auto kUsers = [](const Changes& changes) { return encode_users(changes, all(changes)); };
const auto kCourses = [](const Changes& changes) { return encode_courses(changes, all(changes)); };
const auto kSections = [](const Changes& changes) {
  return encode_sections(changes, all(changes));
};

// Contract 6.5, 6.2 of the rules: synced on create, never a login mail, ids as numbers.
TEST(Encode, ANewUser) {
  EXPECT_EQ(encoded({{CW_ROW_CREATE,
                      {{"code", "S-1001"},
                       {"givenName", "Given01"},
                       {"familyName", "Family01"},
                       {"middleName", nullptr},
                       {"username", "s1001"},
                       {"email", ""},
                       {"role", "9001"},
                       {"org", "500101"},
                       {"additionalOrgs", List{"500102", "500103"}},
                       {"gradYear", "2030"},
                       {"password", "made-up-1"}}}},
                    kUsers),
            Json::parse(R"({"users": {"user": [{"school_uid": "S-1001", "name_first": "Given01",
              "name_last": "Family01", "username": "s1001", "role_id": 9001, "building_id": 500101,
              "additional_buildings": "500102,500103", "grad_year": "2030", "password": "made-up-1",
              "email_login_info": 0, "synced": 1}]}})"));
}

// A partial object changes only the fields it holds; codes and passwords are never changed.
TEST(Encode, AChangedUser) {
  EXPECT_EQ(encoded({{CW_ROW_PATCH, {{"id", "90011"}, {"gradYear", "2031"}}},
                     {CW_ROW_PATCH,
                      {{"id", "90012"},
                       {"code", "S-2"},
                       {"password", "x"},
                       {"middleName", nullptr},
                       {"additionalOrgs", nullptr},
                       {"org", nullptr}}}},
                    kUsers),
            Json::parse(R"({"users": {"user": [{"id": "90011", "grad_year": "2031"},
              {"id": "90012", "name_middle": "", "additional_buildings": ""}]}})"));
}

// Contract 6.7.
TEST(Encode, Courses) {
  EXPECT_EQ(
      encoded({{CW_ROW_CREATE,
                {{"title", "Sample Algebra"},
                 {"code", "ALG-1"},
                 {"org", "500101"},
                 {"grades", List{"09", "10"}}}},
               {CW_ROW_CREATE,
                {{"title", "Sample Art"}, {"code", "ART"}, {"grades", List{"09", "Other"}}}},
               {CW_ROW_CREATE, {{"title", "Sample Band"}, {"code", "BND"}, {"grades", nullptr}}},
               {CW_ROW_PATCH, {{"id", "700101"}, {"title", "Sample Algebra I"}}},
               {CW_ROW_PATCH, {{"id", "700102"}, {"grades", nullptr}}},
               {CW_ROW_PATCH, {{"id", "700103"}, {"grades", List{"12"}}}}},
              kCourses),
      Json::parse(R"({"courses": {"course": [
        {"title": "Sample Algebra", "course_code": "ALG-1", "building_id": 500101, "synced": 1,
         "grade_level_range_start": 11, "grade_level_range_end": 12},
        {"title": "Sample Art", "course_code": "ART", "synced": 1},
        {"title": "Sample Band", "course_code": "BND", "synced": 1},
        {"id": "700101", "title": "Sample Algebra I"},
        {"id": "700102", "grade_level_range_start": 0, "grade_level_range_end": 0},
        {"id": "700103", "grade_level_range_start": 14, "grade_level_range_end": 0}]}})"));
}

// Contract 6.8.
TEST(Encode, Sections) {
  EXPECT_EQ(
      encoded(
          {{CW_ROW_CREATE,
            {{"title", "Period 2"},
             {"code", "2027-ALG1-02"},
             {"course", "700101"},
             {"sessions", List{"8101"}},
             {"location", "R-12"}}},
           {CW_ROW_PATCH,
            {{"id", "710202"}, {"title", "Period 2, moved"}, {"sessions", List{"8101", "8102"}}}},
           {CW_ROW_PATCH, {{"id", "710203"}, {"location", nullptr}}}},
          kSections),
      Json::parse(R"({"sections": {"section": [
              {"title": "Period 2", "section_school_code": "2027-ALG1-02",
               "grading_periods": [8101], "synced": 1, "location": "R-12"},
              {"id": "710202", "title": "Period 2, moved", "grading_periods": [8101, 8102]},
              {"id": "710203", "location": ""}]
}
})"));
}

// Contract 6.7: the course is only named, so that nothing of it changes.
TEST(Encode, NestedSections) {
  const auto nested = [](const Changes& changes) {
    return encode_nested_sections(changes, {{"700101", "ALG-1", {0}}, {"700102", "ART", {1}}});
  };
  EXPECT_EQ(
      encoded(
          {{CW_ROW_CREATE, {{"title", "Period 1"}, {"code", "A-1"}, {"sessions", List{"8101"}}}},
           {CW_ROW_CREATE, {{"title", "Period 2"}, {"code", "B-1"}, {"sessions", List{"8101"}}}}},
          nested),
      Json::parse(R"({"courses": {"course": [
              {"course_code": "ALG-1", "sections": {"section": [{"title": "Period 1",
               "section_school_code": "A-1", "grading_periods": [8101], "synced": 1}]}},
              {"course_code": "ART", "sections": {"section": [{"title": "Period 2",
               "section_school_code": "B-1", "grading_periods": [8101], "synced": 1}]}}]}})"));
}

TEST(Encode, ABuildingAndAGradingPeriod) {
  EXPECT_EQ(encoded({{CW_ROW_CREATE, {{"title", "Sample North"}, {"code", "N-01"}}}},
                    [](const Changes& changes) { return encode_building(changes, 0); }),
            Json::parse(R"({"title": "Sample North", "building_code": "N-01"})"));
  EXPECT_EQ(encoded({{CW_ROW_PATCH, {{"id", "500101"}, {"code", nullptr}}}},
                    [](const Changes& changes) { return encode_building(changes, 0); }),
            Json::parse(R"({"building_code": ""})"));
  EXPECT_EQ(
      encoded(
          {{CW_ROW_CREATE,
            {{"title", "Sample Spring"}, {"startDate", Date{20829}}, {"endDate", Date{20966}}}}},
          [](const Changes& changes) { return encode_period(changes, 0); }),
      Json::parse(R"({"title": "Sample Spring", "start": "2027-01-11", "end": "2027-05-28"})"));
}

// Contract 6.9: admin 1 for who runs the class, 0 for everybody else.
TEST(Encode, EnrollmentsByCodesAndByIds) {
  const std::vector<Change> rows = {
      {CW_ROW_CREATE,
       {{"class", "710201"},
        {"user", "90011"},
        {"classCode", "A-1"},
        {"userCode", "S-1"},
        {"role", "student"}}},
      {CW_ROW_CREATE,
       {{"class", "710201"},
        {"user", "90021"},
        {"classCode", "A-1"},
        {"userCode", "T-1"},
        {"role", "teacher"}}},
      {CW_ROW_DROP, {{"id", "720301"}, {"class", "710201"}, {"user", "90012"}}}};
  EXPECT_EQ(
      encoded(rows,
              [](const Changes& changes) { return encode_enrollment_import(changes, {0, 1}); }),
      Json::parse(R"({"enrollments": {"enrollment": [
              {"section_school_code": "A-1", "school_uid": "S-1", "admin": "0"},
              {"section_school_code": "A-1", "school_uid": "T-1", "admin": "1"}]}})"));
  EXPECT_EQ(
      encoded(rows, [](const Changes& changes) { return encode_enrollments(changes, {1, 2}, 5); }),
      Json::parse(R"({"enrollments": {"enrollment": [
              {"realm": "section", "section_id": "710201", "uid": "90021", "status": "5",
               "admin": "1"},
              {"realm": "section", "section_id": "710201", "uid": "90012", "status": "5"}]}})"));
}

// Contract 6.5: the one bulk body without an outer wrapper.
TEST(Encode, Reactivations) {
  EXPECT_EQ(encoded({{CW_ROW_RESTORE, {{"id", "90011"}}}},
                    [](const Changes& changes) { return encode_reactivations(changes, {0}); }),
            Json::parse(R"({"user": [{"uid": "90011", "option_reenroll": "1"}]})"));
}

}  // namespace
}  // namespace crosswalk::schoology
