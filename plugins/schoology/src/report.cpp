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
  spoken_[row] = true;
  switch (verdict.fate) {
    case Fate::Applied:
      outcomes_.applied(row, id);
      break;
    case Fate::Refused:
      outcomes_.rejected(row, status_of(verdict), verdict.status, words(verdict));
      break;
    case Fate::Retry:
      outcomes_.retry(row, verdict.status, verdict.message);
      break;
    case Fate::Unknown:
      break;  // the host's preset
  }
}

void Report::settle_created(std::uint32_t row, const Verdict& verdict) {
  if (verdict.fate == Fate::Applied && verdict.id.empty()) {
    spoken_[row] = true;
    return;
  }
  settle(row, verdict, verdict.fate == Fate::Applied ? verdict.id : std::string_view{});
}

void Report::settle_removed(std::uint32_t row, const Verdict& verdict, std::string_view id) {
  if (verdict.fate == Fate::Refused && verdict.status == 404) return noop(row, id);
  settle(row, verdict, id);
}

void Report::noop(std::uint32_t row, std::string_view id) {
  spoken_[row] = true;
  outcomes_.noop(row, id);
}

void Report::exists(std::uint32_t row, const Verdict& verdict, std::string_view message,
                    std::string_view id) {
  spoken_[row] = true;
  outcomes_.rejected(row, CW_E_EXISTS, verdict.status, message, id);
}

void Report::refuse(std::uint32_t row, std::string_view message) {
  spoken_[row] = true;
  outcomes_.rejected(row, CW_E_INVALID, 0, message);
}

void Report::unsupported(std::uint32_t row, std::string_view message) {
  spoken_[row] = true;
  outcomes_.rejected(row, CW_E_UNSUPPORTED, 0, message);
}

void Report::skip_the_rest(std::string_view message) {
  for (std::uint32_t row = 0; row < spoken_.size(); ++row) {
    if (!spoken_[row]) outcomes_.skipped(row, message);
    spoken_[row] = true;
  }
}

}  // namespace crosswalk::schoology
