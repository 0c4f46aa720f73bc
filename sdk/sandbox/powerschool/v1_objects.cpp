#include "sandbox/powerschool/v1_objects.hpp"

#include <initializer_list>

namespace crosswalk::sandbox::powerschool {
namespace {

/// Copies fields that are set, as text: from_xml() makes numbers of what looks like one.
void copy_set(const Json& from, Json& to, std::initializer_list<std::string_view> fields) {
  for (const std::string_view field : fields) {
    std::string value = text_of_field(from, field);
    if (!value.empty()) to[std::string(field)] = std::move(value);
  }
}

Json begin_object(const Json& record) {
  return {{"id", std::to_string(record["id"].get<std::int64_t>())}};
}

Json name_block(const Json& record) {
  Json name = Json::object();
  copy_set(record, name, {"first_name", "middle_name", "last_name"});
  return name;
}

/// {"number": ...} under another name, when it is set.
Json one_field(std::string_view name, const std::string& value) {
  Json block = Json::object();
  if (!value.empty()) block[std::string(name)] = value;
  return block;
}

std::string status_words(std::int64_t code) {
  switch (code) {
    case 0:
      return "Active";
    case -1:
      return "Pre-Registered";
    case 2:
      return "Transferred Out";
    case 3:
      return "Graduated";
    case 4:
      return "Historical";
    default:
      return "Inactive";
  }
}

Json enrollment_block(const State& state, const Json& student) {
  const std::int64_t code = number_of_field(student, "enroll_status");
  const std::int64_t school = number_of_field(student, "school_id");
  Json block{{"enroll_status", enroll_status_letter(code)},
             {"enroll_status_description", status_words(code)},
             {"enroll_status_code", std::to_string(code)},
             {"grade_level", text_of_field(student, "grade_level")},
             {"school_id", std::to_string(school)}};
  copy_set(student, block, {"entry_date", "exit_date"});
  if (const Json* its = state.find("schools", school)) {
    block["school_number"] = text_of_field(*its, "school_number");
  }
  return block;
}

Json affiliations_block(const State& state, std::int64_t user) {
  Json list = Json::array();
  for (const auto& [id, post] : state.table("school_staff")) {
    if (number_of_field(post, "user_id") != user) continue;
    list.push_back({{"school_id", text_of_field(post, "school_id")},
                    {"type", text_of_field(post, "type")},
                    {"status", text_of_field(post, "status")}});
  }
  return list.empty() ? Json::object() : Json{{"school_affiliation", std::move(list)}};
}

}  // namespace

std::string enroll_status_letter(std::int64_t code) {
  switch (code) {
    case 0:
      return "A";
    case -1:
      return "P";
    case 2:
      return "T";
    case 3:
      return "G";
    case 4:
      return "H";
    default:
      return "I";
  }
}

std::int64_t lead_of_section(const State& state, std::int64_t section) {
  for (const auto& [id, teaching] : state.table("section_teachers")) {
    if (number_of_field(teaching, "section_id") == section && flag_of_field(teaching, "is_lead")) {
      return number_of_field(teaching, "school_staff_id");
    }
  }
  return 0;
}

Json v1_school(const State&, const Json& school, const Expansions&) {
  Json out = begin_object(school);
  copy_set(school, out, {"name", "school_number", "low_grade", "high_grade"});
  out["alternate_school_number"] = "0";
  out["addresses"] = Json::object();
  out["phones"] = Json::object();
  out["principal"] = Json::object();
  return out;
}

Json v1_term(const State&, const Json& term, const Expansions&) {
  Json out = begin_object(term);  // TERMS.ID is not shown (contract 4)
  copy_set(
      term, out,
      {"school_id", "start_year", "portion", "start_date", "end_date", "abbreviation", "name"});
  return out;
}

Json v1_course(const State&, const Json& course, const Expansions&) {
  Json out = begin_object(course);
  copy_set(course, out, {"course_number", "course_name"});
  return out;
}

Json v1_section(const State& state, const Json& section, const Expansions& expansions) {
  Json out = begin_object(section);
  copy_set(section, out,
           {"school_id", "course_id", "term_id", "section_number", "expression",
            "external_expression", "gradebooktype"});
  const std::int64_t lead = lead_of_section(state, section["id"].get<std::int64_t>());
  if (lead != 0) out["staff_id"] = std::to_string(lead);
  if (expansions.count("term") != 0) {
    const Json* term = state.find("terms", number_of_field(section, "term_id"));
    out["term"] = term == nullptr ? Json::object() : v1_term(state, *term, {});
  }
  return out;
}

Json v1_student(const State& state, const Json& student, const Expansions& expansions) {
  Json out = begin_object(student);
  copy_set(student, out, {"local_id", "state_province_id", "student_username"});
  out["name"] = name_block(student);
  if (expansions.count("contact_info") != 0) {
    out["contact_info"] = one_field("email", text_of_field(student, "email"));
  }
  if (expansions.count("school_enrollment") != 0) {
    out["school_enrollment"] = enrollment_block(state, student);
  }
  if (expansions.count("demographics") != 0) {
    Json block = Json::object();
    copy_set(student, block, {"gender", "birth_date"});
    out["demographics"] = std::move(block);
  }
  for (const char* empty : {"addresses", "alerts", "phones", "contact", "fees", "lunch"}) {
    if (expansions.count(empty) != 0) out[empty] = Json::object();
  }
  return out;
}

Json v1_staff(const State& state, const Json& post, const Expansions& expansions) {
  const std::int64_t user_id = number_of_field(post, "user_id");
  const Json* user = state.find("users", user_id);
  Json out = begin_object(post);
  if (user == nullptr) return out;
  copy_set(*user, out, {"local_id", "admin_username", "teacher_username"});
  out["name"] = name_block(*user);
  if (expansions.count("emails") != 0) {
    out["emails"] = one_field("work_email", text_of_field(*user, "email"));
  }
  if (expansions.count("school_affiliations") != 0) {
    out["school_affiliations"] = affiliations_block(state, user_id);
  }
  for (const char* empty : {"addresses", "phones"}) {
    if (expansions.count(empty) != 0) out[empty] = Json::object();
  }
  if (!flag_of_field(post, "hides_user")) out["users_dcid"] = std::to_string(user_id);
  return out;
}

Json v1_seat(const State&, const Json& seat, const Expansions&) {
  Json out = begin_object(seat);
  copy_set(seat, out, {"section_id", "student_id", "entry_date", "exit_date", "dropped"});
  return out;
}

}  // namespace crosswalk::sandbox::powerschool
