#pragma once

/// \file
/// The command line as values. docs/reference/cli.md explains it to people.

#include "app/check/check_one.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace crosswalk::app {

/// Options that every subcommand takes, before or after its name.
struct CommonOptions {
  std::string config;       ///< --config, CROSSWALK_CONFIG, ./crosswalk.json
  std::string integration;  ///< empty: the only one
  bool json = false;        ///< one JSON document on standard output
  bool verbose = false;     ///< the process log on standard error
  std::string log_file;     ///< the process log appended to a file; empty: none
};

/// What a run is limited to (RS-01); empty: everything.
struct Limits {
  std::vector<std::string> only;     ///< "users", "courses", "sections"
  std::vector<std::string> schools;  ///< ids, identifiers or names
};

struct AdaptersCommand {
  std::vector<std::string> folders;  ///< instead of the configured ones
};
struct AdapterNewCommand {
  std::string name;
  std::string into = ".";  ///< the folder in which the adapter's own is made
};
struct CheckCommand {
  std::string file;
  bool full = false;    ///< every check of the conformance kit
  std::string sandbox;  ///< the kind of system to play; empty: none, or what `config` says
  std::string config;   ///< a file with settings, recording or sandbox; empty: none
  std::string junit;    ///< where to write JUnit XML; empty: nowhere
  bool record = false;  ///< make the recording that `config` names anew, from the system behind it
};
struct ConnectorTestCommand {
  std::string name;  ///< empty: all
};
struct PlanCommand {
  Limits limits;
};
struct ApplyCommand {
  std::string plan;  ///< prefix of its hash
  bool without_held = false;
  std::vector<std::string> release;
};
struct SyncCommand {
  Limits limits;
};
struct UndoCommand {
  std::int64_t run = 0;
  std::string school;  ///< id of an org; empty: all
  std::string entity;  ///< empty: all
  std::string record;  ///< id of one record; empty: all
};
struct RunsCommand {
  unsigned limit = 20;
};
struct ShowCommand {
  std::string what;    ///< a run's number or the prefix of a plan's hash
  std::string school;  ///< empty: all
  std::string entity;  ///< empty: all
  bool problems = false;
};

using Command =
    std::variant<AdaptersCommand, AdapterNewCommand, CheckCommand, ConnectorTestCommand,
                 PlanCommand, ApplyCommand, SyncCommand, UndoCommand, RunsCommand, ShowCommand>;

struct CommandLine {
  CommonOptions common;
  Command command;
};

/// A command line, or what to print instead (help, version, a mistake) and the exit status.
struct Parsed {
  std::optional<CommandLine> line;
  std::string check_child;  ///< not empty: this process is to look at that file, and nothing else
  std::optional<CheckOne> check_one;  ///< this process is to do that check, and nothing else
  int status = 0;
  std::string out;  ///< for standard output
  std::string err;  ///< for standard error
};

Parsed parse_command_line(int argc, const char* const* argv);

}  // namespace crosswalk::app
