#include "app/cli/commands.hpp"

namespace crosswalk::app {

ExitCode run_command(const Command& command, const Console& console) {
  const auto ended = std::visit([&](const auto& each) { return run(each, console); }, command);
  return ended ? *ended : report(console, ended.error());
}

}  // namespace crosswalk::app
