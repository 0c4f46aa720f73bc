#include "app/cli/working.hpp"

#include "app/present/words.hpp"
#include "sync/run_outcomes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kFailedShown = 10;

bool went_wrong(sync::OutcomeState state) {
  return state == sync::OutcomeState::Rejected || state == sync::OutcomeState::Retry ||
         state == sync::OutcomeState::Blocked;
}

/// The first few operations that did not end well, with the destination's words.
Result<std::vector<FailedRecord>> failed_records(Integration& integration,
                                                 const sync::PlanPort::Stored& plan,
                                                 std::int64_t run) {
  CW_TRY(auto outcomes, sync::RunOutcomes::read(integration.store().journal, run));
  std::map<std::uint64_t, sync::Outcome> wanted;
  for (std::uint64_t i = 0; i < outcomes.size() && wanted.size() < kFailedShown; ++i) {
    if (!outcomes.open(i) && !went_wrong(outcomes.state(i))) continue;
    CW_TRY(auto outcome, outcomes.find(i));
    if (outcome) wanted[i] = *std::move(outcome);
  }
  std::vector<FailedRecord> out;
  sync::PlanReader reader(integration.store().plans, plan);
  while (out.size() < wanted.size()) {
    CW_TRY(const sync::PlanItems items, reader.next());
    if (items.operations.empty() && items.notes.empty() && items.listed.empty()) break;
    for (const sync::Operation& op : items.operations) {
      const auto at = wanted.find(op.index);
      if (at != wanted.end()) out.push_back({op, at->second});
    }
  }
  return out;
}

}  // namespace

Result<Opened> open_integration(const Console& console) {
  Opened out;
  CW_TRY(out.app, open_app(console));
  CW_TRY(const IntegrationConfig* config,
         find_integration(out.app->config(), console.options.integration));
  CW_TRY(out.integration, Integration::open(*out.app, *config));
  out.names = std::make_unique<Names>(out.integration->store().links, out.integration->keys(),
                                      out.integration->schema());
  return out;
}

Result<sync::PlanPort::Stored> make_plan(const Console& console, Opened& opened,
                                         const Limits& limits) {
  RunObserver observer = console.observer();
  observer.count_retries_with([&] {
    return opened.integration->source_calls().retries +
           opened.integration->destination_calls().retries;
  });
  const auto planned = opened.integration->plan(limits, observer);
  observer.finish();
  if (!planned) return planned.error();
  return opened.integration->store().plans.find(planned->hash);
}

Result<sync::PlanPort::Stored> make_undo_plan(const Console& console, Opened& opened,
                                              const UndoCommand& command) {
  RunObserver observer = console.observer();
  const auto planned = opened.integration->plan_undo(
      command.run, {command.school, command.entity, command.record}, observer);
  observer.finish();
  if (!planned) return planned.error();
  return opened.integration->store().plans.find(planned->hash);
}

Result<ResultView> carry_out(const Console& console, Opened& opened,
                             const sync::PlanPort::Stored& plan,
                             const Integration::Approval& approval) {
  RunObserver observer = console.observer();
  observer.count_retries_with([&] { return opened.integration->destination_calls().retries; });
  const http::MonoTime began = console.surroundings.clock.monotonic();
  const auto applied = opened.integration->apply(plan, approval, observer);
  observer.finish();
  if (!applied) return applied.error();
  ResultView view;
  view.plan = plan.hash;
  view.result = *applied;
  view.interrupted = applied->paused && console.surroundings.stop.stop_requested();
  view.calls = opened.integration->destination_calls();
  const auto time = console.surroundings.clock.monotonic() - began;
  view.seconds =
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(time).count());
  if (exit_code_for(view.result, false) != ExitCode::Done) {
    CW_TRY(view.failed, failed_records(*opened.integration, plan, view.result.run));
  }
  view.name_of = [names = opened.names.get()](sync::Entity entity, const std::string& id) {
    return names->of(entity, id);
  };
  return view;
}

Json result_json(const ResultView& view) {
  Json failed = Json::array();
  for (const FailedRecord& each : view.failed) {
    failed.push_back({{"index", each.operation.index},
                      {"entity", model::name(each.operation.entity)},
                      {"action", word(each.operation.action)},
                      {"id", model::readable_identity(each.operation.identity)},
                      {"outcome", word(each.outcome.state)},
                      {"message", each.outcome.message}});
  }
  return {{"run", view.result.run},
          {"plan", view.plan},
          {"paused", view.result.paused},
          {"interrupted", view.interrupted},
          {"reason", view.result.reason},
          {"outcomes", view.result.outcomes},
          {"calls", calls_json(view.calls)},
          {"seconds", view.seconds},
          {"failed", failed}};
}

}  // namespace crosswalk::app
