#include "app/config/json_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;

/// nlohmann keeps the last of two equal keys in silence; a connector would vanish that way.
class DoubleKeys {
 public:
  bool operator()(int /*depth*/, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open_.emplace_back();
    if (event == Json::parse_event_t::object_end && !open_.empty()) open_.pop_back();
    if (event == Json::parse_event_t::key && !open_.empty()) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!open_.back().insert(name).second && found_.empty()) found_ = name;
    }
    return true;
  }
  const std::string& found() const { return found_; }

 private:
  std::vector<std::set<std::string>> open_;
  std::string found_;
};

std::size_t line_at(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

/// The library's sentence without its prefix: what it expected and what it found.
std::string reason(const std::string& what) {
  const auto at = what.find("syntax error");
  return at == std::string::npos ? what : what.substr(at);
}

}  // namespace

Result<Json> parse_commented_json(std::string_view text) {
  DoubleKeys doubles;
  try {
    Json json = Json::parse(
        text.begin(), text.end(),
        [&](int depth, Json::parse_event_t event, Json& parsed) {
          return doubles(depth, event, parsed);
        },
        /*allow_exceptions=*/true, /*ignore_comments=*/true);
    if (!doubles.found().empty()) {
      return Error{ErrorCode::BadConfig,
                   "\"" + doubles.found() + "\" stands twice in one object: delete one of them"};
    }
    return json;
  } catch (const Json::parse_error& e) {
    const std::size_t byte = e.byte > 0 ? e.byte - 1 : 0;
    return Error{ErrorCode::BadConfig,
                 "line " + std::to_string(line_at(text, byte)) + ": " + reason(e.what())};
  }
}

}  // namespace crosswalk::app
