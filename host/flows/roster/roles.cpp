#include "flows/roster/roles.hpp"

#include <algorithm>
#include <array>

#include "flows/roster/known_names.hpp"
#include "model/normal.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

namespace user_col = model::col::user;

constexpr std::array<std::string_view, 8> kLeftOut{"guardian", "parent",    "relative", "aide",
                                                   "proctor",  "counselor", "advisor",  "none"};

/// Roles that are synced when no table says otherwise.
RoleRule default_rule(const std::string& role) {
  if (role == "student") return {UserFate::Sent, "Student"};
  if (role == "teacher") return {UserFate::Sent, "Teacher"};
  const bool left_out = std::ranges::find(kLeftOut, role) != kLeftOut.end();
  return {left_out ? UserFate::RoleNotSynced : UserFate::RoleUnmapped, {}};
}

/// The order among several synced roles.
int precedence(std::string_view role) {
  if (role.find("dministrator") != std::string_view::npos || role == "principal") return 0;
  if (role == "teacher") return 1;
  return role == "student" ? 2 : 3;
}

bool in_force(std::string_view begin, std::string_view end, std::int64_t today) {
  const auto first = model::parse_date(begin);
  const auto after = model::parse_date(end);
  return (!first || *first <= today) && (!after || today < *after);
}

}  // namespace

RoleRules::RoleRules(const RoleTable& roles, const std::map<std::string, RoleTable>& school_roles)
    : common_(folded(roles)), by_default_(roles.empty()) {
  for (const auto& [school, table] : school_roles) by_school_.emplace(school, folded(table));
}

RoleRules::Table RoleRules::folded(const RoleTable& roles) {
  Table out;
  for (const auto& [role, to] : roles) {
    out[model::folded(role)] = {to.empty() ? UserFate::RoleNotSynced : UserFate::Sent, to};
  }
  return out;
}

Result<> RoleRules::resolve(const Orgs& orgs) {
  by_org_.clear();
  decided_.clear();
  for (const auto& [school, table] : by_school_) {
    CW_TRY(const std::uint32_t org, orgs.named(school, "school_roles"));
    by_org_[org] = &table;
  }
  return {};
}

Result<> RoleRules::check(const Catalog& catalog) const {
  const auto check_table = [&](const Table& table, const std::string& setting) -> Result<> {
    for (const auto& [role, rule] : table) {
      if (rule.fate != UserFate::Sent || catalog.resolve(rule.to)) continue;
      return unknown_name(setting + "." + role, rule.to,
                          "is no role of the destination, or several", catalog.titles());
    }
    return {};
  };
  CW_CHECK(check_table(common_, "roles"));
  for (const auto& [school, table] : by_school_)
    CW_CHECK(check_table(table, "school_roles." + school));
  return {};
}

RoleRule RoleRules::decide(std::uint32_t org, const std::string& role) const {
  if (const auto school = by_org_.find(org); school != by_org_.end()) {
    if (const auto rule = school->second->find(role); rule != school->second->end())
      return rule->second;
  }
  if (by_default_) return default_rule(role);
  const auto rule = common_.find(role);
  return rule == common_.end() ? RoleRule{} : rule->second;
}

const RoleRule& RoleRules::find(std::uint32_t org, std::string_view role) const {
  // Asked for every user and answered from a handful of pairs.
  auto of_role = decided_.find(role);
  if (of_role == decided_.end()) of_role = decided_.try_emplace(std::string(role)).first;
  auto& rules = of_role->second;
  const std::uint32_t which = by_org_.contains(org) ? org : kNone;
  const auto known = rules.find(which);
  if (known != rules.end()) return known->second;
  return rules.emplace(which, decide(org, model::folded(role))).first->second;
}

const Placement& Placer::place(const model::RecordView& user, const Orgs& orgs,
                               const RoleRules& rules, std::int64_t today) {
  candidates_.clear();
  placement_.fate = UserFate::SchoolUnmapped;
  placement_.role = {};
  placement_.org = kNone;
  placement_.additional.clear();
  placement_.variant = 0;
  const std::string_view primary = user.text(user_col::kPrimaryOrg);
  bool dated = false;
  std::uint64_t force = 1;
  user.for_each_row(user_col::kRoles, [&](std::span<const std::string_view> row) {
    if (row.size() <= user_col::kRoleOrg) return;
    const auto cell = [&](unsigned at) { return at < row.size() ? row[at] : std::string_view{}; };
    const bool now = in_force(cell(user_col::kRoleBegin), cell(user_col::kRoleEnd), today);
    dated = dated || !cell(user_col::kRoleBegin).empty() || !cell(user_col::kRoleEnd).empty();
    force = force * 3 + (now ? 2 : 1);
    const std::uint32_t org = orgs.find(cell(user_col::kRoleOrg));
    if (org == kNone) return;
    // A role at the district is above all schools: whoever has it belongs to none of them.
    const bool above = orgs[org].known && !orgs[org].withdrawn && !orgs[org].candidate();
    if (!above && !orgs[org].mapped()) return;
    const RoleRule& rule = rules.find(org, cell(user_col::kRole));
    const UserFate fate = now ? rule.fate : UserFate::RoleOver;
    if (fate != UserFate::Sent) {
      if (placement_.fate < fate) {
        placement_.fate = fate;
        placement_.role = cell(user_col::kRole);
      }
      return;
    }
    const bool home = cell(user_col::kRoleOrg) == primary;
    const bool first = cell(user_col::kRoleType) == "primary";
    candidates_.push_back(
        {above ? kNone : org,
         (above ? 32 : 0) + (home ? 0 : 16) + (first ? 0 : 8) + precedence(cell(user_col::kRole)),
         &rule});
  });
  if (dated) placement_.variant = force;
  if (candidates_.empty()) return placement_;

  const auto id_of = [&](const Candidate& c) {
    return c.org == kNone ? std::string_view{} : std::string_view(orgs[c.org].id);
  };
  const auto best =
      std::ranges::min_element(candidates_, [&](const Candidate& a, const Candidate& b) {
        return std::tuple(a.rank, id_of(a), std::string_view(a.rule->to)) <
               std::tuple(b.rank, id_of(b), std::string_view(b.rule->to));
      });
  placement_.fate = UserFate::Sent;
  placement_.role = best->rule->to;
  const auto by_id = [&](std::uint32_t a, std::uint32_t b) { return orgs[a].id < orgs[b].id; };
  auto& schools = placement_.additional;
  for (const Candidate& candidate : candidates_) {
    if (candidate.org != kNone) schools.push_back(candidate.org);
  }
  if (schools.empty()) return placement_;
  std::ranges::sort(schools, by_id);
  schools.erase(std::ranges::unique(schools).begin(), schools.end());
  placement_.org = schools.front();
  for (const std::uint32_t org : schools) {
    if (orgs[org].id == primary) placement_.org = org;
  }
  std::erase(schools, placement_.org);
  return placement_;
}

}  // namespace crosswalk::flows
