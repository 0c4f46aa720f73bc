#include "check.hpp"

#include "decode.hpp"
#include "lists.hpp"
#include "records.hpp"
#include "table.hpp"

#include "crosswalk/checklist.hpp"

namespace crosswalk::quickschools {
namespace {

std::string_view hint_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::Unauthenticated:
      return "Enter the API key as QuickSchools shows it to an administrator.";
    case ErrorCode::Forbidden:
      return "An administrator of QuickSchools grants the key this area.";
    case ErrorCode::BadConfig:
      return "Correct base_url; the live address is https://api.quickschools.com/sms/v1.";
    case ErrorCode::Unavailable:
      return "Check the network between this machine and QuickSchools, and the address.";
    default:
      return "";
  }
}

/// One page of one row of a list, counted.
Result<std::string> count(const Client& client, std::string_view path, std::string_view plural) {
  const std::string what = "reading " + std::string(plural);
  CW_TRY(Json document, client.get(path, what));
  auto page = decode_page(std::move(document));
  if (!page) return in_context(std::move(page).error(), what);
  return std::to_string(page->items.value_or(page->rows.size())) + " " + std::string(plural);
}

Result<std::string> semesters(const Client& client, const Options& options) {
  CW_TRY(const Listing listing, list_all(client, table::kSemesters, "", "reading semesters"));
  std::vector<Semester> all;
  for (const Json& row : listing.rows) all.push_back(decode_semester(row));
  std::string active;
  for (const Semester& semester : all) {
    if (semester.active) active = semester.id;
  }
  if (active.empty()) {
    return Error{ErrorCode::BadData,
                 "the key is accepted, but no academic term is active: activate one in "
                 "QuickSchools"};
  }
  return "the key is accepted; semester " + active + " is active, " +
         std::to_string(in_scope(all, options.semesters).size()) + " of " +
         std::to_string(all.size()) + " semesters are read";
}

/// Whether names and sections come with the students, or cost more (contract 6.1).
Result<std::string> extras(const Client& client) {
  const std::string path = std::string(table::kStudents) + "?" + std::string(table::kItemsPerPage) +
                           "=1&" + std::string(table::kFields) + "=" +
                           std::string(table::kStudentFields);
  CW_TRY(Json document, client.get(path, "reading a student's attributes"));
  auto page = decode_page(std::move(document));
  if (!page) return in_context(std::move(page).error(), "reading a student's attributes");
  if (page->rows.empty()) return std::string("there is no student yet");
  const Json& row = page->rows.front();
  const bool names = member(row, table::kFirstName) && member(row, table::kLastName);
  std::string out = names ? "first and last names are sent"
                          : "only full names are sent: the last word is taken as the last name";
  out += member(row, table::kEmail) ? ", e-mail addresses too" : ", e-mail addresses are not";
  if (member(row, table::kSectionsOfStudent) == nullptr) {
    out += "; rosters are read section by section, which is slower";
  }
  return out;
}

}  // namespace

Result<std::string> check_connection(const Client& client, const Options& options) {
  Checklist list;
  bool go_on = false;
  ErrorCode first = ErrorCode::Internal;
  CW_TRY(go_on, list.step(
                    "API key and semesters",
                    [&]() -> Result<std::string> {
                      auto said = semesters(client, options);
                      if (!said) first = said.error().code;
                      return said;
                    },
                    hint_for));
  // A key without the semesters may see the rest; one that is refused, or a wrong address, may not.
  if (!go_on && first != ErrorCode::Forbidden && first != ErrorCode::BadData) return list.report();

  const auto counted = [&](const char* name, std::string_view path, std::string_view plural) {
    return list.step(name, [&] { return count(client, path, plural); }, hint_for);
  };
  const std::string one = "?" + std::string(table::kItemsPerPage) + "=1";
  CW_CHECK(counted("grade levels", table::kClasses, "grade levels"));
  CW_CHECK(counted("teachers", std::string(table::kTeachers) + one, "teachers"));
  CW_CHECK(counted("students", std::string(table::kStudents) + one, "students"));
  CW_CHECK(counted("sections", table::kSections, "sections in the active semester"));
  CW_CHECK(list.step("attributes", [&] { return extras(client); }, hint_for));
  return list.report();
}

}  // namespace crosswalk::quickschools
