#pragma once

/// \file
/// How large the structs of the boundary were in version 1.0: what an adapter must bring at least,
/// also when later versions have appended to them.

#include "crosswalk/abi/apply.h"
#include "crosswalk/abi/http.h"
#include "crosswalk/abi/read.h"

#include <cstddef>

namespace crosswalk::adapters {

template <class Struct>
inline constexpr std::size_t kSize10 = 0;

#define CW_ENDS_WITH(type, field) \
  template <>                     \
  inline constexpr std::size_t kSize10<type> = offsetof(type, field) + sizeof(type::field)

CW_ENDS_WITH(cw_module, get_interface);
CW_ENDS_WITH(cw_if_adapter, capabilities);
CW_ENDS_WITH(cw_if_read, close);
CW_ENDS_WITH(cw_if_apply, apply);
CW_ENDS_WITH(cw_http_request, max_body);
CW_ENDS_WITH(cw_http_head, from_recording);

#undef CW_ENDS_WITH

}  // namespace crosswalk::adapters
