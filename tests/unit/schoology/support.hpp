#pragma once

/// \file
/// The adapter on a scripted host, its batches written and read as plain values.

#include "adapter.hpp"
#include "crosswalk/record.hpp"

#include "support/change_batch.hpp"
#include "support/fake_http_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::schoology {

inline constexpr std::string_view kConfig =
    R"({"base_url": "http://127.0.0.1:8080/", "consumer_key": "k", "consumer_secret": "s"})";

using testing::Again;
using testing::Applied;
using testing::Change;
using testing::ChangeBatch;
using testing::Exists;
using testing::Noop;
using testing::Rejected;
using testing::Skipped;
using testing::Told;
using testing::Unknown;

/// One row that was read: fields as text ("2026-08-17", "a|b", "NULL"); an ABSENT one is not there.
struct ReadRow {
  std::map<std::string, std::string> fields;
  bool partial = false;
  bool bad = false;
};

/// A whole read.
struct ReadResult {
  std::vector<ReadRow> rows;
  ReadEnd end;
  std::size_t batches = 0;
};

class SchoologyTest : public ::testing::Test {
 protected:
  SchoologyAdapter& adapter(std::string_view config = kConfig) {
    if (adapter_ == nullptr) {
      auto made = SchoologyAdapter::create(fake_.host(), config);
      EXPECT_TRUE(made.has_value()) << made.error().message;
      adapter_ = std::move(made).value();
    }
    return *adapter_;
  }

  /// Applies rows; the error of the call, if it failed as a whole, is kept in call_error_.
  std::vector<Told> apply(std::string entity, const std::vector<Change>& changes);

  Result<ReadResult> read(const ReadRequest& request, std::size_t capacity = 1 << 20);
  /// A read that must succeed.
  ReadResult read_ok(const ReadRequest& request, std::size_t capacity = 1 << 20) {
    auto result = read(request, capacity);
    EXPECT_TRUE(result.has_value()) << result.error().message;
    return result ? std::move(result).value() : ReadResult{};
  }

  static ReadRequest full(std::string_view entity, std::vector<std::string_view> columns,
                          std::string_view partition = {});
  static ReadRequest by(std::string_view entity, std::string_view id_column,
                        std::vector<std::string_view> ids, std::vector<std::string_view> columns);

  testing::FakeHttpHost fake_;
  std::unique_ptr<SchoologyAdapter> adapter_;
  Result<> call_error_;
};

}  // namespace crosswalk::schoology
