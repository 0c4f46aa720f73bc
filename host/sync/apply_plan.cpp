/// \file
/// The second verb: carry out exactly the stored plan.

#include <nlohmann/json.hpp>

#include "sync/applying.hpp"
#include "sync/engine.hpp"
#include "sync/plan_codec.hpp"

namespace crosswalk::sync {
namespace {

/// A name that releases nothing is a slip of the pen: whoever wrote it believes that something
/// goes.
Result<> check_released(const PlanHeader& header, std::span<const std::string> released) {
  for (const std::string& name : released) {
    const bool known = std::ranges::any_of(
        header.holds, [&](const Hold& hold) { return is_released(hold, std::span(&name, 1)); });
    if (known) continue;
    std::string holds;
    for (const Hold& hold : header.holds) holds += (holds.empty() ? "" : ", ") + hold.id;
    return Error{ErrorCode::InvalidArgument,
                 "this plan has no hold '" + name + "'; " +
                     (holds.empty() ? "nothing is held in it" : "its holds: " + holds)};
  }
  return {};
}

Result<> check_holds(const PlanHeader& header, const ApplyOptions& options) {
  CW_CHECK(check_released(header, options.released));
  if (options.without_held) return {};
  for (const Hold& hold : header.holds) {
    if (!is_released(hold, options.released)) {
      return Error{ErrorCode::Refused,
                   "held (" + hold.id + "): " + hold.sentence +
                       " Nothing was sent. If it is right, release it by name; or apply the rest."};
    }
  }
  return {};
}

nlohmann::json approval(const ApplyOptions& options) {
  return {{"without_held", options.without_held}, {"released", options.released}};
}

/// A person said it once: a run that goes on after a stop keeps what was approved at its beginning.
void recall_approval(const std::string& summary_json, ApplyOptions& options) {
  const auto summary = nlohmann::json::parse(summary_json, nullptr, /*allow_exceptions=*/false);
  if (!summary.is_object() || !summary.contains("approved")) return;
  const auto& approved = summary["approved"];
  options.without_held = options.without_held || approved.value("without_held", false);
  for (const auto& id : approved.value("released", nlohmann::json::array())) {
    const auto name = id.is_string() ? id.get<std::string>() : std::string();
    if (!name.empty() && std::ranges::find(options.released, name) == options.released.end())
      options.released.push_back(name);
  }
}

/// A run of this plan from its beginning.
Result<RunPort::Run> begin_run(Environment& env, const PlanPort::Stored& plan,
                               const PlanHeader& header, const ApplyOptions& options) {
  RunPort::Run run;
  CW_TRY(run.id, env.store.runs.create(env.now_ms));
  run.plan = plan.hash;
  run.state = RunState::Applying;
  run.started_ms = env.now_ms;
  run.summary_json = nlohmann::json{{"approved", approval(options)}}.dump();
  auto begun = env.store.journal.begin(run.id, plan.hash, header.base_generation, options.lease);
  if (!begun) {
    run.state = RunState::Failed;
    run.error = begun.error().message;
    run.ended_ms = env.now_ms;
    CW_CHECK(env.store.runs.update(run));
    return begun.error();
  }
  CW_CHECK(env.store.runs.update(run));
  return run;
}

std::string summary(const ApplyResult& result, const ApplyOptions& options) {
  return nlohmann::json{{"approved", approval(options)},
                        {"outcomes", result.outcomes},
                        {"batches", result.batches},
                        {"scope_reads", result.scope_reads}}
      .dump();
}

/// The states that agree with the plan's mapping now.
Result<> settle_mappings(Environment& env, const PlanHeader& header,
                         const std::set<Entity>& unsettled) {
  for (const auto& [name, version] : header.mappings) {
    const auto entity = model::entity_named(name);
    if (!entity || unsettled.contains(*entity)) continue;
    CW_CHECK(env.store.state.set_mapping(*entity, model::hash_from_hex(version)));
  }
  return {};
}

}  // namespace

Result<ApplyResult> apply_plan(Environment& env, const PlanPort::Stored& plan,
                               ApplyOptions options) {
  CW_TRY(const PlanHeader header, plan_header_from_json(plan.header_json));
  CW_TRY(const auto unfinished, env.store.runs.unfinished());
  const bool resumed = unfinished && unfinished->plan == plan.hash;
  if (resumed) recall_approval(unfinished->summary_json, options);
  CW_CHECK(check_holds(header, options));
  if (unfinished && !resumed) {
    return Error{ErrorCode::Conflict, "plan " + unfinished->plan.substr(0, 12) + " (run " +
                                          std::to_string(unfinished->id) +
                                          ") is not finished: apply it first"};
  }
  RunPort::Run run;
  if (resumed) {
    run = *unfinished;
  } else {
    CW_TRY(run, begin_run(env, plan, header, options));
  }
  Applying applying(env, plan, header, options, run.id);
  Result<> done = resumed ? applying.resume() : Result<>{};
  if (done) done = applying.run();
  ApplyResult result = applying.result();
  run.summary_json = summary(result, options);
  run.ended_ms = env.now_ms;
  if (!done) {
    // Whatever stopped it, the journal knows how far it came: the same plan goes on from there.
    run.state = RunState::Paused;
    run.error = done.error().message;
    CW_CHECK(env.store.runs.update(run));
    if (done.error().code == ErrorCode::Internal) return done.error();
    result.paused = true;
    result.reason = done.error().message;
    return result;
  }
  for (const Entity entity : model::kEntities) CW_CHECK(env.store.state.compact(entity));
  CW_CHECK(settle_mappings(env, header, applying.unsettled()));
  run.state = RunState::Done;
  run.error.clear();
  CW_CHECK(env.store.runs.update(run));
  CW_CHECK(env.store.journal.end(run.id));
  return result;
}

Result<PlanItems> PlanReader::next() {
  if (at_ >= plan_.segments) return PlanItems{};
  CW_TRY(const std::string bytes, plans_.segment(plan_.hash, at_++));
  return decode_items(bytes);
}

}  // namespace crosswalk::sync
