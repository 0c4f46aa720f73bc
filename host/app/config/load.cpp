#include "adapters/nearest_word.hpp"
#include "app/config/config.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace crosswalk::app {

Result<Config> load_config(const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored)) {
    return Error{ErrorCode::BadConfig, file.string() + " is a folder, not a configuration file"};
  }
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.is_open() || stream.bad()) {
    const std::string why = errno == ENOENT
                                ? "there is no such file"
                                : std::strerror(errno);  // NOLINT(concurrency-mt-unsafe)
    return Error{ErrorCode::BadConfig,
                 "the configuration file " + file.string() + " cannot be read: " + why +
                     ". Name one with --config FILE or CROSSWALK_CONFIG; "
                     "docs/operate/crosswalk.sample.json is a commented one to start from."};
  }
  return parse_config(text, file);
}

Result<const ConnectorConfig*> find_connector(const Config& config, const std::string& name) {
  std::vector<std::string> known;
  for (const ConnectorConfig& each : config.connectors) {
    if (each.name == name) return &each;
    known.push_back(each.name);
  }
  return Error{ErrorCode::BadConfig, "there is no connector \"" + name + "\" in " +
                                         config.file.string() +
                                         adapters::did_you_mean(name, known)};
}

Result<const IntegrationConfig*> find_integration(const Config& config, const std::string& name) {
  std::vector<std::string> known;
  std::string list;
  for (const IntegrationConfig& each : config.integrations) {
    if (each.name == name) return &each;
    known.push_back(each.name);
    list += (list.empty() ? "" : ", ") + each.name;
  }
  if (!name.empty()) {
    return Error{ErrorCode::BadConfig, "there is no integration \"" + name + "\" in " +
                                           config.file.string() +
                                           adapters::did_you_mean(name, known)};
  }
  if (known.size() == 1) return &config.integrations.front();
  return Error{ErrorCode::BadConfig, known.empty()
                                         ? config.file.string() +
                                               " names no integration: add one under "
                                               "\"integrations\""
                                         : config.file.string() +
                                               " has several integrations: choose one with "
                                               "--integration NAME (" +
                                               list + ")"};
}

}  // namespace crosswalk::app
