/// \file
/// crosswalk-sandbox: plays a school system on loopback until it is told to stop.

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sandbox/core/state_file.hpp"
#include "sandbox/schoology/server.hpp"

namespace {

namespace sandbox = crosswalk::sandbox;
using crosswalk::Error;
using crosswalk::ErrorCode;
using crosswalk::Result;

struct Arguments {
  std::uint16_t port = 0;
  std::string state_file;
  std::string port_file;
  std::string seed_file;
  std::string settings;
  std::string key = "sandbox-key";
  std::string secret = "sandbox-secret";
};

int fail(const Error& error) {
  std::cerr << "crosswalk-sandbox: " << error.message << "\n";
  return 1;
}

/// Waits for SIGTERM or SIGINT; they must be blocked in every thread, so block before serving.
void block_signals(sigset_t& signals) {
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Result<void> play_schoology(const Arguments& arguments) {
  sigset_t signals;
  block_signals(signals);
  sandbox::SchoologyOptions options;
  options.port = arguments.port;
  options.keys = {{arguments.key, arguments.secret, "system", 90001}};
  options.settings_json = arguments.settings;
  if (!arguments.seed_file.empty()) {
    CW_TRY(options.seed_json, sandbox::read_file(arguments.seed_file));
  }
  CW_TRY(const auto server, sandbox::SchoologyServer::create(options));
  if (!arguments.state_file.empty()) {
    CW_TRY(const auto snapshot, sandbox::read_state_file(arguments.state_file));
    if (!snapshot.is_null()) CW_CHECK(server->restore(snapshot));
  }
  if (!arguments.port_file.empty()) {
    CW_CHECK(sandbox::write_file(arguments.port_file, std::to_string(server->port()) + "\n"));
  }
  std::cout << server->base_url() << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  if (!arguments.state_file.empty()) {
    CW_CHECK(sandbox::write_file(arguments.state_file, server->state().dump(1)));
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Plays school systems on 127.0.0.1, for tests, demos and adapter authors."};
  app.require_subcommand(1);
  Arguments arguments;
  CLI::App* schoology = app.add_subcommand("schoology", "Schoology REST API v1");
  schoology->add_option("--port", arguments.port, "port to listen on; 0 picks a free one");
  schoology->add_option("--port-file", arguments.port_file, "gets the port number once it listens");
  schoology->add_option("--state", arguments.state_file,
                        "JSON snapshot: loaded when it exists, saved on SIGTERM and SIGINT");
  schoology->add_option("--seed", arguments.seed_file, "JSON records added to the starting state");
  schoology->add_option("--settings", arguments.settings,
                        "JSON object of settings, such as {\"rate_credits\":0}");
  schoology->add_option("--key", arguments.key, "consumer key of the system administrator");
  schoology->add_option("--secret", arguments.secret, "its consumer secret");
  CLI11_PARSE(app, argc, argv);
  const auto played = play_schoology(arguments);
  return played ? 0 : fail(played.error());
}
