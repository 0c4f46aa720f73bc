#include "rest/client.hpp"

#include <array>

#include "crosswalk/clock_words.hpp"
#include "crosswalk/json.hpp"

namespace crosswalk::oneroster::rest {
namespace {

constexpr std::chrono::milliseconds kThrottleWait{5000};
constexpr int kDeepest = 8;
constexpr std::size_t kLongestDescription = 200;

std::string find_description(const Json& node, int depth) {
  constexpr std::array<const char*, 6> kNames{
      "imsx_description", "description", "Description", "message", "error_description", "error"};
  if (depth > kDeepest || !node.is_structured()) return {};
  if (node.is_object()) {
    for (const char* name : kNames) {
      const auto text = text_at(node, name);
      if (text && !text->empty()) return *text;
    }
  }
  for (const Json& child : node) {
    if (std::string found = find_description(child, depth + 1); !found.empty()) return found;
  }
  return {};
}

std::string redirect_text(const HttpResponse& answer, const Options& options) {
  if (options.service_url.starts_with("http://") && answer.location.starts_with("https://")) {
    return ": base_url begins with http://, and the provider wants https://. Change it";
  }
  return ": it redirects elsewhere, which is not followed. Put the address that it redirects to "
         "into base_url";
}

std::string sign_in_text(const Options& options) {
  if (options.auth == "oauth1") {
    return "Check the consumer key and secret, and 'signature_method': some providers take "
           "HMAC-SHA1 alone. Keys may lapse after a year.";
  }
  if (options.auth == "bearer") return "Check 'token': it may have been replaced.";
  return "It gave a token and does not accept it: check that 'token_url' belongs to this address, "
         "and 'scope' to this version.";
}

}  // namespace

HttpRequest get(const Options& options, std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  request.headers = {{"Accept", "application/json"}};
  request.auth_profile = options.auth_profile;
  request.rate_bucket = "api";
  return request;
}

std::string clock_hint(const HttpResponse& answer, std::uint64_t now_ms) {
  const std::string words =
      clock_words(answer.date, static_cast<std::int64_t>(now_ms / 1000), "the provider's");
  return words.empty() ? words : words + ": set it.";
}

std::string description_in(std::string_view body) {
  const Json document = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) return {};
  return find_description(document, 0).substr(0, kLongestDescription);
}

Error refusal(const HttpResponse& answer, std::string_view what, const Options& options,
              std::uint64_t now_ms) {
  const std::string place =
      std::string(what) + ": the provider answered " + std::to_string(answer.status);
  switch (answer.status) {
    case 400:
    case 422:
      return Error{ErrorCode::BadData,
                   place +
                       ": it does not accept the question. If it cannot sort, switch 'sort' "
                       "off; if it wants smaller pages, lower 'page_size'."};
    case 401:
      return Error{ErrorCode::Unauthenticated, place + ": it does not accept the credentials. " +
                                                   sign_in_text(options) +
                                                   clock_hint(answer, now_ms)};
    case 403:
      return Error{ErrorCode::Forbidden,
                   place +
                       ": the credentials are good and this is not allowed to them. Let the "
                       "provider grant the scope roster-core.readonly, or the permission for " +
                       std::string(what) + "."};
    case 404:
      return Error{ErrorCode::NotFound, place + ": there is no such endpoint at " +
                                            options.service_url + ". Check base_url and version."};
    case 429:
      return Error{ErrorCode::RateLimited,
                   place + ": too many requests; lower 'rate' and 'concurrency'.", kThrottleWait};
    default:
      break;
  }
  if (answer.status >= 300 && answer.status < 400) {
    return Error{ErrorCode::BadConfig, place + redirect_text(answer, options) + "."};
  }
  if (answer.status >= 500 || answer.status == 408) {
    return Error{ErrorCode::Unavailable, place + ": trouble at its side; try again later."};
  }
  return Error{ErrorCode::BadData, place + ", which this adapter does not expect there."};
}

}  // namespace crosswalk::oneroster::rest
