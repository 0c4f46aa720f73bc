#pragma once

/// \file
/// What the engine needs from the world. host/store, host/adapters and tests implement it; the
/// engine knows nobody.
///
/// A store behind these interfaces belongs to one integration. Every method is one transaction
/// unless its comment says otherwise; an error leaves the store as it was. Times are milliseconds
/// since 1970-01-01T00:00Z.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/batch_view.hpp"
#include "crosswalk/result.hpp"
#include "model/destination_schema.hpp"
#include "sync/journal_port.hpp"
#include "sync/types.hpp"

namespace crosswalk::sync {

/// Memory for one batch, owned by the reader, so that the next one can be filled while this one is
/// looked at.
class RowBuffer {
 public:
  virtual ~RowBuffer() = default;
  virtual const BatchView& view() const = 0;  ///< of the last successful next()
  /// What there is to do with the rows before they are looked at; does it once. In the thread that
  /// reads or in the one that looks, whichever has the time (see Pipeline).
  virtual void prepare() {}
};

/// One read in progress.
class RowStream {
 public:
  virtual ~RowStream() = default;
  /// A buffer for next(); several may be in use in turn.
  virtual std::unique_ptr<RowBuffer> make_buffer() = 0;
  /// Fills the buffer with a checked batch. False: that was the end, and the buffer holds the last
  /// rows.
  virtual Result<bool> next(RowBuffer& buffer) = 0;
  struct End {
    bool complete = false;  ///< every record was seen; else absence means nothing
    std::uint64_t rows = 0;
    std::string token;
  };
  virtual Result<End> finish() = 0;
};

/// Where records come from. One call at a time.
class Source {
 public:
  virtual ~Source() = default;
  virtual bool offers(Entity entity) const = 0;
  /// Reads all records of an entity, columns in schema order (model/schema.hpp).
  virtual Result<std::unique_ptr<RowStream>> read(Entity entity) = 0;
};

/// Where records go. One call at a time.
class Destination {
 public:
  virtual ~Destination() = default;
  /// Null: it does not hold that entity.
  virtual const model::DestinationEntity* entity(Entity entity) const = 0;

  struct ReadSpec {
    std::string entity;                ///< an entity's or a catalog's name
    std::vector<std::string> columns;  ///< "id" first
    std::string partition;             ///< empty = all
    std::vector<std::string> ids;      ///< not empty: by id
    std::string id_column;             ///< of `ids`; empty = "id"
  };
  virtual Result<std::unique_ptr<RowStream>> read(const ReadSpec& spec) = 0;

  /// Sends one flat batch (rows carry the operation's index as change id) and reports each row, in
  /// order. What it could not find out stays Unknown. An error means that nothing can be said about
  /// single rows beyond what `outcomes` holds already.
  virtual Result<> apply(Entity entity, std::span<const std::string> columns,
                         std::string_view batch, std::vector<Outcome>& outcomes) = 0;
};

/// Told about what is going on; for progress bars and the log.
class Observer {
 public:
  virtual ~Observer() = default;
  struct Progress {
    std::string_view phase;  ///< "read user", "apply enrollment"
    std::uint64_t done = 0;
    std::uint64_t total = 0;  ///< 0 = unknown
    std::uint64_t failed = 0;
  };
  virtual void progress(const Progress& progress) = 0;
  /// An event for the process log: ids and counts only.
  virtual void event(std::string_view code, std::string_view text) = 0;
  /// A person or the service asked to stop.
  virtual bool cancelled() const = 0;
};

/// The settled hashes of an entity: sorted segments of at most 1 MiB, overlaid with sorted deltas.
class StateCursor {
 public:
  virtual ~StateCursor() = default;
  /// The next records in ascending order of key; an empty block is the end. Valid until the next
  /// call.
  virtual Result<std::span<const StateRecord>> next() = 0;
};

class StatePort {
 public:
  virtual ~StatePort() = default;
  struct Info {
    std::uint64_t records = 0;
    Hash128 mapping;  ///< version of the mapping under which all of them were last compared; zero:
                      ///< never
  };
  virtual Result<Info> info(Entity entity) = 0;
  virtual Result<std::unique_ptr<StateCursor>> open(Entity entity) = 0;
  /// All records agree with this mapping version now.
  virtual Result<> set_mapping(Entity entity, const Hash128& mapping) = 0;
  /// Rewrites segments whose deltas have grown above 5 %. Called between runs and inside long ones;
  /// may do nothing.
  virtual Result<> compact(Entity entity) = 0;
};

class LinkPort {
 public:
  virtual ~LinkPort() = default;
  /// The links of `keys` (sorted ascending), in that order; keys without one are left out.
  virtual Result<std::vector<Link>> find(Entity entity, std::span<const Key> keys) = 0;
  /// The links to these destination ids; ids without one are left out. Shared records may give
  /// several.
  virtual Result<std::vector<Link>> find_by_destination(Entity entity,
                                                        std::span<const std::string> ids) = 0;
  /// Calls `each` for every link of the entity, in key order, without holding a transaction open
  /// for long.
  virtual Result<> for_each(Entity entity, const std::function<Result<>(const Link&)>& each) = 0;
  /// How many links that are not dropped: in all (zero key), of one school, of one class.
  virtual Result<std::uint64_t> count(Entity entity, const Key& school_or_scope) = 0;
  /// The settled projections of `keys`, aligned with them; empty where there is none.
  virtual Result<std::vector<std::string>> projections(Entity entity,
                                                       std::span<const Key> keys) = 0;
};

class PlanPort {
 public:
  virtual ~PlanPort() = default;
  /// Adds a segment to the plan that is being written (at most 1 MiB, compressed by the store).
  virtual Result<> append(std::uint64_t draft, std::uint32_t segment, std::string_view bytes) = 0;
  virtual Result<std::uint64_t> begin() = 0;
  /// Names the draft by its hash (64 hexadecimal digits). An equal plan that is there already is
  /// kept instead.
  virtual Result<> seal(std::uint64_t draft, std::string_view hash,
                        std::string_view header_json) = 0;
  virtual Result<> discard(std::uint64_t draft) = 0;

  struct Stored {
    std::string hash;
    std::string header_json;
    std::uint32_t segments = 0;
    std::int64_t created_ms = 0;
  };
  /// The plan whose hash begins with `prefix` (at least 4 digits). \error NotFound; Conflict when
  /// several do.
  virtual Result<Stored> find(std::string_view prefix) = 0;
  virtual Result<std::string> segment(std::string_view hash, std::uint32_t number) = 0;
};

enum class RunState : std::uint8_t {
  Planning = 1,
  Planned = 2,
  Held = 3,
  Applying = 4,
  Done = 5,
  Failed = 6,
  Paused = 7
};

class RunPort {
 public:
  virtual ~RunPort() = default;
  struct Run {
    std::int64_t id = 0;
    RunState state = RunState::Planning;
    std::string plan;          ///< hash; empty before there is one
    std::string summary_json;  ///< counts, holds, calls: what `crosswalk runs` shows
    std::string error;
    std::int64_t started_ms = 0;
    std::int64_t ended_ms = 0;
  };
  virtual Result<std::int64_t> create(std::int64_t now_ms) = 0;
  virtual Result<> update(const Run& run) = 0;
  virtual Result<Run> get(std::int64_t id) = 0;
  virtual Result<std::vector<Run>> latest(std::uint32_t limit) = 0;
  /// The run that is applying or paused, if there is one.
  virtual Result<std::optional<Run>> unfinished() = 0;
  /// How often plans were begun: a plan names the generation that it was made from.
  virtual Result<std::uint64_t> generation() = 0;
};

/// The smaller memories.
class MemoryPort {
 public:
  virtual ~MemoryPort() = default;

  /// 192 random bytes, made on first use.
  virtual Result<std::string> key_secret() = 0;

  /// Row counts of the last accepted snapshots of an entity, newest first.
  virtual Result<std::vector<std::uint64_t>> accepted_counts(Entity entity,
                                                             std::uint32_t limit) = 0;
  virtual Result<> accept_snapshot(std::int64_t run,
                                   std::span<const std::pair<Entity, std::uint64_t>> counts) = 0;

  /// Records that are gone from the source: since when, and in how many accepted snapshots.
  struct Grace {
    Key key;
    std::int64_t since_ms = 0;
    std::uint32_t snapshots = 0;
  };
  virtual Result<std::vector<Grace>> grace(Entity entity) = 0;  ///< sorted by key
  /// Replaces the entity's list.
  virtual Result<> set_grace(Entity entity, std::span<const Grace> grace) = 0;

  /// Destination scopes that were listed once: what is in them and not linked is somebody else's.
  virtual Result<bool> scope_listed(Entity entity, std::string_view scope) = 0;
  virtual Result<> mark_scope_listed(Entity entity, std::string_view scope,
                                     std::int64_t now_ms) = 0;

  /// It is listed again the next time something is created in it.
  virtual Result<> forget_scope_listed(Entity entity, std::string_view scope) = 0;

  /// A create that the destination refused, since it takes the record for another's.
  struct Taken {
    Key key;
    Hash128 projection;          ///< of what was sent
    std::string destination_id;  ///< whom it is taken for
    Hash128 there;               ///< of what that record held then
  };
  virtual Result<std::vector<Taken>> taken(Entity entity) = 0;  ///< sorted by key
  /// Replaces the entity's list.
  virtual Result<> set_taken(Entity entity, std::span<const Taken> taken) = 0;

  /// A catalog of the destination as last read: JSON array of {"id","title"}; empty text: never.
  virtual Result<std::string> catalog(std::string_view name) = 0;
  virtual Result<> set_catalog(std::string_view name, std::string_view json) = 0;

  /// Any small value by name ("active_year").
  virtual Result<std::string> value(std::string_view name) = 0;
  virtual Result<> set_value(std::string_view name, std::string_view value) = 0;
};

/// The right to write to a connector, one holder at a time. It expires by itself, so nobody has to
/// break a lock.
class LeasePort {
 public:
  virtual ~LeasePort() = default;
  /// A number higher than any before. \error Conflict: held by another until the time in the
  /// message.
  virtual Result<std::uint64_t> acquire(std::string_view connector, std::string_view holder,
                                        std::int64_t now_ms, std::int64_t until_ms) = 0;
  virtual Result<> renew(std::string_view connector, std::uint64_t lease,
                         std::int64_t until_ms) = 0;
  virtual Result<> release(std::string_view connector, std::uint64_t lease) = 0;
};

/// All memories of one integration. References stay valid as long as the store.
struct Store {
  StatePort& state;
  LinkPort& links;
  PlanPort& plans;
  JournalPort& journal;
  RunPort& runs;
  MemoryPort& memory;
  LeasePort& leases;
};

}  // namespace crosswalk::sync
