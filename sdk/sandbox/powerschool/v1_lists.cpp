#include "sandbox/powerschool/v1_lists.hpp"

#include <algorithm>
#include <array>

namespace crosswalk::sandbox::powerschool {
namespace {

using Field = std::optional<std::string>;

std::string padded_id(const Json& record, std::string_view field) {
  const std::string digits = text_of_field(record, field);
  return std::string(digits.size() < 12 ? 12 - digits.size() : 0, '0') + digits;
}

Field no_field(const State&, const Json&, std::string_view) { return std::nullopt; }
std::string by_id(const State&, const Json&) { return {}; }
std::string by_name(const State&, const Json& record) { return text_of_field(record, "name"); }
std::string by_number(const State&, const Json& record) {
  return text_of_field(record, "course_number");
}
std::string by_portion(const State&, const Json& record) {
  return padded_id(record, "portion") + text_of_field(record, "start_date");
}
std::string by_student(const State&, const Json& record) {
  return padded_id(record, "student_id") + text_of_field(record, "entry_date");
}

Field term_field(const State&, const Json& record, std::string_view field) {
  if (field != "start_year") return std::nullopt;
  return text_of_field(record, "start_year");
}

Field section_field(const State& state, const Json& record, std::string_view field) {
  if (field != "term.start_year") return std::nullopt;
  const Json* term = state.find("terms", number_of_field(record, "term_id"));
  return term == nullptr ? std::string() : text_of_field(*term, "start_year");
}

Field student_field(const State&, const Json& record, std::string_view field) {
  for (const std::string_view plain : {"local_id", "student_username", "state_province_id"}) {
    if (field == plain) return text_of_field(record, plain);
  }
  if (field == "name.last_name") return text_of_field(record, "last_name");
  if (field == "name.first_name") return text_of_field(record, "first_name");
  if (field == "school_enrollment.entry_date") return text_of_field(record, "entry_date");
  if (field == "school_enrollment.enroll_status_code") {
    return text_of_field(record, "enroll_status");
  }
  if (field == "school_enrollment.enroll_status") {
    return enroll_status_letter(number_of_field(record, "enroll_status"));
  }
  return std::nullopt;
}

constexpr std::array<Resource, 7> kResources{{
    {"school", "schools", "schools", "school_boundary, full_time_equivalencies, school_fees_setup",
     v1_school, no_field, by_name},
    {"term", "terms", "terms", "", v1_term, term_field, by_portion},
    {"course", "courses", "courses", "", v1_course, no_field, by_number},
    {"section", "sections", "sections", "term", v1_section, section_field, by_id},
    {"student", "students", "students",
     "demographics, addresses, alerts, phones, school_enrollment, ethnicity_race, contact, "
     "contact_info, initial_enrollment, schedule_setup, fees, lunch",
     v1_student, student_field, by_id},
    {"staff", "staffs", "school_staff", "addresses, emails, phones, school_affiliations", v1_staff,
     no_field, by_id},
    {"section_enrollment", "section_enrollments", "enrollments", "", v1_seat, no_field, by_student},
}};

bool speaks_of(std::string_view q, std::string_view field) {
  return q.find(field) != std::string_view::npos;
}

bool is_member(const Call& call, const Resource& resource, const Json& record, std::int64_t school,
               std::string_view q, std::int64_t year) {
  if (school != 0 && number_of_field(record, "school_id") != school) return false;
  if (resource.name == "staff") return number_of_field(record, "status") == 1;
  if (resource.name == "term" && !speaks_of(q, "start_year")) {
    return number_of_field(record, "start_year") == year;
  }
  if (resource.name == "section" && !speaks_of(q, "start_year")) {
    return section_field(call.state, record, "term.start_year") == std::to_string(year);
  }
  if (resource.name == "student" && school != 0 && !speaks_of(q, "enroll_status")) {
    return number_of_field(record, "enroll_status") == 0;
  }
  return true;
}

}  // namespace

std::span<const Resource> v1_resources() { return kResources; }

std::int64_t current_start_year(const State& state, std::int64_t school, const std::string& today) {
  std::optional<std::int64_t> next;
  std::int64_t last = 0;
  for (const auto& [id, term] : state.table("terms")) {
    if (number_of_field(term, "school_id") != school || number_of_field(term, "portion") != 1) {
      continue;
    }
    const std::int64_t year = number_of_field(term, "start_year");
    const std::string from = text_of_field(term, "start_date");
    if (from <= today && today <= text_of_field(term, "end_date")) return year;
    if (from > today && (!next || year < *next)) next = year;
    last = std::max(last, year);
  }
  return next.value_or(last);
}

std::vector<const Json*> v1_members(const Call& call, const Resource& resource, std::int64_t school,
                                    std::string_view q) {
  constexpr std::int64_t kGraduated = 999999;  // no school (contract 4)
  const std::int64_t year = current_start_year(call.state, school, call.today());
  std::vector<const Json*> out;
  for (const auto& [id, record] : call.state.table(resource.table)) {
    const bool fake =
        resource.name == "school" && number_of_field(record, "school_number") == kGraduated;
    if (!fake && is_member(call, resource, record, school, q, year)) out.push_back(&record);
  }
  std::stable_sort(out.begin(), out.end(), [&](const Json* a, const Json* b) {
    return resource.order(call.state, *a) < resource.order(call.state, *b);
  });
  return out;
}

}  // namespace crosswalk::sandbox::powerschool
