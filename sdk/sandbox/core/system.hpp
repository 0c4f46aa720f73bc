#pragma once

/// \file
/// What a played system offers the sandbox around it.

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"
#include "sandbox/core/message.hpp"
#include "sandbox/core/request_log.hpp"

namespace crosswalk::sandbox {

/// What the faults ask of the system while it answers.
struct Tampering {
  std::optional<std::size_t> failing_row;  ///< this bulk row (from 0) is refused
  int failing_status = 500;
  std::int64_t page_shift = 0;  ///< lists read from start > 0 skip so many items more
};

/// Every function may be called from many threads at once.
class System {
 public:
  System() = default;
  System(const System&) = delete;
  System& operator=(const System&) = delete;
  virtual ~System() = default;

  /// Answers a request of the system's own interface and tells the trace about it.
  virtual Reply answer(const Request& request, const Tampering& tampering, Trace& trace) = 0;
  /// The path as counts show it, such as users/{id}, and whether the request would write.
  virtual void describe(const Request& request, Trace& trace) const = 0;
  /// The system's own way to say that a nonce was replayed (`replay`) or a token is dead
  /// (`expired`).
  virtual Reply refusal(std::string_view why) const = 0;
  /// The address the real system is reached at.
  virtual std::string public_origin() const = 0;

  /// Everything it holds; restore() takes the same shape.
  virtual nlohmann::json dump() const = 0;
  /// Replaces everything. BadData names the record that does not fit; then nothing changed.
  virtual Result<void> restore(const nlohmann::json& state) = 0;
  /// Adds records to what is there, in the shape of dump(); ids may be left out.
  virtual Result<void> seed(const nlohmann::json& records) = 0;
  /// Back to the starting state and settings.
  virtual void reset() = 0;
  virtual nlohmann::json settings() const = 0;
  /// Changes the named settings; InvalidArgument names an unknown one, then none changed.
  virtual Result<void> change_settings(const nlohmann::json& changes) = 0;
  /// A deed by hand of this system's own, such as `enroll`; NotFound when it has no such deed.
  virtual Result<nlohmann::json> deed(std::string_view name, const nlohmann::json& body) = 0;
};

}  // namespace crosswalk::sandbox
