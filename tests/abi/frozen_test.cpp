/// What was built against 1.0 works with today's host, for ever.

#include "plugins.hpp"

#include "crosswalk/batch_writer.hpp"

#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

class Frozen : public ::testing::Test {
 protected:
  void SetUp() override {
    adapter_ = test::load("frozen_1_0");
    ASSERT_NE(adapter_, nullptr);
    auto made = Instance::create(*adapter_, "{}", lent_.services());
    ASSERT_TRUE(made) << made.error().message;
    instance_ = std::move(made).value();
  }

  test::Lent lent_;
  std::unique_ptr<Adapter> adapter_;
  std::unique_ptr<Instance> instance_;
};

TEST_F(Frozen, PassesTheFirstLook) {
  MemoryVerdicts cache;
  const auto verdict = FirstLook({}, cache).look(test::plugin("frozen_1_0"));
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(verdict->ok) << verdict->sentence;
}

TEST_F(Frozen, Reads) {
  auto stream = instance_->open({.entity = "org", .columns = {"sourcedId", "name"}});
  ASSERT_TRUE(stream) << stream.error().message;
  Batch batch;
  ASSERT_TRUE(*(*stream)->next(batch));
  ASSERT_EQ(batch.view().rows(), 2U);
  EXPECT_EQ(batch.view().text(batch.view().cell(1, 0)), "o2");
  ASSERT_FALSE(*(*stream)->next(batch));
  EXPECT_EQ(batch.view().rows(), 0U);
  const auto end = (*stream)->finish();
  ASSERT_TRUE(end) << end.error().message;
  EXPECT_TRUE(end->complete);
}

TEST_F(Frozen, Applies) {
  std::vector<std::uint64_t> memory(512);
  auto* base = reinterpret_cast<std::uint8_t*>(memory.data());
  BatchWriter writer(base, 4096, 2, 5);
  for (std::uint64_t i = 0; i < 3; ++i) {
    writer.begin(CW_ROW_CREATE, 0, 100 + i);
    writer.text(1, "name");
    writer.commit();
  }
  const std::vector<std::string> columns{"id", "username"};
  std::vector<Outcome> outcomes;
  ASSERT_TRUE(instance_->apply({"user", columns, {base, 4096}, 5}, outcomes));
  ASSERT_EQ(outcomes.size(), 3U);
  EXPECT_EQ(outcomes[2].state, Outcome::State::Applied);
  EXPECT_EQ(outcomes[2].change_id, 102U);
  EXPECT_EQ(outcomes[2].remote_id, "c");
}

TEST_F(Frozen, Checks) {
  const auto steps = instance_->check();
  ASSERT_TRUE(steps) << steps.error().message;
  ASSERT_EQ(steps->size(), 1U);
  EXPECT_TRUE((*steps)[0].ok);
}

}  // namespace
}  // namespace crosswalk::adapters
