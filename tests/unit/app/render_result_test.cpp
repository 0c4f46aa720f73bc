/// What a person reads when a run is over.

#include "app/present/render_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

using ::testing::HasSubstr;

ResultView done() {
  ResultView view;
  view.plan = std::string(64, 'b');
  view.result.run = 7;
  view.result.outcomes = {{"created", 1200}, {"dropped", 1}};
  view.calls.writes = 25;
  view.calls.reads = 4;
  view.seconds = 61;
  return view;
}

TEST(RenderResult, ADoneRunSaysCallsAndWhereToLookNext) {
  EXPECT_EQ(render_result(done(), {}),
            "Run 7 done after 1:01: 1,200 created, 1 dropped.\n"
            "API calls: 25 writes, 4 reads.\n"
            "Record by record: crosswalk show 7. All runs: crosswalk runs.\n"
            "To take it back: crosswalk undo 7 (a plan first, like any other).\n");
}

TEST(RenderResult, NothingSentNeedsNoUndo) {
  ResultView view = done();
  view.result.outcomes.clear();
  view.calls = {};
  EXPECT_EQ(render_result(view, {}),
            "Run 7 done after 1:01: nothing was sent.\n"
            "API calls: 0 writes, 0 reads.\n"
            "Record by record: crosswalk show 7. All runs: crosswalk runs.\n");
}

TEST(RenderResult, FailuresHaveTheDestinationsWords) {
  ResultView view = done();
  view.result.outcomes["failed"] = 1;
  FailedRecord failed;
  failed.operation.entity = sync::Entity::User;
  failed.operation.action = sync::Action::Create;
  failed.operation.identity = "u1";
  failed.outcome.state = sync::OutcomeState::Rejected;
  failed.outcome.message = "the user name is taken";
  view.failed = {failed};
  EXPECT_THAT(render_result(view, {}),
              HasSubstr("1,200 created, 1 dropped; 1 refused by the destination.\n"
                        "  x create user u1: the user name is taken\n"));
}

TEST(RenderResult, APausedRunSaysHowToGoOn) {
  ResultView view = done();
  view.result.paused = true;
  view.result.reason = "20 records in a row failed.";
  EXPECT_THAT(render_result(view, {}), HasSubstr("Run 7 paused after 1:01"));
  EXPECT_THAT(render_result(view, {}), HasSubstr("20 records in a row failed.\n"));
  EXPECT_THAT(render_result(view, {}),
              HasSubstr("Nothing is lost. Go on with: crosswalk apply bbbbbbbbbbbb\n"));
}

TEST(RenderResult, CallsTellRetriesTokensAndWaits) {
  http::Counters calls;
  calls.writes = 1;
  calls.reads = 1200;
  calls.token_requests = 1;
  calls.retries = 2;
  calls.waited_ms = 65'000;
  EXPECT_EQ(
      render_calls(calls),
      "API calls: 1 write, 1,200 reads, 1 token request; 2 retries among them; waited 1:05 for "
      "rate limits and before retries.\n");
}

}  // namespace
}  // namespace crosswalk::app
