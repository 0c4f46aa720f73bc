#pragma once

/// \file
/// The Schoology sandbox for tests in the same process, and for the executable.

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "crosswalk/result.hpp"
#include "sandbox/core/clock.hpp"
#include "sandbox/core/fault.hpp"
#include "sandbox/core/request_log.hpp"

namespace crosswalk::sandbox {

class Stage;
struct District;

/// A consumer key the sandbox takes (contract 3.5).
struct SchoologyKey {
  std::string key;
  std::string secret;
  std::string scope = "system";  ///< system, teacher or personal
  std::int64_t owner = 90001;    ///< user id; 90001 is the administrator of the starting state
};

struct SchoologyOptions {
  std::uint16_t port = 0;  ///< 0: a free one
  std::vector<SchoologyKey> keys{{"sandbox-key", "sandbox-secret", "system", 90001}};
  std::string settings_json;           ///< changes to the settings, an object; empty: none
  std::string seed_json;               ///< records added to the starting state; empty: none
  const District* district = nullptr;  ///< whom it holds besides; null: nobody
};

/// Plays Schoology REST API v1 on 127.0.0.1 from create() until destroyed. Thread-safe.
class SchoologyServer {
 public:
  /// BadConfig: an option does not fit; Unavailable: the port is taken.
  static Result<std::unique_ptr<SchoologyServer>> create(const SchoologyOptions& options);

  SchoologyServer(const SchoologyServer&) = delete;
  SchoologyServer& operator=(const SchoologyServer&) = delete;
  ~SchoologyServer();

  /// "http://127.0.0.1:PORT"; the API is below /v1/, the hand's endpoints below /_sandbox/.
  std::string base_url() const;
  std::uint16_t port() const;

  /// Everything it holds, in the shape of schoology/snapshot.hpp, with "credentials".
  nlohmann::json state() const;
  /// Requests with seq > `since`, oldest first.
  std::vector<LogEntry> request_log(std::uint64_t since = 0) const;
  nlohmann::json counts() const;

  Clock& clock();
  FaultPlan& faults();

  Result<void> seed(const nlohmann::json& records);
  Result<void> restore(const nlohmann::json& state);
  Result<void> change_settings(const nlohmann::json& changes);
  /// A deed by hand, such as enroll: see schoology/deeds.hpp; also revoke {"token"} or {"uid"}.
  Result<nlohmann::json> deed(const std::string& name, const nlohmann::json& body);
  /// Starting state, settings and clock; no faults, no log.
  void reset();

 private:
  explicit SchoologyServer(std::unique_ptr<Stage> stage);
  std::unique_ptr<Stage> stage_;
};

}  // namespace crosswalk::sandbox
