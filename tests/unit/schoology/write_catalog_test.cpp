/// Buildings, grading periods and courses.

#include "support.hpp"

#include "crosswalk/json.hpp"

#include <string>

namespace crosswalk::schoology {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using WriteCatalogTest = SchoologyTest;

const Change kNorth = {CW_ROW_CREATE, {{"title", "Sample North"}, {"code", "N-01"}}};
const Change kSpring = {
    CW_ROW_CREATE, {{"title", "Spring"}, {"startDate", Date{20829}}, {"endDate", Date{20966}}}};

Change course(const std::string& code) {
  return {CW_ROW_CREATE, {{"title", "Sample"}, {"code", code}, {"org", "500101"}}};
}

// Contract 6.2; the school is asked for once an instance.
TEST_F(WriteCatalogTest, ABuildingIsMadeInTheCallersSchool) {
  fake_.on_get("/v1/schools", R"({"school": [{"id": "500100"}]})");
  for (const auto* id : {"500101", "500102"}) {
    fake_.on_get("/v1/schools/500100/buildings", R"({"building": []})");
    fake_.on("POST", "/v1/schools/500100/buildings",
             {201, R"({"id": ")" + std::string(id) + R"(", "phone": null})"});
  }
  EXPECT_THAT(apply("org", {kNorth}), ElementsAre(Applied("500101")));
  EXPECT_THAT(apply("org", {kNorth}), ElementsAre(Applied("500102")));
  EXPECT_EQ(Json::parse(fake_.body(2)),
            Json::parse(R"({"title": "Sample North", "building_code": "N-01"})"));
}

// Contract 7, A20: Schoology would make a second building with the same code.
TEST_F(WriteCatalogTest, ABuildingWithTheSameCodeIsNotMadeTwice) {
  fake_.on_get("/v1/schools", R"({"school": [{"id": "500100"}]})");
  fake_.on_get("/v1/schools/500100/buildings",
               R"({"building": [{"id": "500101", "title": "x", "building_code": "N-01"}]})");
  EXPECT_THAT(apply("org", {kNorth}), ElementsAre(Exists("500101")));
  EXPECT_THAT(fake_.seen(), SizeIs(2));
}

TEST_F(WriteCatalogTest, ABuildingIsNotSentWhenTheSchoolCannotBeRead) {
  fake_.on("GET", "/v1/schools", {0, "", {}, CW_E_TRANSIENT});
  EXPECT_THAT(apply("org", {kNorth}), ElementsAre(Skipped()));
  ASSERT_FALSE(call_error_);
  EXPECT_EQ(call_error_.error().code, ErrorCode::Unavailable);
}

// Contract 4.6: an update answers 204 without a body.
TEST_F(WriteCatalogTest, ABuildingIsChanged) {
  fake_.on("PUT", "/v1/schools/500101", {204});
  fake_.on("PUT", "/v1/schools/500102", {404});
  EXPECT_THAT(apply("org", {{CW_ROW_PATCH, {{"id", "500101"}, {"title", "North"}}}}),
              ElementsAre(Applied("500101")));
  EXPECT_THAT(apply("org", {{CW_ROW_PATCH, {{"id", "500102"}, {"title", "North"}}}}),
              ElementsAre(Rejected(CW_E_NOT_FOUND, "")));
}

TEST_F(WriteCatalogTest, AGradingPeriodIsMadeAndChanged) {
  fake_.on("POST", "/v1/gradingperiods",
           {201, R"({"id": "8102", "title": "Spring", "active": "0"})"});
  fake_.on("PUT", "/v1/gradingperiods/8102", {204});
  EXPECT_THAT(apply("academicSession", {kSpring}), ElementsAre(Applied("8102")));
  EXPECT_THAT(
      apply("academicSession", {{CW_ROW_PATCH, {{"id", "8102"}, {"endDate", Date{20967}}}}}),
      ElementsAre(Applied("8102")));
  EXPECT_EQ(Json::parse(fake_.body(0)),
            Json::parse(R"({"title": "Spring", "start": "2027-01-11", "end": "2027-05-28"})"));
  EXPECT_EQ(Json::parse(fake_.body(1)), Json::parse(R"({"end": "2027-05-29"})"));
}

// Contract 7: the title is unique in the school, a duplicate is a bare 400.
TEST_F(WriteCatalogTest, ATakenTitleIsLookedUp) {
  fake_.on("POST", "/v1/gradingperiods", {400, "no"});
  fake_.on_get("/v1/gradingperiods?title=Spring",
               R"({"total": 1, "gradingperiods": [{"id": 8102, "title": "Spring"}]})");
  EXPECT_THAT(apply("academicSession", {kSpring}), ElementsAre(Exists("8102")));
  fake_.on("POST", "/v1/gradingperiods", {400, "the end is before the start"});
  fake_.on_get("/v1/gradingperiods?title=Spring", R"({"total": 0})");
  EXPECT_THAT(apply("academicSession", {kSpring}),
              ElementsAre(Rejected(CW_E_INVALID, "the end is before the start")));
}

TEST_F(WriteCatalogTest, SingleCreatesWithoutAUsableAnswerAreUnknown) {
  fake_.on("POST", "/v1/gradingperiods", {201, ""});
  fake_.on("POST", "/v1/gradingperiods", {201, "<html>"});
  fake_.on("POST", "/v1/gradingperiods", {0, "", {}, CW_E_UNKNOWN});
  fake_.on("POST", "/v1/gradingperiods", {503});
  EXPECT_THAT(apply("academicSession", {kSpring, kSpring, kSpring, kSpring}),
              ElementsAre(Unknown(), Unknown(), Unknown(), Unknown()));
  fake_.on("POST", "/v1/gradingperiods", {429});
  EXPECT_THAT(apply("academicSession", {kSpring}), ElementsAre(Again()));
}

// Contract 6.7: not as an upsert, so that a course that is there already is not taken over.
TEST_F(WriteCatalogTest, CoursesAreMadeAndChanged) {
  fake_.on("POST", "/v1/courses", {207, R"({"course": [
    {"response_code": 200, "id": 700101, "course_code": "ALG-1"},
    {"response_code": 400, "course_code": "ART", "message": "course_code already exists"},
    {"response_code": 400, "course_code": "BND", "message": "unknown building"}]})"});
  fake_.on("PUT", "/v1/courses",
           {207, R"({"course": [{"response_code": 200, "id": "700105", "course_code": "X"}]})"});
  EXPECT_THAT(apply("course", {course("ALG-1"),
                               course("ART"),
                               course("BND"),
                               course("a,b"),
                               {CW_ROW_PATCH, {{"id", "700105"}, {"title", "New"}}},
                               {CW_ROW_DROP, {{"id", "700106"}}}}),
              ElementsAre(Applied("700101"), Exists(""), Rejected(CW_E_INVALID, "building"),
                          Rejected(CW_E_INVALID, "comma"), Applied("700105"),
                          Rejected(CW_E_UNSUPPORTED, "never")));
  EXPECT_THAT(fake_.seen(), SizeIs(2));
}

TEST_F(WriteCatalogTest, AnEntityThatIsNotThereFailsTheCall) {
  EXPECT_THAT(apply("role", {kNorth}), ElementsAre(Skipped()));
  ASSERT_FALSE(call_error_);
  EXPECT_EQ(call_error_.error().code, ErrorCode::Unsupported);
  EXPECT_THAT(fake_.seen(), IsEmpty());
}

}  // namespace
}  // namespace crosswalk::schoology
