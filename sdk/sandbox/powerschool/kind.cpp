#include "sandbox/powerschool/kind.hpp"

#include "sandbox/powerschool/system.hpp"

namespace crosswalk::sandbox {
namespace {

Result<std::unique_ptr<System>> create_powerschool(const SystemStart& start, const std::string&,
                                                   Clock& clock) {
  return powerschool::PowerSchoolSystem::create(start, kPowerSchool, clock);
}

}  // namespace

const Kind kPowerSchool{"powerschool", "PowerSchool SIS: /ws/v1 and PowerQueries",
                        "7c9a2a54-0000-4000-8000-0000000c11e7",
                        "5e0c2e10-0000-4000-8000-000000005ec2", create_powerschool};

}  // namespace crosswalk::sandbox
