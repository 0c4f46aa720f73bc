#pragma once

/// \file
/// Step 6. In: a plan's counts. Out: the holds, each a slice and a sentence. Nothing is sent while
/// one stands.

#include <span>
#include <vector>

#include "crosswalk/result.hpp"
#include "sync/flow.hpp"
#include "sync/plan_header.hpp"
#include "sync/plan_writer.hpp"
#include "sync/ports.hpp"
#include "sync/stage.hpp"

namespace crosswalk::sync {

/// Whether `count` of `of` is beyond the limit: more than the hard maximum, or more than the floor
/// and the percentage.
bool beyond(const Flow::Limit& limit, std::uint64_t count, std::uint64_t of);

/// Is this snapshot fit to act on? Compares each entity's rows with the median of those accepted
/// before. A gate with no accepted snapshot before it warns instead of holding.
Result<std::vector<Hold>> gates(std::span<const StagedEntity> staged, const Flow& flow,
                                MemoryPort& memory, std::vector<std::string>& warnings);

/// The thresholds, over the whole plan: by entity and action in all, by school, within one class.
Result<std::vector<Hold>> guard(const PlanCounts& counts, const Flow& flow, LinkPort& links);

}  // namespace crosswalk::sync
