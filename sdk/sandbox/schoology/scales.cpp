#include "sandbox/schoology/scales.hpp"

namespace crosswalk::sandbox::schoology {
namespace {
constexpr int kPointsScale = 3;
}  // namespace

const Json* find_scale(const State& state, Id id) {
  for (const Json& scale : state.scales) {
    if (scale.value("id", Id{0}) == id) return &scale;
  }
  return nullptr;
}

std::optional<double> points_for(const Json& scale, const std::string& letter, double max_points) {
  const auto levels = scale.find("scale");
  if (levels == scale.end() || !levels->is_object()) return std::nullopt;
  for (const Json& level : levels->value("level", Json::array())) {
    if (level.value("grade", std::string{}) != letter) continue;
    if (scale.value("type", 0) == kPointsScale) return level.value("points", 0.0);
    return level.value("average", 0.0) * max_points / 100;
  }
  return std::nullopt;
}

}  // namespace crosswalk::sandbox::schoology
