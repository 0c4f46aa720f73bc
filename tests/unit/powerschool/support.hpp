#pragma once

/// \file
/// The adapter on a scripted host, its batches read as plain values.

#include "adapter.hpp"

#include "support/fake_http_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::powerschool {

inline constexpr std::string_view kV1Config =
    R"({"base_url": "http://127.0.0.1:8080", "client_id": "i", "client_secret": "s",
        "mode": "v1", "start_year": 2026})";
inline constexpr std::string_view kQueryConfig =
    R"({"base_url": "http://127.0.0.1:8080", "client_id": "i", "client_secret": "s",
        "mode": "powerquery", "start_year": 2026, "query_page_size": 2})";
inline constexpr std::string_view kAutoConfig =
    R"({"base_url": "http://127.0.0.1:8080", "client_id": "i", "client_secret": "s",
        "start_year": 2026})";

/// Columns as text: dates "2026-08-17", flags "true", lists "a|b", lists of lists "a:b|c:d"; what
/// is ABSENT is not there.
using ReadRow = std::map<std::string, std::string>;

struct ReadResult {
  std::vector<ReadRow> rows;
  std::vector<ReadRow> bad;  ///< refused ones
  ReadEnd end;
};

class PowerSchoolTest : public ::testing::Test {
 protected:
  PowerSchoolAdapter& adapter() {
    if (adapter_ == nullptr) {
      auto made = PowerSchoolAdapter::create(fake_.host(), config_);
      EXPECT_TRUE(made.has_value()) << made.error().message;
      adapter_ = std::move(made).value();
    }
    return *adapter_;
  }

  Result<ReadResult> read(std::string_view entity, std::size_t capacity = 1 << 20);
  /// A read that must succeed.
  ReadResult read_ok(std::string_view entity, std::size_t capacity = 1 << 20) {
    auto result = read(entity, capacity);
    EXPECT_TRUE(result.has_value()) << result.error().message;
    EXPECT_TRUE(fake_.exhausted());
    EXPECT_EQ(fake_.open_tickets(), 0U);
    return result ? std::move(result).value() : ReadResult{};
  }

  /// /ws/v1/metadata with pages of `size` rows.
  void on_metadata(int size = 100);
  /// A page of a list, `?page=N&pagesize=100` behind it, and its count.
  void on_list(const std::string& path, const std::string& parameters, const std::string& body,
               int count);
  void on_query(const std::string& name, const std::string& parameters, const std::string& body);

  testing::FakeHttpHost fake_;
  std::string config_{kV1Config};
  std::unique_ptr<PowerSchoolAdapter> adapter_;
};

}  // namespace crosswalk::powerschool
