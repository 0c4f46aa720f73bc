#pragma once

/// \file
/// Which role a user has in the destination, and at which schools.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "flows/roster/catalog.hpp"
#include "flows/roster/orgs.hpp"
#include "flows/roster/settings.hpp"
#include "model/canonical.hpp"

namespace crosswalk::flows {

enum class UserFate : std::uint8_t {
  Sent,
  SchoolUnmapped,  ///< no role at a mapped school
  RoleOver,        ///< none of its roles there is in force today
  RoleNotSynced,   ///< "do not sync" by the tables, or by default
  RoleUnmapped,    ///< no table decides, and by default nobody is given rights that nobody decided
};

/// What the tables say about one role at one school.
struct RoleRule {
  UserFate fate = UserFate::RoleNotSynced;
  std::string to;  ///< Sent: the destination's role, by title or id
};

/// The tables of roles. Names of roles are compared in any case.
class RoleRules {
 public:
  RoleRules(const RoleTable& roles, const std::map<std::string, RoleTable>& school_roles);

  /// Finds the schools of the tables by school.
  /// \error BadConfig  one of them is no org.
  Result<> resolve(const Orgs& orgs);
  /// \error BadConfig  a role that a table names is not in the catalog; the message lists what is.
  Result<> check(const Catalog& catalog) const;

  const RoleRule& find(std::uint32_t org, std::string_view role) const;

 private:
  using Table = TextMap<RoleRule>;
  static Table folded(const RoleTable& roles);
  RoleRule decide(std::uint32_t org, const std::string& role) const;

  Table common_;
  bool by_default_;
  std::map<std::string, Table> by_school_;  ///< as written
  std::map<std::uint32_t, const Table*> by_org_;
  /// By role as the source writes it, by org with a table of its own. A map: what find() gave stays
  /// where it is.
  mutable TextMap<std::map<std::uint32_t, RoleRule>> decided_;
};

/// A user's place in the destination.
struct Placement {
  UserFate fate = UserFate::SchoolUnmapped;
  std::string_view role;      ///< Sent: the destination's; else the source's, for the reason. Valid
                              ///< with rules and record.
  std::uint32_t org = kNone;  ///< Sent: the school; none for who belongs to the district alone
  std::vector<std::uint32_t> additional;  ///< the other schools with a synced role, by id
  std::uint64_t variant = 0;  ///< not zero where dates have a say: which roles are in force
};

/// Places users. Reuses its memory: one a thread.
class Placer {
 public:
  /// The result is valid until the next call.
  const Placement& place(const model::RecordView& user, const Orgs& orgs, const RoleRules& rules,
                         std::int64_t today);

 private:
  struct Candidate {
    std::uint32_t org = 0;
    int rank = 0;  ///< smaller is better
    const RoleRule* rule = nullptr;
  };
  std::vector<Candidate> candidates_;
  Placement placement_;
};

}  // namespace crosswalk::flows
