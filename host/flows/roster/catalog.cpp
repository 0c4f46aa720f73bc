#include "flows/roster/catalog.hpp"

#include <nlohmann/json.hpp>

#include "model/normal.hpp"

namespace crosswalk::flows {
namespace {

/// A text, or a number as text; empty for anything else.
std::string text_of(const nlohmann::json& entry, const char* key) {
  const auto at = entry.find(key);
  if (at == entry.end()) return {};
  if (at->is_string()) return at->get<std::string>();
  return at->is_number_integer() ? std::to_string(at->get<std::int64_t>()) : std::string();
}

}  // namespace

Result<Catalog> Catalog::parse(std::string_view json) {
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_array())
    return Error{ErrorCode::BadData, "not a list of entries with id and title"};
  Catalog out;
  for (const auto& entry : parsed) {
    const std::string id = entry.is_object() ? text_of(entry, "id") : std::string();
    if (id.empty()) return Error{ErrorCode::BadData, "an entry without an id"};
    const std::string title = text_of(entry, "title");
    if (out.titles_.emplace(id, title).second) out.ids_by_title_.emplace(model::folded(title), id);
  }
  return out;
}

std::optional<std::string> Catalog::resolve(std::string_view id_or_title) const {
  if (const auto by_id = titles_.find(id_or_title); by_id != titles_.end()) return by_id->first;
  const auto [first, last] = ids_by_title_.equal_range(model::folded(model::trimmed(id_or_title)));
  if (first == last || std::next(first) != last) return std::nullopt;
  return first->second;
}

std::string_view Catalog::title(std::string_view id) const {
  const auto at = titles_.find(id);
  return at == titles_.end() ? std::string_view{} : std::string_view(at->second);
}

std::vector<std::string> Catalog::titles() const {
  std::vector<std::string> out;
  for (const auto& [id, title] : titles_) out.push_back(title.empty() ? id : title);
  return out;
}

}  // namespace crosswalk::flows
