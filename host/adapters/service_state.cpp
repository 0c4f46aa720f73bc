/// cw.state/1: small values between runs.

#include "adapters/service_parts.hpp"

#include "crosswalk/utf8.hpp"

namespace crosswalk::adapters {
namespace {

using Parts = HostServices::Parts;

constexpr std::size_t kLongestKey = 200;          // bytes
constexpr std::size_t kLargestValue = 64U << 10;  // bytes

Result<std::string> checked(cw_str key) {
  const std::string_view text = view(key);
  if (text.empty() || text.size() > kLongestKey || !is_utf8(text)) {
    return Error{ErrorCode::InvalidArgument, "a state key must be 1 to 200 bytes of UTF-8"};
  }
  return std::string(text);
}

cw_status get(const cw_host* host, cw_str key, cw_sink* sink, cw_error* error) noexcept {
  cw_status put = CW_OK;
  const cw_status status = lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(const std::string name, checked(key));
    CW_TRY(const std::optional<std::string> value, parts.services.state->get(name));
    if (!value) return Error{ErrorCode::NotFound, "no state is kept under that key"};
    put = sink->put(sink, value->data(), value->size());
    return {};
  });
  return status == CW_OK ? put : status;
}

cw_status put(const cw_host* host, cw_str key, cw_bytes value, cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(const std::string name, checked(key));
    if (value.len > kLargestValue) {
      return Error{ErrorCode::InvalidArgument, "a state value may have 64 KiB"};
    }
    return parts.services.state->put(name, {static_cast<const char*>(value.ptr), value.len});
  });
}

cw_status erase(const cw_host* host, cw_str key, cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(const std::string name, checked(key));
    return parts.services.state->erase(name);
  });
}

}  // namespace

const cw_if_state& state_table() {
  static constexpr cw_if_state kTable{sizeof(cw_if_state), 0, get, put, erase};
  return kTable;
}

}  // namespace crosswalk::adapters
