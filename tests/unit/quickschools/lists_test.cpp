#include "lists.hpp"

#include "support.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::quickschools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class ListsTest : public QuickSchoolsTest {
 protected:
  static constexpr const char* kFirst = "/sms/v1/students?itemsPerPage=500";
  static std::string page_at(int number) {
    return std::string(kFirst) + "&page=" + std::to_string(number);
  }
  static std::string page(const std::string& list, const std::string& number, int pages,
                          int items) {
    return R"({"list": )" + list + R"(, "page": )" + number + R"(, "numberOfPages": )" +
           std::to_string(pages) + R"(, "numberOfItems": ")" + std::to_string(items) + "\"}";
  }
  Result<Listing> list() {
    const Client client(fake_.host(), "http://127.0.0.1:8080/sms/v1");
    return list_all(client, "/students", "", "reading students");
  }
  static std::vector<std::string> ids(const Listing& listing) {
    std::vector<std::string> out;
    for (const Json& row : listing.rows) out.push_back(row.at("id").get<std::string>());
    return out;
  }
};

// Contract 1.1: whether the first page is 1 or 0 is not known, the answer says it.
TEST_F(ListsTest, PagesAreCountedFromWhereTheServerCounts) {
  fake_.on_get(kFirst, page(R"([{"id": "a"}])", "0", 2, 2));
  fake_.on_get(page_at(1), page(R"([{"id": "b"}])", "\"1\"", 2, 2));
  EXPECT_THAT(ids(*list()), ElementsAre("a", "b"));
  fake_.on_get(kFirst, page(R"([{"id": "a"}])", "\"1\"", 2, 2));
  fake_.on_get(page_at(2), page(R"([{"id": "b"}])", "2", 2, 2));
  const auto listing = list();
  EXPECT_THAT(ids(*listing), ElementsAre("a", "b"));
  EXPECT_TRUE(listing->complete);
  EXPECT_TRUE(fake_.exhausted());
}

TEST_F(ListsTest, AListThatShiftsIsReadOnceMore) {
  fake_.on_get(kFirst, page(R"([{"id": "a"}, {"id": "b"}])", "1", 2, 4));
  fake_.on_get(page_at(2), page(R"([{"id": "b"}, {"id": "c"}])", "2", 2, 3));
  fake_.on_get(kFirst, page(R"([{"id": "a"}, {"id": "b"}])", "1", 2, 3));
  fake_.on_get(page_at(2), page(R"([{"id": "c"}])", "2", 2, 3));
  const auto listing = list();
  EXPECT_THAT(ids(*listing), ElementsAre("a", "b", "c"));
  EXPECT_TRUE(listing->complete);
}

TEST_F(ListsTest, AListThatDoesNotAddUpTwiceIsNotComplete) {
  for (int i = 0; i < 2; ++i) {
    fake_.on_get(kFirst, page(R"([{"id": "a"}])", "1", 2, 3));
    fake_.on_get(page_at(2), page(R"([{"id": "a"}, {"id": "b"}])", "2", 2, 3));
  }
  const auto listing = list();
  EXPECT_FALSE(listing->complete);
  EXPECT_THAT(ids(*listing), ElementsAre("a", "b"));
  EXPECT_EQ(fake_.log().size(), 1U);
}

TEST_F(ListsTest, StopsAtAPageWithoutNews) {
  for (int i = 0; i < 2; ++i) {
    fake_.on_get(kFirst, page(R"([{"id": "a"}])", "1", 9, 9));
    fake_.on_get(page_at(2), page("[]", "2", 9, 9));
  }
  EXPECT_FALSE(list()->complete);
  EXPECT_EQ(fake_.seen().size(), 4U);
}

TEST_F(ListsTest, EveryOtherAnswerIsAnErrorInWords) {
  struct Answer {
    std::uint32_t status;
    const char* body;
  };
  struct Case {
    Answer answer;
    ErrorCode code;
    const char* words;
  };
  const std::vector<Case> cases{
      {{200, R"({"success": false, "errorCode": "NOT_PERMITTED"})"},
       ErrorCode::BadData,
       "NOT_PERMITTED"},
      {{200, R"({"id": "1"})"}, ErrorCode::BadData, "no list"},
      {{200, "<html>"}, ErrorCode::BadData, "web page"},
      {{200, R"({"list": [)"}, ErrorCode::BadData, "cut off"},
      {{301, ""}, ErrorCode::BadConfig, "https"},
      {{401, R"({"errorCode": "INVALID_API_KEY", "error": "key birch.uuid"})"},
       ErrorCode::Unauthenticated,
       "API key"},
      {{403, ""}, ErrorCode::Forbidden, "may not see"},
      {{404, "<h1>Not Found</h1>"}, ErrorCode::BadConfig, "/sms/v1"},
      {{404, R"({"errorCode": "NOT_FOUND"})"}, ErrorCode::NotFound, "NOT_FOUND"},
      {{429, ""}, ErrorCode::RateLimited, "rate"},
      {{500, "<html>"}, ErrorCode::Unavailable, "later"},
      {{418, ""}, ErrorCode::BadData, "418"},
  };
  for (const Case& one : cases) {
    fake_.on("GET", kFirst, {one.answer.status, one.answer.body});
    const auto listing = list();
    ASSERT_FALSE(listing) << one.words;
    EXPECT_EQ(listing.error().code, one.code) << one.words;
    EXPECT_THAT(listing.error().message, HasSubstr(one.words));
    EXPECT_THAT(listing.error().message, HasSubstr("reading students"));
    EXPECT_THAT(listing.error().message, Not(HasSubstr("birch.uuid"))) << "nothing of the body";
  }
}

TEST_F(ListsTest, TheHostSigns) {
  fake_.on_get(kFirst, "[]");
  ASSERT_TRUE(list());
  EXPECT_EQ(fake_.seen().front().auth_profile, "api");
}

}  // namespace
}  // namespace crosswalk::quickschools
