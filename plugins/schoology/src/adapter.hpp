#pragma once

/// \file
/// The Schoology adapter: a destination of rosters, and a source of them.

#include "client.hpp"
#include "options.hpp"
#include "source.hpp"
#include "write.hpp"

#include "crosswalk/adapter.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::schoology {

class SchoologyAdapter final : public Adapter, public Reader, public Applier {
 public:
  static std::string_view manifest();
  /// \error BadConfig  as Options::parse()
  static Result<std::unique_ptr<SchoologyAdapter>> create(Host host, std::string_view config);

  Result<std::string> check() override;
  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override;
  Result<> apply(const ApplyRequest& request, Outcomes& outcomes) override;

 private:
  SchoologyAdapter(Host host, Options options)
      : options_(std::move(options)), client_(host, options_.origin), source_(client_, options_) {}

  Options options_;
  Client client_;
  Source source_;
  Memory memory_;
};

}  // namespace crosswalk::schoology
