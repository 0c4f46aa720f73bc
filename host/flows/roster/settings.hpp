#pragma once

/// \file
/// What an administrator decides about a roster integration. docs/reference/mapping.md explains
/// each.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/entity.hpp"

namespace crosswalk::flows {

/// What happens to a record of the source that no table names.
enum class Unmapped { Create, Match, Skip };

/// Where one source record goes.
struct Target {
  enum class Kind { To, Create, Skip };
  Kind kind = Kind::Skip;
  std::string id;  ///< To: an id of the destination, or its title or code
};

/// A table from source ids (or titles, identifiers) to targets, and the rule for the rest.
struct MapTable {
  std::map<std::string, Target> entries;
  Unmapped otherwise = Unmapped::Create;
};

/// From a source's role ("student") to a destination's role by id or title; an empty text is "do
/// not sync".
using RoleTable = std::map<std::string, std::string>;

enum class UsernameStrategy {
  Source,          ///< as the source has it
  EmailLocalPart,  ///< what stands before the @
  Email,           ///< the whole address
  Identifier,      ///< the human-readable number
  None,            ///< none is sent: the destination must be content with the address
};

enum class PasswordStrategy {
  Destination,  ///< none is sent: the destination makes one up (RS-07)
  Identifier,   ///< the human-readable number, on create only
  Fixed,        ///< one text for all, from the environment, on create only
};

enum class RemovalPolicy {
  Report,      ///< users, courses, classes, orgs: say so, do nothing
  Deactivate,  ///< users only, where the destination can do so reversibly
};

enum class DropPolicy {
  Keep,    ///< take the student out of the class in the way that keeps the work
  Delete,  ///< remove the enrollment for good; the plan says that it cannot be taken back
};

/// Thresholds of one (entity, action): hold if count > hard_max, or count > floor and percent >
/// limit.
struct Threshold {
  std::uint64_t floor = 0;
  double percent = 100.0;
  std::uint64_t hard_max = UINT64_MAX;
};

struct RosterSettings {
  std::string active_year;  ///< sourcedId, title, or "2020-2021"/"2021"; empty = the year most
                            ///< classes belong to
  bool session_end_exclusive = true;
  MapTable schools;
  MapTable terms;
  RoleTable roles;                                  ///< for every school
  std::map<std::string, RoleTable> school_roles;    ///< by school: over `roles`
  std::map<std::string, std::string> grade_levels;  ///< over the identity; empty text = not sent
  UsernameStrategy usernames = UsernameStrategy::Source;
  PasswordStrategy passwords = PasswordStrategy::Destination;
  std::map<std::string, std::string>
      codes;  ///< entity -> template: "{sourcedId}", "{identifier}-{school.identifier}"
  std::map<std::string, std::map<std::string, std::string>>
      fields;  ///< entity -> field -> Lua expression
  RemovalPolicy removed_users = RemovalPolicy::Report;
  DropPolicy dropped_enrollments = DropPolicy::Keep;
  bool adopted_enrollments_are_ours = false;
  bool follow_enrollment_dates =
      true;  ///< an enrollment that ended inside the active year counts as gone
  std::uint32_t grace_snapshots = 2;
  std::chrono::hours grace_time{48};
  std::map<std::string, Threshold>
      thresholds;  ///< "enrollment.drop", "user.update", "snapshot.shrink": over the defaults
};

/// What one run is limited to (RS-01); empty sets mean all.
struct Selection {
  std::set<model::Entity> entities;  ///< users | courses | sections (classes and enrollments)
  std::set<std::string> schools;     ///< sourcedIds, identifiers or names
};

}  // namespace crosswalk::flows
