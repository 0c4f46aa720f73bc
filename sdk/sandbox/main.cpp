/// \file
/// crosswalk-sandbox: plays a school system on loopback until it is told to stop.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "sandbox/core/stage.hpp"
#include "sandbox/core/state_file.hpp"
#include "sandbox/district/from_files.hpp"
#include "sandbox/district/generate.hpp"
#include "sandbox/district/to_files.hpp"
#include "sandbox/kinds.hpp"

namespace {

namespace sandbox = crosswalk::sandbox;
using crosswalk::Error;
using crosswalk::Result;

struct Arguments {
  std::uint16_t port = 0;
  std::string state_file;
  std::string port_file;
  std::string seed_file;
  std::string settings;
  bool unlimited = false;
  std::int64_t clock_s = 0;
  std::string key;
  std::string secret;
  std::string district_folder;
  std::string out_folder;
  std::string written_as;
  std::int64_t students = 0;
  sandbox::DistrictSize size;
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

/// The settings asked for, over those under which nothing is limited, if that was asked for.
Result<std::string> settings_of(const sandbox::Kind& kind, const Arguments& arguments) {
  if (!arguments.unlimited || kind.unlimited.empty()) return arguments.settings;
  using Json = nlohmann::json;
  Json merged = Json::parse(kind.unlimited);
  const Json asked = Json::parse(arguments.settings.empty() ? "{}" : arguments.settings, nullptr,
                                 /*allow_exceptions=*/false);
  if (!asked.is_object()) return Error{crosswalk::ErrorCode::BadConfig, "--settings is no object"};
  merged.update(asked);
  return merged.dump();
}

/// The district that the arguments ask for; nothing when they ask for none.
Result<std::optional<sandbox::District>> district_of(const Arguments& arguments) {
  std::optional<sandbox::District> district;
  if (!arguments.district_folder.empty()) {
    CW_TRY(district, sandbox::district_from_files(arguments.district_folder));
  } else if (arguments.students > 0) {
    sandbox::DistrictSize size = arguments.size;
    size.students = arguments.students;
    district = sandbox::generate_district(size);
  }
  return district;
}

/// Writes the files that a kind of system makes of a district.
Result<void> write_as(const std::string& name, const sandbox::District* district,
                      const std::string& folder) {
  const auto kinds = sandbox::kinds();
  const auto kind = std::ranges::find_if(kinds, [&](const auto* one) { return one->name == name; });
  if (kind == kinds.end() || (*kind)->files == nullptr) {
    return Error{crosswalk::ErrorCode::BadConfig, "there are no files of a system '" + name + "'"};
  }
  CW_TRY(const auto files, (*kind)->files(district));
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{crosswalk::ErrorCode::BadConfig, folder + ": " + failed.message()};
  for (const auto& [file, text] : files) {
    CW_CHECK(sandbox::write_file((std::filesystem::path(folder) / file).string(), text));
  }
  return {};
}

/// Writes the district as OneRoster 1.1 files, or as the files of a system.
Result<void> write_district(const Arguments& arguments) {
  CW_TRY(const auto district, district_of(arguments));
  if (!arguments.written_as.empty()) {
    return write_as(arguments.written_as, district ? &*district : nullptr, arguments.out_folder);
  }
  return sandbox::district_to_files(district ? *district : sandbox::generate_district({}),
                                    arguments.out_folder);
}

Result<void> play(const sandbox::Kind& kind, const Arguments& arguments) {
  sigset_t signals;
  block_signals(signals);
  sandbox::SystemStart start;
  start.key = arguments.key;
  start.secret = arguments.secret;
  CW_TRY(start.settings_json, settings_of(kind, arguments));
  if (!arguments.seed_file.empty()) {
    CW_TRY(start.seed_json, sandbox::read_file(arguments.seed_file));
  }
  CW_TRY(const auto district, district_of(arguments));
  if (district) start.district = &*district;
  CW_TRY(const auto stage,
         sandbox::Stage::create(arguments.port, [&](const std::string& url, sandbox::Clock& clock) {
           if (arguments.clock_s != 0) clock.begin_at(arguments.clock_s * 1000);
           return kind.create(start, url, clock);
         }));
  if (!arguments.state_file.empty()) {
    CW_TRY(const auto snapshot, sandbox::read_state_file(arguments.state_file));
    if (!snapshot.is_null()) CW_CHECK(stage->system().restore(snapshot));
  }
  if (!arguments.port_file.empty()) {
    CW_CHECK(sandbox::write_file(arguments.port_file, std::to_string(stage->port()) + "\n"));
  }
  std::cout << stage->base_url() << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  if (!arguments.state_file.empty()) {
    CW_CHECK(sandbox::write_file(arguments.state_file, stage->system().dump().dump(1)));
  }
  return {};
}

void add_district_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--district", arguments.district_folder,
                     "holds the district of this folder of OneRoster 1.1 CSV files");
  command
      .add_option("--students", arguments.students,
                  "holds an invented district with so many students")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--schools", arguments.size.schools, "schools of the invented district")
      ->check(CLI::PositiveNumber);
  command.add_option("--district-seed", arguments.size.seed,
                     "the same number invents the same district in every system");
}

void add_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--port", arguments.port, "port to listen on; 0 picks a free one");
  command.add_option("--port-file", arguments.port_file, "gets the port number once it listens");
  command.add_option("--state", arguments.state_file,
                     "JSON snapshot: loaded when it exists, saved on SIGTERM and SIGINT");
  command.add_option("--seed", arguments.seed_file, "JSON records added to the starting state");
  command.add_option("--settings", arguments.settings,
                     "JSON object of settings, such as {\"rate_credits\":0}");
  command.add_flag("--unlimited", arguments.unlimited, "without the system's own rate limits");
  command.add_option(
      "--clock", arguments.clock_s,
      "its clock stands there, in seconds since 1970 (0: it goes with the real one)");
  command.add_option("--key", arguments.key, "key, client id or login that it accepts");
  command.add_option("--secret", arguments.secret, "the secret or password of it");
  add_district_options(command, arguments);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Plays school systems on 127.0.0.1, for tests, demos and adapter authors."};
  app.require_subcommand(1);
  Arguments arguments;
  const sandbox::Kind* chosen = nullptr;
  for (const sandbox::Kind* kind : sandbox::kinds()) {
    CLI::App* command = app.add_subcommand(std::string(kind->name), std::string(kind->about));
    add_options(*command, arguments);
    command->callback([&chosen, kind] { chosen = kind; });
  }
  CLI::App* write = app.add_subcommand(
      "district", "Writes a district as a folder of OneRoster 1.1 CSV files, or as a system's own");
  add_district_options(*write, arguments);
  write->add_option("--out", arguments.out_folder, "the folder")->required();
  write->add_option("--as", arguments.written_as,
                    "the files of this system instead of OneRoster's: eschoolplus");
  const auto asked_for = [&](const CLI::App* one) { return one->check_name(argv[1]); };
  if (argc > 1 && argv[1][0] != '-' && app.get_subcommands(asked_for).empty()) {
    std::string all;
    for (const sandbox::Kind* kind : sandbox::kinds()) all += std::string(kind->name) + ", ";
    return fail(Error{crosswalk::ErrorCode::BadConfig, "there is no system '" +
                                                           std::string(argv[1]) + "'; it plays " +
                                                           all + "and writes a district"});
  }
  CLI11_PARSE(app, argc, argv);
  const auto done = chosen == nullptr ? write_district(arguments) : play(*chosen, arguments);
  return done ? 0 : fail(done.error());
}
