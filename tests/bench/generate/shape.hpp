#pragma once

/// \file
/// The skeleton of a synthetic district: who is in which school and class, as pure functions of
/// numbers.

#include <cstdint>
#include <vector>

#include "crosswalk/result.hpp"
#include "roster.hpp"

namespace crosswalk::bench {

/// splitmix64: a 64-bit integer hash.
constexpr std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

/// A step that visits 0..n-1 once each, in an order unlike 0, 1, 2.
std::uint64_t stride(std::uint64_t n);

/// Users are numbered through all schools: its students, then its teachers, then staff without
/// classes.
struct School {
  std::uint64_t first_user = 0;
  std::uint64_t students = 0;
  std::uint64_t teachers = 0;
  std::uint64_t staff = 0;
  std::uint64_t first_class = 0;
  std::uint64_t classes = 0;
  std::uint64_t first_course = 0;
  std::uint64_t courses = 0;
  std::uint64_t step = 1;  ///< through its students

  std::uint64_t users() const { return students + teachers + staff; }
};

enum class UserKind : std::uint8_t { Student, Teacher, Staff };

/// One enrollment.
struct Seat {
  std::uint64_t class_index;
  std::uint64_t school;
  std::uint64_t user;
  bool teacher;
};

class Shape {
 public:
  /// \error InvalidArgument  see generate()
  static Result<Shape> create(const RosterOptions& options);

  const std::vector<School>& schools() const { return schools_; }
  std::uint64_t classes() const { return classes_; }
  std::uint64_t courses() const { return courses_; }
  std::uint64_t new_users() const { return new_users_; }              ///< only in b
  std::uint64_t new_enrollments() const { return new_enrollments_; }  ///< only in b
  std::uint64_t staff() const { return staff_; }

  std::uint64_t school_of_class(std::uint64_t c) const { return school_of_class_[c]; }
  std::uint64_t course_of_class(std::uint64_t c) const;
  std::uint64_t school_of_course(std::uint64_t k) const { return school_of_course_[k]; }
  /// Numbers from options.users on are the users that b adds: students, school by school.
  std::uint64_t school_of_user(std::uint64_t u) const;
  UserKind kind_of_user(std::uint64_t u) const;
  /// Numbers from options.enrollments on are those that b adds.
  Seat seat(std::uint64_t enrollment) const;

 private:
  explicit Shape(const RosterOptions& options) : options_(options) {}
  void lay_out_users();
  void lay_out_classes();
  Result<> check_room() const;
  std::uint64_t size_of_class(std::uint64_t c) const { return base_ + (c < bigger_ ? 1 : 0); }

  RosterOptions options_;
  std::vector<School> schools_;
  std::vector<std::uint32_t> school_of_class_;
  std::vector<std::uint32_t> school_of_course_;
  std::uint64_t classes_ = 0;
  std::uint64_t courses_ = 0;
  std::uint64_t staff_ = 0;
  std::uint64_t base_ = 0;    // enrollments of a class
  std::uint64_t bigger_ = 0;  // this many classes have one more
  std::uint64_t new_users_ = 0;
  std::uint64_t new_enrollments_ = 0;
};

}  // namespace crosswalk::bench
