#include "json.hpp"

#include <charconv>
#include <cmath>

namespace crosswalk::schoology {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr double kExactBelow = 9007199254740992.0;  // 2^53: beyond it a double skips integers

bool looks_like_a_page(std::string_view body) {
  const std::size_t at = body.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && body[at] == '<';
}

std::optional<std::string> text_of_real(double value) {
  if (std::isfinite(value) && std::floor(value) == value) {
    if (std::fabs(value) >= kExactBelow) return std::nullopt;
    return std::to_string(static_cast<long long>(value));
  }
  char out[64];
  const auto done = std::to_chars(out, out + sizeof out, value);
  return std::string(out, done.ptr);
}

}  // namespace

Result<Json> parse_json(std::string_view body) {
  if (body.starts_with(kByteOrderMark)) body.remove_prefix(kByteOrderMark.size());
  if (body.empty()) return Error{ErrorCode::BadData, "the answer is empty"};
  if (looks_like_a_page(body)) {
    return Error{ErrorCode::BadData,
                 "the answer is a web page instead of JSON (a proxy, or the district's own host "
                 "instead of the API's address in base_url)"};
  }
  Json document = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) {
    return Error{ErrorCode::BadData, "the answer is not JSON, or was cut off"};
  }
  return document;
}

const Json* member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::optional<std::string> text_of(const Json& value) {
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
    case Json::value_t::number_float:
      return text_of_real(value.get<double>());
    default:
      return std::nullopt;
  }
}

std::optional<std::string> text_at(const Json& object, std::string_view key) {
  const Json* value = member(object, key);
  return value == nullptr ? std::nullopt : text_of(*value);
}

Json id_json(std::string_view id) {
  std::uint64_t number = 0;
  const auto done = std::from_chars(id.data(), id.data() + id.size(), number);
  const bool is_number = done.ec == std::errc{} && done.ptr == id.data() + id.size();
  if (is_number && std::to_string(number) == id) return number;
  return id;
}

std::string dump_json(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace crosswalk::schoology
