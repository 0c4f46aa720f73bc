#pragma once

/// \file
/// A stream over records that are gathered whole before the first of them is written: for sources
/// where one record comes out of several lists.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crosswalk/adapter.hpp"
#include "crosswalk/roster_record.hpp"

namespace crosswalk {

/// What was gathered.
struct Roster {
  std::vector<RosterRecord> records;
  bool complete = true;  ///< every matching record was seen
};

/// Gathers at the first next().
class RosterStream final : public Stream {
 public:
  using Gather = std::function<Result<Roster>()>;

  RosterStream(Gather gather, const std::vector<std::string_view>& columns)
      : gather_(std::move(gather)), columns_(columns.begin(), columns.end()) {}

  Result<bool> next(BatchWriter& out) override {
    if (gather_) {
      CW_TRY(roster_, gather_());
      gather_ = nullptr;
    }
    for (; at_ < roster_.records.size(); ++at_) {
      const RosterRecord& record = roster_.records[at_];
      if (!write_roster_record(record, columns_, out)) return true;
      ++end_.rows;
      if (!record.refused.empty()) ++end_.refused;
    }
    return false;
  }

  Result<ReadEnd> finish() override {
    end_.complete = !gather_ && at_ == roster_.records.size() && roster_.complete;
    return end_;
  }

 private:
  Gather gather_;  ///< empty once it ran
  std::vector<std::string> columns_;
  Roster roster_;
  std::size_t at_ = 0;
  ReadEnd end_;
};

}  // namespace crosswalk
