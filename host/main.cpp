/// \file
/// crosswalk: argv in, exit status out.

#include "adapters/check.hpp"
#include "app/cli/commands.hpp"
#include "app/signals.hpp"
#include "app/wiring/json_log.hpp"
#include "http/clock.hpp"
#include "http/random.hpp"

#include <csignal>
#include <cstdio>

namespace {

using namespace crosswalk;  // NOLINT(google-build-using-namespace): this is the one program

int run(const app::CommandLine& line) {
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): a closed pipe must not end a run half-way
  app::Signals signals;
  http::SystemClock clock;
  http::SystemRandom random;
  const auto log = app::JsonLog::create(clock, line.common.verbose, line.common.log_file);
  if (!log) {
    std::fprintf(stderr, "crosswalk: %s\n", log.error().message.c_str());
    return app::number(app::ExitCode::Usage);
  }
  app::Surroundings surroundings{clock, **log, random, app::process_environment()};
  surroundings.stop = signals.stop();
  surroundings.cancel = signals.cancel();
  const app::Console console{line.common,
                             surroundings,
                             stdout,
                             stderr,
                             app::look_at_terminal(1),
                             app::look_at_terminal(2)};
  const int status = app::number(app::run_command(line.command, console));
  const bool stopped = status == app::number(app::ExitCode::Interrupted);
  return stopped && signals.last() != 0 ? 128 + signals.last() : status;
}

}  // namespace

int main(int argc, char** argv) {
  const app::Parsed parsed = app::parse_command_line(argc, argv);
  std::fputs(parsed.out.c_str(), stdout);
  std::fputs(parsed.err.c_str(), stderr);
  if (!parsed.check_child.empty()) adapters::check_child(parsed.check_child);
  if (parsed.check_one) app::check_one(*parsed.check_one);
  return parsed.line ? run(*parsed.line) : parsed.status;
}
