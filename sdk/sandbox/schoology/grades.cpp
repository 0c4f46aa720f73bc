#include "sandbox/schoology/grades.hpp"

#include <cmath>

#include "sandbox/schoology/assignments.hpp"
#include "sandbox/schoology/final_grades.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/scales.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Json percent_json(const std::optional<double>& percent) {
  if (!percent) return nullptr;
  return std::round(*percent * 100) / 100;
}

/// A whole number stays whole: 18 and not 18.0.
Json points_json(const Json& grade) {
  if (!grade.is_number()) return nullptr;
  const double points = grade.get<double>();
  const auto whole = static_cast<std::int64_t>(points);
  return static_cast<double>(whole) == points ? Json(whole) : Json(points);
}

/// One entry of final_grade[].period[], with the comment written for it.
Json period_entry(const Section& section, Id enrollment, const std::string& id,
                  const std::string& comment_id, const std::optional<double>& percent) {
  Json out{{"period_id", id},
           {"grade", percent_json(percent)},
           {"comment", ""},
           {"comment_status", nullptr}};
  const auto comment = section.final_comments.find({enrollment, comment_id});
  if (comment != section.final_comments.end()) out.update(comment->second);
  return out;
}

}  // namespace

bool in_gradebook(const State& state, const Enrollment& enrollment) {
  return !enrollment.admin && enrollment.status == kActive && state.user(enrollment.uid) != nullptr;
}

Json grade_json(const Call& call, const Section& section, const Assignment& item,
                const Enrollment& enrollment, bool comments) {
  const auto found = section.grades.find({enrollment.id, item.id});
  const Grade cell = found == section.grades.end() ? Grade{} : found->second;
  const Id scale_id = item.fields.value("grading_scale", Id{0});
  const Json* scale = find_scale(call.state, scale_id);
  Json out{{"enrollment_id", enrollment.id},
           {"assignment_id", item.id},
           {"grade", points_json(cell.grade)},
           {"exception", cell.exception},
           {"max_points", points_json(max_points_of(item))},
           {"is_final", is_final(item) ? 1 : 0},
           {"timestamp", cell.timestamp_s},
           {"override", nullptr},
           {"calculated_grade", nullptr},
           {"pending", nullptr},
           {"type", item.type},
           {"location", item_url(call, item)},
           {"scale_id", scale_id},
           {"scale_type", scale == nullptr ? 0 : scale->value("type", 0)},
           {"category_id", item.fields.value("grading_category", Id{0})}};
  if (comments) {
    out["comment"] = cell.comment;
    out["comment_status"] = cell.comment_status;
  }
  if (call.docs_types()) return out;
  out.update({{"assignment_type", item.type == "assignment" ? "basic" : item.type},
              {"web_url", "https://app.schoology.example/assignment/" + std::to_string(item.id)},
              {"school_uid", call.state.user(enrollment.uid)->school_uid}});
  return out;
}

Json final_grade_json(const Call& call, const Section& section, const Enrollment& enrollment) {
  const State& state = call.state;
  const Id id = enrollment.id;
  Json periods = Json::array();
  for (const Id period : section.periods) {
    const std::string name = std::to_string(period);
    periods.push_back(period_entry(section, id, "p" + name, name,
                                   period_grade(state, section, id, period).percent));
  }
  periods.push_back(
      period_entry(section, id, "other", "other", period_grade(state, section, id, 0).percent));
  for (const Id item : section.assignments) {
    if (!is_final(*state.assignment(item))) continue;
    const std::string name = "a" + std::to_string(item);
    periods.push_back(period_entry(section, id, name, name, exam_grade(state, section, id, item)));
  }
  periods.push_back(period_entry(section, id, "final", "final", final_grade(state, section, id)));
  return {{"enrollment_id", std::to_string(id)}, {"period", std::move(periods)}, {"scale_id", 0}};
}

Json grade_periods_json(const Call& call, const Section& section) {
  Json out = Json::array();
  for (const Id id : section.periods) {
    const Period* period = find_in(call.state.periods, id);
    if (period == nullptr) continue;
    const auto weight = std::to_string(100 / section.periods.size()) + ".00";
    out.push_back({{"period_id", "p" + std::to_string(id)},
                   {"period_title", period->title},
                   {"weight", weight}});
  }
  return out;
}

}  // namespace crosswalk::sandbox::schoology
