/// The numbers that scripts depend on.

#include "app/exit_code.hpp"
#include "app/present/render_result.hpp"

#include <gtest/gtest.h>

#include <map>

namespace crosswalk::app {
namespace {

TEST(ExitCode, EveryKindOfErrorHasOne) {
  const std::map<ErrorCode, int> expected{
      {ErrorCode::InvalidArgument, 2}, {ErrorCode::BadConfig, 2},   {ErrorCode::BadData, 6},
      {ErrorCode::Unauthenticated, 6}, {ErrorCode::Forbidden, 6},   {ErrorCode::NotFound, 2},
      {ErrorCode::Conflict, 4},        {ErrorCode::RateLimited, 6}, {ErrorCode::Unavailable, 6},
      {ErrorCode::OutcomeUnknown, 7},  {ErrorCode::Cancelled, 130}, {ErrorCode::Refused, 3},
      {ErrorCode::Unsupported, 2},     {ErrorCode::Internal, 1},
  };
  for (const auto& [code, status] : expected) {
    EXPECT_EQ(number(exit_code_for(Error{code, ""})), status) << word_for(code);
  }
}

TEST(ExitCode, OfAnAppliedPlan) {
  sync::ApplyResult result;
  EXPECT_EQ(exit_code_for(result, false), ExitCode::Done);
  result.outcomes = {{"created", 3}, {"noop", 1}, {"adopted", 1}, {"skipped", 2}};
  EXPECT_EQ(exit_code_for(result, false), ExitCode::Done);
  for (const char* bad : {"failed", "unknown", "blocked"}) {
    sync::ApplyResult some = result;
    some.outcomes[bad] = 1;
    EXPECT_EQ(exit_code_for(some, false), ExitCode::SomeFailed) << bad;
  }
  result.paused = true;
  EXPECT_EQ(exit_code_for(result, false), ExitCode::Paused);
  EXPECT_EQ(exit_code_for(result, true), ExitCode::Interrupted);
}

}  // namespace
}  // namespace crosswalk::app
