#include "app/cli/commands.hpp"
#include "app/cli/working.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kSamples = 3;

ExitCode print_result(const Console& console, const ResultView& result) {
  if (console.options.json) {
    console.print(result_json(result));
  } else {
    console.print(render_result(result, console.style()));
  }
  return exit_code_for(result.result, result.interrupted);
}

/// A run that was cut short comes first: its plan is the one that is under way.
Result<ExitCode> finish_unfinished(const Console& console, Opened& opened) {
  CW_TRY(const auto unfinished, opened.integration->store().runs.unfinished());
  if (!unfinished || unfinished->plan.empty()) return ExitCode::Done;
  console.tell("Run " + std::to_string(unfinished->id) + " was not finished: going on with plan " +
               short_hash(unfinished->plan) + ".");
  CW_TRY(const auto plan, opened.integration->store().plans.find(unfinished->plan));
  // What was held then was decided when that run began.
  CW_TRY(const ResultView result,
         carry_out(console, opened, plan, {.without_held = true, .released = {}}));
  if (!console.options.json) console.print(render_result(result, console.style()) + "\n");
  return exit_code_for(result.result, result.interrupted);
}

/// Shows a plan that was just made.
Result<ExitCode> print_plan(const Console& console, Opened& opened,
                            const sync::PlanPort::Stored& stored) {
  CW_TRY(const PlanView view,
         plan_view(*opened.app, *opened.integration, stored, *opened.names, kSamples));
  const http::Counters calls = opened.integration->destination_calls();
  if (console.options.json) {
    Json out = plan_json(view);
    out["calls"] = calls_json(calls);
    console.print(out);
  } else {
    console.print(render_plan(view, console.style()) + render_calls(calls));
  }
  return view.header.holds.empty() ? ExitCode::Done : ExitCode::Held;
}

}  // namespace

Result<ExitCode> run(const PlanCommand& command, const Console& console) {
  CW_TRY(Opened opened, open_integration(console));
  CW_TRY(const auto stored, make_plan(console, opened, command.limits));
  return print_plan(console, opened, stored);
}

Result<ExitCode> run(const UndoCommand& command, const Console& console) {
  CW_TRY(Opened opened, open_integration(console));
  CW_TRY(const auto stored, make_undo_plan(console, opened, command));
  return print_plan(console, opened, stored);
}

Result<ExitCode> run(const ApplyCommand& command, const Console& console) {
  CW_TRY(Opened opened, open_integration(console));
  CW_TRY(const auto plan, opened.integration->store().plans.find(command.plan));
  CW_TRY(const ResultView result,
         carry_out(console, opened, plan, {command.without_held, command.release}));
  return print_result(console, result);
}

Result<ExitCode> run(const SyncCommand& command, const Console& console) {
  CW_TRY(Opened opened, open_integration(console));
  CW_CHECK(opened.integration->allow_unattended());
  CW_CHECK(opened.integration->take_write_access());
  CW_TRY(const ExitCode before, finish_unfinished(console, opened));
  if (before != ExitCode::Done && before != ExitCode::SomeFailed) return before;
  CW_TRY(const auto stored, make_plan(console, opened, command.limits));
  CW_TRY(PlanView view,
         plan_view(*opened.app, *opened.integration, stored, *opened.names, kSamples));
  view.next_step = !view.header.holds.empty();
  if (!console.options.json) console.print(render_plan(view, console.style()) + "\n");
  if (!view.header.holds.empty() || view.header.operations == 0) {
    const http::Counters calls = opened.integration->destination_calls();
    if (console.options.json) {
      Json out = plan_json(view);
      out["calls"] = calls_json(calls);
      console.print(out);
    } else if (view.header.holds.empty()) {
      console.print("Nothing to do. " + render_calls(calls));
    } else {
      console.print("Nothing was sent. " + render_calls(calls));
    }
    return view.header.holds.empty() ? ExitCode::Done : ExitCode::Held;
  }
  CW_TRY(const ResultView result, carry_out(console, opened, stored, {}));
  if (!console.options.json) return print_result(console, result);
  Json out = plan_json(view);
  out["result"] = result_json(result);
  console.print(out);
  return exit_code_for(result.result, result.interrupted);
}

}  // namespace crosswalk::app
