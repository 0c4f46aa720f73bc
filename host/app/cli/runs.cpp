#include "app/cli/commands.hpp"
#include "app/cli/working.hpp"
#include "app/config/zone.hpp"
#include "app/present/table.hpp"
#include "app/present/words.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;
using Run = sync::RunPort::Run;

/// What a run came to, in a few words.
std::string in_short(const Run& run) {
  if (!run.error.empty()) return printable(run.error);
  const Json summary = Json::parse(run.summary_json, nullptr, false);
  if (!summary.is_object()) return {};
  if (const auto outcomes = summary.find("outcomes"); outcomes != summary.end()) {
    std::string out;
    for (const auto& [what, count] : outcomes->items()) {
      if (!count.is_number_unsigned() || count == 0) continue;
      out += (out.empty() ? "" : ", ") + grouped(count.get<std::uint64_t>()) + " " + what;
    }
    return out.empty() ? "nothing was sent" : out;
  }
  const auto header = sync::plan_header_from_json(run.summary_json);
  if (!header) return {};
  std::string out = counted(header->writes, "change", "changes") + " planned";
  if (!header->holds.empty()) out += ", " + counted(header->holds.size(), "hold", "holds");
  return out;
}

Json as_json(const Run& run) {
  return {
      {"run", run.id},
      {"state", word(run.state)},
      {"plan", run.plan},
      {"started_ms", run.started_ms},
      {"ended_ms", run.ended_ms},
      {"error", run.error},
      {"summary", Json::parse(run.summary_json.empty() ? "{}" : run.summary_json, nullptr, false)}};
}

}  // namespace

Result<ExitCode> run(const RunsCommand& command, const Console& console) {
  CW_TRY(Opened opened, open_integration(console));
  CW_TRY(const auto runs, opened.integration->store().runs.latest(command.limit));
  if (console.options.json) {
    Json list = Json::array();
    for (const Run& each : runs) list.push_back(as_json(each));
    console.print(Json{{"integration", opened.integration->config().name}, {"runs", list}});
    return ExitCode::Done;
  }
  if (runs.empty()) {
    console.print(std::string("No runs yet. Begin with: crosswalk plan\n"));
    return ExitCode::Done;
  }
  using Align = Table::Align;
  Table table({Align::Right, Align::Left, Align::Left, Align::Left, Align::Left});
  table.row({"Run", "Started", "State", "Plan", "In short"});
  const std::string& zone = opened.app->config().district.time_zone;
  for (const Run& each : runs) {
    table.row({std::to_string(each.id), local_time(zone, each.started_ms),
               std::string(word(each.state)), short_hash(each.plan),
               shortened(in_short(each), 80)});
  }
  console.print(table.text(""));
  return ExitCode::Done;
}

}  // namespace crosswalk::app
