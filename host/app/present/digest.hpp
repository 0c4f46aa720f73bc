#pragma once

/// \file
/// A plan's operations and notes boiled down to what fits a screen: counts, and a few samples each.

#include "sync/types.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::app {

struct ActionGroup {
  sync::Entity entity{};
  sync::Action action{};
  std::uint64_t count = 0;
  std::vector<sync::Operation> samples;
};

/// Notes of one kind, entity and code: one reason.
struct NoteGroup {
  sync::NoteKind kind{};
  sync::Entity entity{};
  std::string code;
  std::uint64_t count = 0;
  std::vector<sync::Note> samples;
};

struct PlanDigest {
  std::vector<ActionGroup> actions;  ///< what writes, by entity and action
  std::vector<NoteGroup> notes;      ///< by kind, entity and code
};

/// Takes a plan item by item, in any amount: it keeps counts and the first few of each group.
class Digester {
 public:
  explicit Digester(std::size_t samples) : samples_(samples) {}

  void add(const sync::Operation& operation);
  void add(const sync::Note& note);
  PlanDigest finish();

 private:
  std::size_t samples_;
  std::map<std::pair<sync::Entity, sync::Action>, ActionGroup> actions_;
  std::map<std::pair<sync::NoteKind, std::pair<sync::Entity, std::string>>, NoteGroup> notes_;
};

}  // namespace crosswalk::app
