#pragma once

/// \file
/// What a plan says before its changes: counts, holds, samples. Kept as JSON in the store; part of
/// the plan's hash.

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::sync {

/// A reason to wait for a person, about one slice of the plan.
struct Hold {
  std::string id;      ///< "enrollment.drop@<school or class id>": the name to release it by
  std::string entity;  ///< empty: the snapshot as a whole
  std::string action;
  std::string school;  ///< identity of the org; empty: all
  std::string scope;   ///< identity of the class; empty: all
  std::uint64_t count = 0;
  std::uint64_t of = 0;
  std::string sentence;  ///< why, in one sentence
};

/// Whether a person released it: by its id, or with all its like by "enrollment.drop.class@*".
bool is_released(const Hold& hold, std::span<const std::string> released);

/// Counts of one school (or of none).
struct SchoolTotals {
  std::string identity;  ///< empty: records that belong to no school
  std::string title;
  std::map<std::string, std::map<std::string, std::uint64_t>>
      actions;  ///< entity -> action -> count
  std::map<std::string, std::map<std::string, std::uint64_t>>
      notes;  ///< entity -> "kind:code" -> count
};

/// A class whose enrollment changes the most, relative to what it holds.
struct ClassChange {
  std::string identity;
  std::string title;
  std::uint64_t before = 0;
  std::uint64_t added = 0;
  std::uint64_t removed = 0;
};

struct SnapshotCount {
  std::string entity;
  std::uint64_t rows = 0;
  std::uint64_t refused = 0;  ///< quarantined
  bool complete = true;
};

struct PlanHeader {
  std::uint64_t base_generation = 0;
  std::string mapping;  ///< hexadecimal version of everything the mappings depend on
  std::map<std::string, std::string>
      mappings;            ///< entity -> version that its state has once this plan is settled
  std::int64_t today = 0;  ///< days since 1970
  std::string active_year_id;
  std::string active_year_title;
  std::vector<SnapshotCount> snapshot;
  std::vector<std::string>
      warnings;  ///< sentences: first snapshot, incomplete reads, things never carried
  std::vector<Hold> holds;
  std::vector<SchoolTotals> schools;
  std::vector<ClassChange> largest;
  std::map<std::string, std::uint64_t>
      write_calls;               ///< entity -> the least number of apply calls: the floor
  std::uint64_t operations = 0;  ///< all, also those that send nothing
  std::uint64_t writes = 0;      ///< those that send something
  std::uint64_t notes = 0;
};

std::string to_json(const PlanHeader& header);
/// \error BadData  not the JSON of a plan header.
Result<PlanHeader> plan_header_from_json(std::string_view json);

}  // namespace crosswalk::sync
