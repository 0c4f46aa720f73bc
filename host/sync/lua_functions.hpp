#pragma once

/// \file
/// The functions that a field mapping may call: pure, and capped in what they make.

struct lua_State;

namespace crosswalk::sync {

/// Sets the functions as fields of the table on top of the stack.
void push_mapping_functions(lua_State* lua);

}  // namespace crosswalk::sync
