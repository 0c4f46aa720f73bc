#pragma once

/// \file
/// The eSchoolPlus adapter: a source of rosters.

#include "binding.hpp"
#include "options.hpp"

#include "crosswalk/adapter.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::eschoolplus {

class ESchoolPlusAdapter final : public Adapter, public Reader {
 public:
  static std::string_view manifest();
  /// \error BadConfig  as Options::parse()
  static Result<std::unique_ptr<ESchoolPlusAdapter>> create(Host host, std::string_view config);

  Result<std::string> check() override;
  /// \error Unsupported  also for an eSchoolPlus that is too old
  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override;

 private:
  ESchoolPlusAdapter(Host host, Options options, std::unique_ptr<Binding> binding)
      : host_(host), options_(std::move(options)), binding_(std::move(binding)) {}

  std::int64_t today() const;
  /// Once, before the first list.
  Result<> see_version();

  Host host_;
  Options options_;
  std::unique_ptr<Binding> binding_;
  bool version_seen_ = false;
};

}  // namespace crosswalk::eschoolplus
