#pragma once

/// \file
/// The parts of a rendered plan; render_plan.cpp puts them together. Each is empty when it has
/// nothing to say.

#include "app/present/render_plan.hpp"

#include <string>

namespace crosswalk::app {

std::string plan_heading(const PlanView& view, const Style& style);
std::string plan_totals(const PlanView& view, const Style& style);
std::string plan_largest(const PlanView& view, const Style& style);
std::string plan_samples(const PlanView& view, const Style& style);
std::string plan_not_sent(const PlanView& view, const Style& style);
std::string plan_holds(const PlanView& view, const Style& style);
std::string plan_cost(const PlanView& view, const Style& style);

/// One record, for lists: what is done to it, or why nothing is.
std::string operation_line(const PlanView& view, const sync::Operation& op, const Style& style);
std::string note_line(const PlanView& view, const sync::Note& note, const Style& style);

}  // namespace crosswalk::app
