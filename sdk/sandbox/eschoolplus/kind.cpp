#include "sandbox/eschoolplus/kind.hpp"

#include "sandbox/eschoolplus/downloads.hpp"
#include "sandbox/eschoolplus/rows.hpp"
#include "sandbox/eschoolplus/system.hpp"

namespace crosswalk::sandbox {
namespace {

Result<std::map<std::string, std::string>> files_of(const District* district) {
  Collections rows(eschoolplus::collection_specs());
  CW_CHECK(rows.load(district == nullptr ? eschoolplus::small_district()
                                         : eschoolplus::rows_of_district(*district)));
  return eschoolplus::download_files(rows);
}

}  // namespace

const Kind kESchoolPlus{"eschoolplus",
                        "eSchoolPlus session service, and its OneRoster API",
                        "svc_lms",
                        "sandbox-password",
                        eschoolplus::ESchoolPlusSystem::create,
                        R"({"rate": 0})",
                        files_of};

}  // namespace crosswalk::sandbox
