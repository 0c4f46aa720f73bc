#pragma once

/// \file
/// One configured system, opened: its adapter's instance, and the HTTP client lent to it.

#include "adapters/instance.hpp"
#include "app/config/config.hpp"
#include "app/config/secrets.hpp"
#include "http/client.hpp"
#include "http/transport.hpp"

#include <memory>
#include <string>
#include <vector>

namespace crosswalk::app {

/// How long a connector goes on trying.
enum class Patience {
  Run,     ///< a run waits out a server's bad minute
  Person,  ///< somebody sits in front of the screen: one more try, half a second later
};

/// What every connector is given. All of it outlives the connector.
struct ConnectorServices {
  http::Clock& clock;
  http::Log& log;
  http::Random& random;
  http::Transport& transport;
  const Lookup& environment;
  http::CancelToken cancel;
  Patience patience = Patience::Run;
};

class Connector {
 public:
  /// Resolves secrets, checks the settings against the adapter's schema and makes its instance.
  /// Nothing is sent yet.
  /// `state`: the adapter's small memory; may be null.
  /// \error BadConfig  the setting and what is wrong with it
  static Result<std::unique_ptr<Connector>> open(const Config& config,
                                                 const ConnectorConfig& connector,
                                                 const adapters::Adapter& adapter,
                                                 const ConnectorServices& services,
                                                 std::unique_ptr<adapters::StateBackend> state);
  Connector(const Connector&) = delete;
  Connector& operator=(const Connector&) = delete;

  adapters::Instance& instance() { return *instance_; }

  /// What this connection can do, asked once.
  Result<const adapters::Capabilities*> capabilities();

  /// Requests sent so far; all zero for an adapter that sends none.
  http::Counters calls() const;

  /// How long one request may take, so that a lost one is surely over.
  std::chrono::milliseconds request_timeout() const { return request_timeout_; }

 private:
  Connector() = default;

  std::unique_ptr<http::Client> client_;
  std::unique_ptr<adapters::StateBackend> state_;
  std::unique_ptr<adapters::Instance> instance_;  // last: it uses the others
  std::unique_ptr<adapters::Capabilities> capabilities_;
  std::chrono::milliseconds request_timeout_{0};
};

}  // namespace crosswalk::app
