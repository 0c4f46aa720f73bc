#pragma once

/// \file
/// The memories of one integration, as the engine's ports.

#include <memory>
#include <string>

#include "store/context.hpp"
#include "sync/ports.hpp"

namespace crosswalk::store {

/// By the names of the configuration.
struct IntegrationNames {
  std::string district;
  std::string integration;  ///< within the district
  std::string source;       ///< connector, within the district
  std::string destination;  ///< connector, within the district
};

class IntegrationStore {
 public:
  virtual ~IntegrationStore() = default;
  virtual sync::Store ports() = 0;
  virtual const Context& context() const = 0;
};

/// Registers what it does not know yet. The database must be migrated (migrate.hpp) and outlive the
/// store.
/// \error BadConfig  the integration is there, but joins other connectors: its links would be
/// wrong.
Result<std::unique_ptr<IntegrationStore>> open_integration(Database& database,
                                                           const IntegrationNames& names,
                                                           NowMs now_ms);

/// The number of a connector; registers the connector and its district when they are new.
Result<std::int64_t> open_connector(Database& database, std::string_view district,
                                    std::string_view connector);

}  // namespace crosswalk::store
