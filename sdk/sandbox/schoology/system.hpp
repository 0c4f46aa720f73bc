#pragma once

/// \file
/// Schoology as a System: one lock around state, credentials, nonces, rate limit and routes.

#include <memory>
#include <string>
#include <vector>

#include "sandbox/core/clock.hpp"
#include "sandbox/core/system.hpp"
#include "sandbox/schoology/server.hpp"

namespace crosswalk::sandbox::schoology {

/// Its deeds by hand are those of deeds.hpp, and revoke {"token"} or {"uid"}.
class SchoologySystem final : public System {
 public:
  /// BadConfig when a key, setting or starting record of the options does not fit. The clock must
  /// outlive the system.
  static Result<std::unique_ptr<System>> create(const SchoologyOptions& options,
                                                const std::string& base_url, Clock& clock);
  ~SchoologySystem() override;

  Reply answer(const Request& request, const Tampering& tampering, Trace& trace) override;
  void describe(const Request& request, Trace& trace) const override;
  Reply refusal(std::string_view why) const override;
  std::string public_origin() const override;
  nlohmann::json dump() const override;
  Result<void> restore(const nlohmann::json& state) override;
  Result<void> seed(const nlohmann::json& records) override;
  void reset() override;
  nlohmann::json settings() const override;
  Result<void> change_settings(const nlohmann::json& changes) override;
  Result<nlohmann::json> deed(std::string_view name, const nlohmann::json& body) override;

 private:
  struct Impl;
  explicit SchoologySystem(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace crosswalk::sandbox::schoology
