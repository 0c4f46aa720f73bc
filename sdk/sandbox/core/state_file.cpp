#include "sandbox/core/state_file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox {

Result<std::string> read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) return Error{ErrorCode::NotFound, "cannot open " + path};
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

Result<Json> read_state_file(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return Json{};
  CW_TRY(const std::string text, read_file(path));
  auto value = parse_json(text);
  if (!value) return Error{ErrorCode::BadData, path + " is not JSON; remove it to start afresh"};
  return std::move(*value);
}

Result<void> write_file(const std::string& path, const std::string& text) {
  const std::string beside = path + ".new";
  {
    std::ofstream out{beside, std::ios::binary | std::ios::trunc};
    out << text;
    if (!out.flush()) return Error{ErrorCode::Unavailable, "cannot write " + beside};
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  if (error) return Error{ErrorCode::Unavailable, "cannot write " + path + ": " + error.message()};
  return {};
}

}  // namespace crosswalk::sandbox
