#pragma once

/// \file
/// A OneRoster provider as a System: one lock around records, tokens and settings.

#include <memory>

#include "sandbox/core/clock.hpp"
#include "sandbox/core/kind.hpp"
#include "sandbox/core/system.hpp"

namespace crosswalk::sandbox::oneroster {

/// Tokens are given at /oauth2/token. Its deeds by hand:
///   change {"collection","sourcedId","set":{...}}  some fields, dated anew
///   remove {"collection","sourcedId"}              leaves a tombstone
///   forget {"collection","sourcedId"}              leaves nothing
///   revoke {}                                      every token is void
class OneRosterSystem final : public System {
 public:
  /// BadConfig when a setting or a starting record does not fit. The clock must outlive the system.
  static Result<std::unique_ptr<System>> create(const SystemStart& start,
                                                const std::string& base_url, Clock& clock);
  ~OneRosterSystem() override;

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
  explicit OneRosterSystem(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace crosswalk::sandbox::oneroster
