#include "client.hpp"

#include "crosswalk/clock_words.hpp"

namespace crosswalk::schoology {
namespace {

constexpr int kMaxRedirects = 3;
constexpr std::chrono::milliseconds kThrottleWait{5000};  // contract 5.3

bool is_redirect(std::uint32_t status) { return status >= 301 && status <= 308 && status != 304; }

/// Whether the server said that a nonce was used before (contract 3.4).
bool is_replay(std::string_view body) { return body.find("replay") != std::string_view::npos; }

std::string clock_hint(const HttpResponse& answer, std::int64_t now_s) {
  const std::string words = clock_words(answer.date, now_s, "Schoology's");
  return words.empty() ? words : words + ", which alone can cause this: set it.";
}

}  // namespace

HttpRequest Client::get(std::string_view path) const {
  HttpRequest request;
  request.url = origin_ + std::string(path);
  request.headers = {{"Accept", "application/json"}};
  request.auth_profile = "api";
  request.rate_bucket = "api";
  return request;
}

HttpRequest Client::write(std::string_view method, std::string_view path, std::string body,
                          std::uint32_t retry) const {
  HttpRequest request = get(path);
  request.method = method;
  if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  request.retry = retry;
  return request;
}

Result<HttpResponse> Client::send(const HttpRequest& request) const {
  CW_TRY(HttpResponse answer, host_.http().send(request));
  for (int hop = 0; request.method == "GET" && is_redirect(answer.status); ++hop) {
    if (hop == kMaxRedirects) return Error{ErrorCode::BadData, "Schoology redirects in a circle"};
    CW_TRY(const std::string path, own_path(answer.location));
    CW_TRY(answer, host_.http().send(get(path)));
  }
  return answer;
}

Result<std::string> Client::fetch(std::string_view path, std::string_view what) const {
  CW_TRY(HttpResponse answer, send(get(path)));
  if (answer.status != 200) {
    return refusal(answer, what, static_cast<std::int64_t>(host_.now_ms() / 1000));
  }
  return std::move(answer.body);
}

Result<std::string> own_path(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    const std::size_t slash = url.find('/', scheme + 3);
    url = slash == std::string_view::npos ? std::string_view{} : url.substr(slash);
  }
  url = url.substr(0, url.find('#'));
  const bool clean = url.find_first_of(" \r\n\t\"<>\\") == std::string_view::npos;
  if (!url.starts_with("/v1/") || !clean) {
    return Error{ErrorCode::BadData, "Schoology named a next address that is not one of its own"};
  }
  return std::string(url);
}

Error refusal(const HttpResponse& answer, std::string_view what, std::int64_t now_s) {
  const std::string place =
      std::string(what) + ": Schoology answered " + std::to_string(answer.status);
  switch (answer.status) {
    case 401:
      if (is_replay(answer.body)) {
        return Error{ErrorCode::Unauthenticated,
                     place + " (replay): a request reached it twice under one signature." +
                         clock_hint(answer, now_s)};
      }
      return Error{
          ErrorCode::Unauthenticated,
          place +
              ": it does not accept the key. Check consumer key and secret; a personal key "
              "may not read other people's data, and an access token dies after 90 days." +
              clock_hint(answer, now_s)};
    case 403:
      return Error{ErrorCode::Forbidden,
                   place +
                       ": the key's owner lacks the permission. Use the key of a system "
                       "administrator of this school who is bound to no building."};
    case 404:
      return Error{ErrorCode::NotFound, place + ": it is not there (any more)."};
    case 410:
      return Error{ErrorCode::Unsupported, place + ": this school does not offer it."};
    case 429:
      return Error{ErrorCode::RateLimited,
                   place + ": too many requests; lower 'rate' if other programs use the same key.",
                   kThrottleWait};
    default:
      break;
  }
  if (answer.status >= 500) {
    return Error{ErrorCode::Unavailable, place + ": trouble at its side; try again later."};
  }
  return Error{ErrorCode::BadData, place + ", which this adapter does not expect there."};
}

}  // namespace crosswalk::schoology
