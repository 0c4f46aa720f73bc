#pragma once

/// \file
/// Step 1. In: a source's rows. Out: hashed rows by partition, the content of those that may have
/// changed, and a line for each that the source got wrong.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <vector>

#include "sync/encoded.hpp"
#include "sync/fingerprints.hpp"
#include "sync/flow.hpp"
#include "sync/partitions.hpp"
#include "sync/ports.hpp"

namespace crosswalk::sync {

struct StagedEntity {
  Entity entity{};
  std::uint64_t rows = 0;     ///< as read
  std::uint64_t refused = 0;  ///< quarantined rows
  std::uint64_t records = 0;  ///< identities they stand for
  bool complete = true;       ///< absence means something
  std::string incomplete_why;
  std::vector<Note> notes;  ///< quarantined rows, at most kMostNotes of them
  std::unique_ptr<Partitions> partitions;

  static constexpr std::size_t kMostNotes = 10'000;
};

struct StageOptions {
  const Fingerprints* settled = nullptr;  ///< null: keep every row's content
  const std::set<Key>* only = nullptr;    ///< keep the content of these records alone
  std::filesystem::path scratch;
  std::uint64_t budget_bytes = 64ULL << 20;
};

/// Reads one entity. A record that is refused is quarantined: it holds its state, so it is neither
/// changed nor removed.
/// \error what the source says (then nothing is known of the entity); Cancelled; Unavailable:
/// scratch is full.
Result<StagedEntity> stage(Source& source, Entity entity, Flow& flow, Observer& observer,
                           const StageOptions& options);

}  // namespace crosswalk::sync
