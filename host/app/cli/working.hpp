#pragma once

/// \file
/// What plan, apply and sync have in common: making a plan and carrying one out, with progress and
/// a report.

#include "app/cli/console.hpp"
#include "app/cli/plan_view.hpp"
#include "app/present/render_result.hpp"
#include "app/wiring/integration.hpp"

#include <memory>

namespace crosswalk::app {

/// The configured integration, opened.
struct Opened {
  std::unique_ptr<App> app;
  std::unique_ptr<Integration> integration;
  std::unique_ptr<Names> names;
};
Result<Opened> open_integration(const Console& console);

/// Makes a plan, showing progress.
Result<sync::PlanPort::Stored> make_plan(const Console& console, Opened& opened,
                                         const Limits& limits);

/// The same for taking a run back.
Result<sync::PlanPort::Stored> make_undo_plan(const Console& console, Opened& opened,
                                              const UndoCommand& command);

/// Carries one out, showing progress; what came of it, ready to be shown.
Result<ResultView> carry_out(const Console& console, Opened& opened,
                             const sync::PlanPort::Stored& plan,
                             const Integration::Approval& approval);

nlohmann::ordered_json result_json(const ResultView& view);

}  // namespace crosswalk::app
