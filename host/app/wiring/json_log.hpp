#pragma once

/// \file
/// The process log: one JSON object a line, ids and counts only.

#include "http/clock.hpp"
#include "http/log.hpp"

#include "crosswalk/result.hpp"

#include <cstdio>
#include <memory>
#include <mutex>
#include <string>

namespace crosswalk::app {

/// {"at":"2026-03-05T14:07:00.123Z","level":"warning","code":"http.retry","text":"..."}
std::string log_line(http::WallTime at, http::LogLevel level, std::string_view code,
                     std::string_view text);

/// Writes to standard error, to a file, to both, or to nothing. Debug lines are left out.
class JsonLog final : public http::Log {
 public:
  /// `clock` outlives the log. \error BadConfig  the file cannot be opened
  static Result<std::unique_ptr<JsonLog>> create(const http::Clock& clock, bool on_standard_error,
                                                 const std::string& file);
  void write(http::LogLevel level, std::string_view code, std::string_view text) override;

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  JsonLog(const http::Clock& clock, bool on_standard_error, File file)
      : clock_(clock), on_standard_error_(on_standard_error), file_(std::move(file)) {}

  const http::Clock& clock_;
  bool on_standard_error_;
  File file_;
  std::mutex mutex_;
};

}  // namespace crosswalk::app
