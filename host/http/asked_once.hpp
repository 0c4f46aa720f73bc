#pragma once

/// \file
/// Asks each thing once: what a system has answered is answered again without it.

#include "http/transport.hpp"

#include <map>
#include <mutex>
#include <string>

namespace crosswalk::http {

/// For recording a system that somebody else works with: an adapter asks for the same pages in many
/// ways, and the recording keeps one answer of each. Good answers, 403 and 404 are remembered; a
/// sign-in until the system calls it unknown (401). Whoever is refused three times on end is
/// answered so from then on: accounts get locked. Thread-safe.
class AskedOnce final : public Transport {
 public:
  /// \param inner  outlives this.
  explicit AskedOnce(Transport& inner) : inner_(inner) {}

  WireOutcome exchange(const WireRequest& request, CancelToken cancel) override;

 private:
  void remember(const WireRequest& request, const std::string& key, const WireResponse& response);

  Transport& inner_;
  std::mutex mutex_;
  std::map<std::string, WireResponse> answers_;
  std::map<std::string, WireResponse> sign_ins_;
  int refusals_ = 0;  ///< of who we are, on end
  WireResponse refusal_;
};

}  // namespace crosswalk::http
