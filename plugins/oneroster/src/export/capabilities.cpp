#include "export/capabilities.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace crosswalk::oneroster::exports {
namespace {

/// By its column, or by those that the row makes of it.
bool has_place(const Sheet& sheet, ExportVersion version, const Field& field) {
  if (sheet.id == SheetId::Users && (field.name == "role" || field.refers)) return true;
  const auto names = columns(sheet.id, version);
  return std::ranges::find(names, field.column) != names.end();
}

}  // namespace

std::string capabilities_of(ExportVersion version) {
  nlohmann::json entities;
  for (std::size_t i = 0; i < kSheets; ++i) {
    const Sheet& sheet = exports::sheet(static_cast<SheetId>(i));
    nlohmann::json fields = nlohmann::json::array();
    if (sheet.id != SheetId::Enrollments) fields.push_back("code");
    for (const Field& field : sheet.fields) {
      if (!field.name.empty() && has_place(sheet, version, field)) fields.push_back(field.name);
    }
    entities[std::string(sheet.entity)] = {{"fields", std::move(fields)}};
  }
  return nlohmann::json{{"destination", {{"entities", std::move(entities)}}}}.dump();
}

}  // namespace crosswalk::oneroster::exports
