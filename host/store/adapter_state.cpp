#include "store/adapter_state.hpp"

#include <optional>

namespace crosswalk::store {
namespace {

constexpr const char* kGet =
    "SELECT value FROM adapter_state WHERE connector_id = $1 AND name = $2";
constexpr const char* kPut =
    "INSERT INTO adapter_state (connector_id, name, value) VALUES ($1, $2, $3) "
    "ON CONFLICT (connector_id, name) DO UPDATE SET value = excluded.value";
constexpr const char* kErase = "DELETE FROM adapter_state WHERE connector_id = $1 AND name = $2";

}  // namespace

Result<std::string> AdapterState::get(std::string_view name) {
  return database_.in_snapshot(
      "adapter_state.get", [&](Connection& connection) -> Result<std::string> {
        std::optional<std::string> value;
        const EachRow each = [&](const Row& row) -> Result<> {
          value = row.text(0);
          return {};
        };
        CW_CHECK(connection.query(kGet, each, connector_, Blob{name}));
        if (!value) return Error{ErrorCode::NotFound, "nothing is kept under " + std::string(name)};
        return *std::move(value);
      });
}

Result<> AdapterState::put(std::string_view name, std::string_view value) {
  if (value.size() > kMostBytes) {
    return Error{ErrorCode::InvalidArgument,
                 "the value of " + std::string(name) + " is larger than 64 KiB"};
  }
  return database_.in_transaction("adapter_state.put", [&](Connection& connection) -> Result<> {
    CW_CHECK(connection.run(kPut, connector_, Blob{name}, Blob{value}));
    return {};
  });
}

Result<> AdapterState::erase(std::string_view name) {
  return database_.in_transaction("adapter_state.erase", [&](Connection& connection) -> Result<> {
    CW_CHECK(connection.run(kErase, connector_, Blob{name}));
    return {};
  });
}

}  // namespace crosswalk::store
