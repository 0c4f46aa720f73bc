#pragma once

/// \file
/// Which lists an entity comes out of.

#include "client.hpp"
#include "options.hpp"

#include "crosswalk/roster_stream.hpp"

#include <string_view>

namespace crosswalk::quickschools {

/// Everything of one entity.
/// \error Unsupported  there is no such entity here
/// \error as Client::get()
Result<Roster> gather(const Client& client, const Options& options, std::string_view entity);

}  // namespace crosswalk::quickschools
