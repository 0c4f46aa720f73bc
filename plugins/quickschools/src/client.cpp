#include "client.hpp"

#include "table.hpp"
#include "verdict.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::quickschools {
namespace {

constexpr std::chrono::milliseconds kThrottleWait{1000};

/// " (CODE)" where the body names one.
std::string code_in(std::string_view body) {
  const std::string code = error_code(Json::parse(body, nullptr, /*allow_exceptions=*/false));
  return code.empty() ? std::string() : " (" + code + ")";
}

}  // namespace

HttpRequest Client::request(std::string_view path) const {
  HttpRequest request;
  request.url = base_url_ + std::string(path);
  request.headers = {{"Accept", "application/json"}};
  request.auth_profile = "api";
  request.rate_bucket = "api";
  request.timeout_ms = table::kTimeout_ms;
  return request;
}

Result<HttpResponse> Client::write(std::string_view method, std::string_view path, std::string form,
                                   std::uint32_t retry) const {
  HttpRequest request = this->request(path);
  request.method = method;
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = std::move(form);
  request.retry = retry;
  return host_.http().send(request);
}

Result<Json> Client::get(std::string_view path, std::string_view what) const {
  auto answer = host_.http().send(request(path));
  if (!answer) return in_context(std::move(answer).error(), std::string(what));
  if (answer->status != 200) return refusal(*answer, what);
  auto document = parse_json(answer->body);
  if (!document) return in_context(std::move(document).error(), std::string(what));
  const Json* success = member(*document, table::kSuccess);
  if (success != nullptr && success->is_boolean() && !success->get<bool>()) {
    return Error{ErrorCode::BadData, std::string(what) + ": QuickSchools refused it" +
                                         code_in(answer->body) + " with status 200"};
  }
  return document;
}

Error refusal(const HttpResponse& answer, std::string_view what) {
  const std::string place = std::string(what) + ": QuickSchools answered " +
                            std::to_string(answer.status) + code_in(answer.body);
  const bool page = is_web_page(answer.body);
  switch (answer.status) {
    case 401:
      return Error{ErrorCode::Unauthenticated,
                   place +
                       ": it does not know the API key. Enter the key that QuickSchools shows "
                       "now; a renewed key makes the old one void."};
    case 403:
      return Error{ErrorCode::Forbidden,
                   place + ": the key may not see this area. Have it granted in QuickSchools."};
    case 404:
      if (page || answer.body.empty()) {
        return Error{ErrorCode::BadConfig,
                     place +
                         " with a web page: base_url is not the address of the API, which ends "
                         "in /sms/v1."};
      }
      return Error{ErrorCode::NotFound, place + ": it is not there (any more)."};
    case 429:
      return Error{ErrorCode::RateLimited,
                   place + ": too many calls; lower 'rate' if other programs use the same key.",
                   kThrottleWait};
    default:
      break;
  }
  if (answer.status >= 300 && answer.status <= 399) {
    return Error{ErrorCode::BadConfig,
                 place +
                     ": it points to another address, which is not followed because the key "
                     "would go with it. Correct base_url (https, the API's own host)."};
  }
  if (answer.status >= 500) {
    return Error{ErrorCode::Unavailable, place + ": trouble at its side; try again later."};
  }
  return Error{ErrorCode::BadData, place + ", which this adapter does not expect there."};
}

}  // namespace crosswalk::quickschools
