#pragma once

/// \file
/// OAuth 2.0 client credentials as PowerSchool plays it (contract 2.3): one live token for the
/// plugin, the same one again until it expires.

#include <cstdint>
#include <optional>
#include <string>

#include "sandbox/core/message.hpp"
#include "sandbox/powerschool/settings.hpp"

namespace crosswalk::sandbox::powerschool {

class Tokens {
 public:
  /// POST /oauth/access_token. `verdict` becomes ok, wrong_credentials or wrong_grant.
  Reply give(const Request& request, const std::string& id, const std::string& secret,
             const Settings& settings, std::int64_t now_s, std::string& verdict);

  /// Whether the request carries the live token.
  bool accepts(const Request& request, const Settings& settings, std::int64_t now_s) const;

  /// The token is dead from now on.
  void expire() { token_.clear(); }

 private:
  std::string token_;
  std::int64_t dies_s_ = 0;
  std::int64_t given_ = 0;
};

}  // namespace crosswalk::sandbox::powerschool
