/// The adapter over the OneRoster API of PLUS 360, on a scripted host.

#include "adapter.hpp"
#include "plus360/decode.hpp"
#include "plus360/lists.hpp"

#include "support/fake_http_host.hpp"
#include "support/roster_reading.hpp"

#include "crosswalk/json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::eschoolplus {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class EspPlus360Test : public ::testing::Test {
 protected:
  static constexpr const char* kBase = "/plus360api/v1/abc";

  EspPlus360Test() {
    auto made = ESchoolPlusAdapter::create(
        fake_.host(),
        R"({"binding": "plus360", "domain": "http://127.0.0.1:8080", "district": "4102",
            "consumer_key": "OneRoster_ABC_123", "consumer_secret": true, "school_year": "2027"})");
    EXPECT_TRUE(made) << made.error().message;
    adapter_ = std::move(made).value();
  }
  static std::string at(const std::string& list, int offset = 0, const std::string& filter = {}) {
    return kBase + list + "?limit=500&offset=" + std::to_string(offset) + filter;
  }
  /// Schools from `first` on, `count` of them.
  static std::string schools(int first, int count) {
    Json list = Json::array();
    for (int i = first; i < first + count; ++i) {
      list.push_back({{"sourcedId", "4102-" + std::to_string(i)}, {"name", "School"}});
    }
    return Json{{"orgs", std::move(list)}}.dump();
  }
  void answer(const std::string& path, const std::string& body, int total) {
    fake_.on("GET", path, {200, body, {{"X-Total-Count", std::to_string(total)}}});
  }

  testing::FakeHttpHost fake_;
  std::unique_ptr<ESchoolPlusAdapter> adapter_;
};

TEST_F(EspPlus360Test, ReadsPageAfterPageWithoutAskingForAVersion) {
  answer(at("/schools"), R"({"orgs": [{"sourcedId": "4102-14", "name": "Alder"}]})", 2);
  answer(at("/schools", 1), R"({"orgs": [{"sourcedId": "4102-15", "name": "Birch"}]})", 2);
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_TRUE(orgs) << orgs.error().message;
  EXPECT_THAT(orgs->ids(), ElementsAre("4102-14", "4102-15"));
  EXPECT_TRUE(orgs->end.complete);
  EXPECT_EQ(fake_.seen().front().auth_profile, "plus360");
}

TEST_F(EspPlus360Test, AListThatMovesIsReadAgainAndThenNotWhole) {
  for (int reading = 0; reading < 2; ++reading) {
    answer(at("/schools"), R"({"orgs": [{"sourcedId": "4102-14", "name": "Alder"}]})", 3);
    answer(at("/schools", 1), R"({"orgs": [{"sourcedId": "4102-15", "name": "Birch"}]})", 2);
  }
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_TRUE(orgs) << orgs.error().message;
  EXPECT_FALSE(orgs->end.complete);
}

TEST_F(EspPlus360Test, WithoutATotalAListEndsWithAnEmptyPageAndASecondReadingAgrees) {
  for (int reading = 0; reading < 2; ++reading) {
    fake_.on_get(at("/schools"), schools(14, 1));
    fake_.on_get(at("/schools", 1), schools(15, 1));
    fake_.on_get(at("/schools", 2), schools(0, 0));
  }
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_TRUE(orgs) << orgs.error().message;
  EXPECT_THAT(orgs->ids(), ElementsAre("4102-14", "4102-15"));
  EXPECT_TRUE(orgs->end.complete);
  EXPECT_TRUE(fake_.exhausted());
}

TEST_F(EspPlus360Test, WithoutATotalAListOfOnePageIsReadOnce) {
  fake_.on_get(at("/schools"), schools(14, 2));
  fake_.on_get(at("/schools", 2), schools(0, 0));
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_TRUE(orgs) << orgs.error().message;
  EXPECT_TRUE(orgs->end.complete);
}

// School 14 went after the first page: 16 moved onto it, and was never shown.
TEST_F(EspPlus360Test, WithoutATotalPagesThatShiftAreNotTakenAsComplete) {
  fake_.on_get(at("/schools"), schools(14, 2));
  fake_.on_get(at("/schools", 2), schools(17, 1));
  fake_.on_get(at("/schools", 3), schools(0, 0));
  fake_.on_get(at("/schools"), schools(15, 2));
  fake_.on_get(at("/schools", 2), schools(17, 1));
  fake_.on_get(at("/schools", 3), schools(0, 0));
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_TRUE(orgs) << orgs.error().message;
  EXPECT_THAT(orgs->ids(), ElementsAre("4102-15", "4102-16", "4102-17"));
  EXPECT_FALSE(orgs->end.complete);
}

TEST_F(EspPlus360Test, ATotalThatCountsThePageAloneDoesNotEndTheList) {
  for (const int cap : {500, 100}) {  // the limit that was sent; a limit of the server's own
    for (int reading = 0; reading < 2; ++reading) {
      answer(at("/schools"), schools(1000, cap), cap);
      answer(at("/schools", cap), schools(1000 + cap, cap), cap);
      answer(at("/schools", 2 * cap), schools(1000 + 2 * cap, 3), 3);
      answer(at("/schools", 2 * cap + 3), schools(0, 0), 0);
    }
    const auto orgs = testing::read_roster(*adapter_, "org");
    ASSERT_TRUE(orgs) << orgs.error().message;
    EXPECT_THAT(orgs->rows, SizeIs(2 * cap + 3));
    EXPECT_TRUE(orgs->end.complete);
    EXPECT_TRUE(fake_.exhausted());
  }
}

TEST_F(EspPlus360Test, ATotalThatIsAFullPageIsBelievedAfterAnEmptyOne) {
  answer(at("/schools"), schools(1000, 500), 500);
  answer(at("/schools", 500), schools(0, 0), 500);
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_TRUE(orgs) << orgs.error().message;
  EXPECT_THAT(orgs->rows, SizeIs(500));
  EXPECT_TRUE(orgs->end.complete);
  EXPECT_TRUE(fake_.exhausted());
}

TEST_F(EspPlus360Test, AServerThatRepeatsItsPageIsNotReadForEver) {
  for (int reading = 0; reading < 2; ++reading) {
    fake_.on_get(at("/schools"), R"({"orgs": [{"sourcedId": "4102-14", "name": "Alder"}]})");
    fake_.on_get(at("/schools", 1), R"({"orgs": [{"sourcedId": "4102-14", "name": "Alder"}]})");
  }
  const auto orgs = testing::read_roster(*adapter_, "org");
  ASSERT_TRUE(orgs) << orgs.error().message;
  EXPECT_FALSE(orgs->end.complete);
}

TEST_F(EspPlus360Test, TeachersComeOutOfTheEnrollments) {
  answer(at("/schools"), R"({"orgs": [{"sourcedId": "4102-14", "name": "Alder"}]})", 1);
  answer(at("/courses"), R"({"courses": [{"sourcedId": "14:SCI", "title": "Science"}]})", 1);
  answer(at("/classes"),
         R"({"classes": [{"sourcedId": "7", "title": "Science", "classCode": "SCI-3",
             "course": {"sourcedId": "14:SCI"}, "school": {"sourcedId": "4102-14"},
             "terms": [{"sourcedId": "14-2027-M1"}], "periods": ["02", "03"]},
            {"sourcedId": "8", "title": "Science", "classCode": "SCI-3",
             "course": {"sourcedId": "14:SCI"}, "school": {"sourcedId": "4102-14"},
             "terms": [{"sourcedId": "14-2026-M1"}]}]})",
         2);
  answer(at("/enrollments", 0, "&filter=role%3D%27teacher%27"),
         R"({"enrollments": [
             {"sourcedId": "a", "class": {"sourcedId": "7"}, "user": {"sourcedId": "t:T1"}, "primary": "true"},
             {"sourcedId": "b", "class": {"sourcedId": "7"}, "user": {"sourcedId": "t:T2"}, "primary": "true"},
             {"sourcedId": "c", "class": {"sourcedId": "7"}, "user": {"sourcedId": "t:T3"}, "primary": "false"}]})",
         3);
  answer(at("/enrollments", 0, "&filter=role%3D%27student%27"),
         R"({"enrollments": [
             {"sourcedId": "d", "class": {"sourcedId": "7"}, "user": {"sourcedId": "s:1"}, "beginDate": "1970-01-01"},
             {"sourcedId": "e", "class": {"sourcedId": "7"}, "user": {"sourcedId": "s:2"}, "beginDate": "1970-01-01",
              "status": "tobedeleted"}]})",
         2);
  const auto seats = testing::read_roster(*adapter_, "enrollment");
  ASSERT_TRUE(seats) << seats.error().message;
  EXPECT_THAT(seats->ids(), ElementsAre("7:t:T1", "7:t:T2", "7:1"))
      << "one of another year, a co-teacher and one who left are not there";
  EXPECT_EQ(seats->at("7:t:T1").at("primary"), "true");
}

TEST(EspPlus360Decode, RefusesAnIdOfAnotherForm) {
  EXPECT_THAT(plus360::decode_student(Json{{"sourcedId", "x1"}})->refused,
              HasSubstr("without an id"));
  EXPECT_THAT(plus360::decode_building(Json{{"sourcedId", "14"}})->refused,
              HasSubstr("DISTRICT-BUILDING"));
  EXPECT_THAT(plus360::decode_period(Json{{"sourcedId", "M1"}})->refused,
              HasSubstr("BUILDING-YEAR-PERIOD"));
  EXPECT_THAT(plus360::decode_course(Json{{"sourcedId", "SCI"}})->refused,
              HasSubstr("BUILDING:COURSE"));
  EXPECT_FALSE(plus360::decode_section(Json{{"sourcedId", "7"}}, "2027")->refused.empty());
  EXPECT_FALSE(plus360::decode_enrollment(Json{{"user", {{"sourcedId", "t:1"}}}}).refused.empty());
}

TEST(EspPlus360Decode, ASectionWithoutAPrimaryTeacherTakesTheFirst) {
  std::vector<Section> sections(2);
  sections[0].key = "7";
  sections[1].key = "8";
  for (Section& section : sections) section.sessions.emplace_back();
  plus360::add_teachers(
      {{"7", "T1", false}, {"7", "T2", false}, {"8", "T3", false}, {"8", "T4", true}}, sections);
  EXPECT_EQ(sections[0].sessions[0].primary_staff, "T1");
  EXPECT_THAT(sections[0].sessions[0].other_staff, ElementsAre("T2"));
  EXPECT_EQ(sections[1].sessions[0].primary_staff, "T4") << "where one is named, it stays";
  EXPECT_THAT(sections[1].sessions[0].other_staff, ElementsAre("T3"));
}

TEST(EspPlus360Decode, TheEndOfATermIsTheDayAfterItsLast) {
  const auto period = plus360::decode_period(Json{{"sourcedId", "14-2027-M1"},
                                                  {"type", "semester"},
                                                  {"startDate", "2026-08-13"},
                                                  {"endDate", "2026-12-19"}});
  ASSERT_THAT(period->dates, SizeIs(1));
  EXPECT_EQ(period->dates[0].last, parse_date("2026-12-18"));
  EXPECT_EQ(period->duration, "S");
  EXPECT_FALSE(plus360::decode_student(Json{{"sourcedId", "s:1"}, {"enabledUser", "false"}}));
}

TEST(EspPlus360Refusal, SaysWhatToCorrect) {
  const auto error = [](std::uint32_t status, const char* body = "") {
    HttpResponse answer;
    answer.status = status;
    answer.body = body;
    return plus360::refusal(answer, "reading buildings", 0);
  };
  EXPECT_EQ(error(401).code, ErrorCode::Unauthenticated);
  EXPECT_THAT(error(401).message, HasSubstr("consumer_secret"));
  EXPECT_EQ(error(403).code, ErrorCode::Forbidden);
  EXPECT_EQ(error(404, "<html>").code, ErrorCode::BadConfig);
  EXPECT_THAT(error(404, "<html>").message, HasSubstr("web page"));
  EXPECT_EQ(error(302).code, ErrorCode::BadConfig);
  EXPECT_EQ(error(500).code, ErrorCode::Unavailable);
  EXPECT_EQ(plus360::records_in("<html>", "orgs").error().code, ErrorCode::BadConfig);
  EXPECT_EQ(plus360::records_in("{}", "orgs").error().code, ErrorCode::BadData);
}

}  // namespace
}  // namespace crosswalk::eschoolplus
