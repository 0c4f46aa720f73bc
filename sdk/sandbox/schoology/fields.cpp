#include "sandbox/schoology/fields.hpp"

#include <chrono>
#include <cmath>
#include <cstdlib>

#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Error unfit(const char* key, const char* wanted) {
  return {ErrorCode::InvalidArgument, std::string{key} + " must be " + wanted};
}

const Json* value_of(const Json& row, const char* key) {
  const auto found = row.find(key);
  return found == row.end() ? nullptr : &*found;
}

bool is_empty(const Json& value) {
  return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty());
}

std::optional<Id> to_id(const Json& value) {
  if (is_empty(value)) return 0;
  if (value.is_number_integer()) return value.get<Id>();
  if (!value.is_string()) return std::nullopt;
  return to_number(trim(value.get_ref<const std::string&>()));
}

std::optional<int> digits(const std::string& text, std::size_t at, std::size_t count) {
  int out = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    out = out * 10 + (text[i] - '0');
  }
  return out;
}

}  // namespace

std::string loose_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() ? to_text(value) : std::string{};
}

bool has_value(const Json& row, const char* key) {
  const Json* value = value_of(row, key);
  return value != nullptr && !is_empty(*value);
}

Json field_or(const Json& fields, const char* key, Json otherwise) {
  return has_value(fields, key) ? fields[key] : std::move(otherwise);
}

Result<std::optional<std::string>> text_field(const Json& row, const char* key) {
  const Json* value = value_of(row, key);
  if (value == nullptr) return std::optional<std::string>{};
  if (value->is_null()) return std::optional<std::string>{""};
  if (value->is_boolean()) return std::optional<std::string>{value->get<bool>() ? "1" : "0"};
  if (!value->is_string() && !value->is_number()) return unfit(key, "text");
  return std::optional<std::string>{loose_text(*value)};
}

Result<std::optional<Id>> id_field(const Json& row, const char* key) {
  const Json* value = value_of(row, key);
  if (value == nullptr) return std::optional<Id>{};
  const auto id = to_id(*value);
  if (!id) return unfit(key, "an id");
  return id;
}

Result<std::optional<int>> flag_field(const Json& row, const char* key) {
  const Json* value = value_of(row, key);
  if (value == nullptr) return std::optional<int>{};
  if (value->is_boolean()) return std::optional<int>{value->get<bool>() ? 1 : 0};
  const auto id = to_id(*value);
  if (!id || (*id != 0 && *id != 1)) return unfit(key, "0 or 1");
  return std::optional<int>{static_cast<int>(*id)};
}

Result<std::optional<double>> number_field(const Json& row, const char* key) {
  const Json* value = value_of(row, key);
  if (value == nullptr || is_empty(*value)) return std::optional<double>{};
  if (value->is_number()) return std::optional<double>{value->get<double>()};
  if (!value->is_string()) return unfit(key, "a number");
  const std::string& text = value->get_ref<const std::string&>();
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size() || !std::isfinite(number)) return unfit(key, "a number");
  return std::optional<double>{number};
}

Result<std::vector<Id>> parse_ids(const std::string& list) {
  std::vector<Id> ids;
  for (const std::string& part : split(list, ',')) {
    if (trim(part).empty()) continue;
    const auto id = to_number(trim(part));
    if (!id) return Error{ErrorCode::InvalidArgument, "a list of ids was expected"};
    ids.push_back(*id);
  }
  return ids;
}

Result<std::optional<std::vector<Id>>> ids_field(const Json& row, const char* key) {
  const Json* value = value_of(row, key);
  if (value == nullptr) return std::optional<std::vector<Id>>{};
  if (!value->is_array()) {
    const auto ids = parse_ids(loose_text(*value));
    if (!ids || value->is_object()) return unfit(key, "a list of ids");
    return std::optional{*ids};
  }
  std::vector<Id> ids;
  for (const Json& entry : *value) {
    const auto id = to_id(entry);
    if (!id) return unfit(key, "a list of ids");
    if (*id != 0) ids.push_back(*id);
  }
  return std::optional{std::move(ids)};
}

Result<std::string> needed_text(const Json& row, const char* key) {
  CW_TRY(const auto text, text_field(row, key));
  if (!text || text->empty()) {
    return Error{ErrorCode::InvalidArgument, std::string{key} + " is required"};
  }
  return *text;
}

Result<Id> needed_id(const Json& row, const char* key) {
  CW_TRY(const auto id, id_field(row, key));
  if (!id || *id == 0) {
    return Error{ErrorCode::InvalidArgument, std::string{key} + " is required"};
  }
  return *id;
}

namespace {

std::optional<std::chrono::year_month_day> to_day(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text, 0, 4);
  const auto m = digits(text, 5, 2);
  const auto d = digits(text, 8, 2);
  if (!y || !m || !d) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{*y},
                                        std::chrono::month{static_cast<unsigned>(*m)},
                                        std::chrono::day{static_cast<unsigned>(*d)}};
  if (!day.ok()) return std::nullopt;
  return day;
}

}  // namespace

bool is_date(const std::string& text) { return to_day(text).has_value(); }

bool is_time(const std::string& text) {
  if (text.size() != 5 || text[2] != ':') return false;
  const auto hour = digits(text, 0, 2);
  const auto minute = digits(text, 3, 2);
  return hour && minute && *hour < 24 && *minute < 60;
}

bool is_date_time(const std::string& text) {
  if (text.size() != 19 || text[10] != ' ' || text[16] != ':') return false;
  const auto second = digits(text, 17, 2);
  return is_date(text.substr(0, 10)) && is_time(text.substr(11, 5)) && second && *second < 60;
}

std::int64_t day_start_s(const std::string& date) {
  const auto day = to_day(date);
  if (!day) return 0;
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::sys_days{*day}.time_since_epoch())
      .count();
}

}  // namespace crosswalk::sandbox::schoology
