/// Scratch folders go, locks hold, whatever happens to the process.

#include "app/wiring/process_lock.hpp"
#include "app/wiring/scratch_folder.hpp"
#include "unit/app/wiring/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

/// The number of a process that has ended.
pid_t dead_process() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  int status = 0;
  ::waitpid(child, &status, 0);
  return child;
}

TEST(ScratchFolder, IsPrivateAndGoneAfterwards) {
  const TempFolder parent;
  fs::path path;
  {
    const auto scratch = ScratchFolder::create(parent.path() / "made" / "too");
    ASSERT_TRUE(scratch) << scratch.error().message;
    path = scratch->path();
    std::ofstream(path / "rows") << "a student";
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(ScratchFolder, TwoOfOneProcessAreTwo) {
  const TempFolder parent;
  const auto one = ScratchFolder::create(parent.path());
  const auto two = ScratchFolder::create(parent.path());
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->path(), two->path());
}

TEST(ScratchFolder, SweepsUpAfterKilledProcessesOnly) {
  const TempFolder parent;
  const fs::path dead = parent.path() / ("run-" + std::to_string(dead_process()) + "-abcdef");
  const fs::path alive = parent.path() / ("run-" + std::to_string(::getppid()) + "-abcdef");
  const fs::path other = parent.path() / "run-notes";
  for (const fs::path& each : {dead, alive, other}) fs::create_directory(each);
  ASSERT_TRUE(ScratchFolder::create(parent.path()));
  EXPECT_FALSE(fs::exists(dead));
  EXPECT_TRUE(fs::exists(alive));
  EXPECT_TRUE(fs::exists(other));
}

TEST(ScratchFolder, NamesTheSettingWhenItCannotBeMade) {
  const TempFolder parent;
  std::ofstream(parent.path() / "file") << "in the way";
  const auto scratch = ScratchFolder::create(parent.path() / "file");
  ASSERT_FALSE(scratch);
  EXPECT_EQ(scratch.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(scratch.error().message, HasSubstr("\"state/scratch\""));
}

TEST(ProcessLock, IsOneProcessesAtATime) {
  const TempFolder folder;
  const fs::path file = folder.path() / "deeper" / "state.lock";
  {
    const auto first = ProcessLock::take(file);
    ASSERT_TRUE(first) << first.error().message;
    const auto second = ProcessLock::take(file);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Conflict);
    EXPECT_THAT(second.error().message, HasSubstr("(process " + std::to_string(::getpid()) + ")"));
  }
  EXPECT_TRUE(ProcessLock::take(file));
}

TEST(ProcessLock, EndsWithItsProcess) {
  const TempFolder folder;
  const fs::path file = folder.path() / "state.lock";
  const pid_t child = ::fork();
  if (child == 0) {
    const auto lock = ProcessLock::take(file);
    ::_exit(lock ? 0 : 1);  // as after a kill: nothing is let go of by hand
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_EQ(status, 0);
  EXPECT_TRUE(ProcessLock::take(file));
}

}  // namespace
}  // namespace crosswalk::app
