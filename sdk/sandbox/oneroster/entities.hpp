#pragma once

/// \file
/// The records of a OneRoster provider and their fields, as data (contract, section 5). A stored
/// record is a JSON object with plain values: references are sourcedIds, flags are booleans. What
/// goes out on the wire is made of it by wire.hpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace crosswalk::sandbox::oneroster {

enum class Version : std::uint8_t { V11 = 1, V12 = 2 };

enum class Shape : std::uint8_t {
  Text,
  Date,
  Flag,
  Ref,      ///< a sourcedId of `refers_to`
  Refs,     ///< a list of them
  List,     ///< of texts
  UserIds,  ///< a list of {"type","identifier"}
  Roles,    ///< a list of {"roleType","role","org","beginDate","endDate"}; 1.1 shows role and orgs
};

enum class Collection : std::uint8_t {
  Orgs,
  AcademicSessions,
  Courses,
  Classes,
  Users,
  Enrollments,
  Demographics,
};
inline constexpr std::size_t kCollections = 7;

struct Field {
  std::string_view name;
  Shape shape = Shape::Text;
  bool needed = false;       ///< required by both versions
  bool only_in_1_2 = false;  ///< 1.1 does not know it
  Collection refers_to = Collection::Orgs;
};

struct Entity {
  Collection id;
  std::string_view collection;  ///< "orgs": in paths, as the list's key and in dumps
  std::string_view single;      ///< "org": the single's key and the type of references
  std::span<const Field> fields;
};

/// Besides these every record has sourcedId, status, dateLastModified and may have metadata.
const Entity& entity(Collection id);
std::span<const Entity> entities();
/// Null: no collection of that name.
const Entity* find_entity(std::string_view collection);
const Field* find_field(const Entity& entity, std::string_view name);

}  // namespace crosswalk::sandbox::oneroster
