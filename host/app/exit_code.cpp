#include "app/exit_code.hpp"

namespace crosswalk::app {

ExitCode exit_code_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::BadConfig:
    case ErrorCode::NotFound:
    case ErrorCode::Unsupported:
      return ExitCode::Usage;
    case ErrorCode::Refused:
      return ExitCode::Held;
    case ErrorCode::Conflict:
      return ExitCode::Stale;
    case ErrorCode::BadData:
    case ErrorCode::Unauthenticated:
    case ErrorCode::Forbidden:
    case ErrorCode::RateLimited:
    case ErrorCode::Unavailable:
      return ExitCode::NotConnected;
    case ErrorCode::OutcomeUnknown:
      return ExitCode::Paused;
    case ErrorCode::Cancelled:
      return ExitCode::Interrupted;
    case ErrorCode::Internal:
      return ExitCode::Internal;
  }
  return ExitCode::Internal;
}

const char* word_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidArgument:
      return "invalid_argument";
    case ErrorCode::BadConfig:
      return "bad_config";
    case ErrorCode::BadData:
      return "bad_data";
    case ErrorCode::Unauthenticated:
      return "unauthenticated";
    case ErrorCode::Forbidden:
      return "forbidden";
    case ErrorCode::NotFound:
      return "not_found";
    case ErrorCode::Conflict:
      return "conflict";
    case ErrorCode::RateLimited:
      return "rate_limited";
    case ErrorCode::Unavailable:
      return "unavailable";
    case ErrorCode::OutcomeUnknown:
      return "outcome_unknown";
    case ErrorCode::Cancelled:
      return "cancelled";
    case ErrorCode::Refused:
      return "refused";
    case ErrorCode::Unsupported:
      return "unsupported";
    case ErrorCode::Internal:
      return "internal";
  }
  return "internal";
}

}  // namespace crosswalk::app
