#include "app/present/render_plan.hpp"

#include "app/present/plan_sections.hpp"
#include "app/present/words.hpp"
#include "model/entity.hpp"

namespace crosswalk::app {
namespace {

std::string next_step(const PlanView& view) {
  const std::string apply = "crosswalk apply " + short_hash(view.hash);
  if (view.header.writes == 0 && view.header.operations == 0) return "Nothing to do.\n";
  if (view.header.holds.empty()) return "Next: " + apply + "\n";
  return "Next: look at what is held. " + apply + " --without-held sends the rest; " + apply +
         " --release ID sends a held part as well.\n";
}

}  // namespace

std::string short_hash(const std::string& hash) { return hash.substr(0, 12); }

std::string render_plan(const PlanView& view, const Style& style) {
  std::string out;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    if (!out.empty()) out += "\n";
    out += part;
  };
  add(plan_heading(view, style));
  add(plan_totals(view, style));
  add(plan_largest(view, style));
  if (view.samples) add(plan_samples(view, style));
  add(plan_not_sent(view, style));
  add(plan_holds(view, style));
  add(plan_cost(view, style));
  if (view.next_step) add(next_step(view));
  return out;
}

std::string plan_heading(const PlanView& view, const Style& style) {
  const sync::PlanHeader& header = view.header;
  std::string out = paint(style, Tone::Heading, "Plan " + short_hash(view.hash));
  for (const std::string* part : {&view.integration, &view.district, &view.made_at}) {
    if (!part->empty()) out += "  " + printable(*part);
  }
  out += "\n";
  if (!header.active_year_title.empty() || !header.active_year_id.empty()) {
    out += "Active year: " +
           printable(header.active_year_title.empty() ? header.active_year_id
                                                      : header.active_year_title) +
           "\n";
  }
  std::string read;
  for (const sync::SnapshotCount& count : header.snapshot) {
    const auto entity = model::entity_named(count.entity);
    read += read.empty() ? "Read: " : ", ";
    read += entity ? counted(count.rows, *entity) : grouped(count.rows) + " " + count.entity;
    if (count.refused > 0) read += " (" + grouped(count.refused) + " set aside)";
    if (!count.complete) read += " (not all)";
  }
  if (!read.empty()) out += read + "\n";
  for (const std::string& warning : header.warnings) {
    out += paint(style, Tone::Change, "Note: " + printable(warning)) + "\n";
  }
  return out;
}

std::string plan_cost(const PlanView& view, const Style& /*style*/) {
  std::uint64_t calls = 0;
  std::string parts;
  for (const model::Entity entity : model::kEntities) {
    const auto at = view.header.write_calls.find(std::string(model::name(entity)));
    if (at == view.header.write_calls.end() || at->second == 0) continue;
    calls += at->second;
    parts += (parts.empty() ? "" : ", ") + grouped(at->second) + " for " +
             std::string(model::plural(entity));
  }
  if (calls == 0) return "Calls it takes: none.\n";
  return "Calls it takes at least: " + counted(calls, "write", "writes") + " (" + parts + ").\n";
}

}  // namespace crosswalk::app
