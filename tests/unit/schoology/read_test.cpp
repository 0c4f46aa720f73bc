#include "support.hpp"

#include <string>

namespace crosswalk::schoology {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;

class ReadTest : public SchoologyTest {
 protected:
  /// "id/state" of every row.
  static std::vector<std::string> states(const ReadResult& result) {
    std::vector<std::string> out;
    for (const ReadRow& row : result.rows) {
      out.push_back(row.fields.at("id") + "/" + row.fields.at("state"));
    }
    return out;
  }
};

constexpr char kNoneInactive[] = R"({"total": 0, "links": {}})";

// Contract 4.5: links.next may name the public origin; path and query are kept, the origin is ours.
TEST_F(ReadTest, FollowsTheNextLinkAtItsOwnOrigin) {
  fake_.on_get("/v1/users?limit=200",
               R"({"user": [{"id": 1}], "total": 2, "links": {"next":
                  "https://api.schoology.com/v1/users?start=200&limit=200&x=1"}})");
  fake_.on_get("/v1/users?start=200&limit=200&x=1", R"({"user": [{"id": 2}], "total": "2"})");
  fake_.on_get("/v1/users/inactive?limit=200", kNoneInactive);
  const auto result = read_ok(full("user", {"id", "state"}));
  EXPECT_THAT(states(result), ElementsAre("1/active", "2/active"));
  EXPECT_TRUE(result.end.complete);
  EXPECT_EQ(result.end.rows, 2U);
  for (const auto& request : fake_.seen()) EXPECT_EQ(request.origin, "http://127.0.0.1:8080");
}

// Contract 4.5, 10: a short page is no last page, and the total is not to be stopped on.
TEST_F(ReadTest, StopsOnlyWhenThereIsNoNext) {
  fake_.on_get("/v1/users?limit=200",
               R"({"user": [], "total": 0, "links": {"next": "/v1/users?start=200&limit=200"}})");
  fake_.on_get("/v1/users?start=200&limit=200", R"({"user": [{"id": 1}], "total": 0})");
  // 0 was claimed and 1 came: read again, and it is the same again.
  fake_.on_get("/v1/users?limit=200",
               R"({"user": [], "total": 0, "links": {"next": "/v1/users?start=200&limit=200"}})");
  fake_.on_get("/v1/users?start=200&limit=200", R"({"user": [{"id": 1}], "total": 0})");
  fake_.on_get("/v1/users/inactive?limit=200", kNoneInactive);
  const auto result = read_ok(full("user", {"id", "state"}));
  EXPECT_THAT(states(result), ElementsAre("1/active"));
  EXPECT_TRUE(result.end.complete);
}

TEST_F(ReadTest, ANextPageThatIsTheSamePageIsRefused) {
  fake_.on_get("/v1/courses?limit=200",
               R"({"course": [], "links": {"next": "/v1/courses?limit=200"}})");
  const auto result = read(full("course", {"id"}));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::BadData);
}

// A row went while the list was read: the lost one is found on the second pass.
TEST_F(ReadTest, AListThatShrinksIsReadAgain) {
  fake_.on_get("/v1/courses?limit=200",
               R"({"course": [{"id": 1}, {"id": 2}], "total": "4",
                   "links": {"next": "/v1/courses?start=2&limit=200"}})");
  fake_.on_get("/v1/courses?start=2&limit=200", R"({"course": [{"id": 4}], "total": "3"})");
  fake_.on_get("/v1/courses?limit=200",
               R"({"course": [{"id": 2}, {"id": 3}, {"id": 4}], "total": "3"})");
  const auto result = read_ok(full("course", {"id", "state"}));
  EXPECT_THAT(states(result), ElementsAre("1/active", "2/active", "4/active", "3/active"));
  EXPECT_TRUE(result.end.complete);
}

TEST_F(ReadTest, AListThatNeverStandsStillIsIncomplete) {
  for (int pass = 0; pass < 3; ++pass) {
    fake_.on_get("/v1/courses?limit=200",
                 R"({"course": [{"id": )" + std::to_string(pass) + R"(}], "total": 9})");
  }
  const auto result = read_ok(full("course", {"id"}));
  EXPECT_THAT(result.rows, SizeIs(3));
  EXPECT_FALSE(result.end.complete);
}

// Contract 6.5: inactive users show their keys only.
TEST_F(ReadTest, InactiveUsersAreDroppedPartialRows) {
  fake_.on_get("/v1/users?limit=200", R"({"user": [{"id": 1, "school_uid": "S-1"}]})");
  fake_.on_get("/v1/users/inactive?limit=200",
               R"({"user": [{"uid": 2, "school_uid": "S-2", "name": "n"}], "total": 1})");
  const auto result = read_ok(full("user", {"id", "code", "givenName", "state"}));
  ASSERT_THAT(result.rows, SizeIs(2));
  EXPECT_TRUE(result.rows[1].partial);
  EXPECT_THAT(result.rows[1].fields,
              ElementsAre(Pair("code", "S-2"), Pair("id", "2"), Pair("state", "dropped")));
}

TEST_F(ReadTest, HiddenFieldsAreAbsentAndEmptyOnesAreNull) {
  fake_.on_get("/v1/users?limit=200", R"({"user": [{"id": 1, "primary_email": ""}]})");
  fake_.on_get("/v1/users/inactive?limit=200", kNoneInactive);
  const auto result = read_ok(full("user", {"id", "email", "username", "password", "unheard"}));
  ASSERT_THAT(result.rows, SizeIs(1));
  EXPECT_TRUE(result.rows[0].partial);
  EXPECT_THAT(result.rows[0].fields, ElementsAre(Pair("email", "NULL"), Pair("id", "1")));
}

// Contract 6.8: sections are reached through all courses, past ones included.
TEST_F(ReadTest, SectionsAreReadThroughTheirCoursesSeveralAtATime) {
  fake_.on_get("/v1/courses?limit=200",
               R"({"course": [{"id": 1}, {"id": 2}, {"id": 3}, {"id": 4}, {"id": 5}, {"id": 6}]})");
  for (int course = 1; course <= 6; ++course) {
    const std::string id = std::to_string(course);
    fake_.on_get("/v1/courses/" + id + "/sections?include_past=1&limit=200",
                 R"({"section": [{"id": "7)" + id + R"(", "section_title": "t"}], "total": 1})");
  }
  fake_.newest_first = true;
  const auto result = read_ok(full("class", {"id", "course", "state"}));
  EXPECT_THAT(result.rows, SizeIs(6));
  for (const ReadRow& row : result.rows) {
    EXPECT_EQ(row.fields.at("id"), "7" + row.fields.at("course"));
  }
  EXPECT_TRUE(result.end.complete);
  EXPECT_EQ(fake_.most_in_flight(), 4U);
  EXPECT_EQ(fake_.open_tickets(), 0U);
}

TEST_F(ReadTest, ACourseThatGoesMeanwhileHasNoSections) {
  fake_.on_get("/v1/courses?limit=200", R"({"course": [{"id": 1}, {"id": 2}]})");
  fake_.on("GET", "/v1/courses/1/sections?include_past=1&limit=200", {404});
  fake_.on_get("/v1/courses/2/sections?include_past=1&limit=200", R"({"total": "0"})");
  const auto result = read_ok(full("class", {"id"}));
  EXPECT_THAT(result.rows, IsEmpty());
  EXPECT_TRUE(result.end.complete);
}

TEST_F(ReadTest, ACourseWithoutAnIdLeavesTheSectionsIncomplete) {
  fake_.on_get("/v1/courses?limit=200", R"({"course": [{"title": "lost"}]})");
  EXPECT_FALSE(read_ok(full("class", {"id"})).end.complete);
}

// Contract 6.9, A10: statuses are asked for by name; whoever is out of the class is dropped.
TEST_F(ReadTest, EnrollmentsOfOneSection) {
  fake_.on_get("/v1/sections/710201/enrollments?enrollment_status=1,2,5&limit=200",
               R"({"enrollment": [
                 {"id": "1", "uid": "11", "school_uid": "S-1", "admin": 0, "status": "1"},
                 {"id": "2", "uid": "12", "school_uid": "T-1", "admin": 1, "status": "1"},
                 {"id": "3", "uid": "13", "school_uid": "S-3", "admin": 0, "status": "5"}],
                 "total": "3"})");
  const auto result =
      read_ok(full("enrollment", {"id", "class", "user", "role", "state"}, "710201"));
  ASSERT_THAT(result.rows, SizeIs(3));
  EXPECT_THAT(result.rows[1].fields,
              ElementsAre(Pair("class", "710201"), Pair("id", "2"), Pair("role", "teacher"),
                          Pair("state", "active"), Pair("user", "12")));
  EXPECT_THAT(states(result), ElementsAre("1/active", "2/active", "3/dropped"));
}

TEST_F(ReadTest, EnrollmentsOfASectionThatIsGone) {
  fake_.on("GET", "/v1/sections/9/enrollments?enrollment_status=1,2,5&limit=200", {404});
  const auto result = read(full("enrollment", {"id"}, "9"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::NotFound);
}

TEST_F(ReadTest, AllEnrollmentsAreReadThroughCoursesAndSections) {
  fake_.on_get("/v1/courses?limit=200", R"({"course": [{"id": 1}]})");
  fake_.on_get("/v1/courses/1/sections?include_past=1&limit=200",
               R"({"section": [{"id": 71}, {"id": 72}]})");
  fake_.on_get("/v1/sections/71/enrollments?enrollment_status=1,2,5&limit=200",
               R"({"enrollment": [{"id": 5, "uid": 6}]})");
  fake_.on("GET", "/v1/sections/72/enrollments?enrollment_status=1,2,5&limit=200", {404});
  EXPECT_THAT(read_ok(full("enrollment", {"id"})).rows, SizeIs(1));
}

// Contract 6.2: buildings hang on the caller's school, which is asked for once.
TEST_F(ReadTest, BuildingsOfTheCallersSchool) {
  fake_.on_get("/v1/schools", R"({"school": [{"id": "500100"}]})");
  fake_.on_get("/v1/schools/500100/buildings", R"({"building": [{"id": "500101",
               "title": "Sample North", "building_code": "N-01"}]})");
  fake_.on_get("/v1/schools/500100/buildings", R"({"building": []})");
  const auto result = read_ok(full("org", {"id", "title", "code"}));
  ASSERT_THAT(result.rows, SizeIs(1));
  EXPECT_EQ(result.rows[0].fields.at("code"), "N-01");
  EXPECT_THAT(read_ok(full("org", {"id"})).rows, IsEmpty());
  EXPECT_TRUE(fake_.exhausted());
}

// Contract 4.2: the array key is missing when there are none.
TEST_F(ReadTest, NoGradingPeriodsAndTheRoles) {
  fake_.on_get("/v1/gradingperiods", R"({"total": 0})");
  const auto none = read_ok(full("academicSession", {"id", "title", "startDate", "endDate"}));
  EXPECT_THAT(none.rows, IsEmpty());
  EXPECT_TRUE(none.end.complete);
  fake_.on_get("/v1/roles", R"({"role": [{"id": 9001, "title": "Student"}]})");
  EXPECT_EQ(read_ok(full("role", {"id", "title"})).rows.at(0).fields.at("title"), "Student");
}

TEST_F(ReadTest, ARefusedRowIsMarkedAndCounted) {
  fake_.on_get("/v1/courses?limit=200", R"({"course": [{"title": "lost"}, {"id": 1}]})");
  const auto result = read_ok(full("course", {"id", "title"}));
  ASSERT_THAT(result.rows, SizeIs(2));
  EXPECT_TRUE(result.rows[0].bad);
  EXPECT_THAT(result.rows[0].fields, ElementsAre(Pair("title", HasSubstr("without an id"))));
  EXPECT_EQ(result.end.refused, 1U);
}

TEST_F(ReadTest, SmallBuffersTakeManyBatches) {
  std::string body = R"({"course": [)";
  for (int i = 0; i < 200; ++i) {
    body += (i == 0 ? "" : ",") + std::string(R"({"id": )") + std::to_string(i + 1) +
            R"(, "title": "A title of some length"})";
  }
  fake_.on_get("/v1/courses?limit=200", body + "]}");
  const auto result = read_ok(full("course", {"id", "title"}), 4096);
  EXPECT_THAT(result.rows, SizeIs(200));
  EXPECT_GT(result.batches, 3U);
  EXPECT_EQ(result.rows.back().fields.at("id"), "200");
}

struct Trouble {
  std::uint32_t status;
  const char* body;
  cw_status failure;
  ErrorCode code;
};

class ReadTrouble : public SchoologyTest, public ::testing::WithParamInterface<Trouble> {};

TEST_P(ReadTrouble, FailsTheReadWithAReaction) {
  const Trouble& trouble = GetParam();
  fake_.on("GET", "/v1/courses?limit=200", {trouble.status, trouble.body, {}, trouble.failure});
  const auto result = read(full("course", {"id"}));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, trouble.code) << result.error().message;
  EXPECT_THAT(result.error().message, AllOf(HasSubstr("reading courses"), Not(HasSubstr("Jane"))));
  EXPECT_EQ(fake_.open_tickets(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, ReadTrouble,
    ::testing::Values(Trouble{401, "", CW_OK, ErrorCode::Unauthenticated},
                      Trouble{403, "", CW_OK, ErrorCode::Forbidden},
                      Trouble{429, "", CW_OK, ErrorCode::RateLimited},
                      Trouble{500, "", CW_OK, ErrorCode::Unavailable},
                      Trouble{502, "<html>Jane", CW_OK, ErrorCode::Unavailable},
                      Trouble{200, "", CW_OK, ErrorCode::BadData},
                      Trouble{200, "<html>Jane", CW_OK, ErrorCode::BadData},
                      Trouble{200, R"({"course": [{"title": "Jane)", CW_OK, ErrorCode::BadData},
                      // contract 4.7: the parent object instead of a list
                      Trouble{200, R"({"id": "500100", "title": "Jane"})", CW_OK,
                              ErrorCode::BadData},
                      Trouble{204, "", CW_OK, ErrorCode::BadData},
                      Trouble{303, "", CW_OK, ErrorCode::BadData},
                      Trouble{0, "", CW_E_TRANSIENT, ErrorCode::Unavailable},
                      Trouble{0, "", CW_E_CANCELLED, ErrorCode::Cancelled}));

TEST_F(ReadTest, ReadsThatAreNotOffered) {
  const auto code = [this](ReadRequest request) {
    const auto result = read(request);
    EXPECT_FALSE(result);
    return result ? ErrorCode::Internal : result.error().code;
  };
  EXPECT_EQ(code(full("lineItem", {"id"})), ErrorCode::Unsupported);
  ReadRequest delta = full("user", {"id"});
  delta.mode = ReadMode::Delta;
  EXPECT_EQ(code(delta), ErrorCode::Unsupported);
  ReadRequest source = full("org", {"sourcedId"});
  source.side = Side::Source;
  source.mode = ReadMode::Delta;
  EXPECT_EQ(code(source), ErrorCode::Unsupported);
  ReadRequest results = full("result", {"sourcedId"});
  results.side = Side::Source;
  EXPECT_EQ(code(results), ErrorCode::Unsupported);
  EXPECT_EQ(code(by("enrollment", "", {"720301"}, {"id"})), ErrorCode::Unsupported);
  EXPECT_THAT(fake_.seen(), IsEmpty());
}

// A stream that is closed early gives its requests up.
TEST_F(ReadTest, ClosingEarlyLeavesNothingInFlight) {
  fake_.on_get("/v1/courses?limit=200", R"({"course": [{"id": 1}, {"id": 2}, {"id": 3}]})");
  fake_.on("GET", "/v1/courses/1/sections?include_past=1&limit=200", {500});
  fake_.on_get("/v1/courses/2/sections?include_past=1&limit=200", "{}");
  fake_.on_get("/v1/courses/3/sections?include_past=1&limit=200", "{}");
  EXPECT_FALSE(read(full("class", {"id"})));
  EXPECT_EQ(fake_.open_tickets(), 0U);
}

}  // namespace
}  // namespace crosswalk::schoology
