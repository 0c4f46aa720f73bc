#include "client.hpp"

#include "words.hpp"

#include "decode_query.hpp"
#include "decode_v1.hpp"

namespace crosswalk::powerschool {
namespace {

constexpr std::uint32_t kQueryTimeout_ms = 600'000;  // contract 2.5: large reads take minutes
constexpr std::chrono::milliseconds kThrottleWait{1000};

constexpr char kGrantV1[] =
    "the plugin lacks accessLevelV1Api READ. An administrator sets it on the plugin's Data "
    "Provider "
    "Configuration page (PowerSchool 25.2 and later), or installs the queries of the Crosswalk "
    "package and sets mode to powerquery.";

Error forbidden(const std::string& place, const HttpResponse& answer, Family family) {
  if (family == Family::V1) return Error{ErrorCode::Forbidden, place + ": " + kGrantV1};
  const std::vector<std::string> fields = missing_fields(answer.body);
  const std::string which = fields.empty() ? "a field of the query" : joined(fields);
  return Error{ErrorCode::Forbidden,
               place + ": the plugin has no access to " + which +
                   ". Grant ViewOnly on it: every field of the package's plugin.xml must be in the "
                   "access_request of the installed version, which is enabled anew after an "
                   "upload."};
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

HttpRequest Client::query(std::string_view name, std::string_view parameters,
                          std::string arguments) const {
  HttpRequest request = get("/ws/schema/query/" + std::string(name) +
                            (parameters.empty() ? "" : "?") + std::string(parameters));
  request.method = "POST";
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(arguments);
  request.retry = CW_RETRY_SAFE;
  request.timeout_ms = kQueryTimeout_ms;
  return request;
}

Result<std::string> Client::fetch(const HttpRequest& request, Family family,
                                  std::string_view what) const {
  auto answer = host_.http().send(request);
  if (!answer) return in_context(std::move(answer).error(), std::string(what));
  if (answer->status != 200) return refusal(*answer, family, what);
  return std::move(answer->body);
}

Error refusal(const HttpResponse& answer, Family family, std::string_view what) {
  const std::string place =
      std::string(what) + ": PowerSchool answered " + std::to_string(answer.status);
  switch (answer.status) {
    case 401:
      if (tells_of_a_missing_permission(answer.body)) return forbidden(place, answer, family);
      return Error{ErrorCode::Unauthenticated,
                   place +
                       ": it does not accept the token that it gave for client_id and "
                       "client_secret. Was the plugin disabled, or were its credentials "
                       "regenerated? Copy both anew from its Data Provider Configuration page."};
    case 403:
      return forbidden(place, answer, family);
    case 404:
      if (family == Family::Query) {
        return Error{ErrorCode::NotFound,
                     place +
                         ": the query is not there. Install the plugin package of "
                         "plugins/powerschool/package and enable it, or set mode to v1."};
      }
      return Error{ErrorCode::NotFound, place + ": it is not there (any more)."};
    case 429:
      return Error{ErrorCode::RateLimited,
                   place +
                       ": too many requests; raise interval_ms to the interval of the district's "
                       "Global API Settings.",
                   kThrottleWait};
    default:
      break;
  }
  if (answer.status >= 300 && answer.status < 400) {
    const bool secure = answer.location.starts_with("https://");
    return Error{ErrorCode::BadConfig,
                 place + ", a redirect" +
                     (secure ? " to an https address" : " to another address") +
                     ". base_url must be the final address of the district's server, with "
                     "https://."};
  }
  if (answer.status >= 500) {
    return Error{ErrorCode::Unavailable, place + ": trouble at its side; try again later."};
  }
  return Error{ErrorCode::BadData, place + ", which this adapter does not expect there."};
}

}  // namespace crosswalk::powerschool
