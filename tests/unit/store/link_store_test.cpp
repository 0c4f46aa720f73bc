#include "store/link_store.hpp"

#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using sync::Link;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class LinkStoreTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (!IsSkipped()) begin_run();
  }

  void put(std::vector<Link> links) {
    std::vector<sync::Settlement> settlements;
    for (Link& one : links) settlements.push_back(settlement(settlements.size(), std::move(one)));
    must(settle(settlements));
  }

  std::uint64_t count(Entity entity, const Key& scope = {}) {
    return must(ports().links.count(entity, scope));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LinkStoreTest, engines(), name_of);

auto has_key(std::uint64_t high) { return Field(&Link::key, key(high)); }

TEST_P(LinkStoreTest, GivesBackEveryFieldOfALink) {
  Link written = link(Entity::Enrollment, 7, "700");
  written.identity = "class-1\x1fuser-2";
  written.code = "ü";
  written.origin = sync::Origin::Pinned;
  written.dropped = true;
  written.school = {1, 2};
  written.scope = {~0ULL, 3};
  put({written});

  reopen();
  const std::vector<Link> found = must(ports().links.find(Entity::Enrollment, std::vector{key(7)}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].entity, Entity::Enrollment);
  EXPECT_EQ(found[0].key, written.key);
  EXPECT_EQ(found[0].identity, written.identity);
  EXPECT_EQ(found[0].destination_id, written.destination_id);
  EXPECT_EQ(found[0].code, written.code);
  EXPECT_EQ(found[0].origin, written.origin);
  EXPECT_TRUE(found[0].dropped);
  EXPECT_EQ(found[0].school, written.school);
  EXPECT_EQ(found[0].scope, written.scope);
}

TEST_P(LinkStoreTest, FindsInTheOrderOfTheKeysAndLeavesOutTheUnknown) {
  put({link(Entity::User, 30, "c"), link(Entity::User, 10, "a"), link(Entity::User, 20, "b"),
       link(Entity::Course, 15, "d")});
  EXPECT_THAT(
      must(ports().links.find(Entity::User, std::vector{key(10), key(15), key(20), key(30)})),
      ElementsAre(has_key(10), has_key(20), has_key(30)));
  EXPECT_THAT(must(ports().links.find(Entity::User, {})), IsEmpty());
}

TEST_P(LinkStoreTest, FindsMoreKeysThanFitIntoOneLookUp) {
  std::vector<Link> links;
  std::vector<Key> keys;
  for (std::uint64_t i = 1; i <= 12'000; ++i) {
    links.push_back(link(Entity::User, i, std::to_string(i)));
    keys.push_back(key(i));
  }
  put(std::move(links));
  const std::vector<Link> found = must(ports().links.find(Entity::User, keys));
  ASSERT_EQ(found.size(), 12'000U);
  EXPECT_EQ(found[11'999].destination_id, "12000");
  EXPECT_EQ(found[5'000].destination_id, "5001");
}

TEST_P(LinkStoreTest, FindsByDestination) {
  put({link(Entity::User, 1, "a"), link(Entity::User, 2, "b"), link(Entity::User, 3, "")});
  EXPECT_THAT(must(ports().links.find_by_destination(Entity::User,
                                                     std::vector<std::string>{"b", "x", "a", ""})),
              UnorderedElementsAre(has_key(1), has_key(2)));
}

TEST_P(LinkStoreTest, LetsTwoTermsStandForOneGradingPeriod) {
  put({link(Entity::AcademicSession, 1, "gp"), link(Entity::AcademicSession, 2, "gp")});
  EXPECT_THAT(must(ports().links.find_by_destination(Entity::AcademicSession,
                                                     std::vector<std::string>{"gp"})),
              UnorderedElementsAre(has_key(1), has_key(2)));
}

// MP-01: one to one for everything that people work in.
TEST_P(LinkStoreTest, RefusesASecondLinkToOneDestinationRecordAndNamesBoth) {
  for (const Entity entity : {Entity::Course, Entity::Class, Entity::User, Entity::Enrollment}) {
    put({link(entity, 1, "900")});
    const auto second = settle({settlement(0, link(entity, 2, "900"))});
    EXPECT_THAT(second, IsErrorSaying(ErrorCode::Conflict, "source-1"));
    EXPECT_THAT(second, IsErrorSaying(ErrorCode::Conflict, "source-2"));
    EXPECT_THAT(second, IsErrorSaying(ErrorCode::Conflict, "900"));
    EXPECT_THAT(must(ports().links.find(entity, std::vector{key(1), key(2)})),
                ElementsAre(has_key(1)));
  }
}

TEST_P(LinkStoreTest, RefusesTwoLinksToOneDestinationRecordInOneBatch) {
  const auto both = settle(
      {settlement(0, link(Entity::User, 1, "9")), settlement(1, link(Entity::User, 2, "9"))});
  EXPECT_THAT(both, IsErrorSaying(ErrorCode::Conflict, "source-1"));
  EXPECT_EQ(count(Entity::User), 0U);
}

TEST_P(LinkStoreTest, LetsSeveralLinksWaitForTheirDestinationId) {
  put({link(Entity::Enrollment, 1, ""), link(Entity::Enrollment, 2, "")});
  EXPECT_EQ(count(Entity::Enrollment), 2U);
}

TEST_P(LinkStoreTest, KeepsIntegrationsApart) {
  put({link(Entity::User, 1, "a")});
  const auto other = open("other");
  EXPECT_THAT(must(other->ports().links.find(Entity::User, std::vector{key(1)})), IsEmpty());
  EXPECT_EQ(must(other->ports().links.count(Entity::User, {})), 0U);
}

TEST_P(LinkStoreTest, VisitsAllLinksInKeyOrderOverSeveralPages) {
  std::vector<Link> links;
  for (std::uint64_t i = 0; i < 9'000; ++i)
    links.push_back(link(Entity::User, 9'000 - i, std::to_string(i)));
  put(std::move(links));
  std::uint64_t last = 0;
  std::uint64_t seen = 0;
  must(ports().links.for_each(Entity::User, [&](const Link& one) -> Result<> {
    EXPECT_LT(last, one.key.high);
    last = one.key.high;
    ++seen;
    return {};
  }));
  EXPECT_EQ(seen, 9'000U);
}

TEST_P(LinkStoreTest, VisitsTheLinkWithTheLowestKeyOfAllOnce) {
  put({link(Entity::User, 0, "a"), link(Entity::User, 1, "b")});
  int seen = 0;
  must(ports().links.for_each(Entity::User, [&](const Link&) -> Result<> {
    ++seen;
    return {};
  }));
  EXPECT_EQ(seen, 2);
}

TEST_P(LinkStoreTest, StopsVisitingAtAnError) {
  put({link(Entity::User, 1, "a"), link(Entity::User, 2, "b")});
  int seen = 0;
  EXPECT_THAT(ports().links.for_each(Entity::User,
                                     [&](const Link&) -> Result<> {
                                       ++seen;
                                       return Error{ErrorCode::Cancelled, "stop"};
                                     }),
              IsError(ErrorCode::Cancelled));
  EXPECT_EQ(seen, 1);
}

TEST_P(LinkStoreTest, CountsLinksInAllBySchoolAndByClassWithoutTheDropped) {
  const Key school = key(100);
  const Key other_school = key(101);
  const Key a_class = key(200);
  auto enrollment = [&](std::uint64_t high, const Key& in_school, bool dropped) {
    Link one = link(Entity::Enrollment, high, std::to_string(high));
    one.school = in_school;
    one.scope = a_class;
    one.dropped = dropped;
    return one;
  };
  put({enrollment(1, school, false), enrollment(2, school, false),
       enrollment(3, other_school, false), enrollment(4, school, true)});
  EXPECT_EQ(count(Entity::Enrollment), 3U);
  EXPECT_EQ(count(Entity::Enrollment, school), 2U);
  EXPECT_EQ(count(Entity::Enrollment, other_school), 1U);
  EXPECT_EQ(count(Entity::Enrollment, a_class), 3U);
  EXPECT_EQ(count(Entity::User), 0U);

  put({enrollment(1, school, true), enrollment(2, other_school, false),
       enrollment(4, school, false)});
  EXPECT_EQ(count(Entity::Enrollment), 3U);
  EXPECT_EQ(count(Entity::Enrollment, school), 1U);
  EXPECT_EQ(count(Entity::Enrollment, other_school), 2U);

  put({enrollment(1, school, true), enrollment(2, other_school, false)});  // nothing new
  EXPECT_EQ(count(Entity::Enrollment), 3U);
}

TEST_P(LinkStoreTest, CountsARecordThatABatchSettlesTwiceOnce) {
  must(settle(
      {settlement(0, link(Entity::User, 1, "a")), settlement(1, link(Entity::User, 1, "b"))}));
  EXPECT_EQ(count(Entity::User), 1U);
  EXPECT_EQ(must(ports().links.find(Entity::User, std::vector{key(1)}))[0].destination_id, "b");
}

TEST_P(LinkStoreTest, KeepsTheLastProjectionOfEachRecord) {
  sync::Settlement small = settlement(0, link(Entity::User, 1, "a"));
  small.projection = std::string("\0\1raw", 5);
  sync::Settlement large = settlement(1, link(Entity::User, 3, "c"));
  large.projection = std::string(5'000, 'x');
  must(settle({large, small}));
  EXPECT_THAT(must(ports().links.projections(Entity::User, std::vector{key(1), key(2), key(3)})),
              ElementsAre(*small.projection, "", *large.projection));

  small.projection = "newer";
  must(settle({small}));
  EXPECT_THAT(must(ports().links.projections(Entity::User, std::vector{key(1)})),
              ElementsAre("newer"));
}

}  // namespace
}  // namespace crosswalk::test
