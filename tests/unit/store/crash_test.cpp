/// The process is killed at every write: what was settled is there as a whole, or not at all.

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include "store/migrate.hpp"
#include "store/state_store.hpp"
#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using sync::OutcomeState;
using Intent = sync::JournalPort::Intent;

std::atomic<int> writes_left;

/// Stands for write(2) in SQLite: dies instead of the n-th.
ssize_t write_or_die(int file, const void* bytes, size_t size, off_t at) {
  if (--writes_left < 0) ::raise(SIGKILL);
  return ::pwrite(file, bytes, size, at);
}

void die_at_write(int nth) {
  writes_left = nth;
  sqlite3_vfs* const vfs = sqlite3_vfs_find(nullptr);
  for (const char* call : {"pwrite", "pwrite64"}) {
    vfs->xSetSystemCall(vfs, call, reinterpret_cast<sqlite3_syscall_ptr>(&write_or_die));
  }
}

class CrashTest : public StoreTest {
 protected:
  static constexpr std::uint64_t kRows = 4;  ///< of a batch
  static constexpr std::uint32_t kBatches = 2;

  void SetUp() override {
    StoreTest::SetUp();
    if (!IsSkipped()) begin_run();
  }

  static Intent intent(std::uint32_t batch) {
    Intent out{.batch = batch, .operations = {}};
    for (std::uint64_t i = 0; i < kRows; ++i) out.operations.push_back(batch * kRows + i);
    return out;
  }

  static std::vector<sync::Settlement> settlements(std::uint32_t batch) {
    std::vector<sync::Settlement> out;
    for (const std::uint64_t index : intent(batch).operations) {
      out.push_back(
          settlement(index, link(Entity::User, index + 1, "id-" + std::to_string(index))));
      out.back().state = record(index + 1, 7);
      out.back().projection = "image " + std::to_string(index);
    }
    return out;
  }

  /// In a child: opens the store, does `work`, and tells of each step it finished. Returns how
  /// many, and whether the child came to its end.
  struct Story {
    std::uint32_t steps = 0;
    bool ended = false;
  };
  template <class Work>
  Story tell(int die_at, const Work& work, std::uint32_t kill_after = ~0U) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
      if (GetParam() == store::Engine::Sqlite) die_at_write(die_at);
      const auto step_done = [&] {
        if (::write(ends[1], "x", 1) != 1) ::_exit(3);
      };
      try {
        const auto database = must(store::Database::open({.url = temp_.url()}));
        const auto store = must(store::open_integration(*database,
                                                        {.district = "springfield",
                                                         .integration = "roster",
                                                         .source = kSource,
                                                         .destination = kDestination},
                                                        [] { return kNowMs; }));
        work(*store, step_done);
      } catch (const std::exception&) {
        ::_exit(2);
      }
      ::_exit(0);
    }
    ::close(ends[1]);
    Story story;
    char byte = 0;
    while (::read(ends[0], &byte, 1) == 1) {
      if (++story.steps == kill_after) ::kill(child, SIGKILL);
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    story.ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    EXPECT_TRUE(story.ended || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)) << status;
    return story;
  }

  /// Intends and settles all batches.
  auto apply_all() {
    return [run = run_, lease = lease_](store::IntegrationStore& store, const auto& step_done) {
      sync::JournalPort& journal = store.ports().journal;
      must(journal.intend(run, lease, intent(0)));
      for (std::uint32_t batch = 0; batch < kBatches; ++batch) {
        const Intent next = intent(batch + 1);
        must(journal.settle(run, lease, batch, settlements(batch),
                            batch + 1 < kBatches ? &next : nullptr));
        step_done();
      }
    };
  }

  /// Settled operations are exactly those with outcomes, and a batch is settled as a whole. Returns
  /// how many batches.
  std::uint32_t check_agreement() {
    // What the dead process had under way ends here: its lease is taken over.
    lease_ = must(ports().leases.acquire(kDestination, "test", now_ms_, now_ms_ + 60'000));
    const auto known = must(ports().journal.known(run_));
    EXPECT_EQ(known.states.size() % kRows, 0U);
    const auto batches = static_cast<std::uint32_t>(known.states.size() / kRows);
    EXPECT_LE(known.open.size(), 1U);
    for (const Intent& open : known.open) EXPECT_EQ(open.operations, intent(batches).operations);

    std::vector<Key> keys;
    std::vector<sync::StateRecord> records;
    for (std::uint64_t index = 0; index < known.states.size(); ++index) {
      EXPECT_EQ(known.states[index], OutcomeState::Applied);
      keys.push_back(key(index + 1));
      records.push_back(record(index + 1, 7));
    }
    std::uint64_t links = 0;
    must(ports().links.for_each(Entity::User, [&](const sync::Link& one) -> Result<> {
      EXPECT_EQ(one.destination_id, "id-" + std::to_string(one.key.high - 1));
      ++links;
      return {};
    }));
    EXPECT_EQ(links, keys.size());
    EXPECT_EQ(must(ports().links.count(Entity::User, {})), keys.size());
    for (const std::string& image : must(ports().links.projections(Entity::User, keys)))
      EXPECT_NE(image, "");
    EXPECT_EQ(state_of(Entity::User), records);
    return batches;
  }

  std::vector<sync::StateRecord> state_of(Entity entity) {
    std::vector<sync::StateRecord> all;
    const auto cursor = must(ports().state.open(entity));
    for (auto block = must(cursor->next()); !block.empty(); block = must(cursor->next())) {
      all.insert(all.end(), block.begin(), block.end());
    }
    return all;
  }

  /// Ends all sessions: none may be open across a fork.
  void close() {
    store_.reset();
    database_.reset();
  }

  /// SQLite: remembers the file as it is, to begin with it again and again.
  void keep() {
    close();
    std::filesystem::copy_file(temp_.folder() / "state.db", temp_.folder() / "kept.db");
  }
  void begin_with_kept() {
    close();
    for (const char* rest : {"state.db-wal", "state.db-shm"})
      std::filesystem::remove(temp_.folder() / rest);
    std::filesystem::copy_file(temp_.folder() / "kept.db", temp_.folder() / "state.db",
                               std::filesystem::copy_options::overwrite_existing);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, CrashTest, engines(), name_of);

TEST_P(CrashTest, ABatchIsSettledAsAWholeOrNotAtAll) {
  if (GetParam() == store::Engine::Postgres) GTEST_SKIP() << "see the next test";
  keep();
  const auto work = apply_all();  // under the lease of the kept file, which each check takes over
  bool ended = false;
  for (int nth = 0; !ended; ++nth) {
    SCOPED_TRACE("killed at write " + std::to_string(nth));
    begin_with_kept();
    const Story story = tell(nth, work);
    ended = story.ended;
    reopen();
    const std::uint32_t batches = check_agreement();
    EXPECT_GE(batches, story.steps);  // what was reported as settled stays settled
    EXPECT_LE(batches,
              story.steps + 1);  // the last may have died between its commit and its report
    ASSERT_FALSE(HasFailure());
  }
}

TEST_P(CrashTest, ABatchIsSettledAsAWholeWheneverTheProcessIsKilled) {
  constexpr int kNever = 1'000'000;
  close();
  const Story story = tell(kNever, apply_all(), 1);
  reopen();
  EXPECT_GE(check_agreement(), story.steps);
}

TEST_P(CrashTest, ACompactionChangesNothingThatIsRead) {
  if (GetParam() == store::Engine::Postgres)
    GTEST_SKIP() << "the transactions are the same on both engines";
  const auto lay = [this](std::uint64_t first, std::uint64_t count, std::uint64_t step,
                          std::uint64_t content) {
    std::vector<store::StateChange> changes;
    for (std::uint64_t i = 0; i < count; ++i)
      changes.push_back({.record = record(first + i * step, content)});
    must(database_->in_transaction("test", [&](store::Connection& connection) {
      return store::append_delta(connection, store_->context().integration, Entity::Class, changes);
    }));
  };
  const auto compact = [](store::IntegrationStore& store, const auto& step_done) {
    must(store.ports().state.compact(Entity::Class));
    step_done();
  };
  lay(1, 22'500, 10, 1);
  must(ports().state.compact(Entity::Class));
  lay(5, 1'500, 100, 2);  // in both segments
  const auto before = state_of(Entity::Class);
  keep();
  bool ended = false;
  for (int nth = 0; !ended; nth += 23) {  // two transactions of many writes each, and a short one
    SCOPED_TRACE("killed at write " + std::to_string(nth));
    begin_with_kept();
    ended = tell(nth, compact).ended;
    reopen();
    EXPECT_EQ(state_of(Entity::Class), before);
    must(ports().state.compact(Entity::Class));
    EXPECT_EQ(state_of(Entity::Class), before);
    ASSERT_FALSE(HasFailure());
  }
}

}  // namespace
}  // namespace crosswalk::test
