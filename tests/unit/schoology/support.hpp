#pragma once

/// \file
/// The adapter on a scripted host, its batches written and read as plain values.

#include "adapter.hpp"
#include "crosswalk/record.hpp"

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

/// One row to apply.
struct Change {
  std::uint16_t op = CW_ROW_CREATE;
  std::vector<std::pair<std::string, Value>> cells;
};

/// Rows as the host hands them over.
class ChangeBatch {
 public:
  explicit ChangeBatch(const std::vector<Change>& changes, std::string entity = "user")
      : entity_(std::move(entity)), columns_{"id"}, buffer_(std::size_t{1} << 20) {
    for (const Change& change : changes) {
      for (const auto& [name, value] : change.cells) {
        if (std::find(columns_.begin(), columns_.end(), name) == columns_.end()) {
          columns_.push_back(name);
        }
      }
    }
    BatchWriter writer(buffer_.data(), buffer_.size(), static_cast<std::uint32_t>(columns_.size()),
                       7);
    std::uint64_t number = 0;
    for (const Change& change : changes) {
      EXPECT_TRUE(writer.begin(change.op, 0, ++number));
      for (const auto& [name, value] : change.cells) put(writer, name, value);
      EXPECT_TRUE(writer.commit());
    }
    view_ = BatchView::check(buffer_.data(), buffer_.size(),
                             static_cast<std::uint32_t>(columns_.size()), 7);
    EXPECT_TRUE(view_.has_value());
  }

  ApplyRequest request() const {
    return {entity_, {columns_.begin(), columns_.end()}, view_.value()};
  }
  std::uint32_t rows() const { return view_->rows(); }

 private:
  void put(BatchWriter& writer, const std::string& name, const Value& value) {
    const auto column = static_cast<std::uint32_t>(
        std::find(columns_.begin(), columns_.end(), name) - columns_.begin());
    if (const auto* text = std::get_if<std::string>(&value)) {
      writer.text(column, *text);
    } else if (const auto* date = std::get_if<Date>(&value)) {
      writer.date(column, date->days);
    } else if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
      cw_cell* cells = writer.list(column, static_cast<std::uint32_t>(list->size()));
      for (std::uint32_t i = 0; i < list->size(); ++i) writer.element(cells, i, (*list)[i]);
    } else {
      writer.null(column);
    }
  }

  std::string entity_;
  std::vector<std::string> columns_;
  std::vector<std::uint8_t> buffer_;
  Result<BatchView> view_ = Error{};
};

/// What the host is told of one row.
struct Told {
  std::uint32_t state = CW_OUT_UNKNOWN;
  cw_status status = 0;
  std::string id;
  std::string message;
  std::uint32_t http = 0;
};

inline Told unknown() { return {}; }

MATCHER_P(Applied, id, "") { return arg.state == CW_OUT_APPLIED && arg.id == std::string(id); }
MATCHER_P(Noop, id, "") { return arg.state == CW_OUT_NOOP && arg.id == std::string(id); }
MATCHER_P2(Rejected, status, words, "") {
  *result_listener << "state " << arg.state << " status " << arg.status << ": " << arg.message;
  return arg.state == CW_OUT_REJECTED && arg.status == status &&
         arg.message.find(words) != std::string::npos;
}
MATCHER_P(Exists, id, "") {
  return arg.state == CW_OUT_REJECTED && arg.status == CW_E_EXISTS && arg.id == std::string(id);
}
MATCHER(Unknown, "") { return arg.state == CW_OUT_UNKNOWN; }
MATCHER(Again, "") { return arg.state == CW_OUT_RETRY; }
MATCHER(Skipped, "") { return arg.state == CW_OUT_SKIPPED; }

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
