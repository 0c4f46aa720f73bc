#pragma once

/// \file
/// Collects a plan as it is made: numbers its operations, counts, cuts segments, and names the
/// whole by its hash.

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "model/sha256.hpp"
#include "sync/flow.hpp"
#include "sync/plan_codec.hpp"
#include "sync/plan_header.hpp"
#include "sync/ports.hpp"

namespace crosswalk::sync {

/// Counts by school and by class, for the header and the guard. A zero key stands for none.
struct PlanCounts {
  std::map<Key, std::map<std::pair<Entity, Action>, std::uint64_t>> by_school;
  std::map<Key, std::map<std::pair<Entity, std::string>, std::uint64_t>>
      notes_by_school;  ///< "kind:code"
  struct InClass {
    std::uint64_t added = 0;
    std::uint64_t removed = 0;
    Key school;
  };
  std::map<Key, InClass> by_class;  ///< enrollments
  std::map<Entity, std::uint64_t> identity_updates;
  std::uint64_t promotions = 0;  ///< student to teacher
  std::map<std::pair<Entity, Action>, std::uint64_t> totals;
};

/// Waves go out in order: creates and updates parents first, then removals children first.
class PlanWriter {
 public:
  static Result<PlanWriter> create(PlanPort& plans, const std::filesystem::path& scratch);

  Result<> add(Operation operation);  ///< its index is set here; removals are kept back to the end
  Result<> add(const Note& note);
  Result<> add(const ListedScope& scope);

  PlanCounts& counts() { return counts_; }
  std::uint64_t operations() const { return next_index_ + removals_; }
  std::uint64_t writes() const { return writes_; }
  std::uint64_t notes() const { return notes_; }

  /// Writes the removals, completes the header's counts, seals the plan, and returns its hash.
  Result<std::string> seal(PlanHeader& header);

 private:
  PlanWriter(PlanPort& plans, std::filesystem::path scratch, std::uint64_t draft)
      : plans_(&plans), scratch_(std::move(scratch)), draft_(draft) {}
  /// No item is split: one that would pass 1 MiB begins the next segment.
  template <class Item>
  Result<> append(const Item& item);
  Result<> flush();
  Result<> replay_removals();
  void count(const Operation& operation);

  PlanPort* plans_;
  std::filesystem::path scratch_;
  std::uint64_t draft_;
  std::string segment_;
  std::uint32_t segments_ = 0;
  model::Sha256 hash_;
  std::uint64_t next_index_ = 0;
  std::uint64_t removals_ = 0;
  std::uint64_t writes_ = 0;
  std::uint64_t notes_ = 0;
  std::map<Entity, std::ofstream> removal_files_;
  PlanCounts counts_;
};

/// By what a person knows the org or class: the flow's snapshot has it, or its link does. Empty: of
/// a zero key, or of what neither knows.
Result<std::string> identity_of(const Flow& flow, LinkPort& links, Entity entity, const Key& key);

/// Fills in what the counts say: totals by school, and the least number of apply calls.
/// \param links  who knows the schools when the flow has no snapshot
void complete_header(PlanHeader& header, const PlanCounts& counts, const Flow& flow,
                     const Destination& destination, LinkPort* links = nullptr);

}  // namespace crosswalk::sync
