#include "sandbox/oneroster/kind.hpp"

#include "sandbox/oneroster/system.hpp"

namespace crosswalk::sandbox {

const Kind kOneRoster{"oneroster", "OneRoster 1.1 and 1.2 provider over REST", "sandbox-key",
                      "sandbox-secret", oneroster::OneRosterSystem::create};

}  // namespace crosswalk::sandbox
