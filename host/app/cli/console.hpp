#pragma once

/// \file
/// Where a command's words go, and the machine it runs on.

#include "app/cli/command_line.hpp"
#include "app/exit_code.hpp"
#include "app/present/style.hpp"
#include "app/wiring/app.hpp"
#include "app/wiring/run_observer.hpp"

#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdio>
#include <memory>
#include <string>

namespace crosswalk::app {

/// Standard output is for results, standard error for progress and mistakes.
struct Console {
  const CommonOptions& options;
  Surroundings& surroundings;
  std::FILE* out = stdout;
  std::FILE* err = stderr;
  Terminal out_terminal{};
  Terminal err_terminal{};

  const Style& style() const { return out_terminal.style; }
  void print(const std::string& text) const;
  void print(const nlohmann::ordered_json& document) const;
  /// A line about what is going on; none with --json.
  void tell(const std::string& line) const;
  /// Shows progress on standard error, unless JSON was asked for.
  RunObserver observer() const;
};

/// Loads the configuration and opens what it names.
Result<std::unique_ptr<App>> open_app(const Console& console);

/// Prints an error and returns its exit status.
ExitCode report(const Console& console, const Error& error);

}  // namespace crosswalk::app
