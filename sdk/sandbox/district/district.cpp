#include "sandbox/district/district.hpp"

#include "crosswalk/dates.hpp"

namespace crosswalk::sandbox {

std::string last_day(const AcademicSession& session) {
  const auto end = parse_date(session.end_date);
  return end ? format_date(*end - 1) : session.end_date;
}

}  // namespace crosswalk::sandbox
