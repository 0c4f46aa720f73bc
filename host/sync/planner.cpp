#include "sync/planner.hpp"

#include <algorithm>
#include <future>

#include "sync/never.hpp"
#include "sync/projection_store.hpp"

namespace crosswalk::sync {
namespace {

constexpr std::size_t kChunk = 1024;  ///< differences whose links are looked up at once

NoteKind note_kind(Mapped::Verdict verdict) {
  switch (verdict) {
    case Mapped::Verdict::Refuse:
      return NoteKind::Refused;
    case Mapped::Verdict::Exclude:
      return NoteKind::Excluded;
    case Mapped::Verdict::Block:
      return NoteKind::Blocked;
    case Mapped::Verdict::Send:
      break;
  }
  return NoteKind::Warning;
}

/// So few that every run looks at each of them: what became of a linked one under the settings is
/// said by every plan, not only by the one that follows their change.
bool few(Entity entity) { return entity == Entity::Org || entity == Entity::AcademicSession; }

/// Whether the contents of every row of a record were kept.
bool all_contents(const Difference& difference, const Partitions::Loaded& loaded) {
  const auto rows = std::ranges::equal_range(loaded.rows, difference.key, {}, &StagedRow::key);
  const auto present =
      std::ranges::count_if(rows, [](const StagedRow& row) { return !is_marker(row.source); });
  return static_cast<std::uint64_t>(present) == difference.count;
}

/// Takes the state of one piece at a time from a cursor over all of it.
class StateWindow {
 public:
  explicit StateWindow(StateCursor& cursor) : cursor_(cursor) {}
  Result<> take(const Partitions::Piece& piece, std::vector<StateRecord>& out) {
    out.clear();
    for (;;) {
      // Sorted: what the piece holds stands in front.
      const auto end = std::ranges::partition_point(
          block_, [&](const StateRecord& record) { return piece.holds(record.key); });
      out.insert(out.end(), block_.begin(), end);
      block_ = {end, block_.end()};
      if (!block_.empty() || ended_) return {};
      CW_TRY(block_, cursor_.next());
      ended_ = block_.empty();
    }
  }

 private:
  StateCursor& cursor_;
  std::span<const StateRecord> block_;  ///< what of the cursor's block is not taken yet
  bool ended_ = false;
};

/// A piece of the snapshot, and its stretch of the state.
struct Pair {
  Partitions::Loaded rows;
  std::vector<StateRecord> state;
};

/// Loads the next piece in threads of its own while this one is compared: the rows in one, the
/// state in another. Two pieces are in memory.
class LoadAhead {
 public:
  LoadAhead(const Partitions& partitions, StateCursor& cursor,
            std::span<const Partitions::Piece> pieces, std::launch how)
      : partitions_(partitions), window_(cursor), pieces_(pieces), how_(how) {
    start();
  }
  /// The pieces in order; their memory goes round.
  Result<> next(Pair& pair) {
    auto rows = rows_.get();
    auto state = state_.get();
    CW_CHECK(std::move(rows));
    CW_CHECK(std::move(state));
    std::swap(pair, ahead_);
    start();
    return {};
  }

 private:
  void start() {
    if (next_ == pieces_.size()) return;
    const Partitions::Piece& piece = pieces_[next_++];
    rows_ = std::async(how_, [this, piece] { return partitions_.load(piece, ahead_.rows); });
    state_ = std::async(how_, [this, piece] { return window_.take(piece, ahead_.state); });
  }

  const Partitions& partitions_;
  StateWindow window_;
  std::span<const Partitions::Piece> pieces_;
  std::launch how_;
  std::size_t next_ = 0;
  Pair ahead_;
  std::future<Result<>> rows_;  // these end before what they fill
  std::future<Result<>> state_;
};

}  // namespace

Result<> EntityPlanner::run(StagedEntity& staged, bool absence_counts) {
  CW_CHECK(load_grace());
  CW_TRY(const auto cursor, env_.store.state.open(entity_));
  const std::string phase = "compare " + std::string(model::name(entity_));
  const auto pieces = staged.partitions->pieces();
  LoadAhead ahead(*staged.partitions, *cursor, pieces, env_.launch_for(staged.partitions->rows()));
  Pair pair;
  for (std::size_t done = 0; done < pieces.size(); ++done) {
    CW_CHECK(ahead.next(pair));
    const auto differences =
        diff(pair.rows, pair.state, {grouped(entity_), remap_ || few(entity_)});
    CW_CHECK(run_partition(pair.rows, differences, absence_counts));
    if (pieces[done].last()) staged.partitions->drop(pieces[done].partition);
    env_.observer.progress({phase, done + 1, pieces.size(), 0});
    if (env_.observer.cancelled()) return Error{ErrorCode::Cancelled, "cancelled while comparing"};
  }
  CW_CHECK(emit_counted());
  if (absence_counts) CW_CHECK(save_grace());
  return {};
}

Result<> EntityPlanner::run_again(StagedEntity& staged) {
  late_ = true;
  CW_TRY(const auto cursor, env_.store.state.open(entity_));
  StateWindow window(*cursor);
  Pair pair;
  for (const Partitions::Piece& piece : staged.partitions->pieces()) {
    CW_CHECK(staged.partitions->load(piece, pair.rows));
    CW_CHECK(window.take(piece, pair.state));
    auto differences = diff(pair.rows, pair.state, {grouped(entity_), remap_});
    std::erase_if(differences, [&](const Difference& d) { return !unread_.contains(d.key); });
    CW_CHECK(run_partition(pair.rows, differences, false));
  }
  return emit_counted();
}

Result<> EntityPlanner::run_partition(const Partitions::Loaded& loaded,
                                      std::span<const Difference> differences,
                                      bool absence_counts) {
  using Kind = Difference::Kind;
  for (std::size_t at = 0; at < differences.size(); at += kChunk) {
    const auto chunk = differences.subspan(at, std::min(kChunk, differences.size() - at));
    std::vector<Key> keys;
    for (const Difference& d : chunk) keys.push_back(d.key);
    CW_TRY(const auto links, env_.store.links.find(entity_, keys));
    CW_TRY(const auto befores, env_.store.links.projections(entity_, keys));
    auto link = links.begin();
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      const Difference& d = chunk[i];
      while (link != links.end() && link->key < d.key) ++link;
      const Link* mine = link != links.end() && link->key == d.key ? &*link : nullptr;
      switch (d.kind) {
        case Kind::New:
        case Kind::Changed:
        case Kind::Remap:
          // A record of several rows is mapped from all of them; the filter may have kept only the
          // new ones.
          if (grouped(entity_) && !late_ && !all_contents(d, loaded)) {
            unread_.insert(d.key);
            break;
          }
          CW_CHECK(present(d, loaded, mine, befores[i]));
          break;
        case Kind::Unread:
          unread_.insert(d.key);
          break;
        case Kind::Duplicate:
          all_confirmed_ = false;
          CW_CHECK(
              note(NoteKind::Quarantined, flow_.identity_of(entity_, d.key), {}, "record.duplicate",
                   "the source has this id twice with different contents; it keeps what it had"));
          break;
        case Kind::Withdrawn:
          CW_CHECK(absent(d, mine));
          break;
        case Kind::Vanished:
          if (absence_counts) CW_CHECK(absent(d, mine));
          break;
      }
    }
  }
  return {};
}

Result<> EntityPlanner::present(const Difference& difference, const Partitions::Loaded& loaded,
                                const Link* link, std::string_view before) {
  const auto contents = std::span(loaded.contents).subspan(difference.first, difference.count);
  Records records;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    // Equal rows stand next to each other; one of them is enough.
    if (i == 0 || contents[i].source != contents[i - 1].source)
      records.emplace_back(entity_, contents[i].record);
  }
  const std::string_view identity = contents.front().identity;
  const auto claims = static_cast<std::uint32_t>(contents.size());
  CW_TRY(const Mapped mapped, flow_.map(entity_, identity, records, known_));
  if (!flow_.selected(entity_) || !flow_.selected_school(mapped.school)) {
    all_confirmed_ = whole_ = false;
    return {};
  }
  if (mapped.verdict != Mapped::Verdict::Send) return left_out(mapped, identity, claims, link);
  if (link != nullptr && !deleted(*link))
    return linked(difference, mapped, identity, *link, before, claims);
  return unlinked(difference, mapped, identity, claims);
}

Result<> EntityPlanner::left_out(const Mapped& mapped, std::string_view identity,
                                 std::uint32_t claims, const Link* link) {
  all_confirmed_ = false;
  const bool excluded = mapped.verdict == Mapped::Verdict::Exclude;
  if (excluded && few(entity_) && link != nullptr && !link->dropped) {
    return note(NoteKind::Reported, identity, mapped.school, mapped.code,
                mapped.reason +
                    "; it was linked before, and stays in the destination as it is, where only a "
                    "person removes it");
  }
  if (mapped.dangling) dangling_ += claims;
  const NoteKind kind = note_kind(mapped.verdict);
  if (mapped.by_count) {
    counted_[{kind, mapped.school, mapped.code, mapped.reason}] += claims;
    return {};
  }
  return plan_.add(Note{kind, entity_, std::string(identity), mapped.school, mapped.code,
                        mapped.reason, claims});
}

Result<> EntityPlanner::emit_counted() {
  for (const auto& [what, count] : counted_) {
    const auto& [kind, school, code, reason] = what;
    CW_CHECK(plan_.add(Note{kind, entity_, {}, school, code, reason, count}));
  }
  counted_.clear();
  return {};
}

Operation EntityPlanner::operation(Action action, Situation situation, const Key& key,
                                   std::string_view identity) const {
  Operation op;
  op.wave = action == Action::Drop || action == Action::Delete ? removal_wave_of(entity_)
                                                               : wave_of(entity_);
  op.entity = entity_;
  op.action = action;
  op.situation = situation;
  op.key = key;
  op.identity = identity;
  return op;
}

Result<> EntityPlanner::linked(const Difference& difference, const Mapped& mapped,
                               std::string_view identity, const Link& link, std::string_view before,
                               std::uint32_t claims) {
  Operation op = operation(Action::Update, Situation::Changed, difference.key, identity);
  op.destination_id = link.destination_id;
  op.code = link.code;
  op.school = mapped.school;
  op.scope = mapped.scope;
  op.source = difference.source;
  op.after = mapped.projection;
  op.claims = claims;
  op.projection = model::projection_hash(op.after, schema_);
  CW_TRY(op.before, expand_projection(entity_, schema_, identity, before));
  if (!mapped.fixed_destination.empty()) {
    CW_TRY(const Listing* listing,
           listing_for(mapped, remap_ && difference.kind == Difference::Kind::Remap));
    const ListedRecord* target =
        listing == nullptr ? nullptr : listing->named(mapped.fixed_destination);
    if (target != nullptr && target->id != link.destination_id) {
      op.action = Action::Adopt;
      op.destination_id = target->id;
      op.reason = "the mapping names another record of the destination";
      return emit(std::move(op), &link);
    }
  }
  if (link.dropped) {
    op.action = Action::Restore;
    op.situation = Situation::Returned;
    op.reason = "it is back in the source";
    known_.plan(entity_, difference.key, link.destination_id);
    return emit(std::move(op), &link);
  }
  if (schema_.shared && !mapped.shared_key.empty() && mapped.shared_key != link.code) {
    CW_TRY(const auto sharers,
           env_.store.links.find_by_destination(entity_, std::span(&link.destination_id, 1)));
    if (sharers.size() > 1) return unlinked(difference, mapped, identity, claims);
    op.code = mapped.shared_key;
  }
  if (op.projection == difference.state.projection) {
    if (difference.kind == Difference::Kind::Remap) return {};
    op.action = Action::Settle;
    op.situation = Situation::Converged;
    return emit(std::move(op), &link);
  }
  if (!schema_.operations.contains(model::Operation::Update)) {
    return note(NoteKind::Reported, identity, mapped.school, "update.unsupported",
                "it changed in the source; the destination cannot change a " + schema_.label);
  }
  count_identity(op);
  return emit(std::move(op), &link);
}

void EntityPlanner::count_identity(const Operation& op) {
  bool identity = false;
  for (std::size_t i = 0; i < schema_.fields.size() && i < op.before.size() && i < op.after.size();
       ++i) {
    const bool differs = op.before[i] != op.after[i];
    identity |= differs && schema_.fields[i].identity && op.before[i].given();
    if (differs && entity_ == Entity::Enrollment && schema_.fields[i].from == "role" &&
        op.before[i].text == "student") {
      ++plan_.counts().promotions;
    }
  }
  if (identity) ++plan_.counts().identity_updates[entity_];
}

Result<> EntityPlanner::note(NoteKind kind, std::string_view identity, const Key& school,
                             std::string code, std::string reason) {
  return plan_.add(
      Note{kind, entity_, std::string(identity), school, std::move(code), std::move(reason), 1});
}

Result<> EntityPlanner::emit(Operation op, const Link* link) {
  all_confirmed_ = false;
  if (op.situation != Situation::Found && writes(op.action) && op.action != Action::Create) {
    if (const auto why = forbidden(op, link)) {
      return Error{ErrorCode::Internal, "planning " + std::string(model::name(entity_)) + " " +
                                            model::readable_identity(op.identity) + ": " + *why};
    }
  }
  return plan_.add(std::move(op));
}

}  // namespace crosswalk::sync
