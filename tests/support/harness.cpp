#include "support/harness.hpp"

#include <gtest/gtest.h>

#include "flows/roster/roster_flow.hpp"
#include "store/migrate.hpp"
#include "support/temp_database.hpp"

namespace crosswalk::test {

struct Harness::Inside {
  TempDatabase temp{store::Engine::Sqlite};
  std::unique_ptr<store::Database> database;
  std::unique_ptr<store::IntegrationStore> store;
  std::unique_ptr<CrashingJournal> journal;
  std::optional<model::KeyMaker> keys;
};

Result<> CrashingJournal::begin(std::int64_t run, std::string_view plan, std::uint64_t generation,
                                std::uint64_t lease) {
  at_("before begin");
  CW_CHECK(inner_.begin(run, plan, generation, lease));
  at_("after begin");
  return {};
}

Result<> CrashingJournal::intend(std::int64_t run, std::uint64_t lease, const Intent& intent) {
  at_("before intent");
  CW_CHECK(inner_.intend(run, lease, intent));
  at_("after intent");
  return {};
}

Result<> CrashingJournal::settle(std::int64_t run, std::uint64_t lease, std::uint32_t batch,
                                 std::span<const sync::Settlement> settlements,
                                 const Intent* next) {
  at_("before settle");
  CW_CHECK(inner_.settle(run, lease, batch, settlements, next));
  at_("after settle");
  return {};
}

Result<> CrashingJournal::end(std::int64_t run) {
  at_("before end");
  CW_CHECK(inner_.end(run));
  at_("after end");
  return {};
}

Harness::Harness() : inside_(std::make_unique<Inside>()) {
  settings.roles = {{"student", "Student"}, {"teacher", "Teacher"}};
  folder_ = inside_->temp.folder() / "scratch";
  reopen();
}

Harness::~Harness() = default;

void Harness::reopen() {
  inside_->journal.reset();
  inside_->store.reset();
  inside_->database.reset();
  inside_->database = inside_->temp.open();
  auto opened = store::open_integration(*inside_->database, {"district", "roster", "sis", "lms"},
                                        [this] { return now_ms; });
  if (!opened) throw std::runtime_error(opened.error().message);
  inside_->store = std::move(opened).value();
  inside_->journal =
      std::make_unique<CrashingJournal>(inside_->store->ports().journal, [this](const char* point) {
        if (at) at(point);
      });
  auto secret = inside_->store->ports().memory.key_secret();
  if (!secret) throw std::runtime_error(secret.error().message);
  auto keys = model::KeyMaker::create(*secret, "district", "sis");
  if (!keys) throw std::runtime_error(keys.error().message);
  inside_->keys.emplace(*keys);
}

sync::Store Harness::ports() {
  const sync::Store inner = inside_->store->ports();
  return {inner.state, inner.links,  inner.plans, *inside_->journal,
          inner.runs,  inner.memory, inner.leases};
}

sync::Environment Harness::environment(RosterSource& source) {
  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
  sync::Environment env{source, world, ports(), observer, *inside_->keys, folder_, memory_bytes,
                        now_ms, today, {},      {}};
  env.worth_a_thread = 0;  // small rosters take the ways of large ones
  return env;
}

sync::PlanResult Harness::plan(const Roster& roster, Error* error) {
  RosterSource source(roster, batch_rows);
  if (prepare_source) prepare_source(source);
  auto env = environment(source);
  auto flow = flows::RosterFlow::create(settings, world, *inside_->keys, selection, today);
  if (!flow) {
    if (error != nullptr)
      *error = flow.error();
    else
      ADD_FAILURE() << flow.error().message;
    return {};
  }
  auto planned = sync::make_plan(env, **flow);
  if (planned) return std::move(planned).value();
  if (error != nullptr)
    *error = planned.error();
  else
    ADD_FAILURE() << planned.error().message;
  return {};
}

sync::ApplyResult Harness::apply(const std::string& hash, Error* error) {
  const Roster none;
  RosterSource source(none);
  auto env = environment(source);
  const sync::Store store = ports();
  const auto fail = [&](const Error& why) {
    if (error != nullptr)
      *error = why;
    else
      ADD_FAILURE() << why.message;
    return sync::ApplyResult{};
  };
  auto lease = store.leases.acquire("lms", "test", now_ms, now_ms + 60'000);
  if (!lease) return fail(lease.error());
  options.lease = *lease;
  auto stored = store.plans.find(hash);
  if (!stored) return fail(stored.error());
  auto applied = sync::apply_plan(env, *stored, options);
  if (auto released = store.leases.release("lms", *lease); !released) return fail(released.error());
  return applied ? std::move(applied).value() : fail(applied.error());
}

bool Harness::apply_under(const sync::PlanPort::Stored& plan, std::uint64_t lease) {
  const Roster none;
  RosterSource source(none);
  auto env = environment(source);
  sync::ApplyOptions mine = options;
  mine.lease = lease;
  const auto applied = sync::apply_plan(env, plan, mine);
  return applied && !applied->paused;
}

sync::PlanResult Harness::undo(std::int64_t run, const sync::UndoScope& scope) {
  const Roster none;
  RosterSource source(none);
  auto env = environment(source);
  auto flow = flows::RosterFlow::create(settings, world, *inside_->keys, selection, today);
  if (!flow) throw std::runtime_error(flow.error().message);
  auto planned = sync::make_undo_plan(env, **flow, run, scope);
  if (planned) return std::move(planned).value();
  ADD_FAILURE() << planned.error().message;
  return {};
}

sync::ApplyResult Harness::night(const Roster& roster) {
  const auto planned = plan(roster);
  if (planned.hash.empty()) return {};
  return apply(planned.hash);
}

std::vector<sync::Operation> Harness::operations(const std::string& hash) {
  std::vector<sync::Operation> all;
  const sync::Store store = ports();
  auto stored = store.plans.find(hash);
  if (!stored) return all;
  sync::PlanReader reader(store.plans, *stored);
  for (;;) {
    auto item = reader.next();
    if (!item || (item->operations.empty() && item->notes.empty() && item->listed.empty()))
      return all;
    for (auto& op : item->operations) all.push_back(std::move(op));
  }
}

std::vector<sync::Note> Harness::notes(const std::string& hash) {
  std::vector<sync::Note> all;
  const sync::Store store = ports();
  auto stored = store.plans.find(hash);
  if (!stored) return all;
  sync::PlanReader reader(store.plans, *stored);
  for (;;) {
    auto item = reader.next();
    if (!item || (item->operations.empty() && item->notes.empty() && item->listed.empty()))
      return all;
    for (auto& note : item->notes) all.push_back(std::move(note));
  }
}

}  // namespace crosswalk::test
