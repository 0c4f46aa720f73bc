#pragma once

#include "sandbox/core/kind.hpp"

namespace crosswalk::sandbox {

/// QuickSchools REST API "sms/v1".
extern const Kind kQuickSchools;

}  // namespace crosswalk::sandbox
