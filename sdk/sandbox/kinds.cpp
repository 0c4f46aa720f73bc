#include "sandbox/kinds.hpp"

#include <array>

#include "sandbox/eschoolplus/kind.hpp"
#include "sandbox/oneroster/kind.hpp"
#include "sandbox/powerschool/kind.hpp"
#include "sandbox/quickschools/kind.hpp"
#include "sandbox/schoology/kind.hpp"

namespace crosswalk::sandbox {

std::span<const Kind* const> kinds() {
  static constexpr std::array kKinds{
      &kESchoolPlus, &kQuickSchools, &kOneRoster, &kSchoology, &kPowerSchool,
  };
  return kKinds;
}

}  // namespace crosswalk::sandbox
