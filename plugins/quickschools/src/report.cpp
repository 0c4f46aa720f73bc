#include "report.hpp"

namespace crosswalk::quickschools {

void Report::settle(std::uint32_t row, const Verdict& verdict, std::string_view id) {
  spoken_[row] = true;
  switch (verdict.fate) {
    case Fate::Applied:
      outcomes_.applied(row, id);
      break;
    case Fate::Refused:
      outcomes_.rejected(row, verdict.status == 404 ? CW_E_NOT_FOUND : CW_E_INVALID, verdict.status,
                         verdict.message);
      break;
    case Fate::Retry:
      outcomes_.retry(row, verdict.status, verdict.message);
      break;
    case Fate::Unknown:
      break;  // the host's preset
  }
}

void Report::noop(std::uint32_t row, std::string_view id) {
  spoken_[row] = true;
  outcomes_.noop(row, id);
}

void Report::exists(std::uint32_t row, std::string_view id) {
  spoken_[row] = true;
  outcomes_.rejected(
      row, CW_E_EXISTS, 0,
      "the active semester has a section of this name, code and grade level: " + std::string(id),
      id);
}

void Report::refuse(std::uint32_t row, std::string_view message) {
  spoken_[row] = true;
  outcomes_.rejected(row, CW_E_INVALID, 0, message);
}

void Report::unsupported(std::uint32_t row) {
  spoken_[row] = true;
  outcomes_.rejected(row, CW_E_UNSUPPORTED, 0, "this adapter never does that to such a record");
}

void Report::skip_the_rest(std::string_view message) {
  for (std::uint32_t row = 0; row < spoken_.size(); ++row) {
    if (!spoken_[row]) outcomes_.skipped(row, message);
    spoken_[row] = true;
  }
}

}  // namespace crosswalk::quickschools
