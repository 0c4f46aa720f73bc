#pragma once

/// \file
/// Which way of reading the plugin's grants allow (contract 2.4).

#include "client.hpp"
#include "options.hpp"

namespace crosswalk::powerschool {

/// The mode to read in: the option's own, else powerquery where the queries are installed and
/// granted (they take the fewest calls and know co-teachers), else v1.
///
/// A connection that was read through the queries is not quietly read through v1 when they are
/// refused one day: v1 knows less, and what it does not know would look removed.
/// \error Forbidden  as just said \error as Client::fetch()
Result<Mode> choose_mode(const Client& client, const Options& options);

}  // namespace crosswalk::powerschool
