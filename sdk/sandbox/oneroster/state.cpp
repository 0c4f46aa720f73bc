#include "sandbox/oneroster/state.hpp"

#include <algorithm>
#include <functional>

#include "crosswalk/dates.hpp"
#include "sandbox/oneroster/times.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

constexpr std::size_t kLongestId = 255;

bool is_empty(const Json& value) {
  return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()) ||
         (value.is_array() && value.empty());
}

bool is_date(const Json& value) {
  return value.is_string() && value.get_ref<const std::string&>().size() == 10 &&
         parse_date(value.get_ref<const std::string&>());
}

bool are_texts(const Json& value) {
  return value.is_array() &&
         std::all_of(value.begin(), value.end(), [](const Json& v) { return v.is_string(); });
}

bool is_role(const Json& role) {
  if (!role.is_object() || text_of(role, "role").empty() || text_of(role, "org").empty()) {
    return false;
  }
  const auto type = text_of(role, "roleType");
  if (type != "primary" && type != "secondary") return false;
  return std::all_of(role.items().begin(), role.items().end(), [](const auto& entry) {
    if (entry.key() == "beginDate" || entry.key() == "endDate") return is_date(entry.value());
    return entry.key() == "role" || entry.key() == "org" || entry.key() == "roleType";
  });
}

bool is_user_id(const Json& id) {
  return id.is_object() && id.size() == 2 && id.contains("type") && id["type"].is_string() &&
         !text_of(id, "identifier").empty();
}

bool fits(const Field& field, const Json& value) {
  switch (field.shape) {
    case Shape::Text:
    case Shape::Ref:
      return value.is_string();
    case Shape::Date:
      return is_date(value);
    case Shape::Flag:
      return value.is_boolean();
    case Shape::Refs:
    case Shape::List:
      return are_texts(value);
    case Shape::UserIds:
      return value.is_array() && std::all_of(value.begin(), value.end(), is_user_id);
    case Shape::Roles:
      return value.is_array() && std::all_of(value.begin(), value.end(), is_role);
  }
  return false;
}

bool fits_common(std::string_view name, const Json& value) {
  if (name == "sourcedId") {
    return value.is_string() && !is_empty(value) &&
           value.get_ref<const std::string&>().size() <= kLongestId;
  }
  if (name == "status") return value == "active" || value == "tobedeleted";
  if (name == "dateLastModified") {
    return value.is_string() && parse_time(value.get_ref<const std::string&>());
  }
  return name == "metadata" && value.is_object();
}

Error bad(const Entity& of, const std::string& id, const std::string& what) {
  return {ErrorCode::BadData, std::string(of.collection) + " " + id + ": " + what};
}

/// The record with nothing empty in it, every value of its field's shape.
Result<Json> checked(const Entity& of, const Json& given) {
  if (!given.is_object()) return bad(of, "?", "is no object");
  const std::string id(text_of(given, "sourcedId"));
  Json record = Json::object();
  for (const auto& [name, value] : given.items()) {
    if (is_empty(value)) continue;
    const Field* field = find_field(of, name);
    if (field == nullptr ? !fits_common(name, value) : !fits(*field, value)) {
      return bad(of, id, "field " + name + " is unknown or has a wrong value");
    }
    record[name] = value;
  }
  if (!record.contains("sourcedId")) return bad(of, "?", "sourcedId is missing");
  for (const Field& field : of.fields) {
    if (field.needed && !record.contains(field.name)) {
      return bad(of, id, "field " + std::string(field.name) + " is missing");
    }
  }
  if (!record.contains("status")) record["status"] = "active";
  return record;
}

void date_anew(State& state, Json& record, std::int64_t now_ms) {
  state.last_change_ms = std::max(now_ms, state.last_change_ms + 1);
  record["dateLastModified"] = format_time(state.last_change_ms);
}

void put(State& state, const Entity& of, Json record, const Json* before, std::int64_t now_ms) {
  const bool dated = record.contains("dateLastModified");
  const bool same_date =
      before != nullptr && dated && (*before)["dateLastModified"] == record["dateLastModified"];
  if (!dated || (same_date && *before != record)) date_anew(state, record, now_ms);
  const auto stamp = parse_time(text_of(record, "dateLastModified")).value_or(0);
  state.last_change_ms = std::max(state.last_change_ms, stamp);
  std::string id(text_of(record, "sourcedId"));
  state.of(of.id).insert_or_assign(std::move(id), std::move(record));
}

Result<void> check_record(const State& state, const Entity& of, const Json& record) {
  const std::string id(text_of(record, "sourcedId"));
  const auto leads = [&](Collection to, const Json& ref) {
    return state.find(to, ref.get_ref<const std::string&>()) != nullptr;
  };
  for (const Field& field : of.fields) {
    const auto value = record.find(field.name);
    if (value == record.end()) continue;
    bool holds = true;
    if (field.shape == Shape::Ref) holds = leads(field.refers_to, *value);
    for (std::size_t i = 0; holds && i < value->size(); ++i) {
      if (field.shape == Shape::Refs) holds = leads(field.refers_to, (*value)[i]);
      if (field.shape == Shape::Roles) holds = leads(Collection::Orgs, (*value)[i]["org"]);
    }
    if (!holds) return bad(of, id, "field " + std::string(field.name) + " leads nowhere");
  }
  if (of.id == Collection::Demographics && state.find(Collection::Users, id) == nullptr) {
    return bad(of, id, "there is no user of that sourcedId");
  }
  return {};
}

}  // namespace

const Json* State::find(Collection id, std::string_view sourced_id) const {
  const auto at = of(id).find(sourced_id);
  return at == of(id).end() ? nullptr : &at->second;
}

Json dump(const State& state) {
  Json out = Json::object();
  for (const Entity& of : entities()) {
    Json& list = out[std::string(of.collection)] = Json::array();
    for (const auto& [id, record] : state.of(of.id)) list.push_back(record);
  }
  return out;
}

Result<void> put_all(State& state, const Json& records, const State& before, std::int64_t now_ms) {
  if (!records.is_object()) return Error{ErrorCode::BadData, "the state is no object"};
  for (const auto& [name, list] : records.items()) {
    const Entity* of = find_entity(name);
    if (of == nullptr || !list.is_array()) {
      return Error{ErrorCode::BadData, name + " is no collection of records"};
    }
    for (const Json& given : list) {
      CW_TRY(Json record, checked(*of, given));
      const Json* known = before.find(of->id, text_of(record, "sourcedId"));
      put(state, *of, std::move(record), known, now_ms);
    }
  }
  return {};
}

Result<void> check_references(const State& state) {
  for (const Entity& of : entities()) {
    for (const auto& [id, record] : state.of(of.id)) CW_CHECK(check_record(state, of, record));
  }
  return {};
}

Result<void> change(State& state, Collection id, const std::string& sourced_id, const Json& changes,
                    std::int64_t now_ms) {
  const Entity& of = entity(id);
  const Json* known = state.find(id, sourced_id);
  if (known == nullptr || !changes.is_object()) {
    return Error{ErrorCode::NotFound,
                 "no " + std::string(of.single) + " " + sourced_id + " to change"};
  }
  Json changed = *known;
  changed.update(changes);
  changed["sourcedId"] = sourced_id;
  CW_TRY(Json record, checked(of, changed));
  CW_CHECK(check_record(state, of, record));
  date_anew(state, record, now_ms);
  state.of(id).insert_or_assign(sourced_id, std::move(record));
  return {};
}

bool has_role(const Json& user, std::string_view role, std::string_view org) {
  const auto roles = user.find("roles");
  return roles != user.end() && std::any_of(roles->begin(), roles->end(), [&](const Json& r) {
           return text_of(r, "role") == role && (org.empty() || text_of(r, "org") == org);
         });
}

bool is_tombstone(const Json& record) { return text_of(record, "status") == "tobedeleted"; }

std::string_view text_of(const Json& record, std::string_view field) {
  const auto value = record.find(field);
  if (value == record.end() || !value->is_string()) return {};
  return value->get_ref<const std::string&>();
}

}  // namespace crosswalk::sandbox::oneroster
