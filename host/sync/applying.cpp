#include "sync/applying.hpp"

#include <algorithm>

#include "sync/never.hpp"
#include "sync/settlement.hpp"
#include "sync/taken.hpp"

namespace crosswalk::sync {
namespace {

constexpr unsigned kMostAttempts = 3;
constexpr std::size_t kLocalBatch = 1000;
constexpr std::uint64_t kBreakerWindow = 1000;
constexpr std::uint64_t kBreakerLeast = 100;

std::string_view outcome_word(const Operation& op, const Outcome& outcome) {
  switch (outcome.state) {
    case OutcomeState::Applied:
      switch (op.action) {
        case Action::Create:
          return "created";
        case Action::Update:
          return "updated";
        case Action::Adopt:
          return "adopted";
        case Action::Drop:
          return "dropped";
        case Action::Restore:
          return "restored";
        case Action::Delete:
          return "deleted";
        case Action::Settle:
        case Action::Forget:
          return "settled";
      }
      return "";
    case OutcomeState::Adopted:
      return "adopted";
    case OutcomeState::Noop:
      return "noop";
    case OutcomeState::Blocked:
      return "blocked";
    case OutcomeState::Skipped:
      return "skipped";
    case OutcomeState::Unknown:
      return "unknown";
    case OutcomeState::Rejected:
    case OutcomeState::Retry:
      return "failed";
  }
  return "";
}

/// Whether the operation may be taken up again by a resumed run.
bool final_state(OutcomeState state) {
  return state != OutcomeState::Unknown && state != OutcomeState::Retry &&
         state != OutcomeState::Skipped && state != OutcomeState::Blocked;
}

/// The destination says which record a create is now, or was before.
bool names_a_record(const Outcome& outcome) {
  return !outcome.destination_id.empty() && (outcome.exists || settled(outcome.state));
}

}  // namespace

Applying::Applying(Environment& env, const PlanPort::Stored& plan, PlanHeader header,
                   const ApplyOptions& options, std::int64_t run)
    : env_(env), plan_(plan), header_(std::move(header)), options_(options) {
  result_.run = run;
}

Result<> Applying::resume() {
  CW_TRY(auto known, env_.store.journal.known(result_.run));
  next_batch_ = known.next_batch;
  done_ = std::move(known.states);
  for (OutcomeState& state : done_) {
    if (!final_state(state)) state = OutcomeState::Unknown;
  }
  std::set<std::uint64_t> open;
  for (const auto& intent : known.open) {
    for (const std::uint64_t index : intent.operations) {
      if (!done(index)) open.insert(index);
    }
  }
  return open.empty() ? Result<>{} : resolve_open(open);
}

Result<> Applying::run() {
  PlanReader reader(env_.store.plans, plan_);
  for (;;) {
    CW_TRY(auto item, reader.next());
    if (item.operations.empty() && item.notes.empty() && item.listed.empty()) break;
    for (const ListedScope& scope : item.listed) {
      listed_.emplace(scope.entity, scope.scope);
      CW_CHECK(scope.disputed
                   ? env_.store.memory.forget_scope_listed(scope.entity, scope.scope)
                   : env_.store.memory.mark_scope_listed(scope.entity, scope.scope, env_.now_ms));
    }
    for (Operation& op : item.operations) CW_CHECK(take(std::move(op)));
  }
  CW_CHECK(flush_wave());
  return settle_pending(nullptr);
}

bool Applying::done(std::uint64_t index) const {
  return index < done_.size() && done_[index] != OutcomeState::Unknown;
}

bool Applying::held(const Operation& op) const {
  for (const Hold& hold : header_.holds) {
    if (is_released(hold, options_.released)) continue;
    if (hold.entity.empty() || hold.action == "shrink" || hold.action == "grow" ||
        hold.action == "dangling") {
      // A snapshot that looks broken: only what adds may go.
      if (hold.entity == model::name(op.entity) && op.action != Action::Create) return true;
      continue;
    }
    if (hold.entity != model::name(op.entity)) continue;
    const bool removal = op.action == Action::Drop || op.action == Action::Delete;
    const bool same = (removal && (hold.action == "drop" || hold.action == "delete")) ||
                      (op.action == Action::Update && hold.action == "update") ||
                      (op.action == Action::Create && hold.action == "create");
    if (!same) continue;
    const bool school = hold.school.empty() || env_.keys.key(Entity::Org, hold.school) == op.school;
    const bool scope = hold.scope.empty() || env_.keys.key(Entity::Class, hold.scope) == op.scope;
    if (school && scope) return true;
  }
  return false;
}

Result<> Applying::take(Operation op) {
  if (env_.observer.cancelled()) return Error{ErrorCode::Cancelled, "cancelled by request"};
  if (done(op.index)) {
    if (op.action == Action::Update && !settled(done_[op.index])) unsettled_.insert(op.entity);
    ++finished_;
    return {};
  }
  if (op.wave != wave_) {
    CW_CHECK(flush_wave());
    wave_ = op.wave;
  }
  if (held(op)) {
    if (op.action == Action::Update) unsettled_.insert(op.entity);
    count(op, Outcome{op.index, OutcomeState::Skipped, false, {}, {}});
    return {};
  }
  if (!writes(op.action)) {
    local_.push_back(std::move(op));
    return local_.size() >= kLocalBatch ? flush_wave() : Result<>{};
  }
  const model::DestinationEntity* schema = env_.destination.entity(op.entity);
  if (schema == nullptr)
    return Error{ErrorCode::Internal, "the plan holds an entity that the destination does not"};
  const std::pair lane(op.entity, op.action);
  Batch& batch = waiting_[lane];
  batch.operations.push_back(std::move(op));
  if (batch.operations.size() < schema->batch) return {};
  Batch full = std::move(batch);
  waiting_.erase(lane);
  return dispatch(std::move(full));
}

Result<> Applying::flush_wave() {
  for (auto& [lane, batch] : std::exchange(waiting_, {})) CW_CHECK(dispatch(std::move(batch)));
  while (!again_.empty()) {
    for (Batch& batch : std::exchange(again_, {})) CW_CHECK(dispatch(std::move(batch)));
  }
  if (!local_.empty()) CW_CHECK(local(std::exchange(local_, {})));
  return {};
}

/// Operations that send nothing: they only settle. What they take over from this plan's own creates
/// is settled first.
Result<> Applying::local(std::vector<Operation> operations) {
  CW_CHECK(settle_pending(nullptr));
  const model::DestinationEntity* schema = env_.destination.entity(operations.front().entity);
  if (schema == nullptr)
    return Error{ErrorCode::Internal, "the plan holds an entity that the destination does not"};
  CW_TRY(const LinkTable links, LinkTable::load(env_.store.links, env_.keys, *schema, operations));
  std::vector<std::uint64_t> indexes;
  for (const Operation& op : operations) indexes.push_back(op.index);
  std::uint32_t number = 0;
  CW_CHECK(intend(std::move(indexes), number));
  pending_.number = number;
  for (Operation& op : operations) {
    Outcome outcome{op.index, OutcomeState::Applied, false, op.destination_id, {}};
    if (op.action == Action::Adopt && op.destination_id.empty()) {
      CW_TRY(const auto leader, env_.store.links.find(op.entity, std::span(&op.scope, 1)));
      if (leader.empty()) {
        outcome = {op.index,
                   OutcomeState::Blocked,
                   false,
                   {},
                   "the record it shares with was not created"};
      } else {
        outcome.destination_id = leader.front().destination_id;
      }
    }
    settle(op, outcome, links);
  }
  return settle_pending(nullptr);
}

Result<> Applying::dispatch(Batch batch) {
  const Entity entity = batch.operations.front().entity;
  const model::DestinationEntity& schema = *env_.destination.entity(entity);
  // References of this batch may have been created by the one before it.
  CW_CHECK(settle_pending(nullptr));
  CW_TRY(const LinkTable links,
         LinkTable::load(env_.store.links, env_.keys, schema, batch.operations));
  std::vector<OutgoingRow> rows;
  std::vector<std::pair<const Operation*, std::string>> blocked;
  for (const Operation& op : batch.operations) {
    if (const auto why = forbidden(op, links.find(op.entity, op.key))) {
      return Error{ErrorCode::Internal, "refused to apply " + std::string(model::name(op.entity)) +
                                            " " + model::readable_identity(op.identity) + ": " +
                                            *why};
    }
    auto projection = resolved(op.after.empty() ? op.before : op.after, schema, env_.keys, links);
    if (projection) {
      fill_in_password(*projection, schema, env_.fixed_password);
      rows.push_back({&op, std::move(projection).value()});
    } else {
      blocked.emplace_back(&op, projection.error().message);
    }
  }
  for (const auto& [op, why] : blocked) {
    settle(*op, Outcome{op->index, OutcomeState::Blocked, false, {}, why}, links);
  }
  if (batch.operations.front().action == Action::Create)
    CW_CHECK(adopt_what_is_there(schema, rows, links));
  if (rows.empty()) {
    if (pending_.settlements.empty()) return {};
    std::vector<std::uint64_t> indexes;
    for (const Settlement& s : pending_.settlements) indexes.push_back(s.outcome.index);
    return intend(std::move(indexes), pending_.number);
  }
  return send(schema, std::move(rows), links, batch.attempt);
}

Result<> Applying::send(const model::DestinationEntity& schema, std::vector<OutgoingRow> rows,
                        const LinkTable& links, unsigned attempt) {
  const Entity entity = rows.front().operation->entity;
  std::vector<std::uint64_t> indexes;
  std::vector<Outcome> outcomes;
  for (const OutgoingRow& row : rows) {
    indexes.push_back(row.operation->index);
    outcomes.push_back({row.operation->index, OutcomeState::Unknown, false, {}, {}});
  }
  for (const Settlement& s : pending_.settlements) indexes.push_back(s.outcome.index);
  std::uint32_t number = 0;
  CW_CHECK(intend(std::move(indexes), number));
  pending_.number = number;
  const std::vector<std::uint8_t> bytes = build_batch(schema, rows);
  const auto called =
      env_.destination.apply(entity, apply_columns(schema),
                             {reinterpret_cast<const char*>(bytes.data()), bytes.size()}, outcomes);
  ++result_.batches;
  Batch again{{}, attempt + 1};
  // An unknown create is looked up before anything else. Updates and removals say what shall be:
  // repeating is harmless.
  if (rows.front().operation->action == Action::Create) {
    if (called) CW_CHECK(probe(schema, rows, outcomes));
    CW_CHECK(refuse_taken(schema, rows, outcomes));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Operation& op = *rows[i].operation;
    const Outcome& outcome = outcomes[i];
    const bool open =
        outcome.state == OutcomeState::Unknown || outcome.state == OutcomeState::Retry;
    if (called && open && attempt < kMostAttempts) {
      again.operations.push_back(op);
      continue;
    }
    if (!called && outcome.state == OutcomeState::Unknown) continue;  // stays open in the journal
    // It is there, and the plan did not know: the next one looks.
    if (op.action == Action::Create && outcome.exists && outcome.state == OutcomeState::Rejected) {
      CW_CHECK(env_.store.memory.forget_scope_listed(entity, scope_of(schema, rows[i])));
    }
    settle(op, outcome, links);
  }
  if (!again.operations.empty()) again_.push_back(std::move(again));
  report_progress();
  if (!called) {
    CW_CHECK(settle_pending(nullptr));
    return called.error();
  }
  return breaker();
}

Result<> Applying::refuse_taken(const model::DestinationEntity& schema,
                                std::span<const OutgoingRow> rows, std::vector<Outcome>& outcomes) {
  std::vector<std::string> ids;
  for (const Outcome& outcome : outcomes) {
    if (names_a_record(outcome)) ids.push_back(outcome.destination_id);
  }
  if (ids.empty()) return {};
  CW_TRY(const auto links,
         env_.store.links.find_by_destination(rows.front().operation->entity, ids));
  std::map<std::string_view, Key> owners;  // who an id stands for: of old, or by an earlier row
  for (const Link& link : links) owners.emplace(link.destination_id, link.key);
  std::vector<MemoryPort::Taken> refused;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Outcome& outcome = outcomes[i];
    if (!names_a_record(outcome)) continue;
    const Key& key = rows[i].operation->key;
    const auto owner = owners.find(outcome.destination_id);
    if (owner == owners.end()) {
      if (!schema.shared) owners.emplace(outcome.destination_id, key);
      if (outcome.exists) outcome.state = OutcomeState::Adopted;
    } else if (owner->second != key && !schema.shared) {  // several may share one there
      refused.push_back({key, rows[i].operation->projection, outcome.destination_id, {}});
      outcome = {outcome.index,
                 OutcomeState::Rejected,
                 true,
                 {},
                 "the destination takes it for " + outcome.destination_id +
                     ", which stands for another record of the source: " + kTellApart};
    }
  }
  if (refused.empty()) return {};
  // Remembered before the outcomes are: a plan must not offer again what cannot succeed.
  std::vector<std::string> taken;
  for (const auto& one : refused) taken.push_back(one.destination_id);
  ++result_.scope_reads;
  // A look that fails costs one more try, not the outcomes.
  if (const auto there = contents_of(env_, schema, std::move(taken))) {
    for (auto& one : refused) {
      if (const auto at = there->find(one.destination_id); at != there->end())
        one.there = at->second;
    }
  }
  return remember_taken(env_, rows.front().operation->entity, std::move(refused));
}

Result<> Applying::intend(std::vector<std::uint64_t> operations, std::uint32_t& number) {
  const JournalPort::Intent intent{next_batch_++, std::move(operations)};
  number = intent.batch;
  return env_.store.journal.intend(result_.run, options_.lease, intent);
}

Result<> Applying::settle_pending(const JournalPort::Intent* next) {
  if (pending_.settlements.empty()) return {};
  CW_CHECK(env_.store.journal.settle(result_.run, options_.lease, pending_.number,
                                     pending_.settlements, next));
  pending_.settlements.clear();
  return {};
}

void Applying::settle(const Operation& op, Outcome outcome, const LinkTable& links) {
  const model::DestinationEntity& schema = *env_.destination.entity(op.entity);
  pending_.settlements.push_back(settlement(op, outcome, links.find(op.entity, op.key), schema));
  if (op.action == Action::Update && !settled(outcome.state)) unsettled_.insert(op.entity);
  count(op, outcome);
}

void Applying::count(const Operation& op, const Outcome& outcome) {
  ++result_.outcomes[std::string(outcome_word(op, outcome))];
  ++finished_;
  const bool failed = outcome.state == OutcomeState::Rejected ||
                      outcome.state == OutcomeState::Retry ||
                      outcome.state == OutcomeState::Unknown;
  if (outcome.state == OutcomeState::Skipped || outcome.state == OutcomeState::Blocked) return;
  failed_ += failed ? 1 : 0;
  failures_in_row_ = failed ? failures_in_row_ + 1 : 0;
  if (++recent_ > kBreakerWindow) {
    recent_ /= 2;
    recent_failed_ /= 2;
  }
  recent_failed_ += failed ? 1 : 0;
}

Result<> Applying::breaker() {
  const bool rate = recent_ >= kBreakerLeast && recent_failed_ * 20 > recent_;
  if (failures_in_row_ <= options_.breaker_consecutive && !rate) return {};
  return Error{ErrorCode::Refused,
               rate ? "more than 5 % of the last changes failed"
                    : std::to_string(failures_in_row_) + " changes in a row failed"};
}

void Applying::report_progress() {
  env_.observer.progress({"apply", finished_, header_.operations, failed_});
}

}  // namespace crosswalk::sync
