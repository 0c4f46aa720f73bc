#pragma once

/// \file
/// How to ask QuickSchools, and what a status means. The host adds the key, limits the rate and
/// repeats; the adapter never sees the key.

#include "crosswalk/host.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace crosswalk::quickschools {

/// Copied freely; usable during a call of the host only.
class Client {
 public:
  Client(Host host, std::string base_url) : host_(host), base_url_(std::move(base_url)) {}

  /// The document behind a path with its query. `what` names it in messages.
  /// \error as refusal(), Http::send(), and BadData where the answer is no JSON or says
  /// "success": false
  Result<nlohmann::json> get(std::string_view path, std::string_view what) const;

  /// A write's answer, whatever its status. `form` is x-www-form-urlencoded; `retry` is CW_RETRY_*.
  /// \error OutcomeUnknown  it was sent and its answer was lost
  /// \error as Http::send()
  Result<HttpResponse> write(std::string_view method, std::string_view path, std::string form,
                             std::uint32_t retry) const;

  const Host& host() const { return host_; }

 private:
  HttpRequest request(std::string_view path) const;

  Host host_;
  std::string base_url_;
};

/// What an answer other than 200 means to a read of `what` (contract 1.3).
Error refusal(const HttpResponse& answer, std::string_view what);

}  // namespace crosswalk::quickschools
