#pragma once

/// \file
/// The OneRoster adapter: reads a roster from CSV files of OneRoster 1.1 or 1.2, and writes one
/// into them.

#include <memory>
#include <string>
#include <string_view>

#include "crosswalk/adapter.hpp"
#include "csv/package.hpp"
#include "options.hpp"

namespace crosswalk::oneroster {

class OneRoster final : public Adapter, public Reader, public Applier {
 public:
  static std::string_view manifest();
  /// \error BadConfig  names the property
  static Result<std::unique_ptr<OneRoster>> create(Host host, std::string_view config_json);

  Result<std::string> check() override;
  /// A destination only where the setting `export` says what is to be written.
  Result<std::string> capabilities() override;
  /// Reads one entity: of a source in full, of the destination what was exported.
  /// \error Unsupported  another mode, an entity it does not have. BadData  the files are refused
  /// as
  ///        a whole; the message names file, column and next step
  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override;
  /// \error as exports::apply_to_export(); Unsupported  the setting `export` is not given
  Result<> apply(const ApplyRequest& request, Outcomes& outcomes) override;

 private:
  OneRoster(Host host, Options options) : host_(host), options_(std::move(options)) {}
  Result<> survey();

  Host host_;
  Options options_;
  std::string listing_;  // for which package_ was made
  csv::Package package_;
};

}  // namespace crosswalk::oneroster
