#include "rest/values.hpp"

#include <optional>
#include <vector>

#include "decode.hpp"
#include "rest/record_writer.hpp"
#include "roles.hpp"

namespace crosswalk::oneroster::rest {
namespace {

struct Alias {
  std::string_view name;
  std::string_view other;
};

/// Contract, sections 9.6 and 12.
constexpr Alias kAliases[] = {{"agents", "agentSourceIds"},
                              {"preferredFirstName", "preferredGivenName"},
                              {"preferredLastName", "preferredFamilyName"},
                              {"terms", "term"}};

bool is_missing(const Json* value) {
  return value == nullptr || value->is_null() || (value->is_structured() && value->empty());
}

std::vector<std::string> items_of(const Json* value) {
  std::vector<std::string> items;
  if (is_missing(value)) return items;
  if (value->is_array()) {
    for (const Json& item : *value) {
      const std::string text(trim(plain_text(&item).value_or("")));
      if (!text.empty()) items.push_back(text);
    }
    return items;
  }
  const std::string text = plain_text(value).value_or("");
  std::string_view rest = text;
  std::string_view item;
  while (next_item(rest, item)) items.emplace_back(item);
  return items;
}

/// A role with texts of its own.
struct OwnedRole {
  std::string role;
  std::string org;
  std::string type;
  std::int32_t begin = RoleValue::kNoDate;
  std::int32_t end = RoleValue::kNoDate;
};

bool read_date(const Json& role, const char* name, std::int32_t& out) {
  const auto text = plain_text(member(role, name));
  if (!text) return false;
  if (text->empty()) return true;
  const auto days = parse_date(*text);
  if (days) out = *days;
  return days.has_value();
}

/// The reason when one cannot be read.
std::string read_roles(const Json& record, std::vector<OwnedRole>& out) {
  const Json* roles = member(record, "roles");
  if (is_missing(roles)) {
    const std::string role(
        canonical_token(plain_text(member(record, "role")).value_or(""), kRoles));
    if (role.empty()) return {};
    for (std::string& org : items_of(member(record, "orgs"))) {
      out.push_back({role, std::move(org), "primary"});
    }
    if (out.empty()) out.push_back({role, "", "primary"});
    return {};
  }
  if (!roles->is_array()) return "'roles' is no list";
  for (const Json& one : *roles) {
    OwnedRole role;
    role.role = canonical_token(plain_text(member(one, "role")).value_or(""), kRoles);
    role.org = plain_text(member(one, "org")).value_or("");
    role.type = canonical_token(plain_text(member(one, "roleType")).value_or(""), kRoleTypes);
    if (role.role.empty()) return "one of 'roles' has no 'role'";
    if (!read_date(one, "beginDate", role.begin) || !read_date(one, "endDate", role.end)) {
      return "one of 'roles' has a date that is none";
    }
    out.push_back(std::move(role));
  }
  return {};
}

}  // namespace

const Json* field_of(const Json& record, std::string_view name) {
  if (const Json* value = member(record, name); !is_missing(value)) return value;
  for (const Alias& alias : kAliases) {
    if (alias.name == name) return member(record, alias.other);
  }
  return nullptr;
}

std::string id_of(const Json& record) {
  const Json* id = member(record, "sourcedId");
  if (id == nullptr || id->is_structured() || id->is_boolean()) return {};
  return text_of(*id).value_or("");
}

std::optional<std::string> plain_text(const Json* value) {
  if (is_missing(value)) return std::string();
  if (!value->is_object()) return text_of(*value);
  const std::string id = id_of(*value);
  return id.empty() ? std::nullopt : std::optional(id);
}

void put_list(const Json* value, std::uint32_t column, BatchWriter& out) {
  const auto items = items_of(value);
  if (items.empty()) return;
  cw_cell* cells = out.list(column, static_cast<std::uint32_t>(items.size()));
  for (std::uint32_t i = 0; i < items.size(); ++i) out.element(cells, i, items[i]);
}

void put_user_ids(const Json* value, std::uint32_t column, BatchWriter& out) {
  std::vector<std::pair<std::string, std::string>> ids;
  if (value != nullptr && value->is_array()) {
    for (const Json& one : *value) {
      const std::string type = plain_text(member(one, "type")).value_or("");
      const std::string identifier = plain_text(member(one, "identifier")).value_or("");
      if (!identifier.empty()) ids.emplace_back(type, identifier);
    }
  } else {
    const std::string text = plain_text(value).value_or("");
    std::string_view rest = text;
    UserId id;
    while (next_user_id(rest, id)) ids.emplace_back(id.type, id.identifier);
  }
  if (ids.empty()) return;
  cw_cell* cells = out.list(column, static_cast<std::uint32_t>(ids.size()));
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    cw_cell spare{};
    cw_cell* pair = out.list_in(cells == nullptr ? spare : cells[i], 2);
    if (!ids[i].first.empty()) out.element(pair, 0, ids[i].first);
    out.element(pair, 1, ids[i].second);
  }
}

void put_roles(const Json& record, std::uint32_t column, BatchWriter& out) {
  std::vector<OwnedRole> owned;
  if (!read_roles(record, owned).empty()) return;
  std::vector<RoleValue> roles;
  roles.reserve(owned.size());
  for (const OwnedRole& r : owned) roles.push_back({r.role, r.org, r.type, r.begin, r.end});
  if (roles.size() > 1) sort_roles(roles);
  write_roles(out, column, roles);
}

std::string fault_of_roles(const Json& record) {
  std::vector<OwnedRole> ignored;
  return read_roles(record, ignored);
}

void put_metadata(const Json& record, std::uint32_t column, BatchWriter& out) {
  const Json* metadata = member(record, "metadata");
  if (metadata == nullptr || !metadata->is_object()) return;
  Json kept = Json::object();
  for (const auto& [name, value] : metadata->items()) {
    if (value.is_null() || to_lower(name).find("password") != std::string::npos) continue;
    kept[name] = value;
  }
  if (!kept.empty()) out.json(column, dump_json(kept));
}

}  // namespace crosswalk::oneroster::rest
