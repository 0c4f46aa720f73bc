/// cw.core/1: log, clock, cancellation, progress, randomness.

#include "adapters/service_parts.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>

namespace crosswalk::adapters {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kLinesPerWindow = 1000;
constexpr std::chrono::minutes kLogWindow{1};
constexpr std::size_t kLongestCode = 64;  // bytes
constexpr std::size_t kLongestLine = 2048;
constexpr std::uint64_t kLongestSleep = 24ULL * 3600 * 1000;  // ms

void log(const cw_host* host, std::uint32_t level, cw_str code, cw_str text) noexcept {
  try {
    auto& parts = parts_of(host);
    auto& services = parts.services;
    std::uint64_t left_out = 0;
    if (!parts.log_gate.pass(services.clock.monotonic(), left_out)) return;
    if (left_out != 0) {
      services.log.write(http::LogLevel::Warning, "adapter.log",
                         services.connector + ": " + std::to_string(left_out) +
                             " lines of the adapter were left out, it logs too much");
    }
    // An adapter's failures are returned, not logged: nothing above a warning.
    const auto shown = static_cast<http::LogLevel>(std::min(level, CW_LOG_WARN));
    services.log.write(
        shown, one_line(view(code), kLongestCode),
        services.connector + ": " + one_line(parts.redactor(view(text)), kLongestLine));
  } catch (const std::exception&) {  // out of memory: the line is lost, the run is not
    return;
  }
}

std::uint32_t cancelled(const cw_host* host) noexcept {
  return parts_of(host).services.cancel.stop_requested() ? 1 : 0;
}

std::uint64_t now_ms(const cw_host* host) noexcept {
  return static_cast<std::uint64_t>(parts_of(host).services.clock.now().time_since_epoch().count());
}

std::uint64_t monotonic_ms(const cw_host* host) noexcept {
  return static_cast<std::uint64_t>(
      parts_of(host).services.clock.monotonic().time_since_epoch().count());
}

cw_status sleep_ms(const cw_host* host, std::uint64_t ms) noexcept {
  return lend(host, nullptr, [&](HostServices::Parts& parts) {
    const milliseconds wait{static_cast<std::int64_t>(std::min(ms, kLongestSleep))};
    return parts.services.clock.sleep(wait, parts.services.cancel);
  });
}

void progress(const cw_host* host, std::uint64_t done, std::uint64_t total, cw_str phase) noexcept {
  lend(host, nullptr, [&](HostServices::Parts& parts) -> Result<> {
    if (parts.services.progress != nullptr) {
      parts.services.progress->progress(done, total, one_line(view(phase), kLongestCode));
    }
    return {};
  });
}

void random(const cw_host* host, void* out, std::uint64_t len) noexcept {
  std::memset(out, 0, len);
  lend(host, nullptr, [&](HostServices::Parts& parts) {
    return parts.services.random.fill({static_cast<unsigned char*>(out), len});
  });
}

}  // namespace

bool LogGate::pass(http::MonoTime now, std::uint64_t& left_out) {
  const std::lock_guard lock(mutex_);
  if (!window_ || now - *window_ >= kLogWindow) {
    window_ = now;
    lines_ = 0;
  }
  if (++lines_ > kLinesPerWindow) {
    ++left_out_;
    return false;
  }
  left_out = std::exchange(left_out_, 0);
  return true;
}

const cw_if_core& core_table() {
  static constexpr cw_if_core kTable{sizeof(cw_if_core), 0,        log,      cancelled, now_ms,
                                     monotonic_ms,       sleep_ms, progress, random};
  return kTable;
}

}  // namespace crosswalk::adapters
