#pragma once

/// \file
/// One call of the session service, and what a status means. The host logs in, adds the token,
/// limits the rate and repeats; the adapter sees neither password nor token.

#include "crosswalk/host.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace crosswalk::eschoolplus {

/// Usable during a call of the host only.
class Client {
 public:
  Client(Host host, std::string base_url, std::string site_code)
      : host_(host), base_url_(std::move(base_url)), site_code_(std::move(site_code)) {}

  /// The answer to a GET within the session, whatever its status; logs in when that is needed.
  Result<HttpResponse> get(std::string_view path, std::string_view what);
  /// Without a session.
  Result<HttpResponse> get_open(std::string_view path, std::string_view what);
  /// Ends the session that get() began; does nothing when there is none.
  void close(std::string_view path);

  const Host& host() const { return host_; }

 private:
  HttpRequest request(std::string_view method, std::string_view path);

  Host host_;
  std::string base_url_;
  std::string site_code_;
  bool in_session_ = false;
  std::uint64_t requests_ = 0;
};

/// The code of an error's body; empty when it names none.
std::string error_code_in(std::string_view body);

/// What an answer other than 200 means to a read of `what` (contract 4.3).
Error refusal(const HttpResponse& answer, std::string_view what);

}  // namespace crosswalk::eschoolplus
