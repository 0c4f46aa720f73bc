#pragma once

/// \file
/// What the engine asks of a flow: which entities in which waves, what a record means, and what it
/// becomes. The engine knows no policy; a flow knows no I/O.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/batch_view.hpp"
#include "crosswalk/result.hpp"
#include "model/canonical.hpp"
#include "sync/types.hpp"

namespace crosswalk::sync {

struct PlanHeader;

/// What a source row means for its record.
enum class Presence : std::uint8_t {
  Present,
  Withdrawn,  ///< the source says that it is gone: no grace
};

/// What the mapping makes of a record.
struct Mapped {
  enum class Verdict : std::uint8_t {
    Send,
    Refuse,   ///< a declared rule refuses it (NoteKind::Refused)
    Exclude,  ///< the mapping leaves it out (NoteKind::Excluded)
    Block,    ///< a record it refers to is not there (NoteKind::Blocked)
  };
  Verdict verdict = Verdict::Send;
  std::string code;  ///< of the note
  std::string reason;
  bool by_count =
      false;  ///< one note for all with the same school, code and reason, instead of a line each
  bool dangling = false;  ///< Block: the snapshot has no such record at all
  model::Projection projection;
  std::string link_code;  ///< the code the record is created under
  std::string
      shared_key;  ///< of a shared entity: records with equal ones are one destination record
  std::string
      fixed_destination;   ///< the mapping names the destination record itself: adopt it (pinned)
  bool may_create = true;  ///< false: only a match will do
  Key school;
  Key scope;
};

/// What a reference points at, as far as this plan knows.
enum class Reference : std::uint8_t { Linked, Planned, Unavailable };

/// Answers a flow's questions while it maps.
class References {
 public:
  virtual ~References() = default;
  /// Whether the record is linked, or will be by this plan.
  virtual Reference find(Entity entity, const Key& key) = 0;
  /// The settled projection of a linked record; empty when there is none.
  virtual Result<model::Projection> projection(Entity entity, const Key& key) = 0;
};

/// Whether and how to act on a record that the source no longer has.
struct Absence {
  enum class Do : std::uint8_t { Act, Wait, Report, Leave };
  Do what = Do::Report;
  Action action = Action::Drop;
  std::string code;
  std::string reason;
};

class Flow {
 public:
  virtual ~Flow() = default;

  /// The entities in the order in which they are staged and planned (parents first).
  virtual std::span<const Entity> entities() const = 0;
  /// Whether this run is limited to other things than this entity: then it is staged for its
  /// references only.
  virtual bool selected(Entity entity) const = 0;
  virtual bool selected_school(const Key& school) const = 0;
  /// The version of everything that mapping an entity's records depends on besides the record. Of
  /// users and enrollments it is known before they are staged; of the others when those before
  /// users are admitted: where it differs from the settled one then, an entity can be staged again
  /// (admit() may be called twice with a record).
  virtual Hash128 mapping_version(Entity entity) const = 0;

  // ---- stage
  // -----------------------------------------------------------------------------------------------------
  struct Row {
    model::Identity identity;  ///< valid as long as the record's bytes and the flow
    Key key;
    Presence presence = Presence::Present;
    /// Part of the source hash besides the bytes, unless zero: what the record means today (a
    /// user's roles by date).
    std::uint64_t variant = 0;
  };
  /// Takes one canonical record as it is read, remembers what later records need of it, and names
  /// the identities it stands for (none: it only informs). `rows` is cleared first.
  virtual Result<> admit(const model::RecordView& record, std::vector<Row>& rows) = 0;
  /// All records of the entity have been admitted: decides what needs all of them (the active
  /// year).
  /// \error BadConfig  the settings name something that the source does not have.
  virtual Result<> admitted(Entity entity) = 0;
  /// The key whose state is held when a record of the source was refused with only this id;
  /// nothing: it cannot be known, and the entity's absences mean nothing in this run. Remembered:
  /// what refers to it does not dangle.
  virtual std::optional<Key> key_of_refused(Entity entity, std::string_view id) = 0;

  // ---- map
  // -------------------------------------------------------------------------------------------------------
  /// Maps one record. `records`: all source rows that stand for it (one, but for enrollments).
  virtual Result<Mapped> map(Entity entity, std::string_view identity,
                             std::span<const model::RecordView> records,
                             References& references) = 0;
  /// Before the first create: what the mapping needs of the destination (catalogs), as names.
  virtual std::vector<std::string> catalogs() const = 0;
  virtual Result<> set_catalog(std::string_view name, std::string_view json) = 0;

  // ---- absence
  // ---------------------------------------------------------------------------------------------------
  /// What to do about a linked record that is not in the snapshot. `waited`: its grace is over, or
  /// the source said so.
  virtual Result<Absence> absent(const Link& link, bool waited, References& references) = 0;

  // ---- guard
  // -----------------------------------------------------------------------------------------------------
  struct Limit {
    std::uint64_t floor = 0;
    double percent = 100.0;
    std::uint64_t hard_max = UINT64_MAX;
  };
  /// The limit by name: "enrollment.drop", "enrollment.drop.class", "user.identity",
  /// "snapshot.shrink".
  virtual std::optional<Limit> limit(std::string_view name) const = 0;
  struct Grace {
    std::uint32_t snapshots = 2;
    std::int64_t ms = 48LL * 3600 * 1000;
  };
  virtual Grace grace() const = 0;

  // ---- words
  // -----------------------------------------------------------------------------------------------------
  /// Identity and title of a school, class or user by key, for people; empty when it was not in
  /// this snapshot.
  virtual std::string identity_of(Entity entity, const Key& key) const = 0;
  virtual std::string title_of(Entity entity, const Key& key) const = 0;
  virtual void describe(PlanHeader& header) const = 0;  ///< active year, warnings
};

}  // namespace crosswalk::sync
