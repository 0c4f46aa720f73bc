#pragma once

/// \file
/// The PowerSchool adapter: a source of rosters.

#include "client.hpp"
#include "options.hpp"
#include "query_source.hpp"
#include "v1_source.hpp"

#include "crosswalk/adapter.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::powerschool {

class PowerSchoolAdapter final : public Adapter, public Reader {
 public:
  static std::string_view manifest();
  /// \error BadConfig  as Options::parse()
  static Result<std::unique_ptr<PowerSchoolAdapter>> create(Host host, std::string_view config);

  Result<std::string> check() override;
  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override;

 private:
  PowerSchoolAdapter(Host host, Options options)
      : options_(std::move(options)),
        client_(host, options_.origin),
        v1_(client_, options_),
        queries_(client_, options_) {}

  const Options options_;
  Client client_;
  std::optional<Mode> mode_;  ///< once it was chosen
  V1Source v1_;
  QuerySource queries_;
};

}  // namespace crosswalk::powerschool
