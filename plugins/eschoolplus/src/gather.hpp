#pragma once

/// \file
/// Which lists an entity comes out of.

#include "binding.hpp"
#include "options.hpp"

#include "crosswalk/roster_stream.hpp"

#include <cstdint>
#include <string_view>

namespace crosswalk::eschoolplus {

/// Everything of one entity.
/// \param today  days since 1970: the school year when the options name none, and who is enrolled
/// when the list does not say of which day it is
/// \error Unsupported  there is no such entity here
/// \error as Binding
Result<Roster> gather(Binding& binding, const Options& options, std::string_view entity,
                      std::int64_t today);

}  // namespace crosswalk::eschoolplus
