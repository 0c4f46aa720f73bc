/// Result and its two macros.

#include "crosswalk/result.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace crosswalk {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return Error{ErrorCode::BadData, std::to_string(n) + " is odd"};
  return n / 2;
}

Result<int> quarter(int n) {
  CW_TRY(const int once, half(n));
  CW_TRY(const int twice, half(once));
  return twice;
}

Result<> even(int n) {
  CW_CHECK(half(n));
  return {};
}

/// The caller's else belongs to the caller's if.
Result<std::string> branch(bool first) {
  if (first)
    CW_CHECK(even(1));
  else
    return std::string("else");
  return std::string("never");
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = half(4);
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, 2);
  const Result<int> bad = half(3);
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error().code, ErrorCode::BadData);
  EXPECT_EQ(bad.error().message, "3 is odd");
}

TEST(Result, MovesWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> made = std::make_unique<int>(5);
  const std::unique_ptr<int> taken = std::move(made).value();
  EXPECT_EQ(*taken, 5);
}

TEST(Result, OfNothingIsSuccessOrAnError) {
  EXPECT_TRUE(even(2));
  EXPECT_EQ(even(1).error().code, ErrorCode::BadData);
}

TEST(Try, GoesOnOrReturnsTheError) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(6).error().message, "3 is odd");
  EXPECT_EQ(quarter(5).error().message, "5 is odd");
}

TEST(Check, DoesNotStealTheCallersElse) {
  EXPECT_EQ(*branch(false), "else");
  EXPECT_EQ(branch(true).error().message, "1 is odd");
}

TEST(InContext, PutsThePlaceInFrontAndKeepsTheKind) {
  const Error error = in_context({ErrorCode::Forbidden, "no"}, "reading users");
  EXPECT_EQ(error.message, "reading users: no");
  EXPECT_EQ(error.code, ErrorCode::Forbidden);
}

}  // namespace
}  // namespace crosswalk
