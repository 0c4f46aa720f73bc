#pragma once

/// \file
/// A list as the query asks for it: filtered, sorted, cut to a page and to fields (contract,
/// section 3).

#include <cstdint>
#include <string>

#include "sandbox/core/message.hpp"
#include "sandbox/core/system.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/oneroster/routes.hpp"
#include "sandbox/oneroster/wire.hpp"

namespace crosswalk::sandbox::oneroster {

struct ListCall {
  const Asked& asked;
  const State& state;
  const WireForm& form;
  Parameters query;
  std::string url;  ///< of the list, without its query: links are made of it
  std::int64_t now_ms = 0;
  std::int64_t page_shift = 0;  ///< a fault: pages after the first begin so many records later
};

Reply list_reply(const ListCall& call);

/// One record, 404 when it is not there.
Reply single_reply(const ListCall& call);

}  // namespace crosswalk::sandbox::oneroster
