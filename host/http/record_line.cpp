#include "http/record_line.hpp"

#include "http/redact.hpp"
#include "http/text.hpp"

#include <nlohmann/json.hpp>

#include <openssl/evp.h>

#include <array>
#include <optional>

namespace crosswalk::http {
namespace {

using nlohmann::json;

constexpr auto kHidden = "recorded";

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, 32> sum{};
  EVP_Digest(bytes.data(), bytes.size(), sum.data(), nullptr, EVP_sha256(), nullptr);
  return hex({reinterpret_cast<const char*>(sum.data()), sum.size()});
}

std::string body_hash(const WireRequest& request) {
  return request.body.empty() || request.credentials ? "" : sha256(request.body);
}

std::string key_of(const std::string& method, const std::string& address, const std::string& hash) {
  return method + ' ' + address + ' ' + hash;
}

constexpr std::int64_t kLargestPlain = 999'999'999;  // seconds of a life; a token has more digits

bool is_plain_number(const std::string& text) {
  return !text.empty() && text.size() <= 9 &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

/// Everything but small numbers: a token keeps its place, and its life.
void hide_values(json& value) {
  if (value.is_string()) {
    if (!is_plain_number(value.get_ref<const std::string&>())) value = kHidden;
  } else if (value.is_number_integer()) {
    if (value.get<std::int64_t>() > kLargestPlain || value.get<std::int64_t>() < 0) value = 1;
  } else if (value.is_structured()) {
    for (json& part : value) hide_values(part);
  }
}

std::string shape_of(const std::string& body) {
  json answer = json::parse(body, nullptr, false);
  if (answer.is_discarded()) return {};
  hide_values(answer);
  return answer.dump();
}

std::string shown_header(const Header& header, bool credentials) {
  const bool cookie = same_word(header.name, "Set-Cookie");
  if (cookie) return header.value.substr(0, header.value.find('=')) + '=' + kHidden;
  const bool plain = same_word(header.name, "Content-Type") || same_word(header.name, "Date");
  if (is_secret_name(header.name) && !same_word(header.name, "WWW-Authenticate")) return kHidden;
  return credentials && !plain ? kHidden : header.value;
}

/// JSON is UTF-8; anything else travels as hexadecimal digits.
void put_body(json& line, const std::string& body) {
  line["body"] = body;
  try {
    (void)line["body"].dump();
  } catch (const json::exception&) {
    line.erase("body");
    line["body_hex"] = hex(body);
  }
}

std::optional<std::string> unhex(std::string_view digits) {
  std::string escaped;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    escaped += '%';
    escaped += digits.substr(i, 2);
  }
  std::string bytes = percent_decode(escaped);
  if (bytes.size() * 2 != digits.size()) return std::nullopt;
  return bytes;
}

std::optional<FailureKind> kind_named(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(FailureKind::NotRecorded); ++i) {
    if (name_of(static_cast<FailureKind>(i)) == name) return static_cast<FailureKind>(i);
  }
  return std::nullopt;
}

Error bad_line() { return {ErrorCode::BadData, "not a recorded answer"}; }

}  // namespace

std::string record_key(const WireRequest& request) {
  return key_of(request.method, request.label, body_hash(request));
}

std::string record_line(const WireRequest& request, const WireOutcome& outcome) {
  json line{{"method", request.method},
            {"url", request.label},
            {"request_body_sha256", body_hash(request)}};
  if (const auto* failure = std::get_if<Failure>(&outcome)) {
    line["failure"] = std::string{name_of(failure->kind)};
    line["detail"] = failure->detail;
    line["stale"] = failure->stale;
  } else {
    const auto& response = std::get<WireResponse>(outcome);
    line["status"] = response.status;
    line["headers"] = json::array();
    for (const Header& header : response.headers) {
      line["headers"].push_back({header.name, shown_header(header, request.credentials)});
    }
    put_body(line, request.credentials ? shape_of(response.body) : response.body);
  }
  return line.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<RecordedAnswer> read_record_line(std::string_view text) {
  const json line = json::parse(text, nullptr, false);
  if (!line.is_object()) return bad_line();
  try {
    RecordedAnswer answer;
    answer.key = key_of(line.at("method"), line.at("url"), line.at("request_body_sha256"));
    if (line.contains("failure")) {
      const auto kind = kind_named(line.at("failure"));
      if (!kind) return bad_line();
      answer.outcome = Failure{*kind, line.at("detail"), line.at("stale")};
      return answer;
    }
    WireResponse response{.status = line.at("status"), .from_recording = true};
    for (const json& header : line.at("headers"))
      response.headers.push_back({header.at(0), header.at(1)});
    if (line.contains("body_hex")) {
      auto bytes = unhex(line.at("body_hex").get_ref<const std::string&>());
      if (!bytes) return bad_line();
      response.body = std::move(*bytes);
    } else {
      response.body = line.at("body");
    }
    answer.outcome = std::move(response);
    return answer;
  } catch (const json::exception&) {
    return bad_line();
  }
}

}  // namespace crosswalk::http
