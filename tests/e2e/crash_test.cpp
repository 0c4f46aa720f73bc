/// \file
/// SIGKILL at every journal boundary and at every request and response of a run: resumed, the
/// sandbox holds what an uninterrupted run gives it, and nothing twice. Invariants 1 and 5, on the
/// shipped binary.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "e2e/stage.hpp"

namespace crosswalk::e2e {
namespace {

/// Finishes what an earlier process left, then syncs until there is nothing to do.
void carry_on(const Stage& stage) {
  for (int attempt = 0; attempt < 4; ++attempt) {
    const Ended again = stage.run({"sync"});
    ASSERT_NE(again.status, 1) << again.out << again.err;
    if (again.status == 0) return;
    // An unfinished plan is named: it is carried on with.
    const auto runs = stage.json({"runs"});
    for (const auto& run : runs.at("runs")) {
      const std::string state = run.at("state");
      if (state == "applying" || state == "paused")
        stage.run({"apply", run.at("plan").get<std::string>()});
    }
  }
  FAIL() << "it does not come to rest";
}

/// A district, the sandbox it goes into, and what an uninterrupted run gives.
class Crash : public testing::Test {
 protected:
  void SetUp() override {
    write_small_district(sis());
    const Stage stage(sandbox_, sis());
    const auto count = (folder_.path() / "count").string();
    const Ended whole =
        stage.run({"sync"}, {{"LD_PRELOAD", CW_KILL_AT_LIBRARY}, {"CW_KILL_COUNT", count}});
    ASSERT_EQ(whole.status, 0) << whole.out << whole.err;
    expected_ = picture(sandbox_.get("state"));
    std::ifstream(count) >> boundaries_;
    ASSERT_GT(boundaries_, 50) << "journal transactions and requests are both counted";
    ASSERT_TRUE(expected_.contains("enrollment c1/u1"));
  }
  std::filesystem::path sis() const { return folder_.path() / "sis"; }

  /// A first night with `signal` at a boundary, and the nights until there is nothing to do.
  Ended interrupted(int signal, long at) {
    sandbox_.post("reset", nlohmann::json::object());
    const Stage stage(sandbox_, sis());
    Ended ended = stage.run({"sync"}, {{"LD_PRELOAD", CW_KILL_AT_LIBRARY},
                                       {"CW_KILL_AT", std::to_string(at)},
                                       {"CW_KILL_SIGNAL", std::to_string(signal)}});
    carry_on(stage);
    EXPECT_EQ(picture(sandbox_.get("state")), expected_);
    const Ended rest = stage.run({"plan", "--json"});
    EXPECT_EQ(nlohmann::json::parse(rest.out).at("header").at("writes"), 0) << rest.out;
    return ended;
  }

  Folder folder_;
  Sandbox sandbox_{folder_.path()};
  std::map<std::string, std::string> expected_;
  long boundaries_ = 0;
};

TEST_F(Crash, AtEveryBoundaryIsHarmless) {
  // CW_CRASH_STRIDE thins the loop where a sanitizer makes each step slow; the default visits every
  // boundary.
  const char* stride_text = std::getenv("CW_CRASH_STRIDE");
  const long stride = stride_text == nullptr ? 1 : std::max(1L, std::atol(stride_text));
  for (long at = 0; at < boundaries_ && !HasFailure(); at += stride) {
    SCOPED_TRACE("killed at boundary " + std::to_string(at) + " of " + std::to_string(boundaries_));
    interrupted(SIGKILL, at);
  }
}

TEST_F(Crash, AskedToStopItStopsAndSaysHowToGoOn) {
  int stopped = 0;
  for (long at = 3; at < boundaries_ && !HasFailure(); at += boundaries_ / 8) {
    SCOPED_TRACE("asked at boundary " + std::to_string(at) + " of " + std::to_string(boundaries_));
    const Ended ended = interrupted(SIGTERM, at);
    EXPECT_THAT(ended.err, testing::HasSubstr("stopping after the call that is under way"));
    if (ended.status == 0) continue;  // the rest was one call
    EXPECT_EQ(ended.status, 128 + SIGTERM) << ended.out << ended.err;
    ++stopped;
  }
  EXPECT_GT(stopped, 3);
}

}  // namespace
}  // namespace crosswalk::e2e
