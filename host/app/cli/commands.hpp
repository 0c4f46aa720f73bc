#pragma once

/// \file
/// The subcommands: each does one thing, prints it, and says how it ended.

#include "app/cli/console.hpp"

#include "crosswalk/result.hpp"

namespace crosswalk::app {

Result<ExitCode> run(const AdaptersCommand& command, const Console& console);
Result<ExitCode> run(const AdapterNewCommand& command, const Console& console);
Result<ExitCode> run(const CheckCommand& command, const Console& console);
Result<ExitCode> run(const ConnectorTestCommand& command, const Console& console);
Result<ExitCode> run(const PlanCommand& command, const Console& console);
Result<ExitCode> run(const ApplyCommand& command, const Console& console);
Result<ExitCode> run(const SyncCommand& command, const Console& console);
Result<ExitCode> run(const UndoCommand& command, const Console& console);
Result<ExitCode> run(const RunsCommand& command, const Console& console);
Result<ExitCode> run(const ShowCommand& command, const Console& console);

/// Runs whichever it is; an error is printed.
ExitCode run_command(const Command& command, const Console& console);

}  // namespace crosswalk::app
