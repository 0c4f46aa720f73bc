#pragma once

/// \file
/// The host as an adapter sees it: one small handle per service.

#include <cstdint>
#include <string>
#include <string_view>

#include "crosswalk/abi/auth.h"
#include "crosswalk/abi/core.h"
#include "crosswalk/abi/state.h"
#include "crosswalk/file_set.hpp"
#include "crosswalk/files.hpp"
#include "crosswalk/http.hpp"

namespace crosswalk {

/// Copied freely; valid as long as the instance is. A service the host does not lend answers
/// Unsupported.
class Host {
 public:
  explicit Host(const cw_host* host)
      : host_(host),
        core_(table<cw_if_core>(CW_IF_CORE)),
        http_(table<cw_if_http>(CW_IF_HTTP)),
        auth_(table<cw_if_auth>(CW_IF_AUTH)),
        files_(table<cw_if_files>(CW_IF_FILES)),
        state_(table<cw_if_state>(CW_IF_STATE)) {}

  /// A line of the process log: ids and counts, never a person's name. `level` is CW_LOG_*.
  void log(std::uint32_t level, std::string_view code, std::string_view text) const {
    if (CW_HAS(core_, cw_if_core, log)) core_->log(host_, level, to_abi(code), to_abi(text));
  }
  bool cancelled() const {
    return CW_HAS(core_, cw_if_core, cancelled) && core_->cancelled(host_) != 0;
  }
  /// Milliseconds since 1970, UTC; the host may fake them.
  std::uint64_t now_ms() const {
    return CW_HAS(core_, cw_if_core, now_ms) ? core_->now_ms(host_) : 0;
  }
  Result<> sleep_ms(std::uint64_t ms) const {
    if (!CW_HAS(core_, cw_if_core, sleep_ms))
      return Error{ErrorCode::Unsupported, "the host lends no clock"};
    if (core_->sleep_ms(host_, ms) != CW_OK)
      return Error{ErrorCode::Cancelled, "cancelled while waiting"};
    return {};
  }
  void progress(std::uint64_t done, std::uint64_t total, std::string_view phase) const {
    if (CW_HAS(core_, cw_if_core, progress)) core_->progress(host_, done, total, to_abi(phase));
  }

  Http http() const { return {host_, http_}; }
  Files files() const { return {host_, files_}; }
  /// Begins a new version of a folder directly under the root.
  /// \error Unsupported  the host lends no file sets (cw.file_set/1)
  Result<FileSet> begin_file_set(std::string_view root, std::string_view folder) const {
    const auto* sets = table<cw_if_file_set>(CW_IF_FILE_SET);
    if (!CW_HAS(sets, cw_if_file_set, close) || files_ == nullptr) {
      return Error{ErrorCode::Unsupported, "the host lends no file sets (cw.file_set/1)"};
    }
    cw_file_set id = 0;
    cw_error error = empty_error();
    const cw_status status = sets->begin(host_, to_abi(root), to_abi(folder), &id, &error);
    if (status != CW_OK) return to_error(status, error, "file set begin");
    return FileSet(host_, sets, files_, id);
  }

  /// Forgets a cached token or session of the profile.
  void invalidate_auth(std::string_view profile) const {
    cw_error error = empty_error();
    if (CW_HAS(auth_, cw_if_auth, invalidate)) auth_->invalidate(host_, to_abi(profile), &error);
  }

  /// A small value kept between runs. \error NotFound, Unsupported
  Result<std::string> state_get(std::string_view key) const {
    if (!CW_HAS(state_, cw_if_state, get))
      return Error{ErrorCode::Unsupported, "the host lends no state"};
    StringSink sink(64 << 10);
    cw_error error = empty_error();
    const cw_status status = state_->get(host_, to_abi(key), sink.abi(), &error);
    if (status != CW_OK) return to_error(status, error, "state get");
    return sink.take();
  }
  Result<> state_put(std::string_view key, std::string_view value) const {
    if (!CW_HAS(state_, cw_if_state, put))
      return Error{ErrorCode::Unsupported, "the host lends no state"};
    cw_error error = empty_error();
    const cw_status status = state_->put(host_, to_abi(key), {value.data(), value.size()}, &error);
    if (status != CW_OK) return to_error(status, error, "state put");
    return {};
  }

 private:
  template <class Table>
  const Table* table(const char* id) const {
    return static_cast<const Table*>(host_->get_interface(host_, to_abi(id)));
  }

  const cw_host* host_;
  const cw_if_core* core_;
  const cw_if_http* http_;
  const cw_if_auth* auth_;
  const cw_if_files* files_;
  const cw_if_state* state_;
};

}  // namespace crosswalk
