#pragma once

/// \file
/// The things a Schoology district holds (contract section 6). Plain values: a State can be copied.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox::schoology {

/// 64 bits: live ids are above 8 * 10^9 (contract section 10).
using Id = std::int64_t;

/// What a role may do, as far as the API shows it (contract 3.5).
enum class Access { Administrator, Teacher, Member };

/// The district itself, or one of its buildings (6.1, 6.2).
struct School {
  Id id = 0;
  Id district = 0;               ///< 0 for the district itself
  Json fields = Json::object();  ///< the texts that were written: title, building_code, ...
};

struct Role {
  Id id = 0;
  std::string title;
  bool faculty = false;
  Access access = Access::Member;
  bool impersonation = false;  ///< may be taken over with X-Schoology-Run-As
  Id building = 0;             ///< not 0: an override of that building (role_type 2)
};

struct Period {
  Id id = 0;
  std::string title;
  std::string start;  ///< YYYY-MM-DD
  std::string end;
};

/// A place somebody had when the account was made inactive.
struct FormerPlace {
  Id section_id = 0;
  bool admin = false;
};

struct User {
  Id id = 0;
  std::string school_uid;
  std::string username;
  std::string email;
  Id role_id = 0;
  Id building_id = 0;
  Json fields = Json::object();  ///< every other field that was written, as it was written
  std::set<Id> parents;
  std::set<Id> children;
  std::set<Id> advisors;

  // Of an inactive account only:
  std::int64_t inactive_since_s = 0;
  Id inactive_by = 0;
  std::string inactive_comment;
  std::vector<FormerPlace> former_places;  ///< when its enrollments were not kept
};

struct Course {
  Id id = 0;
  std::string code;
  Id building_id = 0;
  Json fields = Json::object();
  std::set<Id> sections;
};

struct Grade {
  Json grade;  ///< number or null
  int exception = 0;
  std::string comment;
  Json comment_status;  ///< 0, 1 or null
  std::int64_t timestamp_s = 0;
};

struct Section {
  Id id = 0;
  Id course_id = 0;
  std::string school_code;
  std::string code;
  std::vector<Id> periods;
  Json fields = Json::object();
  Json options = Json::object();
  std::set<Id> enrollments;
  std::map<Id, Id> by_user;  ///< user id -> enrollment id
  std::set<Id> categories;
  std::set<Id> assignments;
  std::map<std::pair<Id, Id>, Grade> grades;                  ///< by enrollment and item
  std::map<std::pair<Id, std::string>, Json> final_comments;  ///< by enrollment and period id
};

constexpr int kActive = 1;
constexpr int kExpired = 2;
constexpr int kInvitePending = 3;
constexpr int kRequestPending = 4;
constexpr int kArchived = 5;

struct Enrollment {
  Id id = 0;
  Id section_id = 0;
  Id uid = 0;
  bool admin = false;
  int status = kActive;
};

struct Category {
  Id id = 0;
  Id section_id = 0;
  Id uid = 0;  ///< who made it
  Json fields = Json::object();
};

/// An assignment or another gradable thing; `type` tells which (6.12).
struct Assignment {
  Id id = 0;
  Id section_id = 0;
  std::string type = "assignment";
  std::int64_t updated_s = 0;
  Json fields = Json::object();
};

/// A mail the real service would have sent; tests look here for mails nobody asked for.
struct Mail {
  Id uid = 0;
  std::string kind;  ///< login or removed
};

}  // namespace crosswalk::sandbox::schoology
