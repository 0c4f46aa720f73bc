#include "shape.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace crosswalk::bench {
namespace {

/// Splits `total` over weights, exactly, in proportion.
std::vector<std::uint64_t> share(std::uint64_t total, const std::vector<std::uint64_t>& weights) {
  const double sum =
      static_cast<double>(std::accumulate(weights.begin(), weights.end(), std::uint64_t{0}));
  std::vector<std::uint64_t> out;
  double seen = 0;
  std::uint64_t given = 0;
  for (const std::uint64_t weight : weights) {
    seen += static_cast<double>(weight);
    const auto upto =
        static_cast<std::uint64_t>(std::llround(static_cast<double>(total) * seen / sum));
    out.push_back(upto - given);
    given = upto;
  }
  return out;
}

}  // namespace

std::uint64_t stride(std::uint64_t n) {
  if (n < 3) return 1;
  auto step = static_cast<std::uint64_t>(static_cast<double>(n) * 0.6180339887) | 1U;
  while (std::gcd(step, n) != 1) step += 2;
  return step;
}

Result<Shape> Shape::create(const RosterOptions& options) {
  if (options.users < 8 || options.enrollments < 1 || options.users_per_school < 8 ||
      options.enrollments_per_class < 1 || options.classes_per_course < 1 || options.change < 0 ||
      options.change > 1) {
    return Error{ErrorCode::InvalidArgument,
                 "at least 8 users, 8 users a school, 1 enrollment; change from 0 to 1"};
  }
  Shape shape(options);
  const auto quarter = [&](std::uint64_t n) {
    return static_cast<std::uint64_t>(std::llround(static_cast<double>(n) * options.change / 4));
  };
  shape.new_users_ = quarter(options.users);
  shape.new_enrollments_ = quarter(options.enrollments);
  shape.lay_out_users();
  shape.lay_out_classes();
  CW_CHECK(shape.check_room());
  return shape;
}

void Shape::lay_out_users() {
  const std::uint64_t n = std::max<std::uint64_t>(1, options_.users / options_.users_per_school);
  std::vector<std::uint64_t> weights;
  for (std::uint64_t s = 0; s < n; ++s) weights.push_back(60 + mix(options_.seed ^ (s << 8U)) % 81);
  const auto users = share(options_.users, weights);
  classes_ = std::max<std::uint64_t>(1, options_.enrollments / options_.enrollments_per_class);
  const auto classes = share(classes_, users);
  std::uint64_t first_user = 0;
  std::uint64_t first_class = 0;
  for (std::uint64_t s = 0; s < n; ++s) {
    School school;
    school.first_user = first_user;
    school.first_class = first_class;
    school.classes = classes[s];
    school.teachers = std::clamp<std::uint64_t>(classes[s] / 5, 1, users[s] / 4);
    const double leavers = static_cast<double>(users[s]) * std::max(0.02, options_.change / 2);
    school.staff = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::llround(leavers)), 1,
                                             users[s] / 4);
    school.students = users[s] - school.teachers - school.staff;
    school.step = stride(school.students);
    staff_ += school.staff;
    first_user += users[s];
    first_class += classes[s];
    schools_.push_back(school);
  }
}

void Shape::lay_out_classes() {
  base_ = options_.enrollments / classes_;
  bigger_ = options_.enrollments % classes_;
  for (std::uint64_t s = 0; s < schools_.size(); ++s) {
    School& school = schools_[s];
    school.first_course = courses_;
    school.courses =
        (school.classes + options_.classes_per_course - 1) / options_.classes_per_course;
    courses_ += school.courses;
    school_of_class_.insert(school_of_class_.end(), school.classes, static_cast<std::uint32_t>(s));
    school_of_course_.insert(school_of_course_.end(), school.courses,
                             static_cast<std::uint32_t>(s));
  }
}

Result<> Shape::check_room() const {
  const std::uint64_t most =
      base_ + 1 + new_enrollments_ / classes_ + 1;  // with the teacher's seat
  for (const School& school : schools_) {
    if (school.classes == 0 || most <= school.students + 1) continue;
    return Error{ErrorCode::InvalidArgument,
                 "a class of " + std::to_string(most) + " does not fit into a school with " +
                     std::to_string(school.students) +
                     " students: more users, or fewer enrollments a class"};
  }
  return {};
}

std::uint64_t Shape::course_of_class(std::uint64_t c) const {
  const School& school = schools_[school_of_class(c)];
  return school.first_course + (c - school.first_class) % school.courses;
}

std::uint64_t Shape::school_of_user(std::uint64_t u) const {
  if (u >= options_.users) return (u - options_.users) % schools_.size();
  const auto after =
      std::upper_bound(schools_.begin(), schools_.end(), u,
                       [](std::uint64_t n, const School& s) { return n < s.first_user; });
  return static_cast<std::uint64_t>(after - schools_.begin()) - 1;
}

UserKind Shape::kind_of_user(std::uint64_t u) const {
  if (u >= options_.users) return UserKind::Student;
  const School& school = schools_[school_of_user(u)];
  const std::uint64_t local = u - school.first_user;
  if (local < school.students) return UserKind::Student;
  return local < school.students + school.teachers ? UserKind::Teacher : UserKind::Staff;
}

Seat Shape::seat(std::uint64_t e) const {
  std::uint64_t c = 0;
  std::uint64_t position = 0;
  if (e >= options_.enrollments) {
    const std::uint64_t k = e - options_.enrollments;
    c = k % classes_;
    position = size_of_class(c) + k / classes_;
  } else if (e < bigger_ * (base_ + 1)) {
    c = e / (base_ + 1);
    position = e % (base_ + 1);
  } else {
    c = bigger_ + (e - bigger_ * (base_ + 1)) / base_;
    position = (e - bigger_ * (base_ + 1)) % base_;
  }
  const std::uint64_t s = school_of_class(c);
  const School& school = schools_[s];
  if (position == 0) {
    const std::uint64_t teacher = (c - school.first_class) % school.teachers;
    return {c, s, school.first_user + school.students + teacher, true};
  }
  const std::uint64_t start = mix(options_.seed ^ (c << 20U) ^ 77) % school.students;
  const std::uint64_t student = (start + position * school.step) % school.students;
  return {c, s, school.first_user + student, false};
}

}  // namespace crosswalk::bench
