#include "app/check/record.hpp"

#include "app/check/played_system.hpp"
#include "app/check/private_file.hpp"
#include "http/record_line.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <sstream>
#include <string_view>

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// Of this one exchange, or wrong once an address in the body is another one.
constexpr std::array<std::string_view, 6> kOfTheExchange{
    "connection", "content-length", "keep-alive", "server", "transfer-encoding", "x-request-id"};

std::string host_and_port(const std::string& address) {
  return address.substr(address.find("://") + 3);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  if (what.empty()) return text;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

bool is_of_the_exchange(const Json& header) {
  auto name = header.at(0).get<std::string>();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::count(kOfTheExchange, name) != 0;
}

/// What an answer is good for; the highest of a request is kept.
int worth(const Json& line) {
  const int status = line.value("status", 0);
  if (status == 0) return 0;  // a failure: nobody answered
  return status < 400 ? 2 : 1;
}

std::string request_of(const Json& line) {
  return line.at("url").get<std::string>() + ' ' + line.at("method").get<std::string>() + ' ' +
         line.at("request_body_sha256").get<std::string>();
}

void drop_headers(Json& line) {
  Json kept = Json::array();
  for (const Json& header : line["headers"]) {
    if (!is_of_the_exchange(header)) kept.push_back(header);
  }
  line["headers"] = std::move(kept);
}

}  // namespace

Recorded put_together(const std::string& heard, const std::string& address) {
  std::map<std::string, Json> lines;
  const std::string real = address.empty() ? "" : host_and_port(address);
  const std::string shown = host_and_port(in_recordings().url);
  std::istringstream stream(replaced(heard, real, shown));
  for (std::string raw; std::getline(stream, raw);) {
    if (!http::read_record_line(raw)) continue;  // its process ended in the middle of it
    Json line = Json::parse(raw);
    Json& kept = lines[request_of(line)];
    if (kept.is_null() || worth(line) > worth(kept)) kept = std::move(line);
  }
  Recorded out;
  for (auto& [request, line] : lines) {
    if (worth(line) == 0) continue;
    drop_headers(line);
    out.text += line.dump() + '\n';
    ++out.answers;
  }
  return out;
}

Result<> write_recording(const std::string& text, const fs::path& path) {
  const fs::path fresh = path.string() + ".new";
  CW_CHECK(write_new_private(fresh, text));
  std::error_code failed;
  fs::rename(fresh, path, failed);
  if (!failed) return {};
  return Error{ErrorCode::BadConfig, path.string() + " cannot be written: " + failed.message()};
}

}  // namespace crosswalk::app
