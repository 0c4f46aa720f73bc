#pragma once

/// \file
/// The bytes of a plan's segments: operations, notes, and the scopes that were listed for it.

#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "sync/types.hpp"

namespace crosswalk::sync {

/// A scope of the destination that was listed while the plan was made: applying it need not list it
/// again. A disputed one is listed again by the next plan: what a person decided shows there alone.
struct ListedScope {
  Entity entity{};
  std::string scope;  ///< a destination id; empty = all
  bool disputed = false;
};

void encode_item(std::string& out, const Operation& operation);
void encode_item(std::string& out, const Note& note);
void encode_item(std::string& out, const ListedScope& scope);

struct PlanItems {
  std::vector<Operation> operations;
  std::vector<Note> notes;
  std::vector<ListedScope> listed;
};
/// \error BadData  the bytes are not a segment of a plan.
Result<PlanItems> decode_items(std::string_view bytes);

}  // namespace crosswalk::sync
