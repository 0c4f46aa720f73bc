#include "back.hpp"

#include "forms.hpp"
#include "lists.hpp"
#include "table.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/percent.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace crosswalk::quickschools {
namespace {

struct Back {
  std::vector<Record> records;
  bool complete = true;
};

/// Gathers at the first next().
class BackStream final : public Stream {
 public:
  using Gather = std::function<Result<Back>()>;

  BackStream(Gather gather, const std::vector<std::string_view>& columns)
      : gather_(std::move(gather)), columns_(columns.begin(), columns.end()) {}

  Result<bool> next(BatchWriter& out) override {
    if (gather_) {
      CW_TRY(back_, gather_());
      gather_ = nullptr;
    }
    for (; at_ < back_.records.size(); ++at_) {
      if (!write_record(back_.records[at_], columns_, out)) return true;
      ++end_.rows;
    }
    return false;
  }

  Result<ReadEnd> finish() override {
    end_.complete = !gather_ && at_ == back_.records.size() && back_.complete;
    return end_;
  }

 private:
  Gather gather_;  ///< empty once it ran
  std::vector<std::string> columns_;
  Back back_;
  std::size_t at_ = 0;
  ReadEnd end_;
};

/// Everything that is listed is active: who left, and what was deleted, is not in the lists.
Record active(std::string id) {
  Record record;
  record.id = std::move(id);
  record.fields.emplace_back("state", std::string("active"));
  return record;
}

void put(Record& record, std::string_view name, const std::string& text) {
  record.fields.emplace_back(name, text.empty() ? Value(nullptr) : Value(text));
}

Back school_back(const Options& options) {
  Record record = active(options.school_code);
  put(record, "title", options.school_name);
  put(record, "code", options.school_code);
  return {{std::move(record)}, true};
}

Result<Semester> active_semester(const Client& client, bool& complete) {
  CW_TRY(const Listing listing, list_all(client, table::kSemesters, "", "reading semesters"));
  complete = complete && listing.complete;
  for (const Json& row : listing.rows) {
    Semester semester = decode_semester(row);
    if (semester.active && !semester.id.empty()) return semester;
  }
  return Error{ErrorCode::BadData,
               "reading semesters: none is active; activate the academic term in QuickSchools"};
}

Result<std::vector<Section>> sections_in(const Client& client, const std::string& semester,
                                         bool& complete) {
  const std::string path = std::string(table::kSections) + "?" + std::string(table::kSemesterId) +
                           "=" + percent_encoded(semester);
  CW_TRY(const Listing listing,
         list_all(client, path, table::kSectionFields, "reading sections of semester " + semester));
  complete = complete && listing.complete;
  std::vector<Section> out;
  for (const Json& row : listing.rows) {
    Section section = decode_section(row, semester);
    // What has no id cannot be told from what is looked for.
    if (section.id.empty()) {
      complete = false;
    } else {
      out.push_back(std::move(section));
    }
  }
  return out;
}

Result<Back> semester_back(const Client& client) {
  Back back;
  CW_TRY(const Semester semester, active_semester(client, back.complete));
  if (!semester.refused.empty()) return Error{ErrorCode::BadData, semester.refused};
  Record record = active(semester.id);
  put(record, "title", semester.name);
  record.fields.emplace_back("startDate", Date{*semester.start});
  record.fields.emplace_back("endDate", Date{*semester.end - 1});  // the last day
  back.records.push_back(std::move(record));
  return back;
}

Result<Back> section_back(const Client& client, const Options& options) {
  Back back;
  CW_TRY(const Semester semester, active_semester(client, back.complete));
  CW_TRY(const auto sections, sections_in(client, semester.id, back.complete));
  for (const Section& section : sections) {
    Record record = active(section.id);
    put(record, "title", section.name);
    put(record, "code", section.code);
    put(record, "gradeLevel", section.class_id);
    put(record, "school", options.school_code);
    record.fields.emplace_back("sessions", std::vector<std::string>{semester.id});
    back.records.push_back(std::move(record));
  }
  return back;
}

Result<> add_people(const Client& client, const Options& options, bool teachers, Back& back) {
  const std::string_view path = teachers ? table::kTeachers : table::kStudents;
  CW_TRY(const Listing listing,
         list_all(client, path, teachers ? table::kTeacherFields : table::kStudentFields,
                  "reading " + std::string(path.substr(1))));
  back.complete = back.complete && listing.complete;
  for (const Json& row : listing.rows) {
    const Person person = teachers ? decode_teacher(row) : decode_student(row);
    if (person.id.empty() || person.gone) continue;
    Record record = active(teachers ? teacher_user_id(person.id) : person.id);
    put(record, "role", teachers ? "teacher" : "student");
    put(record, "school", options.school_code);
    put(record, "code", person.id);
    put(record, "number", person.number);
    put(record, "email", person.email);
    put(record, "givenName", person.given_name);
    put(record, "familyName", person.family_name);
    back.records.push_back(std::move(record));
  }
  return {};
}

Result<Back> people_back(const Client& client, const Options& options) {
  Back back;
  CW_CHECK(add_people(client, options, /*teachers=*/false, back));
  CW_CHECK(add_people(client, options, /*teachers=*/true, back));
  return back;
}

Record seated(const Seat& seat) {
  Record record = active(enrollment_id(seat));
  put(record, "class", seat.section);
  put(record, "user", seat.teacher ? teacher_user_id(seat.person) : seat.person);
  put(record, "role", seat.teacher ? "teacher" : "student");
  return record;
}

Result<Back> enrollment_back(const Client& client, const std::string& section) {
  Back back;
  const std::string what = "reading section " + section;
  CW_TRY(const Section found, read_section(client, section));
  for (const std::string& teacher : found.teachers) {
    back.records.push_back(seated({section, teacher, true}));
  }
  CW_TRY(const Json document,
         client.get(std::string(table::kSectionEnrollments) + percent_encoded(section), what));
  const auto students = decode_roster(document, section);
  if (!students) {
    return Error{ErrorCode::BadData, what + ": the answer is no roster of this section"};
  }
  for (const std::string& student : *students) {
    back.records.push_back(seated({section, student, false}));
  }
  return back;
}

Back role_back() {
  Back back;
  for (const char* role : {"student", "teacher"}) {
    back.records.push_back(active(role));
    put(back.records.back(), "title", role);
  }
  return back;
}

Result<Back> grade_level_back(const Client& client) {
  CW_TRY(const Listing listing, list_all(client, table::kClasses, "", "reading grade levels"));
  std::vector<GradeLevel> levels;
  for (const Json& row : listing.rows) levels.push_back(decode_grade_level(row));
  return Back{grade_level_catalog(levels), listing.complete};
}

Result<Back> gather_back(const Client& client, const Options& options, const std::string& entity,
                         const std::string& partition) {
  if (entity == "org") return school_back(options);
  if (entity == "academicSession") return semester_back(client);
  if (entity == "class") return section_back(client, options);
  if (entity == "user") return people_back(client, options);
  if (entity == "role") return role_back();
  if (entity == "gradeLevel") return grade_level_back(client);
  if (entity == "enrollment" && !partition.empty()) return enrollment_back(client, partition);
  return Error{ErrorCode::Unsupported,
               "quickschools: there is no '" + entity + "' to be read back" +
                   (entity == "enrollment" ? " but that of one section" : "")};
}

}  // namespace

Result<ActiveSemester> read_active_semester(const Client& client) {
  ActiveSemester out;
  bool complete = true;
  CW_TRY(out.semester, active_semester(client, complete));
  CW_TRY(out.sections, sections_in(client, out.semester.id, complete));
  if (complete) return out;
  return Error{ErrorCode::Unavailable,
               "reading sections: the list changed while it was read; try again later"};
}

Result<Section> read_section(const Client& client, const std::string& section) {
  const std::string what = "reading section " + section;
  CW_TRY(const Json document,
         client.get(std::string(table::kSections) + "/" + percent_encoded(section), what));
  Section out = decode_section(document, {});
  // A list of teachers that cannot be read is no list of none: it would be written back.
  const Json* teachers = member(document, table::kTeachersOfSection);
  if (out.id != section || !out.refused.empty() || teachers == nullptr || !teachers->is_array()) {
    return Error{ErrorCode::BadData, what + ": the answer is no such section with its teachers"};
  }
  return out;
}

std::vector<Record> grade_level_catalog(const std::vector<GradeLevel>& levels) {
  const auto code_of = [](const GradeLevel& level) {
    const bool digit = level.code.size() == 1 && level.code[0] >= '0' && level.code[0] <= '9';
    return digit ? "0" + level.code : level.code;
  };
  std::map<std::string, int> times;
  for (const GradeLevel& level : levels) ++times[code_of(level)];
  std::vector<Record> out;
  for (const GradeLevel& level : levels) {
    if (level.id.empty()) continue;
    const std::string code = code_of(level);
    out.push_back(active(level.id));
    put(out.back(), "title", code.empty() || times[code] > 1 ? level.name : code);
  }
  return out;
}

Result<std::unique_ptr<Stream>> open_back(const Client& client, const Options& options,
                                          const ReadRequest& request) {
  if (request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported, "quickschools: it is read back in full only"};
  }
  const auto gather = [&client, &options, entity = std::string(request.entity),
                       partition = std::string(request.partition)] {
    return gather_back(client, options, entity, partition);
  };
  return std::unique_ptr<Stream>(std::make_unique<BackStream>(gather, request.columns));
}

}  // namespace crosswalk::quickschools
