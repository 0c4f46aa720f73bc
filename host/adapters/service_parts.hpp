#pragma once

/// \file
/// Behind the tables that the host lends: the state of each service. Internal to the service_*.cpp.

#include "adapters/host_services.hpp"
#include "adapters/redact.hpp"
#include "http/client.hpp"

#include "crosswalk/abi/auth.h"
#include "crosswalk/abi/core.h"
#include "crosswalk/abi/file_set.h"
#include "crosswalk/abi/files.h"
#include "crosswalk/abi/http.h"
#include "crosswalk/abi/state.h"
#include "crosswalk/status.hpp"

#include <atomic>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace crosswalk::adapters {

/// The adapter called a service wrongly.
inline Error argument(const char* what) { return Error{ErrorCode::InvalidArgument, what}; }

/// So many log lines a minute; the rest is counted. Thread-safe.
class LogGate {
 public:
  /// Whether a line may be written now; `left_out` is how many were not since the last one.
  bool pass(http::MonoTime now, std::uint64_t& left_out);

 private:
  std::mutex mutex_;
  std::optional<http::MonoTime> window_;
  std::uint64_t lines_ = 0;
  std::uint64_t left_out_ = 0;
};

/// The requests of one instance. Its tickets are numbers of ours: one that we did not give is
/// refused.
struct OpenRequest {
  http::Ticket ticket = 0;                       ///< 0: taken
  std::optional<Result<http::Response>> answer;  ///< once wait() named it
  std::uint64_t read = 0;                        ///< bytes of the body handed out
};

/// A version of a folder in the making.
struct OpenSet {
  std::unique_ptr<WritableSet> set;
  bool committed = false;  ///< or tried: a second try could bring the old version back
};

/// A file that is read, or one that is written.
struct OpenFile {
  std::unique_ptr<ReadableFile> readable;
  std::unique_ptr<WritableFile> writable;
  bool committed = false;
  cw_file_set set = 0;  ///< that it belongs to; 0: none
};

struct HostServices::Parts {
  Parts(Services outside, ConfiguredServices inside)
      : services(std::move(outside)), configured(std::move(inside)), redactor(configured.secrets) {}

  Services services;
  ConfiguredServices configured;
  Redactor redactor;
  std::atomic<std::thread::id> caller{};  ///< of the call that is running; none between calls
  LogGate log_gate;
  std::map<cw_ticket, OpenRequest> requests;
  cw_ticket last_ticket = 0;
  std::map<std::string, std::unique_ptr<FileRoot>> roots;
  std::map<cw_file, OpenFile> files;
  cw_file last_file = 0;
  std::map<cw_file_set, OpenSet> sets;
  cw_file_set last_set = 0;
};

const cw_if_core& core_table();
const cw_if_http& http_table();
const cw_if_auth& auth_table();
const cw_if_files& files_table();
const cw_if_file_set& file_set_table();
const cw_if_state& state_table();

// service_files.cpp, for those who lend files too.
/// The root that a setting names. \error BadConfig  it is not set, missing, or outside
Result<FileRoot*> root_named(HostServices::Parts& parts, cw_str root);
/// Lends an open file. \error InvalidArgument  too many are open
Result<> keep_file(HostServices::Parts& parts, OpenFile file, cw_file& out);

/// The services of the instance that `host` belongs to.
inline HostServices::Parts& parts_of(const cw_host* host) {
  return *static_cast<HostServices::Parts*>(host->impl);
}

/// The frame of every [call] service: refused outside of a call, and no exception crosses.
template <class Body>
cw_status lend(const cw_host* host, cw_error* error, Body&& body) noexcept {
  try {
    auto& parts = parts_of(host);
    if (parts.caller.load() != std::this_thread::get_id()) {
      report(error, Error{ErrorCode::InvalidArgument,
                          "this service may be used during a call only, on that call's thread"});
      return CW_E_STATE;
    }
    const Result<> done = std::forward<Body>(body)(parts);
    return done ? CW_OK : report(error, done.error());
  } catch (const std::exception& e) {
    return report(error, Error{ErrorCode::Internal, std::string("the host failed: ") + e.what()});
  }
}

}  // namespace crosswalk::adapters
