#pragma once

/// \file
/// The rows of an apply call as plain values, and what an adapter said of each.

#include "crosswalk/adapter.hpp"
#include "crosswalk/record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::testing {

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

/// Hands the rows to an adapter. \param error  of the call, if it failed as a whole
inline std::vector<Told> apply_changes(Applier& adapter, std::string entity,
                                       const std::vector<Change>& changes, Result<>& error) {
  const ChangeBatch batch(changes, std::move(entity));
  std::vector<cw_outcome> slots(batch.rows());
  std::vector<std::uint8_t> arena(64 << 10);
  cw_outcome_buf buffer{sizeof(cw_outcome_buf), batch.rows(), slots.data(),
                        arena.data(),           64 << 10,     0};
  Outcomes outcomes(&buffer);
  error = adapter.apply(batch.request(), outcomes);
  std::vector<Told> out;
  for (const cw_outcome& slot : slots) {
    const auto* text = reinterpret_cast<const char*>(arena.data());
    out.push_back({slot.state, slot.status,
                   std::string(text + slot.remote_id_off, slot.remote_id_len),
                   std::string(text + slot.message_off, slot.message_len), slot.http_status});
  }
  return out;
}

}  // namespace crosswalk::testing
