#include "sandbox/eschoolplus/kind.hpp"

#include "sandbox/eschoolplus/system.hpp"

namespace crosswalk::sandbox {

const Kind kESchoolPlus{
    "eschoolplus",      "eSchoolPlus session service",          "svc_lms",
    "sandbox-password", eschoolplus::ESchoolPlusSystem::create, R"({"rate": 0})"};

}  // namespace crosswalk::sandbox
