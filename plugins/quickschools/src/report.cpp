#include "report.hpp"

#include <string>

namespace crosswalk::quickschools {

void Report::settle(std::uint32_t row, const Verdict& verdict, std::string_view id) {
  RowReport::settle(row, verdict.fate, verdict.status == 404 ? CW_E_NOT_FOUND : CW_E_INVALID,
                    verdict.status, verdict.message, id);
}

void Report::section_exists(std::uint32_t row, std::string_view id) {
  exists(row, 0,
         "the active semester has a section of this name, code and grade level: " + std::string(id),
         id);
}

}  // namespace crosswalk::quickschools
