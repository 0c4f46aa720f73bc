#include "app/wiring/stored_verdicts.hpp"

#include "http/clock.hpp"
#include "store/database.hpp"
#include "store/migrate.hpp"
#include "unit/app/wiring/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

class StoredVerdictsTest : public ::testing::Test {
 protected:
  /// As another process would: on a connection of its own.
  void again() {
    auto database = store::Database::open({"sqlite:" + (folder_.path() / "state.db").string()});
    ASSERT_TRUE(database) << database.error().message;
    database_ = *std::move(database);
    ASSERT_TRUE(store::migrate(*database_, 0));
    verdicts_.emplace(store::Verdicts(*database_), clock_);
  }
  void SetUp() override { again(); }

  TempFolder folder_;
  http::SystemClock clock_;
  std::unique_ptr<store::Database> database_;
  std::optional<StoredVerdicts> verdicts_;
};

adapters::Verdict passed() {
  return {
      .ok = true, .sha256 = "aa", .sentence = "", .manifest = R"({"id":"x"})", .warnings = {"old"}};
}

TEST_F(StoredVerdictsTest, WhatPassedIsKnownToTheNextProcess) {
  verdicts_->keep("aa/1.0.0", passed());
  again();
  const auto known = verdicts_->find("aa/1.0.0");
  ASSERT_TRUE(known);
  EXPECT_TRUE(known->ok);
  EXPECT_EQ(known->sha256, "aa");
  EXPECT_EQ(known->manifest, R"({"id":"x"})");
  EXPECT_THAT(known->warnings, ::testing::ElementsAre("old"));
  EXPECT_FALSE(verdicts_->find("aa/1.1.0")) << "another host looks for itself";
}

TEST_F(StoredVerdictsTest, WhatWasRefusedIsLookedAtAgain) {
  adapters::Verdict refused = passed();
  refused.ok = false;
  verdicts_->keep("aa/1.0.0", refused);
  EXPECT_FALSE(verdicts_->find("aa/1.0.0"));
}

TEST_F(StoredVerdictsTest, ATextNobodyWroteIsNoVerdict) {
  for (const char* text : {"", "[]", "{}", R"({"sha256":"aa","manifest":{},"warnings":[]})",
                           R"({"sha256":"aa","manifest":"","warnings":[1]})"}) {
    ASSERT_TRUE(store::Verdicts(*database_).keep("aa/1.0.0", text, 0));
    EXPECT_FALSE(verdicts_->find("aa/1.0.0")) << text;
  }
}

}  // namespace
}  // namespace crosswalk::app
