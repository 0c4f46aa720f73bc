#include "http/transport.hpp"

namespace crosswalk::http {

bool was_sent(FailureKind kind) {
  switch (kind) {
    case FailureKind::Timeout:
    case FailureKind::Cut:
    case FailureKind::Malformed:
    case FailureKind::TooLarge:
    case FailureKind::CancelledSent:
      return true;
    case FailureKind::Dns:
    case FailureKind::Refused:
    case FailureKind::ConnectTimeout:
    case FailureKind::Tls:
    case FailureKind::Unsent:
    case FailureKind::Cancelled:
    case FailureKind::NotRecorded:
      return false;
  }
  return true;
}

std::string_view name_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::Dns:
      return "dns";
    case FailureKind::Refused:
      return "refused";
    case FailureKind::ConnectTimeout:
      return "connect_timeout";
    case FailureKind::Tls:
      return "tls";
    case FailureKind::Unsent:
      return "unsent";
    case FailureKind::Timeout:
      return "timeout";
    case FailureKind::Cut:
      return "cut";
    case FailureKind::Malformed:
      return "malformed";
    case FailureKind::TooLarge:
      return "too_large";
    case FailureKind::Cancelled:
      return "cancelled";
    case FailureKind::CancelledSent:
      return "cancelled_sent";
    case FailureKind::NotRecorded:
      return "not_recorded";
  }
  return "unknown";
}

}  // namespace crosswalk::http
