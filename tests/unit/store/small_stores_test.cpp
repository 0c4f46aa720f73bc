/// Runs, leases, the smaller memories, adapters' values and verdicts: one table each, one rule
/// each.

#include "store/adapter_state.hpp"
#include "store/verdicts.hpp"
#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using sync::RunState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RunStoreTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Engines, RunStoreTest, engines(), name_of);

TEST_P(RunStoreTest, GivesBackEveryField) {
  sync::RunPort::Run run = must(ports().runs.get(must(ports().runs.create(kNowMs))));
  EXPECT_EQ(run.state, RunState::Planning);
  EXPECT_EQ(run.started_ms, kNowMs);
  run.state = RunState::Held;
  run.plan = "abcd";
  run.summary_json = R"({"holds":["half of the enrollments are missing"]})";
  run.error = "held";
  run.ended_ms = kNowMs + 5;
  must(ports().runs.update(run));
  reopen();
  const auto got = must(ports().runs.get(run.id));
  EXPECT_EQ(got.state, RunState::Held);
  EXPECT_EQ(got.plan, run.plan);
  EXPECT_EQ(got.summary_json, run.summary_json);
  EXPECT_EQ(got.error, run.error);
  EXPECT_EQ(got.started_ms, kNowMs);
  EXPECT_EQ(got.ended_ms, kNowMs + 5);
}

TEST_P(RunStoreTest, ListsTheLatestFirst) {
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 3; ++i) ids.push_back(must(ports().runs.create(kNowMs + i)));
  const auto latest = must(ports().runs.latest(2));
  ASSERT_EQ(latest.size(), 2U);
  EXPECT_EQ(latest[0].id, ids[2]);
  EXPECT_EQ(latest[1].id, ids[1]);
}

TEST_P(RunStoreTest, FindsTheUnfinishedOne) {
  EXPECT_FALSE(must(ports().runs.unfinished()));
  for (const RunState state : {RunState::Applying, RunState::Paused}) {
    auto run = must(ports().runs.get(must(ports().runs.create(kNowMs))));
    run.state = state;
    must(ports().runs.update(run));
    ASSERT_TRUE(must(ports().runs.unfinished()));
    EXPECT_EQ(must(ports().runs.unfinished())->id, run.id);
    run.state = RunState::Done;
    must(ports().runs.update(run));
    EXPECT_FALSE(must(ports().runs.unfinished()));
  }
}

TEST_P(RunStoreTest, KnowsItsOwnRunsOnly) {
  const std::int64_t id = must(ports().runs.create(kNowMs));
  const auto other = open("other");
  EXPECT_THAT(other->ports().runs.get(id), IsError(ErrorCode::NotFound));
  EXPECT_THAT(other->ports().runs.update({.id = id, .plan = "", .summary_json = "", .error = ""}),
              IsError(ErrorCode::NotFound));
  EXPECT_THAT(must(other->ports().runs.latest(9)), IsEmpty());
}

class LeaseStoreTest : public StoreTest {
 protected:
  Result<std::uint64_t> acquire(const char* holder, std::int64_t now_ms, std::int64_t until_ms) {
    return ports().leases.acquire(kDestination, holder, now_ms, until_ms);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LeaseStoreTest, engines(), name_of);

TEST_P(LeaseStoreTest, HasOneHolderAtATimeAndSaysUntilWhen) {
  must(acquire("host-a", kNowMs, kNowMs + 60'000));
  const auto second = acquire("host-b", kNowMs + 59'999, kNowMs + 120'000);
  EXPECT_THAT(second, IsErrorSaying(ErrorCode::Conflict, "host-a"));
  EXPECT_THAT(second, IsErrorSaying(ErrorCode::Conflict, "2026-01-05 08:01:00 UTC"));
  EXPECT_THAT(acquire("host-b", kNowMs + 60'000, kNowMs + 120'000), IsOk());
}

TEST_P(LeaseStoreTest, GivesEveryLeaseAHigherNumber) {
  const auto first = must(acquire("a", kNowMs, kNowMs + 1));
  const auto second = must(acquire("b", kNowMs + 1, kNowMs + 2));
  const auto other = must(ports().leases.acquire(kSource, "a", kNowMs, kNowMs + 1));
  must(ports().leases.release(kDestination, second));
  const auto third = must(acquire("a", kNowMs, kNowMs + 1));
  EXPECT_LT(first, second);
  EXPECT_LT(second, other);
  EXPECT_LT(other, third);
}

TEST_P(LeaseStoreTest, ComesBackToAHolderThatRestarts) {
  const auto before = must(acquire("host-a", kNowMs, kNowMs + 60'000));
  const auto after = must(acquire("host-a", kNowMs + 1, kNowMs + 60'000));
  EXPECT_THAT(ports().leases.renew(kDestination, before, kNowMs + 90'000),
              IsError(ErrorCode::Conflict));
  EXPECT_THAT(ports().leases.renew(kDestination, after, kNowMs + 90'000), IsOk());
}

TEST_P(LeaseStoreTest, LastsLongerOnceRenewedAndEndsOnceReleased) {
  const auto lease = must(acquire("a", kNowMs, kNowMs + 10));
  must(ports().leases.renew(kDestination, lease, kNowMs + 100));
  EXPECT_THAT(acquire("b", kNowMs + 50, kNowMs + 60), IsError(ErrorCode::Conflict));
  must(ports().leases.release(kDestination, lease));
  EXPECT_THAT(ports().leases.renew(kDestination, lease, kNowMs + 100),
              IsError(ErrorCode::Conflict));
  const auto next = must(acquire("b", kNowMs + 50, kNowMs + 60));
  EXPECT_THAT(ports().leases.release(kDestination, lease),
              IsOk());  // it is not the old holder's to end
  EXPECT_THAT(ports().leases.renew(kDestination, next, kNowMs + 100), IsOk());
}

TEST_P(LeaseStoreTest, KnowsTheConnectorsOfItsDistrict) {
  EXPECT_THAT(ports().leases.acquire("nobody", "a", kNowMs, kNowMs + 1),
              IsErrorSaying(ErrorCode::NotFound, "nobody"));
  EXPECT_THAT(acquire("", kNowMs, kNowMs + 1), IsError(ErrorCode::InvalidArgument));
}

class MemoryStoreTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Engines, MemoryStoreTest, engines(), name_of);

TEST_P(MemoryStoreTest, MakesTheKeySecretOnceForTheInstallation) {
  const std::string secret = must(ports().memory.key_secret());
  EXPECT_EQ(secret.size(), model::KeyMaker::kSecretBytes);
  EXPECT_NE(secret, std::string(secret.size(), '\0'));
  reopen();
  EXPECT_EQ(must(ports().memory.key_secret()), secret);
  EXPECT_EQ(must(open("other")->ports().memory.key_secret()), secret);
}

TEST_P(MemoryStoreTest, GivesAcceptedCountsNewestFirst) {
  using Counts = std::vector<std::pair<Entity, std::uint64_t>>;
  must(ports().memory.accept_snapshot(1, Counts{{Entity::User, 10}, {Entity::Class, 3}}));
  must(ports().memory.accept_snapshot(2, Counts{{Entity::User, 11}}));
  must(ports().memory.accept_snapshot(2, Counts{{Entity::User, 12}}));  // the same run again
  EXPECT_THAT(must(ports().memory.accepted_counts(Entity::User, 5)), ElementsAre(12, 10));
  EXPECT_THAT(must(ports().memory.accepted_counts(Entity::User, 1)), ElementsAre(12));
  EXPECT_THAT(must(ports().memory.accepted_counts(Entity::Org, 5)), IsEmpty());
}

TEST_P(MemoryStoreTest, ReplacesTheGraceOfAnEntity) {
  using Grace = sync::MemoryPort::Grace;
  const auto keys = [&](Entity entity) {
    std::vector<Key> out;
    for (const Grace& one : must(ports().memory.grace(entity))) out.push_back(one.key);
    return out;
  };
  must(ports().memory.set_grace(Entity::User, std::vector<Grace>{{key(9), 5, 2}, {key(1), 6, 1}}));
  must(ports().memory.set_grace(Entity::Class, std::vector<Grace>{{key(4), 7, 1}}));
  EXPECT_THAT(keys(Entity::User), ElementsAre(key(1), key(9)));
  EXPECT_EQ(must(ports().memory.grace(Entity::User))[1].since_ms, 5);
  EXPECT_EQ(must(ports().memory.grace(Entity::User))[1].snapshots, 2U);
  must(ports().memory.set_grace(Entity::User, std::vector<Grace>{{key(2), 8, 1}}));
  EXPECT_THAT(keys(Entity::User), ElementsAre(key(2)));
  must(ports().memory.set_grace(Entity::User, {}));
  EXPECT_THAT(keys(Entity::User), IsEmpty());
  EXPECT_THAT(keys(Entity::Class), ElementsAre(key(4)));
}

TEST_P(MemoryStoreTest, ReplacesWhatIsTakenForAnother) {
  sync::MemoryPort& memory = ports().memory;
  const sync::MemoryPort::Taken one{key(1), key(7), "there-1", key(8)};
  const sync::MemoryPort::Taken two{key(2), key(9), "", {}};
  must(memory.set_taken(Entity::User, std::vector{two, one}));
  must(memory.set_taken(Entity::Class, std::vector{two}));
  const auto users = must(memory.taken(Entity::User));
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0].key, one.key);
  EXPECT_EQ(users[0].projection, one.projection);
  EXPECT_EQ(users[0].destination_id, "there-1");
  EXPECT_EQ(users[0].there, one.there);
  EXPECT_EQ(users[1].key, two.key);
  must(memory.set_taken(Entity::User, {}));
  EXPECT_THAT(must(memory.taken(Entity::User)), IsEmpty());
  EXPECT_EQ(must(memory.taken(Entity::Class)).size(), 1U);
}

TEST_P(MemoryStoreTest, RemembersListedScopesCatalogsAndValues) {
  sync::MemoryPort& memory = ports().memory;
  EXPECT_FALSE(must(memory.scope_listed(Entity::Enrollment, "section-1")));
  must(memory.mark_scope_listed(Entity::Enrollment, "section-1", kNowMs));
  must(memory.mark_scope_listed(Entity::Enrollment, "section-1", kNowMs + 1));
  EXPECT_TRUE(must(memory.scope_listed(Entity::Enrollment, "section-1")));
  EXPECT_FALSE(must(memory.scope_listed(Entity::User, "section-1")));
  must(memory.forget_scope_listed(Entity::Enrollment, "section-1"));
  EXPECT_FALSE(must(memory.scope_listed(Entity::Enrollment, "section-1")));

  EXPECT_EQ(must(memory.catalog("role")), "");
  must(memory.set_catalog("role", R"([{"id":"1","title":"Student"}])"));
  must(memory.set_catalog("role", "[]"));
  EXPECT_EQ(must(memory.catalog("role")), "[]");

  EXPECT_EQ(must(memory.value("active_year")), "");
  must(memory.set_value("active_year", "2020"));
  must(memory.set_value("active_year", "2021"));
  EXPECT_EQ(must(memory.value("active_year")), "2021");
  EXPECT_EQ(must(open("other")->ports().memory.value("active_year")), "");
}

class IntegrationStoreTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Engines, IntegrationStoreTest, engines(), name_of);

TEST_P(IntegrationStoreTest, IsTheSameAfterARestart) {
  const std::int64_t before = store_->context().integration;
  reopen();
  EXPECT_EQ(store_->context().integration, before);
  EXPECT_NE(open("other")->context().integration, before);
}

TEST_P(IntegrationStoreTest, RefusesToJoinOtherConnectorsUnderAnOldName) {
  const auto now = [] { return kNowMs; };
  EXPECT_THAT(store::open_integration(*database_,
                                      {.district = "springfield",
                                       .integration = "roster",
                                       .source = kSource,
                                       .destination = "canvas"},
                                      now),
              IsErrorSaying(ErrorCode::BadConfig, "integration roster joins sis to lms"));
  EXPECT_THAT(store::open_integration(*database_,
                                      {.district = "shelbyville",
                                       .integration = "roster",
                                       .source = kSource,
                                       .destination = "canvas"},
                                      now),
              IsOk());
}

class AdapterStateTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Engines, AdapterStateTest, engines(), name_of);

TEST_P(AdapterStateTest, KeepsAnyBytesPerConnector) {
  store::AdapterState lms{*database_, store_->context().destination};
  store::AdapterState sis{*database_,
                          must(store::open_connector(*database_, "springfield", kSource))};
  const std::string bytes("\0\xff token", 8);
  EXPECT_THAT(lms.get("cursor"), IsError(ErrorCode::NotFound));
  must(lms.put("cursor", "old"));
  must(lms.put("cursor", bytes));
  must(lms.put("empty", ""));
  EXPECT_EQ(must(lms.get("cursor")), bytes);
  EXPECT_EQ(must(lms.get("empty")), "");
  EXPECT_THAT(sis.get("cursor"), IsError(ErrorCode::NotFound));
  must(lms.erase("cursor"));
  must(lms.erase("cursor"));
  EXPECT_THAT(lms.get("cursor"), IsError(ErrorCode::NotFound));
}

TEST_P(AdapterStateTest, RefusesMoreThan64KiB) {
  store::AdapterState lms{*database_, store_->context().destination};
  EXPECT_THAT(lms.put("big", std::string(store::AdapterState::kMostBytes, 'x')), IsOk());
  EXPECT_THAT(lms.put("big", std::string(store::AdapterState::kMostBytes + 1, 'x')),
              IsError(ErrorCode::InvalidArgument));
}

class VerdictsTest : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Engines, VerdictsTest, engines(), name_of);

TEST_P(VerdictsTest, AreKeptByName) {
  store::Verdicts verdicts{*database_};
  EXPECT_EQ(must(verdicts.find("aa/1.0.0")), std::nullopt);
  must(verdicts.keep("aa/1.0.0", "old", kNowMs));
  must(verdicts.keep("aa/1.0.0", "new", kNowMs + 1));
  EXPECT_EQ(must(verdicts.find("aa/1.0.0")), "new");
  EXPECT_EQ(must(verdicts.find("aa/1.1.0")), std::nullopt);
}

}  // namespace
}  // namespace crosswalk::test
