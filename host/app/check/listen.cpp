#include "app/check/listen.hpp"

#include "crosswalk/status.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/reading.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;

std::string text_in(const Json& object, const char* member) {
  const auto at = object.find(member);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

/// Another request would be answered alike, or harm.
bool is_refusal(ErrorCode code) {
  switch (code) {
    case ErrorCode::Unauthenticated:
    case ErrorCode::Forbidden:
    case ErrorCode::BadConfig:
    case ErrorCode::Unavailable:
    case ErrorCode::RateLimited:
      return true;
    default:
      return false;
  }
}

Result<> connect(kit::Guest& guest) {
  std::string report;
  const kit::Called done = guest.check(report);
  if (done.status == CW_E_UNSUPPORTED) return {};  // the first read is the test
  if (!done.ok()) return Error{error_code(done.status), "the connection test: " + done.message};
  const std::string complaint = failed_steps(report);
  if (complaint.empty()) return {};
  return Error{ErrorCode::Unavailable, "the connection test: " + complaint};
}

}  // namespace

std::string failed_steps(const std::string& report) {
  const Json document = Json::parse(report, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object() || !document.contains("steps")) return {};
  std::string out;
  for (const Json& step : document["steps"]) {
    if (!step.is_object() || step.value("ok", Json(false)) == Json(true)) continue;
    out += (out.empty() ? "" : "; ") + text_in(step, "name") + ": " + text_in(step, "detail");
    const std::string hint = text_in(step, "hint");
    if (!hint.empty()) out += " (" + hint + ")";
  }
  return out;
}

Result<> listen(kit::Bench& bench) {
  if (const std::string why = bench.lender().why_no_data(); !why.empty()) {
    return Error{ErrorCode::BadConfig, why};
  }
  {
    kit::Guest guest(bench);
    if (!guest) {
      return Error{error_code(guest.created().status), "create(): " + guest.created().message};
    }
    CW_CHECK(connect(guest));
    for (const kit::ReadAsk& ask : kit::offered_reads(guest)) {
      const kit::ReadDone done = guest.read(ask);
      const ErrorCode code = error_code(done.failure.status);
      if (done.failure.ok() || !is_refusal(code)) continue;  // what is wrong, the checks will say
      return Error{code, "reading " + ask.entity + ": " + done.words()};
    }
  }
  // What else is asked for: by id, few columns, and what an adapter asks after a refusal. They find
  // the same again in the recording.
  for (const char* id : {"R10", "R11", "H2"}) (void)kit::find_check(id)->run(bench);
  return {};
}

}  // namespace crosswalk::app
