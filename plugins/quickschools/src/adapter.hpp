#pragma once

/// \file
/// The QuickSchools adapter: a source of rosters, and a destination of sections and of who sits in
/// them. One school for each connector.

#include "client.hpp"
#include "options.hpp"

#include "crosswalk/adapter.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::quickschools {

class QuickSchoolsAdapter final : public Adapter, public Reader, public Applier {
 public:
  static std::string_view manifest();
  /// \error BadConfig  as Options::parse()
  static Result<std::unique_ptr<QuickSchoolsAdapter>> create(Host host, std::string_view config);

  Result<std::string> check() override;
  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override;
  Result<> apply(const ApplyRequest& request, Outcomes& outcomes) override;

 private:
  QuickSchoolsAdapter(Host host, Options options)
      : options_(std::move(options)), client_(host, options_.base_url) {}

  Options options_;
  Client client_;
};

}  // namespace crosswalk::quickschools
