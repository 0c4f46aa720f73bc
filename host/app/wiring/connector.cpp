#include "app/wiring/connector.hpp"

#include "adapters/client_options.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace crosswalk::app {
namespace {

/// Paths in the file are relative to the file, not to wherever somebody stands.
void make_absolute(nlohmann::json& settings, const std::vector<std::string>& names,
                   const std::filesystem::path& file) {
  for (const std::string& name : names) {
    const auto at = settings.find(name);
    if (at == settings.end() || !at->is_string()) continue;
    const std::filesystem::path path = at->get<std::string>();
    const auto folder = std::filesystem::absolute(file).parent_path();
    if (path.is_relative()) *at = (folder / path).lexically_normal().string();
  }
}

bool wants_http(const adapters::Manifest& manifest) {
  const auto http = [](const std::string& service) { return service.starts_with("cw.http/"); };
  return std::ranges::any_of(manifest.needs, http) || std::ranges::any_of(manifest.wants, http);
}

/// The settings as the adapter shall have them.
Result<nlohmann::json> accepted_settings(const Config& config, const ConnectorConfig& connector,
                                         const adapters::ConfigSchema& schema,
                                         const Lookup& environment) {
  nlohmann::json settings =
      nlohmann::json::parse(connector.settings, nullptr, /*allow_exceptions=*/false);
  if (!settings.is_object()) return Error{ErrorCode::Internal, "settings are no JSON object"};
  CW_TRY(settings,
         resolve_settings(connector.name, std::move(settings), schema.secrets(), environment));
  make_absolute(settings, schema.paths(), config.file);
  const std::vector<adapters::ConfigProblem> problems = schema.check(settings);
  if (problems.empty()) return settings;
  std::string text = config.file.string() + ", connectors/" + connector.name + "/config:";
  for (const auto& problem : problems)
    text += (problems.size() == 1 ? " " : "\n  ") + problem.message;
  return Error{ErrorCode::BadConfig, text};
}

}  // namespace

Result<std::unique_ptr<Connector>> Connector::open(const Config& config,
                                                   const ConnectorConfig& connector,
                                                   const adapters::Adapter& adapter,
                                                   const ConnectorServices& services,
                                                   std::unique_ptr<adapters::StateBackend> state) {
  CW_TRY(const nlohmann::json settings,
         accepted_settings(config, connector, adapter.config_schema(), services.environment));
  std::unique_ptr<Connector> out(new Connector);
  out->state_ = std::move(state);
  if (wants_http(adapter.manifest())) {
    CW_TRY(http::ClientOptions options, adapters::client_options(adapter.manifest(), settings));
    options.user_agent = "crosswalk/" CW_VERSION;
    if (services.patience == Patience::Person) {
      options.retry.max_attempts = 2;
      options.retry.first_wait = std::chrono::milliseconds(500);
    }
    out->request_timeout_ = options.timeout;
    CW_TRY(out->client_,
           http::Client::create(std::move(options), {services.clock, services.log, services.random,
                                                     services.transport}));
  }
  adapters::Services lent{services.clock, services.log, services.random};
  lent.http = out->client_.get();
  lent.state = out->state_.get();
  lent.cancel = services.cancel;
  lent.connector = connector.name;
  for (const auto& root : config.allowed_roots) lent.allowed_roots.push_back(root.string());
  CW_TRY(out->instance_, adapters::Instance::create(adapter, settings.dump(), std::move(lent)));
  return out;
}

Result<const adapters::Capabilities*> Connector::capabilities() {
  if (!capabilities_) {
    CW_TRY(adapters::Capabilities found, instance_->capabilities());
    capabilities_ = std::make_unique<adapters::Capabilities>(std::move(found));
  }
  return capabilities_.get();
}

http::Counters Connector::calls() const { return client_ ? client_->counters() : http::Counters{}; }

}  // namespace crosswalk::app
