#include "sandbox/powerschool/tables.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "crosswalk/dates.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

enum class FieldKind { Text, Number, Flag, Day, Ref };

struct FieldSpec {
  std::string_view name;
  FieldKind kind = FieldKind::Text;
  bool required = false;
  std::string_view target{};  ///< of a Ref: the collection
  bool zero_allowed = false;  ///< of a Ref: 0 is "the district" or "nobody"
};

struct TableSpec {
  std::string_view name;
  std::span<const FieldSpec> fields;
  std::int64_t first_id;
};

constexpr bool kNeeded = true;
using enum FieldKind;

constexpr FieldSpec kSchoolFields[] = {{"school_number", Number, kNeeded},
                                       {"name", Text, kNeeded},
                                       {"low_grade", Number},
                                       {"high_grade", Number}};
constexpr FieldSpec kTermFields[] = {
    {"inner_id", Number, kNeeded},   {"school_id", Ref, kNeeded, "schools"},
    {"start_year", Number, kNeeded}, {"portion", Number, kNeeded},
    {"start_date", Day, kNeeded},    {"end_date", Day, kNeeded},
    {"abbreviation", Text},          {"name", Text, kNeeded}};
constexpr FieldSpec kCourseFields[] = {{"course_number", Text, kNeeded},
                                       {"course_name", Text, kNeeded},
                                       {"school_id", Ref, kNeeded, "schools", true}};
constexpr FieldSpec kUserFields[] = {{"local_id", Text},       {"teacher_username", Text},
                                     {"admin_username", Text}, {"first_name", Text, kNeeded},
                                     {"middle_name", Text},    {"last_name", Text, kNeeded},
                                     {"email", Text}};
constexpr FieldSpec kPostFields[] = {{"inner_id", Number},
                                     {"user_id", Ref, kNeeded, "users"},
                                     {"school_id", Ref, kNeeded, "schools", true},
                                     {"type", Number},
                                     {"status", Number},
                                     {"hides_user", Flag}};
constexpr FieldSpec kStudentFields[] = {{"inner_id", Number},
                                        {"local_id", Text},
                                        {"state_province_id", Text},
                                        {"student_username", Text},
                                        {"first_name", Text, kNeeded},
                                        {"middle_name", Text},
                                        {"last_name", Text, kNeeded},
                                        {"email", Text},
                                        {"enroll_status", Number},
                                        {"grade_level", Number, kNeeded},
                                        {"school_id", Ref, kNeeded, "schools"},
                                        {"entry_date", Day},
                                        {"exit_date", Day},
                                        {"birth_date", Day},
                                        {"gender", Text}};
constexpr FieldSpec kSectionFields[] = {{"inner_id", Number},
                                        {"school_id", Ref, kNeeded, "schools"},
                                        {"course_id", Ref, kNeeded, "courses"},
                                        {"term_id", Ref, kNeeded, "terms"},
                                        {"section_number", Text, kNeeded},
                                        {"expression", Text},
                                        {"external_expression", Text},
                                        {"gradebooktype", Text}};
constexpr FieldSpec kTeachingFields[] = {{"section_id", Ref, kNeeded, "sections"},
                                         {"school_staff_id", Ref, kNeeded, "school_staff"},
                                         {"role", Text},
                                         {"is_lead", Flag},
                                         {"start_date", Day},
                                         {"end_date", Day}};
constexpr FieldSpec kSeatFields[] = {{"section_id", Ref, kNeeded, "sections"},
                                     {"student_id", Ref, kNeeded, "students"},
                                     {"entry_date", Day},
                                     {"exit_date", Day},
                                     {"dropped", Flag}};

constexpr std::array<TableSpec, 9> kTables{{{"schools", kSchoolFields, 3},
                                            {"terms", kTermFields, 501},
                                            {"courses", kCourseFields, 801},
                                            {"users", kUserFields, 7001},
                                            {"school_staff", kPostFields, 7101},
                                            {"students", kStudentFields, 1101},
                                            {"sections", kSectionFields, 9101},
                                            {"section_teachers", kTeachingFields, 1},
                                            {"enrollments", kSeatFields, 20001}}};

Error misfit(std::string_view table, std::int64_t id, const std::string& what) {
  return {ErrorCode::BadData, std::string(table) + " " + std::to_string(id) + ": " + what};
}

bool fits(const Json& value, FieldKind kind) {
  switch (kind) {
    case Text:
      return value.is_string();
    case Number:
    case Ref:
      return value.is_number_integer();
    case Flag:
      return value.is_boolean();
    case Day:
      return value.is_string() && (value.get_ref<const std::string&>().empty() ||
                                   parse_date(value.get_ref<const std::string&>()).has_value());
  }
  return false;
}

Result<void> check_record(const TableSpec& spec, std::int64_t id, const Json& record) {
  for (const auto& [key, value] : record.items()) {
    if (key == "id") continue;
    const auto field = std::find_if(spec.fields.begin(), spec.fields.end(),
                                    [&, &name = key](const auto& f) { return f.name == name; });
    if (field == spec.fields.end()) return misfit(spec.name, id, "there is no field " + key);
    if (!fits(value, field->kind)) return misfit(spec.name, id, key + " has a wrong type");
  }
  for (const FieldSpec& field : spec.fields) {
    if (field.required && !record.contains(field.name)) {
      return misfit(spec.name, id, std::string(field.name) + " is required");
    }
  }
  return {};
}

/// inner ids lie in a space of their own, so that a client that confuses them is caught.
void complete_record(const TableSpec& spec, std::int64_t id, Json& record) {
  record["id"] = id;
  for (const FieldSpec& field : spec.fields) {
    if (record.contains(field.name)) continue;
    if (field.name == "inner_id") record["inner_id"] = id + 500000;
    if (field.name == "status" || field.name == "type") record[std::string(field.name)] = 1;
    if (field.name == "enroll_status") record["enroll_status"] = 0;
    if (field.kind == Flag) record[std::string(field.name)] = false;
    if (field.name == "gradebooktype") record["gradebooktype"] = "PTP";
  }
}

Result<void> check_references(const State& state) {
  for (const TableSpec& spec : kTables) {
    for (const auto& [id, record] : state.table(spec.name)) {
      for (const FieldSpec& field : spec.fields) {
        if (field.kind != Ref) continue;
        const std::int64_t to = number_of_field(record, field.name);
        if ((to == 0 && field.zero_allowed) || state.find(field.target, to) != nullptr) continue;
        return misfit(spec.name, id,
                      std::string(field.name) + " " + std::to_string(to) + " is not in " +
                          std::string(field.target));
      }
    }
  }
  return {};
}

}  // namespace

const Table& State::table(std::string_view name) const {
  static const Table kEmpty;
  const auto found = tables.find(name);
  return found == tables.end() ? kEmpty : found->second;
}

const Json* State::find(std::string_view name, std::int64_t id) const {
  const Table& rows = table(name);
  const auto found = rows.find(id);
  return found == rows.end() ? nullptr : &found->second;
}

std::string text_of_field(const Json& record, std::string_view field) {
  const auto found = record.find(field);
  if (found == record.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_boolean()) return found->get<bool>() ? "true" : "false";
  return found->is_number_integer() ? std::to_string(found->get<std::int64_t>()) : std::string();
}

std::int64_t number_of_field(const Json& record, std::string_view field) {
  const auto found = record.find(field);
  return found != record.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

bool flag_of_field(const Json& record, std::string_view field) {
  const auto found = record.find(field);
  return found != record.end() && found->is_boolean() && found->get<bool>();
}

Json dump(const State& state) {
  Json out = Json::object();
  for (const TableSpec& spec : kTables) {
    Json rows = Json::array();
    for (const auto& [id, record] : state.table(spec.name)) rows.push_back(record);
    out[std::string(spec.name)] = std::move(rows);
  }
  return out;
}

Result<void> load(State& state, const Json& records) {
  for (const auto& [name, rows] : records.items()) {
    const auto spec = std::find_if(kTables.begin(), kTables.end(),
                                   [&, &wanted = name](const auto& t) { return t.name == wanted; });
    if (spec == kTables.end()) return Error{ErrorCode::BadData, "there is no collection " + name};
    if (!rows.is_array()) return Error{ErrorCode::BadData, name + " is not an array"};
    Table& table = state.tables[std::string(spec->name)];
    for (const Json& row : rows) {
      const std::int64_t next = table.empty() ? spec->first_id : table.rbegin()->first + 1;
      if (!row.is_object() || (row.contains("id") && !row["id"].is_number_integer())) {
        return misfit(spec->name, next, "is not an object with a numeric id");
      }
      const std::int64_t id = row.value("id", next);
      if (id < 1) return misfit(spec->name, id, "an id is at least 1");
      CW_CHECK(check_record(*spec, id, row));
      Json kept = row;
      complete_record(*spec, id, kept);
      table[id] = std::move(kept);
    }
  }
  return check_references(state);
}

}  // namespace crosswalk::sandbox::powerschool
