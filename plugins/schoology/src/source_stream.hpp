#pragma once

/// \file
/// A source's records handed on as their lists are read: users and enrollments are too many to be
/// gathered first.

#include "read_plan.hpp"

#include "crosswalk/adapter.hpp"
#include "crosswalk/roster_record.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace crosswalk::schoology {

struct SourceRead {
  Client client;
  std::size_t width = 1;
  ReadPlan plan;
  bool complete = true;  ///< whether everything was seen that the plan was made of
  /// A record as one of the model; nothing: it is none.
  std::function<std::optional<RosterRecord>(const Record&)> row;
  const std::vector<std::string_view>& columns;
};

/// A record that is refused leaves the read incomplete: under which id it would have come is not
/// known. A read that is not complete is logged.
std::unique_ptr<Stream> open_source_stream(SourceRead read);

}  // namespace crosswalk::schoology
