#include "http/asked_once.hpp"

#include "http/record_line.hpp"

#include <utility>

namespace crosswalk::http {
namespace {

constexpr int kUnknown = 401;
constexpr int kForbidden = 403;
constexpr int kMissing = 404;
constexpr int kThrottled = 429;
constexpr int kMostRefusals = 3;

bool refuses_us(const WireRequest& request, int status) {
  const bool refused = status >= 400 && status < 500 && status != kThrottled;
  return status == kUnknown || (request.credentials && refused);
}

/// Sign-ins differ in what a recording leaves out.
std::string key_in_memory(const WireRequest& request) {
  std::string key = record_key(request);
  if (!request.credentials) return key;
  key.append("\n").append(request.body);
  for (const Header& header : request.headers) key += '\n' + header.name + ": " + header.value;
  return key;
}

}  // namespace

WireOutcome AskedOnce::exchange(const WireRequest& request, CancelToken cancel) {
  const std::string key = key_in_memory(request);
  {
    const std::scoped_lock lock{mutex_};
    const auto& known = request.credentials ? sign_ins_ : answers_;
    if (const auto found = known.find(key); found != known.end()) return found->second;
    if (refusals_ >= kMostRefusals) return refusal_;
  }
  WireOutcome outcome = inner_.exchange(request, std::move(cancel));
  if (const auto* response = std::get_if<WireResponse>(&outcome)) remember(request, key, *response);
  return outcome;
}

void AskedOnce::remember(const WireRequest& request, const std::string& key,
                         const WireResponse& response) {
  const std::scoped_lock lock{mutex_};
  if (refuses_us(request, response.status)) {
    sign_ins_.clear();
    ++refusals_;
    refusal_ = response;
    return;
  }
  const bool good = response.status < 400;
  if (good) refusals_ = 0;
  if (request.credentials) {
    if (good) sign_ins_.insert_or_assign(key, response);
  } else if (good || response.status == kForbidden || response.status == kMissing) {
    answers_.emplace(key, response);
  }
}

}  // namespace crosswalk::http
