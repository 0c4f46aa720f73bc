#include "sandbox/quickschools/kind.hpp"

#include "sandbox/quickschools/system.hpp"

namespace crosswalk::sandbox {

const Kind kQuickSchools{"quickschools",
                         "QuickSchools REST API sms/v1",
                         "demo.6f1c2a9e-0b7d-4c55-9a41-3d8e7f20b6c1",
                         "",
                         quickschools::QuickSchoolsSystem::create,
                         R"({"rate_limit": false})"};

}  // namespace crosswalk::sandbox
