/// \file
/// Reading grades: of a section, of a person (contract 6.13).

#include "sandbox/schoology/assignments.hpp"
#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/final_grades.hpp"
#include "sandbox/schoology/grades.hpp"
#include "sandbox/schoology/paging.hpp"
#include "sandbox/schoology/resources/routes.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

/// A numeric query parameter; 0 when it is missing.
std::int64_t number_of(const Call& call, const char* name) {
  return to_number(call.parameter(name).value_or("0")).value_or(0);
}

std::int64_t changed_s(const Section& section, Id enrollment, Id item) {
  const auto cell = section.grades.find({enrollment, item});
  return cell == section.grades.end() ? 0 : cell->second.timestamp_s;
}

/// Cells that pass the filters; never touched ones too, unless `timestamp` asks for changes.
Json cells(const Call& call, const Section& section, bool comments) {
  const Id only_item = number_of(call, "assignment_id");
  const Id only_enrollment = number_of(call, "enrollment_id");
  const std::int64_t since_s = number_of(call, "timestamp");
  Json rows = Json::array();
  for (const Id item_id : section.assignments) {
    if (only_item != 0 && only_item != item_id) continue;
    const Assignment& item = *call.state.assignment(item_id);
    if (item.fields.value("grading_category", Id{0}) == 0) continue;  // never in the gradebook
    for (const Id id : section.enrollments) {
      const Enrollment& enrollment = *call.state.enrollment(id);
      if (only_enrollment != 0 && only_enrollment != id) continue;
      if (!in_gradebook(call.state, enrollment) || !is_for(item, id)) continue;
      if (since_s > 0 && changed_s(section, id, item_id) < since_s) continue;
      rows.push_back(grade_json(call, section, item, enrollment, comments));
    }
  }
  return rows;
}

Outcome section_grades(Call& call) {
  const Section& section = *call.state.section(call.id(0));
  if (!runs_section(call, section.id)) return forbidden();
  Json rows = cells(call, section, true);
  Json finals = Json::array();
  const Id only_enrollment = number_of(call, "enrollment_id");
  for (const Id id : section.enrollments) {
    const Enrollment& enrollment = *call.state.enrollment(id);
    if (only_enrollment != 0 && only_enrollment != id) continue;
    if (in_gradebook(call.state, enrollment)) {
      finals.push_back(final_grade_json(call, section, enrollment));
    }
  }
  Json grades = Json::array();  // an empty array where an object belongs (4.2)
  if (!rows.empty()) grades = {{"grade", std::move(rows)}};
  return ok({{"grades", std::move(grades)},
             {"period", grade_periods_json(call, section)},
             {"final_grade", std::move(finals)}});
}

/// The periods asked for with grading_period_ids: ids, other, final. Everything when not asked.
bool wants_period(const Call& call, const std::string& id) {
  const auto list = call.parameter("grading_period_ids");
  if (!list || list->empty()) return true;
  for (const std::string& part : split(*list, ',')) {
    if (part == id) return true;
  }
  return false;
}

Json period_json(const Call& call, const Section& section, const Enrollment& enrollment,
                 Id period_id, const std::string& title) {
  const std::int64_t since_s = number_of(call, "timestamp");
  Json rows = Json::array();
  for (const Id id : section.assignments) {
    const Assignment& item = *call.state.assignment(id);
    if (item.fields.value("grading_period", Id{0}) != period_id) continue;
    if (item.fields.value("grading_category", Id{0}) == 0 || !is_for(item, enrollment.id)) continue;
    if (since_s > 0 && changed_s(section, enrollment.id, id) < since_s) continue;
    rows.push_back(grade_json(call, section, item, enrollment, runs_section(call, section.id)));
  }
  const std::string id = period_id == 0 ? "other" : "p" + std::to_string(period_id);
  return {{"period_id", id}, {"period_title", title}, {"assignment", std::move(rows)}};
}

Json final_json(const Call& call, const Section& section, Id enrollment, Id period) {
  const PeriodGrade grade = period_grade(call.state, section, enrollment, period);
  Json categories = Json::array();
  for (const auto& [id, percent] : grade.by_category) {
    categories.push_back({{"category_id", id}, {"grade", percent}});
  }
  return {{"period_id", "p" + std::to_string(period)},
          {"grade", grade.percent ? Json(*grade.percent) : Json{}},
          {"grading_category", std::move(categories)}};
}

Json user_section_json(const Call& call, const Section& section, const Enrollment& enrollment) {
  Json periods = Json::array();
  Json finals = Json::array();
  for (const Id id : section.periods) {
    if (!wants_period(call, std::to_string(id))) continue;
    const auto period = call.state.periods.find(id);
    const std::string title = period == call.state.periods.end() ? "" : period->second.title;
    periods.push_back(period_json(call, section, enrollment, id, title));
    finals.push_back(final_json(call, section, enrollment.id, id));
  }
  if (wants_period(call, "other")) {
    periods.push_back(period_json(call, section, enrollment, 0, "Other"));
  }
  Json categories = Json::array();
  for (const Id id : section.categories) {
    categories.push_back(
        {{"id", id}, {"title", call.state.category(id)->fields.value("title", Json(""))}});
  }
  return {{"section_id", std::to_string(section.id)},
          {"period", std::move(periods)},
          {"final_grade", std::move(finals)},
          {"grading_category", std::move(categories)}};
}

/// Somebody else's grades need section_id: without it schools answer 403.
Outcome user_grades(Call& call) {
  const Id user = call.id(0);
  const Id only_section = number_of(call, "section_id");
  if (call.state.user(user) == nullptr) return missing();
  if (user != call.actor.user) {
    if (call.actor.personal) return Error{ErrorCode::Unauthenticated, ""};
    if (only_section == 0 || !runs_section(call, only_section)) return forbidden();
  }
  const bool all = call.is_on("include_all_enrollments");
  const Page page = page_of(call);
  auto rows = page_rows(
      call, page, call.state.enrollments_of_user(user),
      [&](Id id) {
        const Enrollment& enrollment = *call.state.enrollment(id);
        return (only_section == 0 || enrollment.section_id == only_section) &&
               (all || in_gradebook(call.state, enrollment));
      },
      [&](Id id) {
        const Enrollment& enrollment = *call.state.enrollment(id);
        return user_section_json(call, *call.state.section(enrollment.section_id), enrollment);
      });
  return ok({{"section", std::move(rows.first)}, {"links", page_links(call, page, rows.second)}});
}

}  // namespace

std::vector<Route> grade_read_routes() {
  return {
      {"GET", "sections/{id}/grades", kPeople | kSectionMember, section_grades},
      {"GET", "users/{id}/grades", kAnyone, user_grades},
  };
}

}  // namespace crosswalk::sandbox::schoology
