#include "adapters/json_reader.hpp"

#include "adapters/nearest_word.hpp"

#include <algorithm>

namespace crosswalk::adapters {

JsonReader::JsonReader(const Json& value, std::string pointer, JsonFindings& findings)
    : value_(value), pointer_(std::move(pointer)), findings_(findings) {
  if (!value_.is_object()) fail("", "must be an object");
}

const JsonReader::Json* JsonReader::member(const std::string& key) {
  if (std::ranges::count(asked_, key) == 0) asked_.push_back(key);
  if (!value_.is_object()) return nullptr;
  const auto at = value_.find(key);
  return at == value_.end() || at->is_null() ? nullptr : &*at;
}

bool JsonReader::has(const std::string& key) { return member(key) != nullptr; }

std::string JsonReader::text(const std::string& key) {
  const Json* value = member(key);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    fail(key, "must be a text");
    return {};
  }
  return *value;
}

std::string JsonReader::needed_text(const std::string& key) {
  std::string value = text(key);
  if (value.empty()) fail(key, "is missing");
  return value;
}

bool JsonReader::flag(const std::string& key) {
  const Json* value = member(key);
  if (value == nullptr) return false;
  if (!value->is_boolean()) fail(key, "must be true or false");
  return value->is_boolean() && value->get<bool>();
}

std::uint32_t JsonReader::number(const std::string& key, std::uint32_t fallback,
                                 std::uint32_t at_most) {
  const Json* value = member(key);
  if (value == nullptr) return fallback;
  if (!value->is_number_unsigned() || value->get<std::uint64_t>() > at_most) {
    fail(key, "must be a whole number from 0 to " + std::to_string(at_most));
    return fallback;
  }
  return value->get<std::uint32_t>();
}

std::vector<std::string> JsonReader::texts(const std::string& key) {
  const Json* value = member(key);
  std::vector<std::string> result;
  if (value == nullptr) return result;
  if (!value->is_array()) {
    fail(key, "must be a list of texts");
    return result;
  }
  for (const Json& element : *value) {
    if (element.is_string()) {
      result.push_back(element);
    } else {
      fail(key, "must be a list of texts");
    }
  }
  return result;
}

void JsonReader::each_of_object(const std::string& key, const Each& each) {
  const Json* value = member(key);
  if (value == nullptr) return;
  if (!value->is_object()) return fail(key, "must be an object");
  for (const auto& [name, child] : value->items()) {
    JsonReader reader(child, pointer_ + "/" + key + "/" + name, findings_);
    each(name, reader);
  }
}

void JsonReader::each_of_list(const std::string& key, const Each& each) {
  const Json* value = member(key);
  if (value == nullptr) return;
  if (!value->is_array()) return fail(key, "must be a list of objects");
  std::size_t position = 0;
  for (const Json& child : *value) {
    const std::string name = std::to_string(position++);
    JsonReader reader(child, pointer_ + "/" + key + "/" + name, findings_);
    each(name, reader);
  }
}

void JsonReader::fail(const std::string& key, const std::string& what) {
  if (findings_.fault) return;
  std::string place = key.empty() ? pointer_ : pointer_ + "/" + key;
  if (place.empty()) place = "its top";
  findings_.fault = Error{ErrorCode::BadData, place + ": " + what};
}

void JsonReader::fail_choice(const std::string& key, const Json& value,
                             const std::vector<std::string>& known) {
  std::string list;
  for (const std::string& word : known) list += (list.empty() ? "" : ", ") + word;
  std::string hint;
  if (value.is_string()) hint = did_you_mean(value.get_ref<const std::string&>(), known);
  fail(key, "must be one of " + list + hint);
}

void JsonReader::warn_unasked() {
  if (!value_.is_object()) return;
  for (const auto& [key, child] : value_.items()) {
    if (std::ranges::count(asked_, key) != 0) continue;
    findings_.warnings.push_back(pointer_ + "/" + key + " is not known to this host and ignored" +
                                 did_you_mean(key, asked_));
  }
}

}  // namespace crosswalk::adapters
