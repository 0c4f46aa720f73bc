#include "app/config/config.hpp"

#include "adapters/config_schema.hpp"
#include "adapters/nearest_word.hpp"
#include "app/config/json_file.hpp"
#include "app/config/roster_settings.hpp"
#include "app/config/schema.hpp"
#include "app/config/secrets.hpp"
#include "app/config/zone.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kPostgres = "postgresql://";

fs::path beside(const fs::path& file, const std::string& path) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  return (fs::absolute(folder) / path).lexically_normal();
}

std::vector<fs::path> paths_beside(const fs::path& file, const Json& list) {
  std::vector<fs::path> out;
  for (const Json& each : list) out.push_back(beside(file, each.get<std::string>()));
  return out;
}

void parse_state(const Json& state, Config& config, std::vector<std::string>& problems) {
  auto database = state.at("database").get<std::string>();
  if (database.starts_with(kSqlite) && database.size() > kSqlite.size()) {
    database = std::string(kSqlite) + beside(config.file, database.substr(kSqlite.size())).string();
  } else if (!database.starts_with(kPostgres)) {
    problems.emplace_back(
        "\"state/database\" must be \"sqlite:FILE\" or \"postgresql://USER@HOST/DATABASE\"");
  } else if (holds_password(database)) {
    problems.emplace_back(
        "\"state/database\" holds a password, which may not stand in the file. Write "
        "\"postgresql://USER:${CROSSWALK_DB_PASSWORD}@HOST/DATABASE\" there and set that "
        "environment variable.");
  }
  config.state = {std::move(database), beside(config.file, state.at("scratch").get<std::string>()),
                  state.at("memory_mib").get<std::uint64_t>()};
}

std::vector<std::string> names_of(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

void check_side(const Json& connectors, const std::string& place, const std::string& name,
                std::vector<std::string>& problems) {
  if (connectors.contains(name)) return;
  problems.push_back("\"" + place + "\": there is no connector \"" + name + "\"" +
                     adapters::did_you_mean(name, names_of(connectors)));
}

void parse_integrations(const Json& json, Config& config, std::vector<std::string>& problems) {
  for (const auto& [name, each] : json.at("integrations").items()) {
    const std::string place = "integrations/" + name;
    IntegrationConfig out;
    out.name = name;
    out.source = each.at("source").get<std::string>();
    out.destination = each.at("destination").get<std::string>();
    check_side(json.at("connectors"), place + "/source", out.source, problems);
    check_side(json.at("connectors"), place + "/destination", out.destination, problems);
    if (out.source == out.destination) {
      problems.push_back("\"" + place + "\" has the connector \"" + out.source +
                         "\" on both sides: source and destination are two connectors");
    }
    out.roster = roster_settings(each, place, problems);
    out.fixed_password = fixed_password_reference(each);
    out.stop_after_failures = each.at("stop_after_failures").get<std::uint32_t>();
    out.resume_wait = std::chrono::seconds{each.at("resume_wait_seconds").get<std::int64_t>()};
    config.integrations.push_back(std::move(out));
  }
}

Error in_file(const fs::path& file, const std::vector<std::string>& problems) {
  std::string text = file.string() + ":";
  if (problems.size() == 1) return {ErrorCode::BadConfig, text + " " + problems.front()};
  for (const std::string& problem : problems) text += "\n  " + problem;
  return {ErrorCode::BadConfig, text};
}

}  // namespace

Result<Config> parse_config(std::string_view text, const fs::path& file) {
  auto parsed = parse_commented_json(text);
  if (!parsed) return in_file(file, {parsed.error().message});
  Json& json = *parsed;
  CW_TRY(const auto schema, adapters::ConfigSchema::parse(config_schema()));
  std::vector<std::string> problems;
  for (const auto& problem : schema.check(json)) problems.push_back(problem.message);
  if (!problems.empty()) return in_file(file, problems);

  Config config;
  config.file = file;
  config.district = {json.at("district").at("name").get<std::string>(),
                     json.at("district").at("time_zone").get<std::string>()};
  if (const auto zone = check_zone(config.district.time_zone); !zone) {
    problems.push_back(zone.error().message);
  }
  parse_state(json.at("state"), config, problems);
  config.adapter_folders = paths_beside(file, json.at("adapters").at("folders"));
  config.allowed_roots = paths_beside(file, json.at("files").at("allowed_roots"));
  if (json.at("network").contains("ca_file")) {
    config.network.ca_file = beside(file, json.at("network").at("ca_file").get<std::string>());
  }
  for (const auto& [name, each] : json.at("connectors").items()) {
    config.connectors.push_back(
        {name, each.at("adapter").get<std::string>(), each.at("config").dump()});
  }
  parse_integrations(json, config, problems);
  if (!problems.empty()) return in_file(file, problems);
  return config;
}

}  // namespace crosswalk::app
