#pragma once

/// \file
/// What this library needs of a log: a level, a stable code to filter by, and a sentence without
/// secrets.

#include <cstdint>
#include <string_view>

namespace crosswalk::http {

enum class LogLevel : std::uint32_t { Debug = 0, Info = 1, Warning = 2, Error = 3 };

/// Thread-safe. `code` is a short stable word ("http.retry"); `text` holds ids and counts only: no
/// body, no Authorization, no query value that is a secret.
class Log {
 public:
  virtual ~Log() = default;
  virtual void write(LogLevel level, std::string_view code, std::string_view text) = 0;
};

}  // namespace crosswalk::http
