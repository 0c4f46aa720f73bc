#include "app/check/record.hpp"

#include "app/check/played_system.hpp"
#include "app/check/private_file.hpp"
#include "http/record_line.hpp"
#include "http/redact.hpp"
#include "http/text.hpp"

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

/// An address of a header without its secrets; one that cannot be read loses its query.
std::string shown_address(const std::string& address) {
  const bool below = address.starts_with('/');
  const std::string base = below ? "http://h" : "";
  const auto url = http::parse_url(base + address);
  if (url) return http::without_secrets(*url).substr(base.size());
  const auto query = address.find('?');
  return query == std::string::npos ? address : address.substr(0, query) + "?*";
}

/// Link: `<address>; rel="next", <address>`; else the value is one address.
std::string shown_addresses(const std::string& name, const std::string& value) {
  if (http::same_word(name, "Location") || http::same_word(name, "Content-Location"))
    return shown_address(value);
  if (!http::same_word(name, "Link")) return value;
  std::string out;
  std::size_t at = 0;
  for (std::size_t open = 0; (open = value.find('<', at)) != std::string::npos;) {
    const std::size_t close = value.find('>', open);
    if (close == std::string::npos) break;
    out += value.substr(at, open + 1 - at);
    out += shown_address(value.substr(open + 1, close - open - 1));
    at = close;
  }
  return out + value.substr(at);
}

std::string without(std::string text, const std::vector<std::string>& secrets) {
  for (const std::string& secret : secrets) {
    const std::string quoted = Json(secret).dump(-1, ' ', false, Json::error_handler_t::replace);
    const std::string encoded = http::percent_encode(secret);
    text = replaced(std::move(text), secret, "*");
    text = replaced(std::move(text), encoded, "*");
    text = replaced(std::move(text), quoted.substr(1, quoted.size() - 2), "*");
  }
  return text;
}

/// What the system echoes of the secrets goes out of the line.
void hide(Json& line, const std::vector<std::string>& secrets) {
  for (Json& header : line["headers"]) {
    const auto value = shown_addresses(header.at(0), header.at(1));
    header.at(1) = without(value, secrets);
  }
  if (line.contains("body")) line["body"] = without(line["body"], secrets);
  if (!line.contains("body_hex")) return;
  for (const std::string& secret : secrets) {
    line["body_hex"] = replaced(line["body_hex"], http::hex(secret), http::hex("*"));
  }
}

}  // namespace

Recorded put_together(const std::string& heard, const std::string& address,
                      const std::vector<std::string>& secrets) {
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
    hide(line, secrets);
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
