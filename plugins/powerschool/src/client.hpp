#pragma once

/// \file
/// How to ask PowerSchool: addresses, headers, and what a status means. The host signs in, keeps
/// the pace and repeats; the adapter never sees the secret or the token.

#include "crosswalk/host.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace crosswalk::powerschool {

/// What a call needs of the plugin, for the words of a refusal.
enum class Family { V1, Query };

/// Copied freely; usable during a call of the host only.
class Client {
 public:
  /// \param origin  scheme, host and port
  Client(Host host, std::string origin) : host_(host), origin_(std::move(origin)) {}

  /// A GET of a path with its query, `/ws/v1/...`, with the token.
  HttpRequest get(std::string_view path) const;
  /// A call of a named query (contract 8.1): a POST that changes nothing.
  /// \param arguments  a JSON object
  HttpRequest query(std::string_view name, std::string_view parameters,
                    std::string arguments) const;

  /// The body of a call that must succeed. `what` names it in messages.
  /// \error as refusal() and Http::send()
  Result<std::string> fetch(const HttpRequest& request, Family family, std::string_view what) const;
  Result<std::string> fetch(std::string_view path, std::string_view what) const {
    return fetch(get(path), Family::V1, what);
  }

  const Host& host() const { return host_; }

 private:
  Host host_;
  std::string origin_;
};

/// What an answer that is not 2xx means to `what`. Nothing of its body is repeated, except the
/// names of fields that are not granted.
Error refusal(const HttpResponse& answer, Family family, std::string_view what);

}  // namespace crosswalk::powerschool
