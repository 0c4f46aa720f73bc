/// How a list is read page by page, and when it was all of it (contract, section 3.1).

#include "rest/link.hpp"
#include "rest/support.hpp"

namespace crosswalk::oneroster::rest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using PagingTest = RestTest;
using Ids = std::vector<std::string>;

std::map<std::string, std::string> total(int count) {
  return {{"X-Total-Count", std::to_string(count)}};
}

TEST_F(PagingTest, StopsWhenTheTotalIsReached) {
  orgs(0, {"a", "b"}, total(3));
  orgs(2, {"c"}, total(3));
  const auto result = read_ok("org", {"sourcedId", "name"});
  EXPECT_THAT(result.ids(), ElementsAre("a", "b", "c"));
  EXPECT_TRUE(result.end.complete);
  EXPECT_EQ(result.end.rows, 3U);
}

TEST_F(PagingTest, WithoutATotalReadsToAnEmptyPage) {
  orgs(0, {"a", "b"});
  orgs(2, {"c"});
  orgs(3, {});
  const auto result = read_ok("org", {"sourcedId"});
  EXPECT_THAT(result.ids(), ElementsAre("a", "b", "c"));
  EXPECT_TRUE(result.end.complete);
}

// A limit that is cut down silently: the next offset counts what came, not what was asked for.
TEST_F(PagingTest, CountsWhatCame) {
  orgs(0, {"a"}, total(3));
  orgs(1, {"b"}, total(3));
  orgs(2, {"c"}, total(3));
  EXPECT_THAT(read_ok("org", {"sourcedId"}).ids(), ElementsAre("a", "b", "c"));
}

TEST_F(PagingTest, TakesTheQueryOfTheNextLinkOnItsOwnAddress) {
  orgs(0, {"a", "b"},
       {{"Link", "<https://public.example/x/orgs?limit=2&offset=2&cursor=z>; rel=\"next\""}});
  fake_.on_get(std::string(kBase) + "orgs?limit=2&offset=2&cursor=z",
               R"({"orgs":[{"sourcedId":"c","name":"Org"}]})");
  orgs(3, {});
  EXPECT_THAT(read_ok("org", {"sourcedId"}).ids(), ElementsAre("a", "b", "c"));
}

TEST_F(PagingTest, CountsPagesItselfWhenTheLinksAreWrong) {
  adapter(
      R"({"base_url":"http://127.0.0.1:9","version":"1.2","auth":"bearer","token":"t","page_size":2,"follow_links":false})");
  auto headers = total(3);
  headers["Link"] = "<http://127.0.0.1:9/orgs?limit=2&offset=3>; rel=\"next\"";
  orgs(0, {"a", "b"}, headers);
  orgs(2, {"c"}, total(3));
  EXPECT_THAT(read_ok("org", {"sourcedId"}).ids(), SizeIs(3));
}

TEST_F(PagingTest, KnowsATotalThatCountsThePageAlone) {
  orgs(0, {"a", "b"}, total(2));
  orgs(2, {"c", "d"}, total(2));
  const auto result = read_ok("org", {"sourcedId"});
  EXPECT_THAT(result.ids(), SizeIs(4));
}

TEST_F(PagingTest, IsIncompleteWhenLessCameThanThereIs) {
  orgs(0, {"a", "b"}, total(5));
  orgs(2, {}, total(5));
  const auto result = read_ok("org", {"sourcedId"});
  EXPECT_FALSE(result.end.complete);
  EXPECT_THAT(fake_.log(), Contains(HasSubstr("there are 5, and sent 2")));
}

TEST_F(PagingTest, ReadsAgainWhenTheTotalMoves) {
  orgs(0, {"a", "b"}, total(4));
  orgs(2, {"d"}, total(3));  // c moved into the first page
  orgs(0, {"b", "c"}, total(3));
  orgs(2, {"d"}, total(3));
  const auto result = read_ok("org", {"sourcedId"});
  EXPECT_THAT(result.ids(), ElementsAre("a", "b", "d", "c"));
  EXPECT_TRUE(result.end.complete);
}

TEST_F(PagingTest, GivesUpOnATotalThatNeverRests) {
  for (int pass = 0; pass < 3; ++pass) {
    orgs(0, {"a", "b"}, total(4));
    orgs(2, {"c"}, total(3));
  }
  const auto result = read_ok("org", {"sourcedId"});
  EXPECT_THAT(result.ids(), ElementsAre("a", "b", "c"));
  EXPECT_FALSE(result.end.complete);
}

TEST_F(PagingTest, StopsAtAPageThatComesAgain) {
  orgs(0, {"a", "b"});
  orgs(2, {"a", "b"});
  const auto failed = read("org", {"sourcedId"});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::BadData);
  EXPECT_THAT(failed.error().message, HasSubstr("the same page again"));
}

// A record pushed onto the next page by a new one comes twice; that is no harm.
TEST_F(PagingTest, PassesOverWhatCameBefore) {
  orgs(0, {"a", "b"}, total(3));
  orgs(2, {"b"}, total(3));
  const auto result = read_ok("org", {"sourcedId"});
  EXPECT_THAT(result.ids(), ElementsAre("a", "b"));
  EXPECT_FALSE(result.end.complete) << "one of three was not seen";
}

TEST_F(PagingTest, StopsWhenOneRecordHasTwoContents) {
  page("orgs", 0, R"({"orgs":[{"sourcedId":"a","name":"2026"},{"sourcedId":"a","name":"2027"}]})");
  const auto failed = read("org", {"sourcedId"});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr("'a' comes twice with different contents"));
}

TEST_F(PagingTest, HasACeiling) {
  adapter(
      R"({"base_url":"http://127.0.0.1:9","version":"1.2","auth":"bearer","token":"t","page_size":2,"page_ceiling":2})");
  orgs(0, {"a", "b"});
  orgs(2, {"c", "d"});
  const auto failed = read("org", {"sourcedId"});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr("page_ceiling"));
}

TEST_F(PagingTest, TakesOnlyTheKeyOr204ForEmpty) {
  page("orgs", 0, "", {}, 204);
  EXPECT_TRUE(read_ok("org", {"sourcedId"}).end.complete);
  for (const char* body : {"", "[]", R"({"data":[]})", R"({"orgs":{}})", "<html></html>"}) {
    page("orgs", 0, body);
    const auto failed = read("org", {"sourcedId"});
    ASSERT_FALSE(failed) << body;
    EXPECT_EQ(failed.error().code, ErrorCode::BadData) << body;
  }
}

TEST_F(PagingTest, WorksWithTheSmallestBatches) {
  orgs(0, {"a", "b"}, total(3));
  orgs(2, {std::string(1500, 'c')}, total(3));
  const auto result = read_ok("org", {"sourcedId", "name", "type"}, 4096);
  EXPECT_THAT(result.ids(), SizeIs(3));
  EXPECT_TRUE(result.end.complete);
}

TEST(LinkHeader, IsReadAsProvidersWriteIt) {
  EXPECT_EQ(next_link("<http://a/x?offset=2>; rel=\"next\", <http://a/x?offset=0>; rel=\"first\""),
            "http://a/x?offset=2");
  EXPECT_EQ(next_link("<http://a/x?a=1,2>; rel='prev' , <http://a/x?b=1,2>;title=t; rel=next"),
            "http://a/x?b=1,2");
  EXPECT_EQ(next_link("'http://a/x?offset=101'; rel='next'"), "http://a/x?offset=101");
  EXPECT_EQ(next_link("<http://a/x>; rel=\"last\""), "");
  EXPECT_EQ(next_link("<<>>;;;,=\"next\""), "");
}

TEST(LinkHeader, LeadsToOurOwnAddress) {
  const char* current = "http://sis:80/base/orgs?limit=2&offset=0";
  EXPECT_EQ(own_target("http://sis:80/other/orgs?offset=2", current),
            "http://sis:80/other/orgs?offset=2");
  EXPECT_EQ(own_target("https://evil/steal?offset=2", current), "http://sis:80/base/orgs?offset=2");
  EXPECT_EQ(own_target("/base/orgs?offset=2#x", current), "http://sis:80/base/orgs?offset=2");
  EXPECT_EQ(own_target("http://sis:80?offset=2", current), "http://sis:80/base/orgs?offset=2");
  EXPECT_EQ(own_target("http://sis:80/base/orgs", current), "");
  EXPECT_EQ(own_target("http://sis:80/a b?offset=2", current), "");
  EXPECT_EQ(offset_in("http://a/x?limit=1&offset=17"), 17U);
  EXPECT_FALSE(offset_in("http://a/x?myoffset=17"));
}

}  // namespace
}  // namespace crosswalk::oneroster::rest
