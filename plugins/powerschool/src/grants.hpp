#pragma once

/// \file
/// What the plugin may do: the two ways of reading a roster, each tried out.

#include "client.hpp"
#include "options.hpp"

#include <string>
#include <vector>

namespace crosswalk::powerschool {

/// One way of reading, tried.
struct Grant {
  bool usable = false;
  std::string detail;  ///< a sentence: what works, or what is missing
};

/// /ws/v1/district: the cheapest resource behind the v1 gate (contract 2.4; metadata is not).
/// \error as Http::send(), and refusal() where it is about more than a grant
Result<Grant> try_v1(const Client& client);

/// Every query that a run uses, one row each: which are installed, and which fields they lack.
/// \error as try_v1()
Result<Grant> try_queries(const Client& client, const Options& options);

}  // namespace crosswalk::powerschool
