#include "json_values.hpp"

#include "values.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::eschoolplus {

std::string clean_at(const Json& row, std::string_view name) {
  return clean(text_at(row, name).value_or(""));
}

bool flag_at(const Json& row, std::string_view name, bool otherwise) {
  return flag_in(clean_at(row, name), otherwise);
}

std::vector<std::string> texts_at(const Json& row, std::string_view name) {
  std::vector<std::string> out;
  const Json* list = list_at(row, name);
  if (list == nullptr) return out;
  for (const Json& item : *list) {
    std::string text = clean(text_of(item).value_or(""));
    if (!text.empty()) out.push_back(std::move(text));
  }
  return out;
}

const Json* list_at(const Json& row, std::string_view name) {
  const Json* list = member(row, name);
  return list != nullptr && list->is_array() ? list : nullptr;
}

}  // namespace crosswalk::eschoolplus
