#pragma once

/// \file
/// A PowerSchool server as a played system.

#include <memory>
#include <string>

#include "sandbox/core/kind.hpp"
#include "sandbox/powerschool/settings.hpp"
#include "sandbox/powerschool/tables.hpp"

namespace crosswalk::sandbox::powerschool {

/// What it starts from and comes back to at every reset.
struct Start {
  std::string client_id;
  std::string client_secret;
  Settings settings;
  State state;
};

class PowerSchoolSystem final : public System {
 public:
  /// BadConfig: an option does not fit.
  static Result<std::unique_ptr<System>> create(const SystemStart& start, const Kind& kind,
                                                Clock& clock);
  ~PowerSchoolSystem() override;

  Reply answer(const Request& request, const Tampering& tampering, Trace& trace) override;
  void describe(const Request& request, Trace& trace) const override;
  Reply refusal(std::string_view why) const override;
  std::string public_origin() const override;
  Json dump() const override;
  Result<void> restore(const Json& records) override;
  Result<void> seed(const Json& records) override;
  void reset() override;
  Json settings() const override;
  Result<void> change_settings(const Json& changes) override;
  /// Those of deeds.hpp, and `expire_token` {}.
  Result<Json> deed(std::string_view name, const Json& body) override;

 private:
  struct Impl;
  explicit PowerSchoolSystem(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace crosswalk::sandbox::powerschool
