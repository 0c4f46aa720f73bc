#include "check.hpp"

#include "places.hpp"
#include "version.hpp"

#include "crosswalk/checklist.hpp"

namespace crosswalk::eschoolplus {
namespace {

bool says(const Error& error, std::string_view word) {
  return error.message.find(word) != std::string::npos;
}

/// What to do about it. The server's own code tells refused log-ins apart (contract 4.1).
std::string_view hint_for(const Error& error) {
  if (says(error, "AUTH_SITE_UNKNOWN")) return "Correct the site code.";
  if (says(error, "AUTH_LOCKED")) {
    return "The account is locked after refused log-ins: have it unlocked, and correct the "
           "password before the next try.";
  }
  switch (error.code) {
    case ErrorCode::Unauthenticated:
      return "Correct login name and password. Nothing is tried again by itself: five refusals "
             "lock the account.";
    case ErrorCode::Forbidden:
      return "An administrator of eSchoolPlus grants the login this permission.";
    case ErrorCode::BadConfig:
      return "Correct domain (https, the district's own host) and base path.";
    case ErrorCode::Unavailable:
      return "Check the network between this machine and eSchoolPlus, and the domain.";
    default:
      return "";
  }
}

template <class Row>
Result<std::string> counted(Result<Listed<Row>> listed, const char* plural) {
  if (!listed) return std::move(listed).error();
  return std::to_string(listed->rows.size()) + " " + plural;
}

}  // namespace

Result<std::string> check_connection(Binding& binding, const Options& options, std::int64_t today) {
  Checklist list;
  CW_TRY(const bool speaks, list.step(
                                "version",
                                [&]() -> Result<std::string> {
                                  CW_TRY(const Info info, binding.info());
                                  CW_CHECK(check_info(info));
                                  return "eSchoolPlus " + info.version;
                                },
                                hint_for));
  if (!speaks) return list.report();

  ErrorCode refused = ErrorCode::Internal;
  CW_TRY(const bool in,
         list.step(
             "log-in and buildings",
             [&]() -> Result<std::string> {
               auto buildings = binding.buildings();
               if (!buildings) {
                 refused = buildings.error().code;
                 return std::move(buildings).error();
               }
               return "logged in; " +
                      std::to_string(offered_buildings(buildings->rows, options).size()) + " of " +
                      std::to_string(buildings->rows.size()) + " buildings are schools to be read";
             },
             hint_for));
  if (!in && refused != ErrorCode::Forbidden) return list.report();

  const std::string year =
      options.school_year.empty() ? school_year_of(today) : options.school_year;
  CW_CHECK(list.step(
      "marking periods",
      [&]() -> Result<std::string> {
        CW_TRY(const auto periods, binding.marking_periods(year));
        if (periods.rows.empty()) {
          return Error{ErrorCode::BadData, "the school year " + year +
                                               " has no marking periods: correct school_year, or "
                                               "have them made in eSchoolPlus"};
        }
        return std::to_string(periods.rows.size()) + " marking periods of the year " + year;
      },
      hint_for));
  CW_CHECK(list.step(
      "students", [&] { return counted(binding.students(), "active students"); }, hint_for));
  CW_CHECK(list.step("staff", [&] { return counted(binding.staff(), "staff members"); }, hint_for));
  CW_CHECK(list.step("courses", [&] { return counted(binding.courses(), "courses"); }, hint_for));
  CW_CHECK(
      list.step("sections", [&] { return counted(binding.sections(year), "sections"); }, hint_for));
  if (options.guardians) {
    CW_CHECK(list.step(
        "guardians", [&] { return counted(binding.guardians(), "guardians"); }, hint_for));
  }
  return list.report();
}

}  // namespace crosswalk::eschoolplus
