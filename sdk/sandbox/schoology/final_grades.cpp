#include "sandbox/schoology/final_grades.hpp"

#include <algorithm>
#include <vector>

#include "sandbox/schoology/assignments.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr int kExcused = 1;
constexpr int kIncomplete = 2;
constexpr int kMissing = 3;
constexpr int kTotalPoints = 2;

struct Score {
  double points = 0;
  double most = 0;
  double factor = 1;
  double percent() const { return points / most * 100; }
};

/// What a cell adds to the calculation; nothing when it is left out.
std::optional<Score> score_of(const State& state, const Section& section, Id enrollment, Id item) {
  const Assignment* assignment = state.assignment(item);
  const auto cell = section.grades.find({enrollment, item});
  if (assignment == nullptr || cell == section.grades.end()) return std::nullopt;
  const Grade& grade = cell->second;
  if (grade.exception == kExcused || grade.exception == kIncomplete) return std::nullopt;
  const double most = max_points_of(*assignment);
  if (most <= 0 || assignment->fields.value("count_in_grade", 1) == 0) return std::nullopt;
  const bool is_missing = grade.exception == kMissing;
  if (!is_missing && !grade.grade.is_number()) return std::nullopt;
  return Score{is_missing ? 0 : grade.grade.get<double>(), most, factor_of(*assignment)};
}

double of_points(const std::vector<Score>& scores) {
  double points = 0;
  double most = 0;
  for (const Score& score : scores) {
    points += score.points * score.factor;
    most += score.most * score.factor;
  }
  return most > 0 ? points / most * 100 : 0;
}

double of_percents(const std::vector<Score>& scores) {
  double sum = 0;
  double weight = 0;
  for (const Score& score : scores) {
    sum += score.percent() * score.factor;
    weight += score.factor;
  }
  return weight > 0 ? sum / weight : 0;
}

void drop_lowest(std::vector<Score>& scores, std::size_t count) {
  std::sort(scores.begin(), scores.end(),
            [](const Score& a, const Score& b) { return a.percent() > b.percent(); });
  const std::size_t kept = scores.size() > count ? scores.size() - count : 1;
  scores.resize(std::min(scores.size(), kept));  // the last one is never dropped
}

double weight_of(const State& state, Id category) {
  return state.category(category)->fields.value("weight", 0.0);
}

}  // namespace

PeriodGrade period_grade(const State& state, const Section& section, Id enrollment, Id period) {
  std::map<Id, std::vector<Score>> by_category;
  for (const Id id : section.assignments) {
    const Assignment& item = *state.assignment(id);
    const Id category = item.fields.value("grading_category", Id{0});
    if (is_final(item) || item.fields.value("grading_period", Id{0}) != period) continue;
    if (state.category(category) == nullptr) continue;  // without one it is ungraded
    if (const auto score = score_of(state, section, enrollment, id)) {
      by_category[category].push_back(*score);
    }
  }
  PeriodGrade out;
  std::vector<Score> all;
  double sum = 0;
  double weights = 0;
  for (auto& [id, scores] : by_category) {
    const Json& fields = state.category(id)->fields;
    drop_lowest(scores, fields.value("drop_lowest", std::size_t{0}));
    const bool by_points = fields.value("calculation_type", 1) == kTotalPoints;
    const double percent = by_points ? of_points(scores) : of_percents(scores);
    out.by_category[id] = percent;
    sum += percent * weight_of(state, id);
    weights += weight_of(state, id);
    all.insert(all.end(), scores.begin(), scores.end());
  }
  if (all.empty()) return out;
  const bool weighted = section.options.value("weighted_grading_categories", 0) == 1;
  out.percent = weighted && weights > 0 ? sum / weights : of_points(all);
  return out;
}

std::optional<double> final_grade(const State& state, const Section& section, Id enrollment) {
  double sum = 0;
  int count = 0;
  std::vector<Id> periods = section.periods;
  periods.push_back(0);
  for (const Id period : periods) {
    const PeriodGrade grade = period_grade(state, section, enrollment, period);
    if (!grade.percent) continue;
    sum += *grade.percent;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / count;
}

std::optional<double> exam_grade(const State& state, const Section& section, Id enrollment,
                                 Id item) {
  const auto score = score_of(state, section, enrollment, item);
  if (!score) return std::nullopt;
  return score->percent();
}

}  // namespace crosswalk::sandbox::schoology
