#pragma once

/// \file
/// The OneRoster adapter: reads a roster from CSV files of OneRoster 1.1 or 1.2.

#include <memory>
#include <string>
#include <string_view>

#include "crosswalk/adapter.hpp"
#include "csv/package.hpp"
#include "options.hpp"

namespace crosswalk::oneroster {

class OneRoster final : public Adapter, public Reader {
 public:
  static std::string_view manifest();
  /// \error BadConfig  names the property
  static Result<std::unique_ptr<OneRoster>> create(Host host, std::string_view config_json);

  Result<std::string> check() override;
  /// Reads one entity in full, on the source side.
  /// \error Unsupported  another side or mode, an entity it does not have. BadData  the export is
  /// refused as a
  ///        whole; the message names file, column and next step
  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override;

 private:
  OneRoster(Host host, Options options) : host_(host), options_(std::move(options)) {}
  Result<> survey();

  Host host_;
  Options options_;
  std::string listing_;  // for which package_ was made
  csv::Package package_;
};

}  // namespace crosswalk::oneroster
