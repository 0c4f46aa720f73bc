#include "code_fault.hpp"

namespace crosswalk::schoology {

std::string_view code_fault(std::string_view code) {
  constexpr std::string_view kBlanks = " \t\r\n";
  if (code.empty()) return "the code is missing";
  if (code.find(',') != std::string_view::npos) return "the code holds a comma";
  if (kBlanks.find(code.front()) != std::string_view::npos ||
      kBlanks.find(code.back()) != std::string_view::npos) {
    return "the code begins or ends with a blank";
  }
  return {};
}

}  // namespace crosswalk::schoology
