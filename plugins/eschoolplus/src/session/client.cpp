#include "session/client.hpp"

#include "session/table.hpp"

#include "crosswalk/json.hpp"

#include <cstdio>

namespace crosswalk::eschoolplus {
namespace {

constexpr std::chrono::milliseconds kThrottleWait{1000};

/// splitmix64.
std::uint64_t mixed(std::uint64_t z) {
  z += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

/// A UUID (version 4 by form) that names the call in the server's log.
std::string request_id(std::uint64_t now_ms, std::uint64_t count) {
  const std::uint64_t a = mixed(now_ms * 4096 + count);
  const std::uint64_t b = mixed(a);
  char out[40];
  std::snprintf(out, sizeof out, "%08x-%04x-4%03x-%04x-%012llx", static_cast<unsigned>(a >> 32U),
                static_cast<unsigned>(a >> 16U) & 0xFFFFU, static_cast<unsigned>(a) & 0xFFFU,
                0x8000U | (static_cast<unsigned>(b >> 48U) & 0x3FFFU),
                static_cast<unsigned long long>(b & 0xFFFFFFFFFFFFULL));
  return out;
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 40 &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string_view::npos;
}

/// Names of the fields that were refused; their values may be personal.
std::string fields_in(const Json& body) {
  std::string out;
  const Json* error = member(body, table::kError);
  const Json* fields = error == nullptr ? nullptr : member(*error, table::kErrorFields);
  if (fields == nullptr || !fields->is_array()) return out;
  for (const Json& field : *fields) {
    const std::string code = text_at(field, table::kErrorCode).value_or("");
    if (!is_code(code)) continue;
    out += (out.empty() ? " " : ", ") + code;
  }
  return out;
}

}  // namespace

HttpRequest Client::request(std::string_view method, std::string_view path) {
  HttpRequest request;
  request.method = method;
  request.url = base_url_ + std::string(path);
  request.headers = {
      {"Accept", "application/json"},
      {std::string(table::kRequestIdHeader), request_id(host_.now_ms(), ++requests_)}};
  request.rate_bucket = table::kBucket;
  request.timeout_ms = table::kTimeout_ms;
  return request;
}

Result<HttpResponse> Client::get_open(std::string_view path, std::string_view what) {
  auto answer = host_.http().send(request("GET", path));
  if (!answer) return in_context(std::move(answer).error(), std::string(what));
  return answer;
}

Result<HttpResponse> Client::get(std::string_view path, std::string_view what) {
  HttpRequest wanted = request("GET", path);
  wanted.headers.emplace_back(table::kSiteCodeHeader, site_code_);
  wanted.auth_profile = table::kProfile;
  auto answer = host_.http().send(wanted);
  if (!answer) return in_context(std::move(answer).error(), std::string(what));
  in_session_ = true;
  return answer;
}

void Client::close(std::string_view path) {
  if (!in_session_) return;
  in_session_ = false;
  HttpRequest last = request("DELETE", path);
  last.headers.emplace_back(table::kSiteCodeHeader, site_code_);
  last.auth_profile = table::kProfile;
  last.retry = CW_RETRY_NEVER;
  // Whether it succeeds or not, the session ends by itself in a while.
  if (const auto answer = host_.http().send(last); !answer) {
    host_.log(CW_LOG_DEBUG, "eschoolplus.close", "the session could not be ended");
  }
  host_.invalidate_auth(table::kProfile);
}

std::string error_code_in(std::string_view body) {
  const Json document = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  const Json* error = member(document, table::kError);
  const std::string code = error == nullptr ? "" : text_at(*error, table::kErrorCode).value_or("");
  return is_code(code) ? code : "";
}

Error refusal(const HttpResponse& answer, std::string_view what) {
  const std::string code = error_code_in(answer.body);
  const std::string place = std::string(what) + ": eSchoolPlus answered " +
                            std::to_string(answer.status) + (code.empty() ? "" : " (" + code + ")");
  switch (answer.status) {
    case 401:
      return Error{ErrorCode::Unauthenticated,
                   place +
                       ": it does not accept the session. Check site code, login name and "
                       "password; nothing is tried again by itself."};
    case 403:
      return Error{ErrorCode::Forbidden,
                   place +
                       ": the login may not read this. Have the permission granted in "
                       "eSchoolPlus."};
    case 404:
      if (code.empty()) {
        return Error{ErrorCode::BadConfig,
                     place + (is_web_page(answer.body) ? " with a web page" : "") +
                         ": domain or base path is not the address of the service."};
      }
      return Error{ErrorCode::NotFound, place + ": this eSchoolPlus does not offer it."};
    case 410:
      return Error{ErrorCode::Unavailable,
                   place + ": the list was gone before it was read to its end, twice."};
    case 422: {
      const Json body = Json::parse(answer.body, nullptr, /*allow_exceptions=*/false);
      return Error{ErrorCode::BadData, place + fields_in(body) +
                                           ": the service does not take a part of the request; "
                                           "compare it with the table of the adapter."};
    }
    case 423:
      return Error{ErrorCode::Unauthenticated,
                   place +
                       ": the account is locked. Have it unlocked, and the password checked, "
                       "before the next try."};
    case 429:
      return Error{ErrorCode::RateLimited, place + ": too many calls; lower 'rate'.",
                   kThrottleWait};
    case 503:
      return Error{ErrorCode::Unavailable,
                   place + ": the service is under maintenance; try again later."};
    default:
      break;
  }
  if (answer.status >= 300 && answer.status <= 399) {
    return Error{ErrorCode::BadConfig,
                 place +
                     ": it points to another address, which is not followed because the session "
                     "would go with it. Correct domain."};
  }
  if (answer.status >= 500) {
    return Error{ErrorCode::Unavailable, place + ": trouble at its side; try again later."};
  }
  return Error{ErrorCode::BadData, place + ", which this adapter does not expect there."};
}

}  // namespace crosswalk::eschoolplus
