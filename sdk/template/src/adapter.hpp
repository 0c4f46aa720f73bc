#pragma once

/// \file
/// my_system: reads schools and people from a directory service over HTTP.

#include "crosswalk/adapter.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace my_system_adapter {

class Adapter final : public crosswalk::Adapter, public crosswalk::Reader {
 public:
  static std::string_view manifest();

  /// \error BadConfig  names the setting
  static crosswalk::Result<std::unique_ptr<Adapter>> create(crosswalk::Host host,
                                                            std::string_view config);

  crosswalk::Result<std::string> check() override;
  crosswalk::Result<std::unique_ptr<crosswalk::Stream>> open(
      const crosswalk::ReadRequest& request) override;

 private:
  Adapter(crosswalk::Host host, std::string base_url)
      : host_(host), base_url_(std::move(base_url)) {}

  crosswalk::Host host_;
  std::string base_url_;
};

}  // namespace my_system_adapter
