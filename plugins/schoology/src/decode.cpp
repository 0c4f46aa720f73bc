#include "decode.hpp"

#include "crosswalk/dates.hpp"
#include "crosswalk/json.hpp"
#include "grades.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace crosswalk::schoology {
namespace {

/// Takes fields out of one row. A key that is not there, or holds what it cannot, leaves its field
/// out and the record partial.
class RowReader {
 public:
  RowReader(const Json& row, Record& record) : row_(row), record_(record) {}

  void text(std::string_view field, std::string_view key) {
    const auto value = text_at(row_, key);
    if (!value) return missing();
    set(field, value->empty() ? Value(nullptr) : Value(*value));
  }
  /// An id or a year, where 0 is "none".
  void reference(std::string_view field, std::string_view key) {
    const auto value = text_at(row_, key);
    if (!value) return missing();
    set(field, value->empty() || *value == "0" ? Value(nullptr) : Value(*value));
  }
  void date(std::string_view field, std::string_view key) {
    const auto value = text_at(row_, key);
    const auto days = value ? parse_date(*value) : std::nullopt;
    if (!days) return missing();
    set(field, Date{*days});
  }
  /// Ids with commas between them.
  void comma_list(std::string_view field, std::string_view key) {
    const auto value = text_at(row_, key);
    if (!value) return missing();
    std::vector<std::string> items;
    for (std::size_t at = 0; at <= value->size();) {
      const std::size_t end = std::min(value->find(',', at), value->size());
      if (end > at) items.push_back(value->substr(at, end - at));
      at = end + 1;
    }
    list(field, std::move(items));
  }
  /// An array of ids.
  void id_list(std::string_view field, std::string_view key) {
    const Json* values = member(row_, key);
    if (values == nullptr) return missing();
    std::vector<std::string> items;
    if (values->is_array()) {
      for (const Json& value : *values) {
        const auto text = text_of(value);
        if (text && !text->empty()) items.push_back(*text);
      }
    }
    list(field, std::move(items));
  }
  void list(std::string_view field, std::vector<std::string> items) {
    set(field, items.empty() ? Value(nullptr) : Value(std::move(items)));
  }
  void set(std::string_view field, Value value) {
    record_.fields.emplace_back(field, std::move(value));
  }
  void missing() { record_.partial = true; }

 private:
  const Json& row_;
  Record& record_;
};

void read_course_grades(const Json& row, RowReader& out) {
  const auto number = [&row](std::string_view key) -> std::optional<std::uint32_t> {
    const auto text = text_at(row, key);
    if (!text) return std::nullopt;
    std::uint32_t value = 0;
    std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
  };
  const auto start = number("grade_level_range_start");
  const auto end = number("grade_level_range_end");
  if (!start || !end) return out.missing();
  out.list("grades", grades_of({*start, *end}));
}

void read_user(RowReader& out) {
  out.text("code", "school_uid");
  out.text("givenName", "name_first");
  out.text("familyName", "name_last");
  out.text("middleName", "name_middle");
  out.text("preferredFirstName", "name_first_preferred");
  out.text("username", "username");
  out.text("email", "primary_email");
  out.reference("role", "role_id");
  out.reference("org", "building_id");
  out.comma_list("additionalOrgs", "additional_buildings");
  out.reference("gradYear", "grad_year");
}

void read_section(const Json& row, std::string_view course, RowReader& out) {
  out.text("title", member(row, "section_title") != nullptr ? "section_title" : "title");
  out.text("code", "section_school_code");
  if (course.empty()) {
    out.reference("course", "course_id");
  } else {
    out.set("course", std::string(course));
  }
  if (const auto code = text_at(row, "course_code"); code && !code->empty()) {
    out.set("courseCode", *code);
  }
  out.id_list("sessions", "grading_periods");
  out.text("location", "location");
}

void read_enrollment(const Json& row, std::string_view section, RowReader& out) {
  out.set("class", std::string(section));
  out.reference("user", "uid");
  if (const auto code = text_at(row, "school_uid")) {
    out.set("userCode", code->empty() ? Value(nullptr) : Value(*code));
  }
  if (const auto admin = text_at(row, "admin")) {
    out.set("role", std::string(*admin == "1" ? "teacher" : "student"));
  } else {
    out.missing();
  }
}

/// `active`, or `dropped` for an enrollment that takes nobody into the class any more.
std::string state_of(Kind kind, const Json& row) {
  if (kind == Kind::InactiveUser) return "dropped";
  if (kind == Kind::Enrollment && text_at(row, "status").value_or("1") != "1") return "dropped";
  return "active";
}

std::string id_of(const Json& row) {
  for (const char* key : {"id", "uid"}) {
    if (const auto id = text_at(row, key); id && !id->empty()) return *id;
  }
  return {};
}

Record decode_row(Kind kind, const Json& row, std::string_view within) {
  Record record;
  record.id = id_of(row);
  if (record.id.empty()) {
    record.refused = "Schoology sent a row without an id in a list of " + std::string(plural(kind));
    return record;
  }
  RowReader out(row, record);
  switch (kind) {
    case Kind::Building:
      out.text("title", "title");
      out.text("code", "building_code");
      break;
    case Kind::Period:
      out.text("title", "title");
      out.date("startDate", "start");
      out.date("endDate", "end");
      break;
    case Kind::Role:
      out.text("title", "title");
      break;
    case Kind::Course:
      out.text("title", "title");
      out.text("code", "course_code");
      out.reference("org", "building_id");
      read_course_grades(row, out);
      break;
    case Kind::Section:
      read_section(row, within, out);
      break;
    case Kind::User:
      read_user(out);
      break;
    case Kind::InactiveUser:
      out.text("code", "school_uid");
      record.partial = true;
      break;
    case Kind::Enrollment:
      read_enrollment(row, within, out);
      break;
  }
  record.fields.emplace_back("state", state_of(kind, row));
  return record;
}

std::string_view list_key(Kind kind) {
  switch (kind) {
    case Kind::Building:
      return "building";
    case Kind::Period:
      return "gradingperiods";
    case Kind::Role:
      return "role";
    case Kind::Course:
      return "course";
    case Kind::Section:
      return "section";
    case Kind::User:
    case Kind::InactiveUser:
      return "user";
    case Kind::Enrollment:
      return "enrollment";
  }
  return {};
}

bool is_none(const Json& value) {
  return value.is_null() || (value.is_structured() && value.empty());
}

std::optional<std::uint64_t> total_of(const Json& document) {
  const auto text = text_at(document, "total");
  if (!text) return std::nullopt;
  std::uint64_t total = 0;
  const auto done = std::from_chars(text->data(), text->data() + text->size(), total);
  if (done.ec != std::errc{} || done.ptr != text->data() + text->size()) return std::nullopt;
  return total;
}

/// Whether a document without its array is an empty list, and not a parent object (contract 4.7).
bool is_empty_list(const Json& document) {
  if (is_none(document)) return true;
  if (!document.is_object() || document.contains("id")) return false;
  if (const auto total = total_of(document)) return *total == 0;
  return std::all_of(document.items().begin(), document.items().end(),
                     [](const auto& item) { return item.key() == "links"; });
}

/// The array under `key`; null when the list is empty.
Result<const Json*> rows_at(const Json& document, std::string_view key) {
  const Json* rows = member(document, key);
  if (rows != nullptr && rows->is_array()) return rows;
  const bool none = rows != nullptr ? is_none(*rows) : is_empty_list(document);
  if (none) return static_cast<const Json*>(nullptr);
  return Error{ErrorCode::BadData, "Schoology answered with another object than a list of '" +
                                       std::string(key) +
                                       "', which it does under an address that it does not know"};
}

/// Overrides of one building stand in an array of their own (contract 6.3).
void append_building_roles(const Json& document, std::vector<Record>& records) {
  const Json* rows = member(document, "building_role");
  if (rows == nullptr || !rows->is_array()) return;
  for (const Json& row : *rows) {
    Record record = decode_row(Kind::Role, row, {});
    for (auto& [field, value] : record.fields) {
      if (field != "title") continue;
      if (auto* title = std::get_if<std::string>(&value)) *title += kOneBuilding;
    }
    records.push_back(std::move(record));
  }
}

}  // namespace

std::string_view plural(Kind kind) {
  switch (kind) {
    case Kind::Building:
      return "buildings";
    case Kind::Period:
      return "grading periods";
    case Kind::Role:
      return "roles";
    case Kind::Course:
      return "courses";
    case Kind::Section:
      return "sections";
    case Kind::User:
      return "users";
    case Kind::InactiveUser:
      return "inactive users";
    case Kind::Enrollment:
      return "enrollments";
  }
  return {};
}

Result<Page> decode_list(Kind kind, std::string_view body, std::string_view within) {
  CW_TRY(const Json document, parse_json(body));
  CW_TRY(const Json* rows, rows_at(document, list_key(kind)));
  Page page;
  if (rows != nullptr) {
    page.records.reserve(rows->size());
    for (const Json& row : *rows) page.records.push_back(decode_row(kind, row, within));
  }
  if (kind == Kind::Role) append_building_roles(document, page.records);
  if (const Json* links = member(document, "links")) {
    page.next = text_at(*links, "next").value_or("");
  }
  page.total = total_of(document);
  page.says_what_it_holds = rows != nullptr || page.total.has_value();
  return page;
}

Result<Record> decode_object(Kind kind, std::string_view body, std::string_view id) {
  CW_TRY(const Json document, parse_json(body));
  Record record = decode_row(kind, document, {});
  if (record.id != id) {
    return Error{ErrorCode::BadData,
                 "Schoology answered with another object than the one asked for"};
  }
  return record;
}

Result<Record> decode_school(std::string_view body) {
  CW_TRY(const Json document, parse_json(body));
  CW_TRY(const Json* rows, rows_at(document, "school"));
  if (rows != nullptr) {
    for (const Json& row : *rows) {
      Record school = decode_row(Kind::Building, row, {});
      if (school.refused.empty()) return school;
    }
  }
  return Error{ErrorCode::BadData, "Schoology lists no school for this key"};
}

Result<std::string> decode_school_id(std::string_view body) {
  CW_TRY(Record school, decode_school(body));
  return std::move(school.id);
}

}  // namespace crosswalk::schoology
