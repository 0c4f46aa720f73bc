#include "wire.hpp"

#include "crosswalk/dates.hpp"

namespace crosswalk::powerschool {

std::vector<const Json*> as_list(const Json* node) {
  std::vector<const Json*> out;
  if (node == nullptr) return out;
  if (node->is_object()) out.push_back(node);
  if (!node->is_array()) return out;
  out.reserve(node->size());
  for (const Json& element : *node) {
    if (element.is_object()) out.push_back(&element);
  }
  return out;
}

const Json& block(const Json& object, std::string_view key) {
  static const Json kNothing = Json::object();
  const Json* found = member(object, key);
  return found != nullptr && found->is_object() ? *found : kNothing;
}

std::optional<std::string> as_text(const Json* node) {
  if (node == nullptr) return std::string();
  if (node->is_boolean()) return std::string(node->get<bool>() ? "true" : "false");
  return text_of(*node);
}

std::string text_in(const Json& object, std::string_view key) {
  return as_text(member(object, key)).value_or(std::string());
}

std::optional<std::int64_t> int_in(const Json& object, std::string_view key) {
  const std::string text = text_in(object, key);
  std::int64_t value = 0;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || done.ec != std::errc{} || done.ptr != text.data() + text.size()) return {};
  return value;
}

bool flag_in(const Json& object, std::string_view key) {
  const std::string text = text_in(object, key);
  return text == "true" || text == "1";
}

std::string id_in(const Json& object, std::string_view key) {
  const auto number = int_in(object, key);
  return number && *number > 0 ? std::to_string(*number) : std::string();
}

Result<std::optional<Date>> date_in(const Json& object, std::string_view key) {
  const std::string text = text_in(object, key);
  if (text.empty()) return std::optional<Date>();
  const auto days = parse_date(text);
  if (!days) return Error{ErrorCode::BadData, std::string(key) + " is not a date (YYYY-MM-DD)"};
  return std::optional<Date>(Date{*days});
}

}  // namespace crosswalk::powerschool
