#include "sandbox/core/request_log.hpp"

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox {
namespace {
constexpr std::size_t kKept = 200'000;
}  // namespace

void RequestLog::add(LogEntry entry) {
  const std::lock_guard lock{mutex_};
  entry.seq = ++last_seq_;
  (entry.trace.is_write ? writes_ : reads_) += 1;
  ++by_path_[entry.method + " " + entry.trace.path_template];
  ++by_status_[entry.status];
  entries_.push_back(std::move(entry));
  if (entries_.size() > kKept) entries_.pop_front();
}

std::vector<LogEntry> RequestLog::since(std::uint64_t since) const {
  const std::lock_guard lock{mutex_};
  const std::uint64_t first = last_seq_ - entries_.size() + 1;
  if (since >= last_seq_) return {};
  const auto skip = since >= first ? since - first + 1 : 0;
  return {entries_.begin() + static_cast<std::ptrdiff_t>(skip), entries_.end()};
}

std::uint64_t RequestLog::last_seq() const {
  const std::lock_guard lock{mutex_};
  return last_seq_;
}

Json RequestLog::counts() const {
  const std::lock_guard lock{mutex_};
  Json by_status = Json::object();
  for (const auto& [status, count] : by_status_) by_status[std::to_string(status)] = count;
  return {{"reads", reads_}, {"writes", writes_}, {"by_path", by_path_}, {"by_status", by_status}};
}

void RequestLog::clear() {
  const std::lock_guard lock{mutex_};
  entries_.clear();
  last_seq_ = reads_ = writes_ = 0;
  by_path_.clear();
  by_status_.clear();
}

Json to_json(const LogEntry& entry) {
  return {{"seq", entry.seq},
          {"at_ms", entry.at_ms},
          {"method", entry.method},
          {"path", entry.target},
          {"template", entry.trace.path_template},
          {"signature", entry.trace.verdict},
          {"key", entry.trace.key},
          {"status", entry.status},
          {"rows_ok", entry.trace.rows_ok},
          {"rows_failed", entry.trace.rows_failed},
          {"is_write", entry.trace.is_write},
          {"fault", entry.fault}};
}

}  // namespace crosswalk::sandbox
