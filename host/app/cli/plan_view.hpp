#pragma once

/// \file
/// A stored plan, read and made ready to be shown.

#include "app/present/render_plan.hpp"
#include "app/wiring/integration.hpp"
#include "app/wiring/names.hpp"

#include <nlohmann/json_fwd.hpp>

#include <memory>

namespace crosswalk::app {

/// The view lends its names from `names`, and the schema from the integration.
Result<PlanView> plan_view(const App& app, Integration& integration,
                           const sync::PlanPort::Stored& plan, Names& names, std::size_t samples);

/// The same as JSON.
nlohmann::ordered_json plan_json(const PlanView& view);
nlohmann::ordered_json operation_json(const sync::Operation& operation,
                                      const model::DestinationSchema* schema);
nlohmann::ordered_json note_json(const sync::Note& note);
nlohmann::ordered_json calls_json(const http::Counters& calls);

/// "running", "held", ...
std::string_view word(sync::RunState state);

}  // namespace crosswalk::app
