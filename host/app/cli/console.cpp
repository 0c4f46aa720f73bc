#include "app/cli/console.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void write(std::FILE* file, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), file);
  std::fflush(file);
}

}  // namespace

void Console::print(const std::string& text) const { write(out, text); }
void Console::print(const Json& document) const { write(out, dumped(document)); }

void Console::tell(const std::string& line) const {
  if (!options.json) write(err, line + "\n");
}

RunObserver Console::observer() const {
  return RunObserver(surroundings.clock, surroundings.log, surroundings.stop,
                     {options.json ? nullptr : err, err_terminal.tty, err_terminal.style});
}

Result<std::unique_ptr<App>> open_app(const Console& console) {
  CW_TRY(Config config, load_config(console.options.config));
  return App::create(std::move(config), console.surroundings);
}

ExitCode report(const Console& console, const Error& error) {
  const ExitCode code = exit_code_for(error);
  if (console.options.json) {
    console.print(Json{{"error", {{"code", word_for(error.code)}, {"message", error.message}}},
                       {"exit", number(code)}});
  } else {
    write(console.err, "crosswalk: " + error.message + "\n");
  }
  return code;
}

}  // namespace crosswalk::app
