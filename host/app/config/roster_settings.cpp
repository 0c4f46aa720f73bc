#include "app/config/roster_settings.hpp"

#include "app/config/secrets.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;
using flows::MapTable;
using flows::RoleTable;
using flows::Target;

/// The schema has checked the word against its enum.
template <class T, std::size_t N>
T choice(const Json& value, const std::array<std::pair<std::string_view, T>, N>& words) {
  const auto& word = value.get_ref<const std::string&>();
  const auto at = std::ranges::find(words, word, &std::pair<std::string_view, T>::first);
  return at == words.end() ? words.front().second : at->second;
}

constexpr std::array<std::pair<std::string_view, flows::Unmapped>, 3> kUnmapped{{
    {"create", flows::Unmapped::Create},
    {"match", flows::Unmapped::Match},
    {"skip", flows::Unmapped::Skip},
}};
constexpr std::array<std::pair<std::string_view, flows::UsernameStrategy>, 5> kUsernames{{
    {"source", flows::UsernameStrategy::Source},
    {"email-local-part", flows::UsernameStrategy::EmailLocalPart},
    {"email", flows::UsernameStrategy::Email},
    {"identifier", flows::UsernameStrategy::Identifier},
    {"none", flows::UsernameStrategy::None},
}};

class Reader {
 public:
  Reader(std::string place, std::vector<std::string>& problems)
      : place_(std::move(place)), problems_(problems) {}

  MapTable map_table(const Json& table, const std::string& name) {
    MapTable out;
    out.otherwise = choice(table.at("otherwise"), kUnmapped);
    for (const auto& [source, value] : table.at("map").items()) {
      out.entries[source] = target(value, name + "/map/" + source);
    }
    return out;
  }

  /// Texts by name; null is the empty text ("do not sync", "not sent").
  std::map<std::string, std::string> texts(const Json& table, const std::string& name,
                                           const char* null_means) {
    std::map<std::string, std::string> out;
    for (const auto& [key, value] : table.items()) {
      if (value.is_null()) {
        out[key] = "";
      } else if (value.is_string() && !value.get_ref<const std::string&>().empty()) {
        out[key] = value.get<std::string>();
      } else {
        complain(name + "/" + key,
                 std::string("must be a text, or null for \"") + null_means + "\"");
      }
    }
    return out;
  }

  flows::PasswordStrategy passwords(const Json& value) {
    if (value == "destination") return flows::PasswordStrategy::Destination;
    if (value == "identifier") return flows::PasswordStrategy::Identifier;
    const auto fixed = value.is_object() && value.size() == 1 ? value.find("fixed") : value.end();
    if (!value.is_object() || fixed == value.end() || !reference_name(*fixed)) {
      complain("passwords",
               "must be \"destination\", \"identifier\" or {\"fixed\": \"${NAME}\"} "
               "with the name of an environment variable");
    }
    return flows::PasswordStrategy::Fixed;
  }

 private:
  Target target(const Json& value, const std::string& name) {
    if (value == "create") return {Target::Kind::Create, {}};
    if (value == "skip") return {Target::Kind::Skip, {}};
    if (value.is_object() && value.size() == 1 && value.contains("to") &&
        value.at("to").is_string() && !value.at("to").get_ref<const std::string&>().empty()) {
      return {Target::Kind::To, value.at("to").get<std::string>()};
    }
    complain(name,
             "must be \"create\", \"skip\" or {\"to\": \"an id, code or title in the "
             "destination\"}");
    return {};
  }

  void complain(const std::string& name, const std::string& what) {
    problems_.push_back("\"" + place_ + "/" + name + "\" " + what);
  }

  std::string place_;
  std::vector<std::string>& problems_;
};

std::map<std::string, flows::Threshold> thresholds(const Json& table) {
  std::map<std::string, flows::Threshold> out;
  for (const auto& [name, value] : table.items()) {
    const flows::Threshold usual;
    out[name] = {value.value("floor", usual.floor), value.value("percent", usual.percent),
                 value.value("hard_max", usual.hard_max)};
  }
  return out;
}

}  // namespace

flows::RosterSettings roster_settings(const Json& integration, const std::string& place,
                                      std::vector<std::string>& problems) {
  Reader read(place, problems);
  flows::RosterSettings out;
  out.active_year = integration.at("active_year").get<std::string>();
  out.session_end_exclusive = integration.at("session_end") == "exclusive";
  out.schools = read.map_table(integration.at("schools"), "schools");
  out.terms = read.map_table(integration.at("terms"), "terms");
  out.roles = read.texts(integration.at("roles"), "roles", "do not sync");
  for (const auto& [school, table] : integration.at("school_roles").items()) {
    out.school_roles[school] = read.texts(table, "school_roles/" + school, "do not sync");
  }
  out.grade_levels = read.texts(integration.at("grade_levels"), "grade_levels", "not sent");
  out.usernames = choice(integration.at("usernames"), kUsernames);
  out.passwords = read.passwords(integration.at("passwords"));
  out.codes = integration.at("codes").get<std::map<std::string, std::string>>();
  out.fields =
      integration.at("fields").get<std::map<std::string, std::map<std::string, std::string>>>();
  out.removed_users = integration.at("removed_users") == "deactivate"
                          ? flows::RemovalPolicy::Deactivate
                          : flows::RemovalPolicy::Report;
  out.dropped_enrollments = integration.at("dropped_enrollments") == "delete"
                                ? flows::DropPolicy::Delete
                                : flows::DropPolicy::Keep;
  out.adopted_enrollments_are_ours = integration.at("adopted_enrollments_are_ours").get<bool>();
  out.follow_enrollment_dates = integration.at("follow_enrollment_dates").get<bool>();
  out.grace_snapshots = integration.at("grace").at("snapshots").get<std::uint32_t>();
  out.grace_time = std::chrono::hours{integration.at("grace").at("hours").get<std::int64_t>()};
  out.thresholds = thresholds(integration.at("thresholds"));
  return out;
}

std::string fixed_password_reference(const Json& integration) {
  const Json& passwords = integration.at("passwords");
  if (!passwords.is_object() || !passwords.contains("fixed")) return {};
  const auto name = reference_name(passwords.at("fixed"));
  return name ? "${" + *name + "}" : std::string{};
}

}  // namespace crosswalk::app
