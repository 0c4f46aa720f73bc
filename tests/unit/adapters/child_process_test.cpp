/// A program is run to its end or to its deadline, and only so much of what it says is kept.

#include "adapters/child_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

namespace crosswalk::adapters {
namespace {

ChildEnd run(const std::string& script,
             std::chrono::milliseconds deadline = std::chrono::minutes{1},
             std::size_t most = 1000) {
  ChildSpec spec;
  spec.argv = {"/bin/sh", "-c", script};
  spec.deadline = deadline;
  spec.out_most = most;
  spec.err_most = most;
  auto end = run_child(spec);
  EXPECT_TRUE(end) << end.error().message;
  return std::move(end).value();
}

TEST(RunChild, TellsExitStatusAndOutput) {
  const ChildEnd end = run("echo out; echo err >&2; exit 7");
  EXPECT_EQ(end.how, ChildEnd::How::Exited);
  EXPECT_EQ(end.code, 7);
  EXPECT_EQ(end.out, "out\n");
  EXPECT_EQ(end.err, "err\n");
}

TEST(RunChild, TellsTheSignal) {
  const ChildEnd end = run("echo before; kill -SEGV $$");
  EXPECT_EQ(end.how, ChildEnd::How::Signalled);
  EXPECT_EQ(end.code, SIGSEGV);
  EXPECT_EQ(end.out, "before\n");
}

TEST(RunChild, EndsItAtTheDeadlineWithItsChildren) {
  const ChildEnd end = run("sleep 1000 & sleep 1000", std::chrono::milliseconds{50});
  EXPECT_EQ(end.how, ChildEnd::How::Deadline);
}

TEST(RunChild, DoesNotWaitForWhatItLeftBehind) {  // it holds the pipes open
  const ChildEnd end = run("sleep 1000 & echo done");
  EXPECT_EQ(end.how, ChildEnd::How::Exited);
  EXPECT_EQ(end.out, "done\n");
}

TEST(RunChild, KeepsTheBeginningOfOutputAndTheEndOfErrors) {
  const ChildEnd end =
      run("i=0; while [ $i -lt 5000 ]; do echo line $i; echo line $i >&2; i=$((i+1)); done");
  EXPECT_EQ(end.out.size(), 1000U);
  EXPECT_EQ(end.out.substr(0, 7), "line 0\n");
  EXPECT_EQ(end.err.size(), 1000U);
  EXPECT_EQ(end.err.substr(990), "line 4999\n");
}

TEST(RunChild, GivesNoInputAndNoEnvironment) {
  const ChildEnd end = run("read x; echo \"[$x] [$HOME]\"");
  EXPECT_EQ(end.out, "[] []\n");
}

TEST(RunChild, SaysThatAProgramIsNotThere) {
  ChildSpec spec;
  spec.argv = {"/nowhere/program"};
  const auto end = run_child(spec);
  ASSERT_FALSE(end);
  EXPECT_EQ(end.error().code, ErrorCode::Unavailable);
}

}  // namespace
}  // namespace crosswalk::adapters
