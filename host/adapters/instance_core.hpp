#pragma once

/// \file
/// What an instance and its streams share. Internal to instance.cpp and read_stream.cpp.

#include "adapters/adapter.hpp"
#include "adapters/host_services.hpp"
#include "adapters/read_stream.hpp"

#include "crosswalk/status.hpp"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace crosswalk::adapters {

struct InstanceCore {
  InstanceCore(const Adapter& from, Services outside, ConfiguredServices inside,
               InstanceLimits most)
      : adapter(from), limits(most), services(std::move(outside), std::move(inside)) {}
  ~InstanceCore();
  InstanceCore(const InstanceCore&) = delete;
  InstanceCore& operator=(const InstanceCore&) = delete;

  /// A failed call as an Error: the adapter's words without secrets, on one line, behind its id.
  Error failure(cw_status status, const cw_error& error, const std::string& what) const;
  /// The adapter broke the contract.
  Error broken(const std::string& what) const;

  const Adapter& adapter;
  InstanceLimits limits;
  HostServices services;
  cw_instance* self = nullptr;
  std::atomic<bool> busy{false};
  std::uint32_t last_schema_id = 0;
};

/// The right to call into the adapter; one at a time.
class Turn {
 public:
  enum class Ask : std::uint8_t { Try, Wait };

  explicit Turn(InstanceCore& core, Ask ask = Ask::Try) : core_(core) {
    bool taken = core_.busy.exchange(true);
    while (taken && ask == Ask::Wait) {
      core_.busy.wait(true);
      taken = core_.busy.exchange(true);
    }
    if (!taken) call_.emplace(core_.services);
  }
  ~Turn() {
    if (!call_) return;
    call_.reset();
    core_.busy.store(false);
    core_.busy.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  explicit operator bool() const { return call_.has_value(); }
  static Error refused() {
    return Error{ErrorCode::InvalidArgument, "another call is running on this adapter instance"};
  }

 private:
  InstanceCore& core_;
  std::optional<HostServices::Call> call_;
};

}  // namespace crosswalk::adapters
