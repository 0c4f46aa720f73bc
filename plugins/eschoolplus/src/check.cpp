#include "check.hpp"

#include "hints.hpp"
#include "places.hpp"
#include "version.hpp"

#include "crosswalk/checklist.hpp"

namespace crosswalk::eschoolplus {
namespace {

/// The step in which the first thing is read, and what has gone well by then.
struct FirstStep {
  const char* name;
  const char* done;
};
FirstStep first_step(Way way) {
  switch (way) {
    case Way::Plus360:
      return {"signature and buildings", "the key is accepted"};
    case Way::Files:
      return {"folder and buildings", "the folder is readable"};
    case Way::Session:
      break;
  }
  return {"log-in and buildings", "logged in"};
}

template <class Row>
Result<std::string> counted(Result<Listed<Row>> listed, const char* plural) {
  if (!listed) return std::move(listed).error();
  std::string out = std::to_string(listed->rows.size()) + " " + plural;
  std::size_t refused = 0;
  std::string why;
  for (const Row& row : listed->rows) {
    if (row.refused.empty()) continue;
    if (refused++ == 0) why = row.refused;
  }
  if (refused != 0) out += "; " + std::to_string(refused) + " cannot be used, the first: " + why;
  return out;
}

}  // namespace

Result<std::string> check_connection(Binding& binding, const Options& options, std::int64_t today) {
  Checklist list;
  const auto hint = [&](const Error& error) { return hint_for(error, options.way); };
  if (options.way == Way::Session) {
    CW_TRY(const bool speaks, list.step(
                                  "version",
                                  [&]() -> Result<std::string> {
                                    CW_TRY(const auto info, binding.info());
                                    if (!info) return std::string("it does not say");
                                    CW_CHECK(check_info(*info));
                                    return "eSchoolPlus " + info->version;
                                  },
                                  hint));
    if (!speaks) return list.report();
  }

  const FirstStep first = first_step(options.way);
  ErrorCode refused = ErrorCode::Internal;
  CW_TRY(const bool in,
         list.step(
             first.name,
             [&]() -> Result<std::string> {
               auto buildings = binding.buildings();
               if (!buildings) {
                 refused = buildings.error().code;
                 return std::move(buildings).error();
               }
               return std::string(first.done) + "; " +
                      std::to_string(offered_buildings(buildings->rows, options).size()) + " of " +
                      std::to_string(buildings->rows.size()) + " buildings are schools to be read";
             },
             hint));
  // A table that is missing among the files says nothing about the others.
  const bool goes_on = in || refused == ErrorCode::Forbidden || options.way == Way::Files;
  if (!goes_on) return list.report();

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
      hint));
  CW_CHECK(
      list.step("students", [&] { return counted(binding.students(), "active students"); }, hint));
  CW_CHECK(list.step("staff", [&] { return counted(binding.staff(), "staff members"); }, hint));
  CW_CHECK(list.step("courses", [&] { return counted(binding.courses(), "courses"); }, hint));
  CW_CHECK(
      list.step("sections", [&] { return counted(binding.sections(year), "sections"); }, hint));
  if (options.way == Way::Files) {
    CW_CHECK(list.step(
        "enrollments", [&] { return counted(binding.enrollments(year), "enrollments"); }, hint));
  }
  if (options.guardians) {
    CW_CHECK(
        list.step("guardians", [&] { return counted(binding.guardians(), "guardians"); }, hint));
  }
  return list.report();
}

}  // namespace crosswalk::eschoolplus
