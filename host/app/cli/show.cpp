#include "app/cli/commands.hpp"
#include "app/cli/record_list.hpp"
#include "app/cli/working.hpp"
#include "app/present/words.hpp"
#include "sync/run_outcomes.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;
using Run = sync::RunPort::Run;

/// What was meant: a run, with or without a plan, or a plan alone.
struct Shown {
  std::optional<Run> run;
  std::optional<sync::PlanPort::Stored> plan;
};

std::optional<std::int64_t> as_number(const std::string& text) {
  std::int64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

/// A number is a run, if there is one; everything else begins the name of a plan.
Result<Shown> find(sync::Store& store, const std::string& what) {
  Shown out;
  if (const auto number = as_number(what)) {
    auto run = store.runs.get(*number);
    if (run) {
      out.run = *std::move(run);
      if (!out.run->plan.empty()) {
        CW_TRY(out.plan, store.plans.find(out.run->plan));
      }
      return out;
    }
    if (run.error().code != ErrorCode::NotFound || what.size() < 4) return run.error();
  }
  CW_TRY(out.plan, store.plans.find(what));
  return out;
}

std::string run_heading(const Run& run, const Style& style) {
  std::string out = paint(style, Tone::Heading, "Run " + std::to_string(run.id)) + ": " +
                    std::string(word(run.state));
  if (!run.error.empty()) out += ". " + printable(run.error);
  return out + "\n";
}

}  // namespace

Result<ExitCode> run(const ShowCommand& command, const Console& console) {
  CW_TRY(Opened opened, open_integration(console));
  sync::Store& store = opened.integration->store();
  CW_TRY(const Shown shown, find(store, command.what));
  if (!shown.plan) {
    if (console.options.json) {
      console.print(Json{
          {"run", shown.run->id}, {"state", word(shown.run->state)}, {"error", shown.run->error}});
    } else {
      console.print(run_heading(*shown.run, console.style()));
    }
    return ExitCode::Done;
  }
  CW_TRY(PlanView view, plan_view(*opened.app, *opened.integration, *shown.plan, *opened.names, 0));
  sync::RunOutcomes outcomes;
  if (shown.run) {
    CW_TRY(outcomes, sync::RunOutcomes::read(store.journal, shown.run->id));
  }
  CW_TRY(const RecordFilter filter,
         RecordFilter::create(command, view.header, opened.integration->keys()));
  RecordList list(console, view, filter);
  if (!console.options.json) {
    view.samples = false;
    view.digest.notes.clear();  // they come one by one
    view.next_step = !shown.run;
    console.print((shown.run ? run_heading(*shown.run, console.style()) : "") +
                  render_plan(view, console.style()) + "\n");
  }
  list.begin(shown.run ? shown.run->id : 0);
  sync::PlanReader reader(store.plans, *shown.plan);
  for (;;) {
    CW_TRY(const sync::PlanItems items, reader.next());
    if (items.operations.empty() && items.notes.empty() && items.listed.empty()) break;
    for (const sync::Operation& op : items.operations) {
      CW_TRY(const auto outcome, outcomes.find(op.index));
      list.add(op, outcome ? &*outcome : nullptr);
    }
    for (const sync::Note& note : items.notes) list.add(note);
  }
  list.end();
  return ExitCode::Done;
}

}  // namespace crosswalk::app
