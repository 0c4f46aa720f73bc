#include "app/cli/commands.hpp"
#include "app/present/words.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;

struct Tested {
  std::string connector;
  std::vector<adapters::CheckStep> steps;
  ExitCode ended = ExitCode::Done;
};

/// Whatever stops the test is its last step: the other connectors are still tested.
Tested test(App& app, const ConnectorConfig& config) {
  Tested out{config.name, {}, ExitCode::Done};
  auto connector = app.open_connector(config, Patience::Person);
  auto steps = connector ? (*connector)->instance().check()
                         : Result<std::vector<adapters::CheckStep>>(connector.error());
  if (!steps) {
    out.steps.push_back({connector ? "test" : "open", false, steps.error().message, ""});
    out.ended = exit_code_for(steps.error());
    return out;
  }
  out.steps = *std::move(steps);
  const bool good = std::ranges::all_of(out.steps, &adapters::CheckStep::ok);
  if (!good) out.ended = ExitCode::NotConnected;
  return out;
}

std::string as_text(const Tested& tested, const Style& style) {
  std::string out = paint(style, Tone::Heading, tested.connector) + "\n";
  for (const adapters::CheckStep& step : tested.steps) {
    out += "  " +
           (step.ok ? paint(style, Tone::Good, "ok    ") : paint(style, Tone::Bad, "failed")) +
           "  " + printable(step.name) +
           (step.detail.empty() ? "" : ": " + printable(step.detail)) + "\n";
    if (!step.ok && !step.hint.empty()) out += "          " + printable(step.hint) + "\n";
  }
  return out;
}

Json as_json(const Tested& tested) {
  Json steps = Json::array();
  for (const adapters::CheckStep& step : tested.steps) {
    steps.push_back(
        {{"name", step.name}, {"ok", step.ok}, {"detail", step.detail}, {"hint", step.hint}});
  }
  return {
      {"connector", tested.connector}, {"ok", tested.ended == ExitCode::Done}, {"steps", steps}};
}

}  // namespace

Result<ExitCode> run(const ConnectorTestCommand& command, const Console& console) {
  CW_TRY(const auto app, open_app(console));
  std::vector<const ConnectorConfig*> wanted;
  if (!command.name.empty()) {
    CW_TRY(const ConnectorConfig* one, find_connector(app->config(), command.name));
    wanted.push_back(one);
  } else {
    for (const ConnectorConfig& each : app->config().connectors) wanted.push_back(&each);
  }
  ExitCode ended = ExitCode::Done;
  Json list = Json::array();
  for (const ConnectorConfig* each : wanted) {
    const Tested tested = test(*app, *each);
    if (ended == ExitCode::Done) ended = tested.ended;
    if (console.options.json) {
      list.push_back(as_json(tested));
    } else {
      console.print(as_text(tested, console.style()));
    }
  }
  if (console.options.json) console.print(Json{{"connectors", list}});
  return ended;
}

}  // namespace crosswalk::app
