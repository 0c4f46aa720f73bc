#pragma once

/// \file
/// Faults on demand: which request is struck, and how.

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox {

enum class FaultKind {
  Status,         ///< answers `status` (default 500) with `body` and, when given, Retry-After
  Replay,         ///< the system's own 401 for a replayed nonce
  Expired,        ///< the system's own 401 for a dead token
  Html,           ///< `status` (default 502) with a web page
  CutBefore,      ///< connection reset, nothing was done
  CutAfter,       ///< the work is done, then the connection is reset
  Truncate,       ///< the work is done, half of the body arrives
  Empty,          ///< the work is done, 200 without a body
  Slow,           ///< `ms` pass first: on a clock set by hand without waiting, else at most 10 s
  RowFails,       ///< bulk row `row` (from 0) is refused with `status` (default 500)
  RowsReordered,  ///< the work is done, the rows come back in reverse
  RowMissing,     ///< the work is done, row `row` is left out of the reply
  Bom,            ///< a byte order mark stands before the JSON
  PublicNext,     ///< links point to the system's public origin
  WrongTotal,     ///< `total` is off by `by` (default -1)
  ExtraKeys,      ///< every object holds a key that no document names
  NumbersAsText,  ///< every number becomes a string
  TextAsNumbers,  ///< every numeric string becomes a number
  PageShift,      ///< a list that is read with start > 0 has lost `by` (default 1) earlier items
  Gzip,           ///< the body is compressed although nobody asked
};

/// One switch. It strikes the matching requests number nth, nth + 1, ... nth + count - 1.
struct Fault {
  FaultKind kind = FaultKind::Status;
  std::string method;          ///< empty: any
  std::string path_prefix;     ///< of the received path, such as /v1/users; empty: any
  std::optional<bool> writes;  ///< only writes, or only reads; unset: both
  std::uint64_t nth = 1;
  std::uint64_t count = 1;    ///< 0: for ever
  bool after_effect = false;  ///< for the kinds that replace the reply: do the work first

  int status = 0;  ///< 0: the kind's default
  std::string body;
  std::optional<std::int64_t> retry_after_s;
  std::int64_t ms = 0;
  std::size_t row = 0;
  std::int64_t by = 0;  ///< 0: the kind's default

  std::uint64_t seen = 0;  ///< matching requests so far
  std::uint64_t hits = 0;  ///< struck requests so far
};

/// Reads one switch as the control endpoint takes it; InvalidArgument names an unknown kind or key.
Result<Fault> fault_from(const nlohmann::json& value);
nlohmann::json to_json(const Fault& fault);
std::string_view name_of(FaultKind kind);

/// The switches that are on. Thread-safe.
class FaultPlan {
 public:
  void add(std::vector<Fault> faults);
  void clear();
  std::vector<Fault> list() const;
  /// Counts the request and returns the faults that strike it, in the order they were added.
  std::vector<Fault> strike(std::string_view method, std::string_view path, bool is_write);

 private:
  mutable std::mutex mutex_;
  std::vector<Fault> faults_;
};

}  // namespace crosswalk::sandbox
