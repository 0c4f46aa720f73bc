#pragma once

/// \file
/// The values that pass between the steps of the engine. The words are those of
/// docs/architecture.md.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/entity.hpp"
#include "model/hash.hpp"
#include "model/projection.hpp"

namespace crosswalk::sync {

using model::Entity;
using model::Hash128;
using model::Key;

/// What last settled of one record: 48 bytes, sorted by key, 21,845 to a segment of 1 MiB.
struct StateRecord {
  Key key;
  Hash128 source;      ///< hash of the canonical bytes
  Hash128 projection;  ///< hash of what the destination was given
  friend auto operator<=>(const StateRecord&, const StateRecord&) = default;
};

/// How a link came to be. Stored: never renumber.
enum class Origin : std::uint8_t { Created = 1, Adopted = 2, Pinned = 3 };

/// A remembered pair: the only licence to change or remove.
struct Link {
  Entity entity{};
  Key key;
  std::string identity;  ///< model/hash.hpp: the source id, or two of them joined
  std::string destination_id;
  std::string
      code;  ///< what the record was created under; refs with value "code" are written with it
  Origin origin = Origin::Created;
  bool dropped = false;  ///< taken out by us; a return restores it under this link
  Key school;            ///< the mapped org it belongs to; zero: none
  Key scope;             ///< an enrollment's class; else zero
};

/// An enrollment that was deleted for good keeps its link as a memory; a return is a new create.
inline constexpr std::string_view kDeletedMark = "deleted:";
inline bool deleted(const Link& link) {
  return link.dropped && link.destination_id.starts_with(kDeletedMark);
}

/// What a plan does to one record. Stored: never renumber.
enum class Action : std::uint8_t {
  Create = 1,
  Update = 2,
  Adopt = 3,  ///< link to what is there already; nothing is sent
  Drop = 4,  ///< the mildest way that keeps people's work: archive an enrollment, deactivate a user
  Restore = 5,  ///< undo a drop, under the old link
  Delete = 6,   ///< enrollments only, by policy only
  Settle = 7,   ///< the source changed in nothing that is sent: record only
  Forget =
      8,  ///< the record left the source and the destination: the state is cleared, nothing is sent
};

/// Whether carrying it out sends anything.
constexpr bool writes(Action action) {
  return action != Action::Adopt && action != Action::Settle && action != Action::Forget;
}

/// The class of a pair before any action.
enum class Situation : std::uint8_t {
  Confirmed = 1,
  Changed,
  Converged,
  Absent,
  Found,
  Disputed,
  Missing,
  Withdrawn,
  Orphaned,
  Drifted,
  Conflict,
  Unmanaged,
  Blocked,
  Returned,
};

/// Why a record of the source is not sent, or only watched.
enum class NoteKind : std::uint8_t {
  Quarantined = 1,  ///< the source got the record wrong
  Refused = 2,      ///< a declared rule of the destination refuses it
  Excluded =
      3,  ///< the mapping leaves it out (unmapped school or term, role "do not sync", other year)
  Blocked = 4,   ///< a record that it refers to is not there
  Disputed = 5,  ///< several candidates, or one that belongs to another
  Waiting = 6,   ///< gone from the source, inside its grace
  Reported = 7,  ///< gone from the source; the policy is to report
  Warning = 8,   ///< worth a look; the record is sent
};

/// A line about a record that is not (or not only) sent.
struct Note {
  NoteKind kind{};
  Entity entity{};
  std::string identity;  ///< may be empty when one line stands for `count` records
  Key school;
  std::string code;  ///< stable, for filters: "username.pattern", "school.unmapped"
  std::string
      reason;  ///< what, where, what to do next. May name a person: it goes to the run report only.
  std::uint64_t count = 1;
};

/// One change of a plan.
struct Operation {
  std::uint64_t index = 0;  ///< position in the plan
  std::uint8_t wave = 0;
  Entity entity{};
  Action action{};
  Situation situation{};
  Key key;
  std::string identity;
  std::string destination_id;  ///< of the linked record; empty on create
  std::string code;            ///< of the link it will make or has
  Key school;
  Key scope;
  Hash128 source;
  Hash128 projection;
  bool forget_state = false;  ///< settling removes the state record (drops)
  model::Projection before;   ///< as last settled; empty on create
  model::Projection after;    ///< as it shall be; empty on drop
  std::string reason;
  std::uint32_t claims = 1;  ///< source rows that stand for it
};

/// What became of an operation. The numbers are stored.
enum class OutcomeState : std::uint8_t {
  Unknown = 0,
  Applied = 1,
  Noop = 2,
  Rejected = 3,
  Retry = 4,
  Skipped = 5,
  Adopted = 6,
  Blocked = 7,
};

constexpr bool settled(OutcomeState state) {
  return state == OutcomeState::Applied || state == OutcomeState::Noop ||
         state == OutcomeState::Adopted;
}

struct Outcome {
  std::uint64_t index = 0;
  OutcomeState state = OutcomeState::Unknown;
  bool exists = false;  ///< rejected because an object with that key is there already
  std::string destination_id;
  std::string message;
};

/// Everything one settled operation changes in the store, in one transaction with its outcome.
struct Settlement {
  Outcome outcome;
  std::optional<Link> link;          ///< written as it stands
  std::optional<StateRecord> state;  ///< written; only together with `link`, whose entity it is of
  std::optional<std::pair<Entity, Key>> forget_state;  ///< removed
  std::optional<std::string>
      projection;  ///< compact_projection() of it, for the link's entity and key
};

}  // namespace crosswalk::sync
