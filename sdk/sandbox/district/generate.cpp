#include "sandbox/district/generate.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace crosswalk::sandbox {
namespace {

constexpr std::array<std::string_view, 24> kGiven{
    "Ada",  "Bela", "Cora", "Dina", "Emil", "Faye", "Gus",  "Hana", "Ivo", "June", "Kofi", "Lena",
    "Milo", "Nora", "Omar", "Pia",  "Quin", "Rosa", "Sami", "Tess", "Uma", "Vito", "Wren", "Zoë"};
constexpr std::array<std::string_view, 24> kFamily{
    "Abbot", "Bekele", "Calder",  "Dahl",   "Ekström", "Fofana", "Grove",   "Haddad",
    "Ibsen", "Jarvis", "Kowal",   "Lund",   "Moreno",  "Nakai",  "O'Leary", "Prado",
    "Quist", "Rahman", "Sánchez", "Tanaka", "Ueda",    "Varga",  "Weiss",   "Young-Reed"};
struct Subject {
  std::string_view title;
  std::string_view code;
};
constexpr std::array<Subject, 8> kSubjects{{{"English", "ENG"},
                                            {"Mathematics", "MAT"},
                                            {"Science", "SCI"},
                                            {"History", "HIS"},
                                            {"Spanish", "SPA"},
                                            {"Art", "ART"},
                                            {"Music", "MUS"},
                                            {"Physical Education", "PED"}}};
constexpr std::int64_t kClassSize = 20;
constexpr std::int64_t kClassesOfAStudent = 5;

/// splitmix64: small, and the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t limit) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<std::size_t>((z ^ (z >> 31)) % limit);
  }

 private:
  std::uint64_t state_;
};

std::string padded(std::int64_t number, int width) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%0*lld", width, static_cast<long long>(number));
  return out.data();
}

/// Lower-case ASCII letters of a name: user names must work everywhere.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') out += c;
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

void add_sessions(District& d) {
  d.sessions = {
      {"year-2027", 1, "2026-2027", "schoolYear", "2026-08-17", "2027-06-12", "", "2027"},
      {"sem1-2027", 2, "Semester 1", "semester", "2026-08-17", "2027-01-16", "year-2027", "2027"},
      {"sem2-2027", 3, "Semester 2", "semester", "2027-01-16", "2027-06-12", "year-2027", "2027"}};
}

User& add_user(District& d, Random& random, std::string_view role, const School& school) {
  User user;
  user.number = static_cast<std::int64_t>(d.users.size()) + 1;
  user.role = role;
  user.sourced_id = (role == "student" ? "student-" : "staff-") + padded(user.number, 5);
  user.given_name = kGiven[random.below(kGiven.size())];
  user.family_name = kFamily[random.below(kFamily.size())];
  if (random.below(3) == 0) user.middle_name = kGiven[random.below(kGiven.size())];
  user.username =
      plain(user.given_name).substr(0, 1) + plain(user.family_name) + std::to_string(user.number);
  user.email = user.username + (role == "student" ? "@students" : "@staff") + ".example.org";
  user.identifier = std::to_string(100000 + user.number);
  user.school = school.sourced_id;
  user.sex = random.below(2) == 0 ? "female" : "male";
  d.users.push_back(std::move(user));
  return d.users.back();
}

void add_students(District& d, Random& random, std::int64_t students) {
  for (std::int64_t i = 0; i < students; ++i) {
    const School& school = d.schools[static_cast<std::size_t>(i) % d.schools.size()];
    const auto grade = static_cast<std::int64_t>(9 + random.below(4));
    User& user = add_user(d, random, "student", school);
    user.grades = {padded(grade, 2)};
    user.birth_date = std::to_string(2026 - 6 - grade) + "-" +
                      padded(static_cast<std::int64_t>(1 + random.below(12)), 2) + "-" +
                      padded(static_cast<std::int64_t>(1 + random.below(28)), 2);
  }
}

/// Sections of a school: every student sits in five of them, each with a teacher.
void add_classes(District& d, Random& random, const School& school) {
  std::vector<std::size_t> students;
  std::vector<std::size_t> teachers;
  for (std::size_t i = 0; i < d.users.size(); ++i) {
    if (d.users[i].school != school.sourced_id) continue;
    (d.users[i].role == "student" ? students : teachers).push_back(i);
  }
  const auto enroll = [&d](const Class& clazz, const User& user, bool primary) {
    Enrollment e;
    e.number = static_cast<std::int64_t>(d.enrollments.size()) + 1;
    e.sourced_id = "enrollment-" + padded(e.number, 6);
    e.clazz = clazz.sourced_id;
    e.user = user.sourced_id;
    e.school = clazz.school;
    e.role = user.role == "student" ? "student" : "teacher";
    e.primary = primary;
    d.enrollments.push_back(std::move(e));
  };
  std::size_t taught = random.below(teachers.size());
  for (std::int64_t s = 0; s < kClassesOfAStudent; ++s) {
    const Subject& subject = kSubjects[static_cast<std::size_t>(s) % kSubjects.size()];
    Course course;
    course.number = static_cast<std::int64_t>(d.courses.size()) + 1;
    course.sourced_id = "course-" + padded(course.number, 4);
    course.title = std::string(subject.title) + " " + std::to_string(school.number);
    course.code = std::string(subject.code) + padded(school.number, 2);
    course.school = school.sourced_id;
    course.grades = {"09", "10", "11", "12"};
    course.subjects = {std::string(subject.title)};
    std::vector<std::size_t> seated = students;
    for (std::size_t i = seated.size(); i > 1; --i)
      std::swap(seated[i - 1], seated[random.below(i)]);
    for (std::size_t from = 0; from < seated.size(); from += static_cast<std::size_t>(kClassSize)) {
      Class clazz;
      clazz.number = static_cast<std::int64_t>(d.classes.size()) + 1;
      clazz.sourced_id = "class-" + padded(clazz.number, 5);
      clazz.course = course.sourced_id;
      clazz.school = school.sourced_id;
      clazz.code =
          course.code + "-" + std::to_string(from / static_cast<std::size_t>(kClassSize) + 1);
      clazz.title = course.title + " " + clazz.code.substr(clazz.code.find('-') + 1);
      clazz.terms = {s % 2 == 0 ? "sem1-2027" : "sem2-2027"};
      clazz.periods = {std::to_string(s + 1)};
      clazz.location = std::to_string(100 + clazz.number);
      enroll(clazz, d.users[teachers[taught++ % teachers.size()]], true);
      const std::size_t to = std::min(seated.size(), from + static_cast<std::size_t>(kClassSize));
      for (std::size_t i = from; i < to; ++i) enroll(clazz, d.users[seated[i]], false);
      d.classes.push_back(std::move(clazz));
    }
    d.courses.push_back(std::move(course));
  }
}

}  // namespace

District generate_district(const DistrictSize& size) {
  constexpr std::array<std::string_view, 6> kNames{"Alder", "Birch", "Cedar",
                                                   "Elm",   "Hazel", "Maple"};
  District d;
  Random random(size.seed);
  add_sessions(d);
  for (std::int64_t i = 1; i <= std::max<std::int64_t>(size.schools, 1); ++i) {
    const auto name = kNames[static_cast<std::size_t>(i - 1) % kNames.size()];
    const auto round = (i - 1) / static_cast<std::int64_t>(kNames.size());
    d.schools.push_back(
        {"school-" + padded(i, 2), i,
         std::string(name) + (round == 0 ? "" : " " + std::to_string(round + 1)) + " High School",
         std::to_string(100 * i)});
  }
  const auto per_school = static_cast<std::int64_t>(d.schools.size());
  const std::int64_t teachers = std::max<std::int64_t>(2, size.students / (20 * per_school));
  for (const School& school : d.schools) {
    for (std::int64_t t = 0; t < teachers; ++t) add_user(d, random, "teacher", school);
  }
  add_students(d, random, size.students);
  for (const School& school : d.schools) add_classes(d, random, school);
  return d;
}

}  // namespace crosswalk::sandbox
