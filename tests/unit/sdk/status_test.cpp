/// Statuses and error kinds, in both directions, and the fixed texts of an error.

#include "crosswalk/status.hpp"
#include "crosswalk/utf8.hpp"

#include <gtest/gtest.h>

namespace crosswalk {
namespace {

TEST(Status, EveryKindComesBackAsItself) {
  for (std::uint32_t i = 1; i <= 14; ++i) {
    const auto code = static_cast<ErrorCode>(i);
    if (code == ErrorCode::Refused) continue;  // a guard's; across the boundary it is bad data
    EXPECT_EQ(error_code(to_status(code)), code) << i;
    EXPECT_LT(to_status(code), 0) << i;
  }
  EXPECT_EQ(to_status(ErrorCode::Refused), CW_E_INVALID);
}

TEST(Status, EveryStatusHasItsReaction) {
  EXPECT_EQ(error_code(CW_E_DEADLINE), ErrorCode::Unavailable);
  EXPECT_EQ(error_code(CW_E_STATE), ErrorCode::InvalidArgument);
  EXPECT_EQ(error_code(CW_E_TOKEN_STALE), ErrorCode::NotFound);
  EXPECT_EQ(error_code(CW_E_EXISTS), ErrorCode::Conflict);
  EXPECT_EQ(error_code(CW_E_INVALID), ErrorCode::BadData);
  EXPECT_EQ(error_code(CW_E_RESOURCE), ErrorCode::Internal);
}

// base.h: an unknown negative status reads as INTERNAL, an unknown positive one as ARGUMENT.
TEST(Status, UnknownOnesAreReadAsTheHeaderSays) {
  EXPECT_EQ(error_code(-999), ErrorCode::Internal);
  EXPECT_EQ(error_code(999), ErrorCode::InvalidArgument);
}

TEST(Report, CutsTheMessageBetweenCodePoints) {
  cw_error error = empty_error();
  const std::string long_text = std::string(510, 'x') + "\xE2\x82\xAC" + "tail";
  EXPECT_EQ(report(&error, Error{ErrorCode::BadConfig, long_text}), CW_E_CONFIG);
  const std::string kept = error.message;
  EXPECT_EQ(kept, std::string(510, 'x'));
  EXPECT_TRUE(is_utf8(kept));
}

TEST(Report, KeepsAMessageThatJustFits) {
  cw_error error = empty_error();
  report(&error, Error{ErrorCode::BadData, std::string(511, 'x')});
  EXPECT_EQ(std::string(error.message), std::string(511, 'x'));
}

TEST(Report, LeavesAStructAloneThatIsTooShort) {
  cw_error error = empty_error();
  error.struct_size = 16;
  EXPECT_EQ(report(&error, Error{ErrorCode::BadData, "text"}), CW_E_REMOTE_DATA);
  EXPECT_EQ(error.message[0], '\0');
  EXPECT_EQ(report(nullptr, Error{ErrorCode::BadData, "text"}), CW_E_REMOTE_DATA);
}

TEST(ToError, TakesMessageKindAndWait) {
  cw_error error = empty_error();
  report(&error, Error{ErrorCode::RateLimited, "slow down", std::chrono::milliseconds{1500}});
  const Error back = to_error(CW_E_THROTTLED, error, "read");
  EXPECT_EQ(back.code, ErrorCode::RateLimited);
  EXPECT_EQ(back.message, "slow down");
  EXPECT_EQ(back.retry_after.count(), 1500);
}

TEST(ToError, SaysSomethingWhenTheOtherSideDidNot) {
  EXPECT_EQ(to_error(CW_E_INTERNAL, empty_error(), "read").message, "read failed with status -31");
}

TEST(ToError, SurvivesAMessageWithoutItsEnd) {
  cw_error error = empty_error();
  std::memset(error.message, 'x', sizeof error.message);
  EXPECT_EQ(to_error(CW_E_INTERNAL, error, "read").message.size(), sizeof error.message);
}

TEST(StringSink, JoinsPiecesUpToItsLimit) {
  StringSink sink(5);
  EXPECT_EQ(sink.abi()->put(sink.abi(), "abc", 3), CW_OK);
  EXPECT_EQ(sink.abi()->put(sink.abi(), "def", 3), CW_E_RESOURCE);
  EXPECT_EQ(sink.abi()->put(sink.abi(), "de", 2), CW_OK);
  EXPECT_EQ(sink.abi()->put(sink.abi(), "x", UINT64_MAX), CW_E_RESOURCE);
  EXPECT_EQ(sink.take(), "abcde");
}

}  // namespace
}  // namespace crosswalk
