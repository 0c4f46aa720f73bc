#include "sandbox/district/from_files.hpp"

#include "sandbox/core/state_file.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/district/csv.hpp"

#include <unordered_map>
#include <unordered_set>

namespace crosswalk::sandbox {
namespace {

Result<std::vector<CsvRow>> rows_of(const std::filesystem::path& folder, const std::string& name) {
  const auto path = folder / (name + ".csv");
  CW_TRY(const std::string text, read_file(path.string()));
  auto rows = parse_csv(text);
  if (!rows) return in_context(rows.error(), path.string());
  std::erase_if(*rows, [](CsvRow& row) { return row["status"] == "tobedeleted"; });
  return rows;
}

/// The cell of a column; empty when the file does not have it.
std::string cell(const CsvRow& row, const char* column) {
  const auto at = row.find(column);
  return at == row.end() ? std::string() : at->second;
}

template <class T>
std::int64_t next_number(const std::vector<T>& all) {
  return static_cast<std::int64_t>(all.size()) + 1;
}

void add_org(District& d, const CsvRow& row) {
  if (cell(row, "type") == "district") {
    d.sourced_id = cell(row, "sourcedId");
    d.name = cell(row, "name");
  } else if (cell(row, "type") == "school") {
    d.schools.push_back({cell(row, "sourcedId"), next_number(d.schools), cell(row, "name"),
                         cell(row, "identifier")});
  }
}

void add_session(District& d, const CsvRow& row) {
  d.sessions.push_back({cell(row, "sourcedId"), next_number(d.sessions), cell(row, "title"),
                        cell(row, "type"), cell(row, "startDate"), cell(row, "endDate"),
                        cell(row, "parentSourcedId"), cell(row, "schoolYear")});
}

void add_course(District& d, const CsvRow& row) {
  std::string org = cell(row, "orgSourcedId");
  if (org == d.sourced_id) org.clear();
  d.courses.push_back({cell(row, "sourcedId"), next_number(d.courses), cell(row, "title"),
                       cell(row, "courseCode"), org, csv_items(cell(row, "grades")),
                       csv_items(cell(row, "subjects"))});
}

void add_class(District& d, const CsvRow& row) {
  d.classes.push_back({cell(row, "sourcedId"), next_number(d.classes), cell(row, "title"),
                       cell(row, "classCode"), cell(row, "classType"), cell(row, "courseSourcedId"),
                       cell(row, "schoolSourcedId"), csv_items(cell(row, "termSourcedIds")),
                       csv_items(cell(row, "periods")), cell(row, "location")});
}

void add_user(District& d, const CsvRow& row) {
  User user;
  user.sourced_id = cell(row, "sourcedId");
  user.number = next_number(d.users);
  user.role = cell(row, "role");
  user.given_name = cell(row, "givenName");
  user.middle_name = cell(row, "middleName");
  user.family_name = cell(row, "familyName");
  user.username = cell(row, "username");
  user.email = cell(row, "email");
  user.identifier = cell(row, "identifier");
  user.grades = csv_items(cell(row, "grades"));
  user.enabled = !same_ignoring_case(cell(row, "enabledUser"), "false");
  auto orgs = csv_items(cell(row, "orgSourcedIds"));
  std::erase(orgs, d.sourced_id);
  if (!orgs.empty()) user.school = orgs.front();
  for (std::size_t i = 1; i < orgs.size(); ++i) user.other_schools.push_back(orgs[i]);
  d.users.push_back(std::move(user));
}

void add_enrollment(District& d, const CsvRow& row) {
  d.enrollments.push_back({cell(row, "sourcedId"), next_number(d.enrollments),
                           cell(row, "classSourcedId"), cell(row, "userSourcedId"),
                           cell(row, "schoolSourcedId"), cell(row, "role"),
                           same_ignoring_case(cell(row, "primary"), "true"), cell(row, "beginDate"),
                           cell(row, "endDate")});
}

void add_demographics(District& d, const std::vector<CsvRow>& rows) {
  std::unordered_map<std::string, User*> users;
  for (User& user : d.users) users.emplace(user.sourced_id, &user);
  for (const CsvRow& row : rows) {
    const auto at = users.find(cell(row, "sourcedId"));
    if (at == users.end()) continue;
    at->second->birth_date = cell(row, "birthDate");
    at->second->sex = cell(row, "sex");
  }
}

template <class T>
std::unordered_set<std::string> ids_of(const std::vector<T>& all) {
  std::unordered_set<std::string> out;
  for (const T& one : all) out.insert(one.sourced_id);
  return out;
}

/// The played systems look up what a record refers to: it must be there.
Result<void> check_references(const District& d) {
  const auto schools = ids_of(d.schools);
  const auto sessions = ids_of(d.sessions);
  const auto courses = ids_of(d.courses);
  const auto classes = ids_of(d.classes);
  const auto users = ids_of(d.users);
  const auto check = [](const std::string& file, const std::string& of, const char* column,
                        const std::string& id, const auto& known) -> Result<void> {
    if (known.contains(id)) return {};
    return Error{ErrorCode::BadData, file + ".csv: " + of + ": " + column +
                                         (id.empty() ? " is empty" : " " + id + " is in no file")};
  };
  for (const Course& c : d.courses) {
    if (!c.school.empty())
      CW_CHECK(check("courses", c.sourced_id, "orgSourcedId", c.school, schools));
  }
  for (const Class& c : d.classes) {
    CW_CHECK(check("classes", c.sourced_id, "courseSourcedId", c.course, courses));
    CW_CHECK(check("classes", c.sourced_id, "schoolSourcedId", c.school, schools));
    for (const std::string& term : c.terms)
      CW_CHECK(check("classes", c.sourced_id, "termSourcedIds", term, sessions));
  }
  for (const User& u : d.users) {
    // Staff may belong to the district alone; a student is somewhere.
    if (!u.school.empty() || u.role == "student")
      CW_CHECK(check("users", u.sourced_id, "orgSourcedIds", u.school, schools));
    for (const std::string& school : u.other_schools)
      CW_CHECK(check("users", u.sourced_id, "orgSourcedIds", school, schools));
  }
  for (const Enrollment& e : d.enrollments) {
    CW_CHECK(check("enrollments", e.sourced_id, "classSourcedId", e.clazz, classes));
    CW_CHECK(check("enrollments", e.sourced_id, "userSourcedId", e.user, users));
  }
  return {};
}

}  // namespace

Result<District> district_from_files(const std::filesystem::path& folder) {
  struct File {
    const char* name;
    void (*add)(District&, const CsvRow&);
  };
  District d;
  // orgs first: what belongs to the district is known by them.
  for (const File& file :
       {File{"orgs", add_org}, File{"academicSessions", add_session}, File{"courses", add_course},
        File{"classes", add_class}, File{"users", add_user}, File{"enrollments", add_enrollment}}) {
    CW_TRY(const auto rows, rows_of(folder, file.name));
    for (const CsvRow& row : rows) file.add(d, row);
  }
  if (std::filesystem::exists(folder / "demographics.csv")) {
    CW_TRY(const auto rows, rows_of(folder, "demographics"));
    add_demographics(d, rows);
  }
  CW_CHECK(check_references(d));
  return d;
}

}  // namespace crosswalk::sandbox
