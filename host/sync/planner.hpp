#pragma once

/// \file
/// Steps 3 to 5 for one entity: differences -> mapped -> correlated -> operations and notes.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "sync/diff.hpp"
#include "sync/engine.hpp"
#include "sync/known.hpp"
#include "sync/listing.hpp"
#include "sync/plan_writer.hpp"
#include "sync/stage.hpp"
#include "sync/taken.hpp"

namespace crosswalk::sync {

/// The place of an entity's creates and updates in a plan.
constexpr std::uint8_t wave_of(Entity entity) {
  switch (entity) {
    case Entity::Org:
    case Entity::AcademicSession:
      return 1;
    case Entity::Course:
      return 2;
    case Entity::Class:
      return 3;
    case Entity::User:
      return 4;
    case Entity::Enrollment:
      return 5;
  }
  return 0;
}
/// Removals come after all waves, children first.
constexpr std::uint8_t removal_wave_of(Entity entity) {
  return static_cast<std::uint8_t>(20 - wave_of(entity));
}

/// Plans one entity, partition by partition.
class EntityPlanner {
 public:
  EntityPlanner(Environment& env, Flow& flow, Known& known, PlanWriter& plan,
                const model::DestinationEntity& schema, Entity entity, bool remap)
      : env_(env),
        flow_(flow),
        known_(known),
        plan_(plan),
        schema_(schema),
        entity_(entity),
        remap_(remap),
        taken_before_(env, schema, entity) {}

  /// \param absence_counts  the snapshot is complete and passed its gates
  Result<> run(StagedEntity& staged, bool absence_counts);

  /// Keys whose content was not kept while staging; to be staged again, then given to run_again().
  const std::set<Key>& unread() const { return unread_; }
  Result<> run_again(StagedEntity& staged);

  /// Everything of the entity agrees with the mapping: nothing was planned, refused or left.
  bool all_confirmed() const { return all_confirmed_; }
  /// No record was passed over because the run is limited to others.
  bool whole() const { return whole_; }
  /// Enrollments that point at nothing, of all that were looked at.
  std::uint64_t dangling() const { return dangling_; }

 private:
  using Records = std::vector<model::RecordView>;
  struct Chunk;

  // planner.cpp
  Result<> run_partition(const Partitions::Loaded& loaded, std::span<const Difference> differences,
                         bool absence_counts);
  Result<> present(const Difference& difference, const Partitions::Loaded& loaded, const Link* link,
                   std::string_view before);
  Result<> linked(const Difference& difference, const Mapped& mapped, std::string_view identity,
                  const Link& link, std::string_view before, std::uint32_t claims);
  Result<> left_out(const Mapped& mapped, std::string_view identity, std::uint32_t claims,
                    const Link* link);
  Result<> emit_counted();
  Result<> note(NoteKind kind, std::string_view identity, const Key& school, std::string code,
                std::string reason);
  Operation operation(Action action, Situation situation, const Key& key,
                      std::string_view identity) const;
  Result<> emit(Operation op, const Link* link);
  void count_identity(const Operation& op);

  // planner_create.cpp
  Result<> unlinked(const Difference& difference, const Mapped& mapped, std::string_view identity,
                    std::uint32_t claims);
  Result<> found(Operation op, const ListedRecord& record, const model::Projection& resolved,
                 const Mapped& mapped);
  /// Nothing is written until a person decides; the scope is looked at again then.
  Result<> dispute(std::string_view identity, const Mapped& mapped, std::string code,
                   std::string reason);
  Result<bool> share(Operation& op, const Mapped& mapped, bool creatable);
  /// The destination id of the scope in which the record would be; empty: the whole entity's, or
  /// one that is not there yet.
  Result<std::string> scope_of(const Mapped& mapped);
  /// The listing in which the record would be: of the whole entity, or of its partition; null: none
  /// is needed.
  Result<const Listing*> listing_for(const Mapped& mapped, bool demanded);
  Result<model::Projection> resolve(const model::Projection& projection);

  // planner_absent.cpp
  Result<> absent(const Difference& difference, const Link* link);
  Result<> load_grace();
  Result<> save_grace();

  Environment& env_;
  Flow& flow_;
  Known& known_;
  PlanWriter& plan_;
  const model::DestinationEntity& schema_;
  Entity entity_;
  bool remap_;
  bool all_confirmed_ = true;
  bool whole_ = true;
  bool late_ = false;
  std::uint64_t dangling_ = 0;
  std::set<Key> unread_;
  std::map<std::tuple<NoteKind, Key, std::string, std::string>, std::uint64_t>
      counted_;  ///< kind, school, code, reason
  std::unordered_map<Key, std::unique_ptr<Listing>, model::KeyHash>
      listings_;                    ///< by scope; zero = whole
  std::set<std::string> taken_;     ///< destination ids that this plan links
  std::set<std::string> disputed_;  ///< scopes that the next plan lists again
  TakenBefore taken_before_;
  std::map<std::string, std::string> shared_ids_;  ///< shared key -> destination id, of links
  std::map<std::string, Key> shared_planned_;  ///< shared key -> the record that will be created
  bool shared_loaded_ = false;
  std::map<Key, MemoryPort::Grace> grace_;
  std::map<Key, MemoryPort::Grace> grace_now_;
};

}  // namespace crosswalk::sync
