#include "report.hpp"

#include <string>

namespace crosswalk::schoology {
namespace {

cw_status status_of(const Verdict& verdict) {
  switch (verdict.status) {
    case 401:
    case 403:
      return CW_E_FORBIDDEN;
    case 404:
      return CW_E_NOT_FOUND;
    case 409:
      return CW_E_EXISTS;
    default:
      return CW_E_INVALID;
  }
}

std::string words(const Verdict& verdict) {
  if (!verdict.message.empty()) return verdict.message;
  return "Schoology refused it without a word (" + std::to_string(verdict.status) + ")";
}

}  // namespace

void Report::settle(std::uint32_t row, const Verdict& verdict, std::string_view id) {
  const bool refused = verdict.fate == Fate::Refused;
  RowReport::settle(row, verdict.fate, status_of(verdict), verdict.status,
                    refused ? words(verdict) : verdict.message, id);
}

void Report::settle_created(std::uint32_t row, const Verdict& verdict) {
  if (verdict.fate == Fate::Applied && verdict.id.empty()) return leave_unknown(row);
  settle(row, verdict, verdict.fate == Fate::Applied ? verdict.id : std::string_view{});
}

void Report::settle_removed(std::uint32_t row, const Verdict& verdict, std::string_view id) {
  if (verdict.fate == Fate::Refused && verdict.status == 404) return noop(row, id);
  settle(row, verdict, id);
}

}  // namespace crosswalk::schoology
