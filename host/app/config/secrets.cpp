#include "app/config/secrets.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;

bool is_variable_name(std::string_view name) {
  const auto fits = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
         std::ranges::all_of(name, fits);
}

Error not_set(const std::string& place, const std::string& name) {
  return Error{ErrorCode::BadConfig, "\"" + place + "\" comes from the environment variable " +
                                         name +
                                         ", which is not set. Set it where crosswalk is started."};
}

/// "lms" and "consumer_secret": "LMS_CONSUMER_SECRET".
std::string suggested_variable(const std::string& connector, const std::string& setting) {
  std::string name;
  for (const char c : connector + "_" + setting) {
    const auto byte = static_cast<unsigned char>(c);
    name += std::isalnum(byte) != 0 && byte < 0x80 ? static_cast<char>(std::toupper(byte)) : '_';
  }
  return std::isdigit(static_cast<unsigned char>(name.front())) != 0 ? "CW_" + name : name;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~')) {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 0xFU];
    }
  }
  return out;
}

/// Where the password of scheme://user:password@host stands; npos: there is none.
std::pair<std::size_t, std::size_t> password_range(std::string_view database) {
  constexpr auto kNone = std::pair{std::string_view::npos, std::string_view::npos};
  const auto scheme = database.find("://");
  if (scheme == std::string_view::npos) return kNone;
  const auto path = database.find('/', scheme + 3);
  const auto at = database.substr(0, path).rfind('@');
  if (at == std::string_view::npos || at < scheme + 3) return kNone;
  const auto colon = database.find(':', scheme + 3);
  if (colon == std::string_view::npos || colon > at) return kNone;
  return {colon + 1, at};
}

}  // namespace

Lookup process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): nobody sets
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
}

std::optional<std::string> reference_name(const Json& value) {
  if (value.is_object() && value.size() == 1 && value.contains("env") && value["env"].is_string()) {
    auto name = value["env"].get<std::string>();
    return is_variable_name(name) ? std::optional(std::move(name)) : std::nullopt;
  }
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (text.size() < 4 || !text.starts_with("${") || !text.ends_with('}')) return std::nullopt;
  auto name = text.substr(2, text.size() - 3);
  return is_variable_name(name) ? std::optional(std::move(name)) : std::nullopt;
}

Result<std::string> resolve_reference(const std::string& place, const Json& value,
                                      const Lookup& lookup) {
  const auto name = reference_name(value);
  if (!name) {
    return Error{ErrorCode::BadConfig,
                 "\"" + place + "\" must name an environment variable: \"${NAME}\""};
  }
  auto found = lookup(*name);
  if (!found || found->empty()) return not_set(place, *name);
  return *std::move(found);
}

std::string literal_secret_sentence(const std::string& connector, const std::string& setting) {
  return "\"connectors/" + connector + "/config/" + setting +
         "\" is a secret and may not stand in the file. Write \"" + setting + "\": \"${" +
         suggested_variable(connector, setting) + "}\" there and set that environment variable.";
}

Result<Json> resolve_settings(const std::string& connector, Json settings,
                              std::span<const std::string> secrets, const Lookup& lookup) {
  for (auto& [name, value] : settings.items()) {
    const std::string place = "connectors/" + connector + "/config/" + name;
    if (reference_name(value)) {
      CW_TRY(std::string resolved, resolve_reference(place, value, lookup));
      value = std::move(resolved);
    } else if (std::ranges::find(secrets, name) != secrets.end()) {
      return Error{ErrorCode::BadConfig, literal_secret_sentence(connector, name)};
    } else if (value.is_string() &&
               value.get_ref<const std::string&>().find("${") != std::string::npos) {
      return Error{
          ErrorCode::BadConfig,
          "\"" + place + "\" mixes text with ${...}: a reference stands alone, \"${NAME}\""};
    }
  }
  return settings;
}

bool holds_password(const std::string& database) {
  const auto [from, to] = password_range(database);
  if (from == std::string::npos) return false;
  return !reference_name(Json(database.substr(from, to - from)));
}

Result<std::string> resolve_database(const std::string& database, const Lookup& lookup) {
  const auto [from, to] = password_range(database);
  if (from == std::string::npos) return database;
  CW_TRY(const std::string password,
         resolve_reference("state/database", Json(database.substr(from, to - from)), lookup));
  return database.substr(0, from) + percent_encoded(password) + database.substr(to);
}

}  // namespace crosswalk::app
