#include "sandbox/powerschool/wire.hpp"

#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

constexpr std::size_t kLongestNumber = 18;  // digits that fit in 64 bits for sure

/// "5", "-1", "0"; not "05", "5.0", "+5" or "".
bool is_canonical_integer(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  if (digits.empty() || digits.size() > kLongestNumber) return false;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
  if (digits.front() == '0') return text == "0";
  return true;
}

Json scalar_from_text(const std::string& text) {
  if (text == "true") return true;
  if (text == "false") return false;
  if (is_canonical_integer(text)) return *to_number(text);
  return text;
}

}  // namespace

Json from_xml(const Json& value, bool collapse) {
  if (value.is_string()) return scalar_from_text(value.get<std::string>());
  if (!value.is_object()) return value;
  Json out = Json::object();
  for (const auto& [key, child] : value.items()) {
    if (child.is_null()) continue;
    if (key.starts_with('@')) {
      out[key] = child;  // an attribute is a text, whatever it looks like
    } else if (child.is_array()) {
      Json list = Json::array();
      for (const Json& element : child) list.push_back(from_xml(element, collapse));
      if (list.empty()) continue;
      out[key] = collapse && list.size() == 1 ? list.front() : list;
    } else if (child.is_object() && child.empty()) {
      out[key] = "";
    } else {
      out[key] = from_xml(child, collapse);
    }
  }
  return out;
}

Reply json_reply(int status, const Json& value) {
  return {status, "application/json;charset=UTF-8", {}, to_text(value), Delivery::Whole};
}

Reply v1_refusal(int status, const std::string& message) {
  return json_reply(status, {{"errorMessage", {{"message", message}}}});
}

Reply schema_refusal(int status, const std::string& message) {
  return json_reply(status, {{"message", message}});
}

Reply dead_token() {
  Reply reply;
  reply.status = 401;
  reply.headers.emplace_back("WWW-Authenticate",
                             "Bearer error=\"invalid_token\",realm=\"PowerSchool\","
                             "error_description=\"The access token has expired\"");
  return reply;
}

Reply xml_reply() {
  return {200,
          "application/xml;charset=UTF-8",
          {},
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><response>XML was not asked for, and neither "
          "was JSON: send Accept: application/json</response>",
          Delivery::Whole};
}

}  // namespace crosswalk::sandbox::powerschool
