#include "http/auth/credential_answer.hpp"

namespace crosswalk::http {

Result<> check_credential_answer(const Response& response, const std::string& what) {
  const int status = response.status;
  if (status >= 200 && status <= 299) return {};
  const std::string answer = what + " was answered with " + std::to_string(status);
  if (status == 400 || status == 401 || status == 403 || status == 423) {
    return Error{ErrorCode::Unauthenticated,
                 answer +
                     ": the credentials were refused. Nothing more is tried, because repeated "
                     "refusals lock accounts; correct them in the connector"};
  }
  if (status == 408 || status == 429 || status >= 500) {
    return Error{ErrorCode::Unavailable, answer + ": the server is in trouble; try again later"};
  }
  return Error{ErrorCode::BadConfig, answer + ": check its address in the connector"};
}

}  // namespace crosswalk::http
