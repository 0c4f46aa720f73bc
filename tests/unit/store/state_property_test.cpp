/// Whatever is settled, erased and compacted in whatever order: a cursor gives what a map would
/// hold.

#include <rapidcheck.h>

#include <map>

#include "store/state_store.hpp"
#include "store/state_tables.hpp"
#include "unit/store/store_test.hpp"

namespace crosswalk::test {
namespace {

using store::StateChange;
using sync::StateRecord;

/// `count` keys from `first`, `step` apart, set to `content` or erased; or a compaction.
struct Step {
  bool compact = false;
  bool erased = false;
  std::uint64_t first = 0;
  std::uint64_t count = 0;
  std::uint64_t step = 1;
  std::uint64_t content = 1;
};

void showValue(const Step& step, std::ostream& out) {  // NOLINT: rapidcheck's name for it
  if (step.compact) {
    out << "compact";
  } else {
    out << (step.erased ? "erase " : "set ") << step.count << " from " << step.first << " by "
        << step.step << " to " << step.content;
  }
}

rc::Gen<Step> any_step() {
  using rc::gen::inRange;
  // Mostly small; now and then enough for a compaction or a split.
  const auto count =
      rc::gen::weightedOneOf<std::uint64_t>({{6, inRange<std::uint64_t>(0, 20)},
                                             {2, inRange<std::uint64_t>(1'400, 3'000)},
                                             {1, rc::gen::just<std::uint64_t>(23'000)}});
  return rc::gen::build<Step>(
      rc::gen::set(&Step::compact, rc::gen::map(inRange(0, 4), [](int n) { return n == 0; })),
      rc::gen::set(&Step::erased, rc::gen::map(inRange(0, 3), [](int n) { return n == 0; })),
      rc::gen::set(&Step::first, inRange<std::uint64_t>(0, 30'000)),
      rc::gen::set(&Step::count, count), rc::gen::set(&Step::step, inRange<std::uint64_t>(1, 4)),
      rc::gen::set(&Step::content, inRange<std::uint64_t>(1, 1'000)));
}

class StatePropertyTest : public StoreTest {
 protected:
  using Model = std::map<Key, StateRecord>;

  void take(store::IntegrationStore& store, const Step& step, Model& model) {
    if (step.compact) return must(store.ports().state.compact(Entity::Enrollment));
    std::vector<StateChange> changes;
    for (std::uint64_t i = 0; i < step.count; ++i) {
      const StateRecord one = record(step.first + i * step.step, step.content);
      changes.push_back({.record = one, .erased = step.erased});
      if (step.erased) {
        model.erase(one.key);
      } else {
        model[one.key] = one;
      }
    }
    must(database_->in_transaction("test", [&](store::Connection& connection) {
      return store::append_delta(connection, store.context().integration, Entity::Enrollment,
                                 changes);
    }));
  }

  std::size_t segments(store::IntegrationStore& store) {
    const store::StateId id{store.context().integration, store::number(Entity::Enrollment)};
    return must(database_->in_snapshot("test",
                                       [&](store::Connection& connection) {
                                         return store::segment_keys(connection, id);
                                       }))
        .size();
  }

  static void compare(store::IntegrationStore& store, const Model& model) {
    auto cursor = must(store.ports().state.open(Entity::Enrollment));
    auto expected = model.begin();
    for (auto block = must(cursor->next()); !block.empty(); block = must(cursor->next())) {
      for (const StateRecord& one : block) {
        RC_ASSERT(expected != model.end());
        RC_ASSERT(one == expected->second);
        ++expected;
      }
    }
    RC_ASSERT(expected == model.end());
    RC_ASSERT(must(store.ports().state.info(Entity::Enrollment)).records == model.size());
  }

  int split_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Engines, StatePropertyTest, engines(), name_of);

TEST_P(StatePropertyTest, ACursorGivesWhatAMapWouldHold) {
  int number = 0;
  EXPECT_TRUE(rc::check([&] {
    // Full size whatever the case: rapidcheck narrows ranges in small ones, and nothing would ever
    // be compacted.
    auto steps = *rc::gen::container<std::vector<Step>>(
        *rc::gen::inRange<std::size_t>(1, 10), rc::gen::resize(rc::kNominalSize, any_step()));
    const auto store = open("case-" + std::to_string(++number));
    // Chance gives a case that splits a segment in one of ten or so: the first is made to.
    if (number == 1) {
      steps.insert(steps.begin(), {Step{.count = 23'000}, Step{.compact = true}});
    }
    Model model;
    for (const Step& step : steps) {
      take(*store, step, model);
      if (step.compact) compare(*store, model);
      if (step.compact && segments(*store) > 1) ++split_;
    }
    compare(*store, model);
  }));
  EXPECT_GT(split_, 0) << "no case was large enough to split a segment";
}

}  // namespace
}  // namespace crosswalk::test
