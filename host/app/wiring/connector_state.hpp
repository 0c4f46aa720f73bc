#pragma once

/// \file
/// The small memory of an adapter, kept in the store.

#include "adapters/host_services.hpp"
#include "store/adapter_state.hpp"

namespace crosswalk::app {

class StoredState final : public adapters::StateBackend {
 public:
  explicit StoredState(store::AdapterState state) : state_(std::move(state)) {}

  Result<std::optional<std::string>> get(const std::string& key) override {
    auto value = state_.get(key);
    if (value) return std::optional<std::string>(*std::move(value));
    if (value.error().code == ErrorCode::NotFound) return std::optional<std::string>();
    return value.error();
  }
  Result<> put(const std::string& key, std::string_view value) override {
    return state_.put(key, value);
  }
  Result<> erase(const std::string& key) override { return state_.erase(key); }

 private:
  store::AdapterState state_;
};

}  // namespace crosswalk::app
