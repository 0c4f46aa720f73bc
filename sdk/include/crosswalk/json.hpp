#pragma once

/// \file
/// JSON as school systems really send it: numbers as texts and the reverse, null, "" and missing
/// keys mixed freely. Needs nlohmann/json; include it in .cpp files only, it is heavy to compile.

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"

namespace crosswalk {

using Json = nlohmann::json;

/// Whether a body is HTML (or XML): what a proxy, or another host than the API's, answers.
inline bool is_web_page(std::string_view body) {
  const std::size_t first = body.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && body[first] == '<';
}

/// The document in a body; a byte order mark before it is passed over.
/// \error BadData  the body is empty, a web page, or anything else that is no JSON. The message
/// holds none of it.
inline Result<Json> parse_json(std::string_view body) {
  if (body.substr(0, 3) == "\xEF\xBB\xBF") body.remove_prefix(3);
  if (body.empty()) return Error{ErrorCode::BadData, "the answer is empty"};
  if (is_web_page(body)) {
    return Error{ErrorCode::BadData,
                 "the answer is a web page instead of JSON (a proxy, or another host than the "
                 "API's address in base_url)"};
  }
  Json document = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) {
    return Error{ErrorCode::BadData, "the answer is not JSON, or was cut off"};
  }
  return document;
}

/// The member of an object; null when there is none, or `object` is none.
inline const Json* member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

/// A scalar as text: "5" for 5 and for "5", "" for null, "1" and "0" for true and false. Empty: a
/// list, an object, or a number that is not exact in 64 bits (an id must never be rounded).
inline std::optional<std::string> text_of(const Json& value) {
  switch (value.type()) {
    case Json::value_t::string:
      return value.get_ref<const std::string&>();
    case Json::value_t::null:
      return std::string();
    case Json::value_t::boolean:
      return std::string(value.get<bool>() ? "1" : "0");
    case Json::value_t::number_integer:
      return std::to_string(value.get<std::int64_t>());
    case Json::value_t::number_unsigned:
      return std::to_string(value.get<std::uint64_t>());
    case Json::value_t::number_float: {
      constexpr double kExactBelow = 9007199254740992.0;  // 2^53: beyond it a double skips integers
      const double real = value.get<double>();
      if (std::isfinite(real) && std::floor(real) == real) {
        if (std::fabs(real) >= kExactBelow) return std::nullopt;
        return std::to_string(static_cast<long long>(real));
      }
      char out[64];
      const auto done = std::to_chars(out, out + sizeof out, real);
      return std::string(out, done.ptr);
    }
    default:
      return std::nullopt;
  }
}

/// text_of() of a member; empty also when there is no such member.
inline std::optional<std::string> text_at(const Json& object, std::string_view key) {
  const Json* value = member(object, key);
  return value == nullptr ? std::nullopt : text_of(*value);
}

/// A member that counts something, as number or as text. Empty: it is not there, or not that.
inline std::optional<std::uint64_t> figure_at(const Json& object, std::string_view key) {
  const auto text = text_at(object, key);
  if (!text || text->empty()) return std::nullopt;
  std::uint64_t value = 0;
  const auto done = std::from_chars(text->data(), text->data() + text->size(), value);
  if (done.ec != std::errc{} || done.ptr != text->data() + text->size()) return std::nullopt;
  return value;
}

/// An id for a request: a number where it is one, else the text.
inline Json id_json(std::string_view id) {
  std::uint64_t number = 0;
  const auto done = std::from_chars(id.data(), id.data() + id.size(), number);
  const bool is_number = done.ec == std::errc{} && done.ptr == id.data() + id.size();
  if (is_number && std::to_string(number) == id) return number;
  return std::string(id);
}

/// The text to send. Never fails: what is not UTF-8 is replaced.
inline std::string dump_json(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace crosswalk
