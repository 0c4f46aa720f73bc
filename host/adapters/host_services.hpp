#pragma once

/// \file
/// What the host lends to one adapter instance, and the table by which the adapter asks for it.

#include "adapters/files/file_root.hpp"
#include "http/clock.hpp"
#include "http/log.hpp"
#include "http/random.hpp"

#include "crosswalk/abi/module.h"
#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::http {
class Client;
}

namespace crosswalk::adapters {

class ConfigSchema;
struct Manifest;

/// Where an adapter's small values live between runs; one per connector. Calls come from one thread
/// at a time. A put is durable when it returned.
class StateBackend {
 public:
  virtual ~StateBackend() = default;
  virtual Result<std::optional<std::string>> get(const std::string& key) = 0;
  virtual Result<> put(const std::string& key, std::string_view value) = 0;
  virtual Result<> erase(const std::string& key) = 0;
};

/// Who hears how far a call has come. Advisory.
class ProgressSink {
 public:
  virtual ~ProgressSink() = default;
  /// `total` 0: unknown.
  virtual void progress(std::uint64_t done, std::uint64_t total, std::string_view phase) = 0;
};

/// Everything an instance gets from the outside. The references outlive it.
struct Services {
  http::Clock& clock;
  http::Log& log;
  http::Random& random;
  http::Client* http = nullptr;              ///< null: neither cw.http/1 nor cw.auth/1 is lent
  StateBackend* state = nullptr;             ///< null: cw.state/1 is not lent
  ProgressSink* progress = nullptr;          ///< null: nobody listens
  http::CancelToken cancel{};                ///< stopped: the adapter is asked to come back
  std::string connector{};                   ///< its name, for log lines
  std::vector<std::string> allowed_roots{};  ///< folders within which configured paths may lie
  ZipLimits zip{};
};

/// What the configuration says that a service needs to know.
struct ConfiguredServices {
  std::vector<std::pair<std::string, std::string>> roots;  ///< x-path property -> its path
  std::vector<std::string> secrets;                        ///< x-secret values, never logged
  std::string first_bucket;                                ///< the manifest's first rate bucket
};

/// Replaces the secrets in the configuration and keeps what the services need. A secret that is set
/// stays recognisable as set: which way to sign in may hang on it.
ConfiguredServices take_services(const Manifest& manifest, const ConfigSchema& schema,
                                 nlohmann::json& config);

/// The host's tables for one instance. Not movable: the adapter keeps the address.
class HostServices {
 public:
  HostServices(Services services, ConfiguredServices configured);
  ~HostServices();
  HostServices(const HostServices&) = delete;
  HostServices& operator=(const HostServices&) = delete;

  const cw_host* abi() const { return &host_; }

  /// While one lives, its thread may use the services marked [call]. One at a time.
  class Call {
   public:
    explicit Call(HostServices& services);
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

   private:
    HostServices& services_;
  };

  /// The text with the instance's secrets replaced, fit for a log line or an error message.
  std::string redact(std::string_view text) const;

  struct Parts;

 private:
  static const void* get_interface(const cw_host* host, cw_str id) noexcept;

  cw_host host_{};
  std::unique_ptr<Parts> parts_;
};

/// A state backend that forgets: for tests and for the first look.
class MemoryState final : public StateBackend {
 public:
  MemoryState();
  ~MemoryState() override;
  Result<std::optional<std::string>> get(const std::string& key) override;
  Result<> put(const std::string& key, std::string_view value) override;
  Result<> erase(const std::string& key) override;

 private:
  struct Values;
  std::unique_ptr<Values> values_;
};

}  // namespace crosswalk::adapters
