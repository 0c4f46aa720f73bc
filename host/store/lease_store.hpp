#pragma once

/// \file
/// Leases: the right to write to a connector, one holder at a time.

#include "store/context.hpp"
#include "sync/ports.hpp"

namespace crosswalk::store {

/// Thread-safe. Connectors are named as in the configuration of the integration's district.
class LeaseStore final : public sync::LeasePort {
 public:
  explicit LeaseStore(const Context& context) : context_(context) {}

  /// Numbers are higher than any before of any connector. A holder that comes back under the same
  /// name gets a new number at once, and its old one is worth nothing.
  Result<std::uint64_t> acquire(std::string_view connector, std::string_view holder,
                                std::int64_t now_ms, std::int64_t until_ms) override;
  /// \error Conflict  it was lost: another holds it now.
  Result<> renew(std::string_view connector, std::uint64_t lease, std::int64_t until_ms) override;
  /// A lease that was lost before is let go of as well.
  Result<> release(std::string_view connector, std::uint64_t lease) override;

 private:
  const Context& context_;
};

}  // namespace crosswalk::store
