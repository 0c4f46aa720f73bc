#pragma once

/// \file
/// One plan being carried out: batches, intents, outcomes, unknowns.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/engine.hpp"
#include "sync/listing.hpp"
#include "sync/outgoing.hpp"

namespace crosswalk::sync {

class Applying {
 public:
  Applying(Environment& env, const PlanPort::Stored& plan, PlanHeader header,
           const ApplyOptions& options, std::int64_t run);

  /// Restores what an earlier attempt of the same run did, and finds out what it left open.
  Result<> resume();
  Result<> run();
  ApplyResult result() const { return result_; }
  /// Entities of which an update failed or was left out: their state does not agree with the
  /// mapping yet.
  const std::set<Entity>& unsettled() const { return unsettled_; }

 private:
  /// Operations of one entity and action that go out together.
  struct Batch {
    std::vector<Operation> operations;
    unsigned attempt = 1;
  };
  /// A batch whose outcomes are known and not yet in the store; they go in with the next intent.
  struct Pending {
    std::uint32_t number = 0;
    std::vector<Settlement> settlements;
  };

  // applying.cpp
  Result<> take(Operation op);
  bool done(std::uint64_t index) const;
  bool held(const Operation& op) const;
  Result<> flush_wave();
  Result<> dispatch(Batch batch);
  Result<> local(std::vector<Operation> operations);
  Result<> send(const model::DestinationEntity& schema, std::vector<OutgoingRow> rows,
                const LinkTable& links, unsigned attempt);
  /// Two records of the source never become one: who gets an id that stands for another record
  /// already, or for an earlier row, is refused. What was there without a link is adopted.
  Result<> refuse_taken(const model::DestinationEntity& schema, std::span<const OutgoingRow> rows,
                        std::vector<Outcome>& outcomes);
  Result<> intend(std::vector<std::uint64_t> operations, std::uint32_t& number);
  Result<> settle_pending(const JournalPort::Intent* next);
  void settle(const Operation& op, Outcome outcome, const LinkTable& links);
  void count(const Operation& op, const Outcome& outcome);
  Result<> breaker();
  void report_progress();

  // applying_unknown.cpp
  /// Looks up creates whose outcome is unknown. Found ones become Applied; the others stay Unknown.
  Result<> probe(const model::DestinationEntity& schema, std::span<const OutgoingRow> rows,
                 std::vector<Outcome>& outcomes);
  Result<> probe_by_field(const model::DestinationEntity& schema, std::span<const OutgoingRow> rows,
                          std::vector<Outcome>& outcomes);
  Result<> probe_by_list(const model::DestinationEntity& schema, std::span<const OutgoingRow> rows,
                         std::vector<Outcome>& outcomes);
  Result<> resolve_open(const std::set<std::uint64_t>& open);
  /// Lists scopes that were never listed before something is added to them; what is there already
  /// is adopted.
  Result<> adopt_what_is_there(const model::DestinationEntity& schema,
                               std::vector<OutgoingRow>& rows, const LinkTable& links);
  Result<Listing*> scope_listing(const model::DestinationEntity& schema, Entity entity,
                                 const std::string& scope);
  std::string scope_of(const model::DestinationEntity& schema, const OutgoingRow& row) const;
  Result<> wait(std::chrono::milliseconds time);

  Environment& env_;
  const PlanPort::Stored& plan_;
  PlanHeader header_;
  const ApplyOptions& options_;
  ApplyResult result_;
  std::vector<OutcomeState> done_;  ///< final ones of an earlier attempt; may end early
  std::map<std::pair<Entity, Action>, Batch> waiting_;
  std::vector<Operation> local_;
  std::vector<Batch> again_;
  Pending pending_;
  std::uint32_t next_batch_ = 0;
  std::uint8_t wave_ = 0;
  std::set<std::pair<Entity, std::string>> listed_;
  std::map<std::pair<Entity, std::string>, std::unique_ptr<Listing>> listings_;
  std::set<Entity> unsettled_;
  std::uint32_t failures_in_row_ = 0;
  std::uint64_t finished_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t recent_ = 0;  ///< of the last thousand, decayed
  std::uint64_t recent_failed_ = 0;
};

}  // namespace crosswalk::sync
