#include "flows/roster/limits.hpp"

#include <algorithm>

#include "flows/roster/known_names.hpp"

namespace crosswalk::flows {
namespace {

constexpr std::uint64_t kNoMost = UINT64_MAX;

Limits defaults() {
  return {
      {"snapshot.shrink", {20, 10.0, kNoMost}},
      {"snapshot.grow", {20, 50.0, kNoMost}},
      {"org.drop", {0, 2.0, 20}},
      {"academicSession.drop", {0, 2.0, 20}},
      {"course.drop", {0, 2.0, 20}},
      {"class.drop", {20, 5.0, 2'000}},
      {"user.drop", {20, 2.0, 5'000}},
      {"user.identity", {20, 1.0, 2'000}},
      {"user.create", {100, 20.0, kNoMost}},
      {"user.relink", {20, 0.5, 500}},
      {"enrollment.drop", {50, 5.0, 100'000}},
      {"enrollment.drop.class", {5, 50.0, kNoMost}},
      {"enrollment.delete", {50, 5.0, 100'000}},
      {"enrollment.delete.class", {5, 50.0, kNoMost}},
      {"enrollment.promote", {0, 0.1, 20}},
      {"enrollment.dangling", {0, 1.0, kNoMost}},
      {"org.update", {100, 75.0, kNoMost}},
      {"academicSession.update", {100, 75.0, kNoMost}},
      {"course.update", {100, 75.0, kNoMost}},
      {"class.update", {100, 75.0, kNoMost}},
      {"user.update", {100, 75.0, kNoMost}},
      {"enrollment.update", {100, 75.0, kNoMost}},
  };
}

/// What has no limit by default and may be given one.
constexpr const char* kOthers[] = {"org.create",         "academicSession.create", "course.create",
                                   "class.create",       "enrollment.create",      "user.restore",
                                   "enrollment.restore", "enrollment.create.class"};

}  // namespace

Result<Limits> limits(const std::map<std::string, Threshold>& thresholds) {
  Limits out = defaults();
  std::vector<std::string> known(std::begin(kOthers), std::end(kOthers));
  for (const auto& [name, limit] : out) known.push_back(name);
  for (const auto& [name, threshold] : thresholds) {
    if (std::ranges::find(known, name) == known.end()) {
      return unknown_name("thresholds", name, "is nothing that is counted", known);
    }
    if (!(threshold.percent >= 0.0 && threshold.percent <= 100.0)) {
      return Error{ErrorCode::BadConfig, "thresholds." + name + ".percent: must be from 0 to 100"};
    }
    out[name] = {threshold.floor, threshold.percent, threshold.hard_max};
  }
  return out;
}

}  // namespace crosswalk::flows
