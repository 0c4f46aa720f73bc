#include "forms.hpp"

#include "decode.hpp"
#include "table.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/percent.hpp"

namespace crosswalk::quickschools {
namespace {

constexpr std::string_view kTeacherMark = "t:";

void add_field(std::string& form, std::string_view name, std::string_view value) {
  if (!form.empty()) form += '&';
  form += name;
  form += '=';
  form += percent_encoded(value);
}

}  // namespace

std::string section_form(const Changes& changes, std::uint32_t row) {
  std::string form;
  if (changes.given(row, "title")) {
    add_field(form, table::kSectionName, tidy(changes.text(row, "title")));
  }
  if (changes.given(row, "gradeLevel")) {
    add_field(form, table::kClassId, changes.text(row, "gradeLevel"));
  }
  if (changes.op(row) == CW_ROW_CREATE) {
    add_field(form, table::kSectionCode, tidy(changes.text(row, "code")));
  }
  return form;
}

std::string ids_form(std::string_view field, const std::vector<std::string>& ids) {
  std::string form;
  add_field(form, field, dump_json(Json(ids)));
  return form;
}

std::string teacher_user_id(std::string_view id) {
  return std::string(kTeacherMark) + std::string(id);
}

Seat seat_of(std::string_view section, std::string_view user) {
  Seat seat;
  seat.section = section;
  seat.teacher = user.substr(0, kTeacherMark.size()) == kTeacherMark;
  if (seat.teacher) user.remove_prefix(kTeacherMark.size());
  seat.person = user;
  return seat;
}

Seat seat_of_id(std::string_view enrollment) {
  const std::size_t colon = enrollment.find(':');
  if (colon == std::string_view::npos) return {};
  return seat_of(enrollment.substr(0, colon), enrollment.substr(colon + 1));
}

std::string enrollment_id(const Seat& seat) {
  return seat.section + ":" + (seat.teacher ? teacher_user_id(seat.person) : seat.person);
}

}  // namespace crosswalk::quickschools
