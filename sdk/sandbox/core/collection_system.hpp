#pragma once

/// \file
/// The part that systems share whose state is collections and whose settings are one JSON object.

#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"
#include "sandbox/core/clock.hpp"
#include "sandbox/core/collections.hpp"
#include "sandbox/core/kind.hpp"
#include "sandbox/core/system.hpp"

namespace crosswalk::sandbox {

/// Changes of a settings object: every key must be there already, with a value of the same type.
/// InvalidArgument names the one that is not.
Result<nlohmann::json> changed_settings(nlohmann::json current, const nlohmann::json& changes);

/// Derive from it and answer requests; hold `mutex_` while doing so.
class CollectionSystem : public System {
 public:
  nlohmann::json dump() const override;
  Result<void> restore(const nlohmann::json& state) override;
  Result<void> seed(const nlohmann::json& records) override;
  void reset() override;
  nlohmann::json settings() const override;
  Result<void> change_settings(const nlohmann::json& changes) override;

 protected:
  /// \param empty     the collections without rows
  /// \param settings  every setting, with its value
  CollectionSystem(Collections empty, nlohmann::json settings, Clock& clock);

  /// What it starts with and goes back to: the rows (an object of collections), then the seed and
  /// the changed settings of the start. BadConfig.
  Result<void> begin_with(const nlohmann::json& rows, const SystemStart& start);
  /// Called with the lock held: forget sessions, windows and the like.
  virtual void forget() {}

  bool flag(std::string_view setting) const {
    return settings_.at(std::string(setting)).get<bool>();
  }
  std::int64_t number(std::string_view setting) const {
    return settings_.at(std::string(setting)).get<std::int64_t>();
  }
  std::string text(std::string_view setting) const {
    return settings_.at(std::string(setting)).get<std::string>();
  }

  Clock& clock_;
  mutable std::mutex mutex_;  ///< covers everything below
  Collections rows_;
  nlohmann::json settings_;

 private:
  const Collections empty_;
  Collections first_rows_;
  nlohmann::json first_settings_;
};

}  // namespace crosswalk::sandbox
