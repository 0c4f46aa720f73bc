#include "app/wiring/json_log.hpp"

#include <date/date.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <system_error>

namespace crosswalk::app {
namespace {

std::string_view word(http::LogLevel level) {
  switch (level) {
    case http::LogLevel::Debug:
      return "debug";
    case http::LogLevel::Info:
      return "info";
    case http::LogLevel::Warning:
      return "warning";
    case http::LogLevel::Error:
      return "error";
  }
  return "error";
}

}  // namespace

std::string log_line(http::WallTime at, http::LogLevel level, std::string_view code,
                     std::string_view text) {
  nlohmann::ordered_json line;
  line["at"] = date::format("%FT%TZ", at);
  line["level"] = word(level);
  line["code"] = code;
  line["text"] = text;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<std::unique_ptr<JsonLog>> JsonLog::create(const http::Clock& clock, bool on_standard_error,
                                                 const std::string& file) {
  File opened;
  if (!file.empty()) {
    opened.reset(std::fopen(file.c_str(), "ae"));
    if (!opened) {
      return Error{ErrorCode::BadConfig,
                   "--log: " + file + " cannot be written: " +
                       std::error_code(errno, std::generic_category()).message()};
    }
  }
  return std::unique_ptr<JsonLog>(new JsonLog(clock, on_standard_error, std::move(opened)));
}

void JsonLog::write(http::LogLevel level, std::string_view code, std::string_view text) {
  if (level == http::LogLevel::Debug || (!on_standard_error_ && !file_)) return;
  const std::string line = log_line(clock_.now(), level, code, text);
  const std::scoped_lock lock(mutex_);
  if (on_standard_error_) std::fwrite(line.data(), 1, line.size(), stderr);
  if (file_) {
    std::fwrite(line.data(), 1, line.size(), file_.get());
    std::fflush(file_.get());
  }
}

}  // namespace crosswalk::app
