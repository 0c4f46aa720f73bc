#pragma once

/// \file
/// What was asked of the sandbox and how it answered, for tests and demos.

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace crosswalk::sandbox {

/// What a system tells about one exchange while it answers.
struct Trace {
  std::string verdict = "none";  ///< of the signature: ok, or why it was refused
  std::string key;               ///< consumer key, when one was named
  std::string path_template;     ///< such as sections/{id}/enrollments
  std::string shown_target;      ///< stands in the log for a target that holds a key; else empty
  int rows_ok = 0;               ///< of a bulk reply
  int rows_failed = 0;
  bool is_write = false;
};

struct LogEntry {
  std::uint64_t seq = 0;  ///< 1 for the first request
  std::int64_t at_ms = 0;
  std::string method;
  std::string target;  ///< path with query, as received
  int status = 0;      ///< 0 when the connection was cut
  std::string fault;   ///< kinds of the faults that struck, comma between
  Trace trace;
};

/// Thread-safe. Keeps the last 200 000 entries; counts go on for ever.
class RequestLog {
 public:
  /// Numbers the entry and keeps it.
  void add(LogEntry entry);
  /// Entries with seq > `since`, oldest first.
  std::vector<LogEntry> since(std::uint64_t since) const;
  std::uint64_t last_seq() const;
  /// {"reads","writes","by_path":{"GET users":n},"by_status":{"200":n}}
  nlohmann::json counts() const;
  void clear();

 private:
  mutable std::mutex mutex_;
  std::deque<LogEntry> entries_;
  std::uint64_t last_seq_ = 0;
  std::uint64_t reads_ = 0;
  std::uint64_t writes_ = 0;
  std::map<std::string, std::uint64_t> by_path_;  ///< "GET users/{id}"
  std::map<int, std::uint64_t> by_status_;
};

/// One entry as the control endpoint shows it.
nlohmann::json to_json(const LogEntry& entry);

}  // namespace crosswalk::sandbox
