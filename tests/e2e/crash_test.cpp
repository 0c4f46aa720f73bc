/// \file
/// SIGKILL at every journal boundary and at every request and response of a run: resumed, the
/// sandbox holds what an uninterrupted run gives it, and nothing twice. Invariants 1 and 5, on the
/// shipped binary.

#include <gtest/gtest.h>

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

TEST(Crash, AtEveryBoundaryIsHarmless) {
  const Folder folder;
  write_small_district(folder.path() / "sis");
  const Sandbox sandbox(folder.path());
  const Folder counting;
  long boundaries = 0;
  std::map<std::string, std::string> expected;
  {
    const Stage stage(sandbox, folder.path() / "sis");
    const auto count = (counting.path() / "count").string();
    const Ended whole =
        stage.run({"sync"}, {{"LD_PRELOAD", CW_KILL_AT_LIBRARY}, {"CW_KILL_COUNT", count}});
    ASSERT_EQ(whole.status, 0) << whole.out << whole.err;
    expected = picture(sandbox.get("state"));
    std::ifstream(count) >> boundaries;
  }
  ASSERT_GT(boundaries, 50) << "journal transactions and requests are both counted";
  ASSERT_TRUE(expected.contains("enrollment c1/u1"));

  // CW_CRASH_STRIDE thins the loop where a sanitizer makes each step slow; the default visits every
  // boundary.
  const char* stride_text = std::getenv("CW_CRASH_STRIDE");
  const long stride = stride_text == nullptr ? 1 : std::max(1L, std::atol(stride_text));
  for (long at = 0; at < boundaries; at += stride) {
    SCOPED_TRACE("killed at boundary " + std::to_string(at) + " of " + std::to_string(boundaries));
    sandbox.post("reset", nlohmann::json::object());
    const Stage stage(sandbox, folder.path() / "sis");
    stage.run({"sync"}, {{"LD_PRELOAD", CW_KILL_AT_LIBRARY}, {"CW_KILL_AT", std::to_string(at)}});
    carry_on(stage);
    ASSERT_EQ(picture(sandbox.get("state")), expected);
    const Ended rest = stage.run({"plan", "--json"});
    ASSERT_EQ(nlohmann::json::parse(rest.out).at("header").at("writes"), 0) << rest.out;
  }
}

}  // namespace
}  // namespace crosswalk::e2e
