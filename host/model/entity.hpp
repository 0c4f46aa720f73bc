#pragma once

/// \file
/// The entities of a roster, and their names.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace crosswalk::model {

/// In the order of their dependencies. The numbers are stored: never reuse one.
enum class Entity : std::uint8_t {
  Org = 1,
  AcademicSession = 2,
  Course = 3,
  Class = 4,
  User = 5,
  Enrollment = 6,
};

inline constexpr std::array kEntities{Entity::Org,    Entity::AcademicSession,
                                      Entity::Course, Entity::Class,
                                      Entity::User,   Entity::Enrollment};

/// OneRoster's name: "academicSession".
constexpr std::string_view name(Entity entity) {
  switch (entity) {
    case Entity::Org:
      return "org";
    case Entity::AcademicSession:
      return "academicSession";
    case Entity::Course:
      return "course";
    case Entity::Class:
      return "class";
    case Entity::User:
      return "user";
    case Entity::Enrollment:
      return "enrollment";
  }
  return "";
}

/// For sentences: "3 academic sessions".
constexpr std::string_view plural(Entity entity) {
  switch (entity) {
    case Entity::Org:
      return "orgs";
    case Entity::AcademicSession:
      return "academic sessions";
    case Entity::Course:
      return "courses";
    case Entity::Class:
      return "classes";
    case Entity::User:
      return "users";
    case Entity::Enrollment:
      return "enrollments";
  }
  return "";
}

constexpr std::optional<Entity> entity_named(std::string_view text) {
  for (const Entity e : kEntities) {
    if (name(e) == text) return e;
  }
  return std::nullopt;
}

}  // namespace crosswalk::model
