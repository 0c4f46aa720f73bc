#pragma once

/// \file
/// The composition root: everything that is made once a process, out of a configuration.

#include "adapters/registry.hpp"
#include "app/config/config.hpp"
#include "app/config/secrets.hpp"
#include "app/wiring/connector.hpp"
#include "store/database.hpp"
#include "sync/ports.hpp"

#include <functional>
#include <memory>
#include <string>

namespace crosswalk::app {

/// Where a test puts itself between two parts: each takes what is there and returns what is used
/// instead. Empty: nothing is put there. What they return outlives the App.
struct Wrappers {
  std::function<http::Transport&(http::Transport&)> transport;
  std::function<sync::Store(sync::Store)> store;
  std::function<sync::Source&(sync::Source&)> source;
  std::function<sync::Destination&(sync::Destination&)> destination;
};

/// What the App stands in; all of it outlives the App.
struct Surroundings {
  http::Clock& clock;
  http::Log& log;
  http::Random& random;
  Lookup environment;
  http::CancelToken stop{};    ///< somebody asked to stop: between two batches, and in waits
  http::CancelToken cancel{};  ///< somebody asked again: also what is under way
  std::string executable = "/proc/self/exe";  ///< answers `check-child FILE`
  Wrappers wrappers{};
};

/// The adapter files of `folders`, or, without any, of the places beside this executable. Only
/// needs a configuration for its folders. `verdicts` is asked while it is made.
class AdapterShelf {
 public:
  AdapterShelf(const std::vector<std::filesystem::path>& folders, const std::string& executable,
               adapters::VerdictCache& verdicts);

  adapters::Registry& registry() { return *registry_; }
  const std::vector<std::string>& folders() const { return folders_; }

 private:
  std::vector<std::string> folders_;
  std::unique_ptr<adapters::Registry> registry_;
};

class App {
 public:
  /// Opens the database and brings its schema up to date. Adapters are looked at when one is asked
  /// for.
  /// \error BadConfig, Unavailable  a setting or the database, by name
  static Result<std::unique_ptr<App>> create(Config config, Surroundings surroundings);
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  const Config& config() const { return config_; }
  const Surroundings& surroundings() const { return surroundings_; }
  store::Database& database() { return *database_; }
  adapters::Registry& registry();

  /// The adapter of a connector. \error NotFound  which id, where it was looked for
  Result<const adapters::Adapter*> adapter_of(const ConnectorConfig& connector);

  /// A connector, opened anew.
  Result<std::unique_ptr<Connector>> open_connector(const ConnectorConfig& connector,
                                                    Patience patience = Patience::Run);

  /// Milliseconds since 1970, UTC.
  std::int64_t now_ms() const;

 private:
  App(Config config, Surroundings surroundings)
      : config_(std::move(config)), surroundings_(std::move(surroundings)) {}

  Config config_;
  Surroundings surroundings_;
  std::unique_ptr<http::Transport> network_;
  http::Transport* transport_ = nullptr;  ///< the network, or what a test put before it
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<AdapterShelf> shelf_;
};

}  // namespace crosswalk::app
