#include "app/wiring/app.hpp"

#include "app/wiring/connector_state.hpp"
#include "app/wiring/stored_verdicts.hpp"
#include "http/net_transport.hpp"
#include "store/integration_store.hpp"
#include "store/migrate.hpp"

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;

/// Beside the executable, as a build and as an installation lay it out.
std::vector<std::string> usual_folders(const std::string& executable) {
  std::error_code error;
  const fs::path bin = fs::canonical(executable, error).parent_path();
  if (error) return {};
  std::vector<std::string> out{(bin.parent_path() / "adapters").string()};
  for (const char* library : {"lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu", "lib64", "lib"}) {
    out.push_back((bin.parent_path() / library / "crosswalk" / "adapters").string());
  }
  return out;
}

}  // namespace

AdapterShelf::AdapterShelf(const std::vector<fs::path>& folders, const std::string& executable,
                           adapters::VerdictCache& verdicts) {
  for (const fs::path& folder : folders) folders_.push_back(folder.string());
  if (folders_.empty()) folders_ = usual_folders(executable);
  adapters::FirstLookOptions options;
  options.executable = executable;
  options.host_version = CW_VERSION;
  adapters::FirstLook look(std::move(options), verdicts);
  registry_ = adapters::Registry::scan(folders_, look);
}

Result<std::unique_ptr<App>> App::create(Config config, Surroundings surroundings) {
  std::unique_ptr<App> app(new App(std::move(config), std::move(surroundings)));
  http::NetOptions network;
  network.ca_file = app->config_.network.ca_file.string();
  CW_TRY(app->network_, http::NetTransport::create(network));
  app->transport_ = app->network_.get();
  if (app->surroundings_.wrappers.transport) {
    app->transport_ = &app->surroundings_.wrappers.transport(*app->network_);
  }
  CW_TRY(const std::string url,
         resolve_database(app->config_.state.database, app->surroundings_.environment));
  CW_TRY(app->database_, store::Database::open({url}));
  CW_CHECK(store::migrate(*app->database_, app->now_ms()));
  return app;
}

adapters::Registry& App::registry() {
  if (!shelf_) {
    StoredVerdicts verdicts(store::Verdicts(*database_), surroundings_.clock);
    shelf_ =
        std::make_unique<AdapterShelf>(config_.adapter_folders, surroundings_.executable, verdicts);
  }
  return shelf_->registry();
}

Result<const adapters::Adapter*> App::adapter_of(const ConnectorConfig& connector) {
  auto adapter = registry().get(connector.adapter);
  if (adapter) return adapter;
  std::string where;
  for (const std::string& folder : shelf_->folders()) where += (where.empty() ? "" : ", ") + folder;
  return in_context(adapter.error(),
                    "\"connectors/" + connector.name + "/adapter\" (looked in " + where + ")");
}

Result<std::unique_ptr<Connector>> App::open_connector(const ConnectorConfig& connector,
                                                       Patience patience) {
  CW_TRY(const adapters::Adapter* adapter, adapter_of(connector));
  CW_TRY(const std::int64_t id,
         store::open_connector(*database_, config_.district.name, connector.name));
  const ConnectorServices services{surroundings_.clock,
                                   surroundings_.log,
                                   surroundings_.random,
                                   *transport_,
                                   surroundings_.environment,
                                   surroundings_.cancel,
                                   patience};
  return Connector::open(config_, connector, *adapter, services,
                         std::make_unique<StoredState>(store::AdapterState(*database_, id)));
}

std::int64_t App::now_ms() const { return surroundings_.clock.now().time_since_epoch().count(); }

}  // namespace crosswalk::app
