#pragma once

/// \file
/// What faults do to a finished reply. Pure.

#include <string>

#include "sandbox/core/fault.hpp"
#include "sandbox/core/message.hpp"

namespace crosswalk::sandbox {

/// The reply as the fault lets it out. Kinds that strike before the work leave it as it is.
/// `base_url` is replaced by `public_origin` under PublicNext.
Reply distort(Reply reply, const Fault& fault, const std::string& base_url,
              const std::string& public_origin);

/// The reply that stands in for the system's own: Status, Html and Empty.
Reply replacement(const Fault& fault);

}  // namespace crosswalk::sandbox
