#pragma once

/// \file
/// The adapter for OneRoster over REST: reads a roster from a provider of 1.1 or 1.2.

#include <memory>
#include <string>
#include <string_view>

#include "crosswalk/adapter.hpp"
#include "rest/options.hpp"

namespace crosswalk::oneroster::rest {

class OneRosterRest final : public Adapter, public Reader {
 public:
  static std::string_view manifest();
  /// \error BadConfig  names the property
  static Result<std::unique_ptr<OneRosterRest>> create(Host host, std::string_view config_json);

  Result<std::string> check() override;
  /// Reads one entity in full, on the source side.
  /// \error Unsupported  another side or mode, an entity it does not have
  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override;

 private:
  OneRosterRest(Host host, Options options) : host_(host), options_(std::move(options)) {}

  Host host_;
  Options options_;
};

}  // namespace crosswalk::oneroster::rest
