#pragma once

/// \file
/// A plan as text for a person. Pure: what goes in decides what comes out.

#include "app/present/digest.hpp"
#include "app/present/record_text.hpp"
#include "app/present/style.hpp"
#include "model/destination_schema.hpp"
#include "sync/plan_header.hpp"

#include <string>

namespace crosswalk::app {

/// Everything there is to say about a plan.
struct PlanView {
  std::string hash;  ///< 64 digits
  std::string integration;
  std::string district;
  std::string made_at;  ///< local time
  sync::PlanHeader header;
  PlanDigest digest;
  const model::DestinationSchema* schema = nullptr;  ///< names of fields; null: unknown
  NameOf name_of;
  std::size_t schools_shown = 20;
  bool samples = true;
  bool next_step = true;  ///< end with the command that carries it out
};

/// How a plan is named on the command line: the first digits of its hash.
std::string short_hash(const std::string& hash);

/// Totals per school and entity, the largest changes, samples, everything that is not sent and why,
/// holds, the least number of calls. Lines end with '\n'.
std::string render_plan(const PlanView& view, const Style& style);

}  // namespace crosswalk::app
