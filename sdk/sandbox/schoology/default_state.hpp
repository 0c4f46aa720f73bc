#pragma once

/// \file
/// What the sandbox holds before anybody did anything.

#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

/// One district without buildings or periods; roles Student, Teacher, Administrator, Parent, Aide;
/// one administrator (90001); one letter scale.
State default_state();

}  // namespace crosswalk::sandbox::schoology
