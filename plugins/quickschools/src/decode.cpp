#include "decode.hpp"

#include "table.hpp"

#include "crosswalk/dates.hpp"
#include "crosswalk/json.hpp"

#include <algorithm>

namespace crosswalk::quickschools {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string tidy_at(const Json& row, std::string_view name) {
  return tidy(text_at(row, name).value_or(""));
}

/// A flag; "true" and "1" count as true.
std::optional<bool> flag_at(const Json& row, std::string_view name) {
  const auto text = text_at(row, name);
  if (!text || text->empty()) return std::nullopt;
  return *text == "1" || *text == "true";
}

/// The ids of a list of texts or of objects with an id. Nothing: it is no list, or an element
/// names nobody.
std::optional<std::vector<std::string>> ids_in(const Json& list, std::string_view key) {
  if (!list.is_array()) return std::nullopt;
  std::vector<std::string> out;
  for (const Json& item : list) {
    std::string id;
    if (item.is_object()) {
      id = tidy_at(item, key);
      if (id.empty()) id = tidy_at(item, table::kId);
    } else {
      id = tidy(text_of(item).value_or(""));
    }
    if (id.empty()) return std::nullopt;
    out.push_back(std::move(id));
  }
  return out;
}

/// Last word: family name; everything before: given name (contract 3.1).
void take_names(const Json& row, Person& person) {
  person.given_name = tidy_at(row, table::kFirstName);
  person.middle_name = tidy_at(row, table::kMiddleName);
  person.family_name = tidy_at(row, table::kLastName);
  if (!person.given_name.empty() && !person.family_name.empty()) return;
  const std::string full = tidy_at(row, table::kFullName);
  const std::size_t at = full.rfind(' ');
  if (at == std::string::npos) return;
  person.given_name = full.substr(0, at);
  person.middle_name.clear();
  person.family_name = full.substr(at + 1);
  person.name_was_split = true;
}

Person decode_person(const Json& row, std::string_view kind) {
  Person person;
  person.id = tidy_at(row, table::kId);
  if (person.id.empty()) {
    person.refused = "a " + std::string(kind) + " without an id";
    return person;
  }
  take_names(row, person);
  person.email = tidy_at(row, table::kEmail);
  if (person.family_name.empty() || person.given_name.empty()) {
    person.refused = std::string(kind) + " " + person.id +
                     " has no first and last name; fill them in QuickSchools";
  }
  return person;
}

}  // namespace

std::string tidy(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string ending_year(std::string_view year_name) {
  std::vector<std::string> numbers;
  std::string digits;
  for (const char c : std::string(year_name) + " ") {
    if (c >= '0' && c <= '9') {
      digits += c;
      continue;
    }
    if (!digits.empty()) numbers.push_back(std::move(digits));
    digits.clear();
  }
  if (numbers.empty()) return {};
  const std::string& last = numbers.back();
  if (last.size() == 4) return last;
  const bool short_end = last.size() == 2 && numbers.size() > 1 && numbers.front().size() == 4;
  return short_end ? numbers.front().substr(0, 2) + last : std::string();
}

Semester decode_semester(const Json& row) {
  Semester semester;
  semester.id = tidy_at(row, table::kId);
  semester.name = tidy_at(row, table::kSemesterName);
  semester.year_id = tidy_at(row, table::kYearId);
  semester.year_name = tidy_at(row, table::kYearName);
  semester.active = flag_at(row, table::kIsActive).value_or(false);
  semester.start = parse_date(tidy_at(row, table::kStartDate));
  semester.end = parse_date(tidy_at(row, table::kEndDate));
  if (semester.id.empty()) {
    semester.refused = "a semester without an id";
  } else if (!semester.start || !semester.end) {
    semester.refused = "semester " + semester.id +
                       " has no first and last day; fill them in QuickSchools under academic terms";
  } else {
    if (table::kEndDateIsLastDay) ++*semester.end;
    if (*semester.end <= *semester.start) {
      semester.refused = "semester " + semester.id + " ends before it begins";
    }
  }
  return semester;
}

GradeLevel decode_grade_level(const Json& row) {
  return {tidy_at(row, table::kId), tidy_at(row, table::kName), tidy_at(row, table::kCode)};
}

Person decode_student(const Json& row) {
  Person person = decode_person(row, "student");
  person.number = tidy_at(row, table::kStudentNumber);
  person.grade = tidy_at(row, table::kClassCode);
  if (person.grade == table::kNoClass) person.grade.clear();
  person.gone = flag_at(row, table::kHasLeft).value_or(false) ||
                flag_at(row, table::kDeleted).value_or(false);
  if (const Json* sections = member(row, table::kSectionsOfStudent)) {
    person.sections = ids_in(*sections, table::kId);
  }
  return person;
}

Person decode_teacher(const Json& row) {
  Person person = decode_person(row, "teacher");
  person.gone = !flag_at(row, table::kActive).value_or(true);
  return person;
}

Section decode_section(const Json& row, std::string_view semester) {
  Section section;
  section.id = tidy_at(row, table::kId);
  section.name = tidy_at(row, table::kSectionName);
  section.code = tidy_at(row, table::kSectionCode);
  section.class_id = tidy_at(row, table::kClassId);
  section.class_name = tidy_at(row, table::kClassName);
  section.semester = semester;
  if (section.id.empty()) {
    section.refused = "a section without an id";
    return section;
  }
  if (section.name.empty()) {
    section.refused = "section " + section.id + " has no name; fill it in QuickSchools";
  }
  if (const Json* teachers = member(row, table::kTeachersOfSection)) {
    auto ids = ids_in(*teachers, table::kId);
    if (!ids) section.refused = "section " + section.id + " names a teacher without an id";
    section.teachers = std::move(ids).value_or(std::vector<std::string>{});
  }
  return section;
}

std::optional<std::vector<std::string>> decode_roster(const Json& document,
                                                      std::string_view section) {
  if (text_at(document, table::kId).value_or(std::string(section)) != section) return std::nullopt;
  const Json* students = member(document, table::kStudentsOfSection);
  return students == nullptr ? std::nullopt : ids_in(*students, table::kStudentStubId);
}

}  // namespace crosswalk::quickschools
