#pragma once

/// \file
/// Reads of this side as a destination: a stream for the host, a look-up for the writers.

#include "options.hpp"
#include "read_plan.hpp"

#include "crosswalk/adapter.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::schoology {

/// A stream of the plan's records. Several requests are in flight at once (Options::concurrency).
std::unique_ptr<Stream> open_read(const Client& client, const Options& options, ReadPlan plan,
                                  const std::vector<std::string_view>& columns);

/// For writers that look something up: the text of one field by that of another, of all records of
/// some lists and objects; the field "id" is the id. Records that lack either are left out.
/// \error as the stream's next()
Result<std::map<std::string, std::string>> look_up(const Client& client, std::vector<Task> tasks,
                                                   std::string_view key, std::string_view value);

}  // namespace crosswalk::schoology
