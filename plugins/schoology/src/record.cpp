#include "record.hpp"

#include "crosswalk/abi/batch.h"

namespace crosswalk::schoology {
namespace {

void write_value(const Value& value, std::uint32_t column, BatchWriter& out) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    out.text(column, *text);
  } else if (const auto* date = std::get_if<Date>(&value)) {
    out.date(column, date->days);
  } else if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    cw_cell* cells = out.list(column, static_cast<std::uint32_t>(list->size()));
    for (std::uint32_t i = 0; i < list->size(); ++i) out.element(cells, i, (*list)[i]);
  } else {
    out.null(column);
  }
}

}  // namespace

const Value* Record::find(std::string_view name) const {
  for (const auto& [field, value] : fields) {
    if (field == name) return &value;
  }
  return nullptr;
}

std::optional<std::string> Record::text(std::string_view name) const {
  if (name == "id") return id;
  const Value* value = find(name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? std::nullopt : std::optional(*text);
}

bool write_record(const Record& record, const std::vector<std::string>& columns, BatchWriter& out) {
  if (!out.begin(CW_ROW_UPSERT)) {
    out.commit();  // tells the writer how much room the row wants
    return false;
  }
  if (!record.refused.empty()) {
    out.bad();
    if (!columns.empty() && !record.id.empty()) out.text(0, record.id);
    if (columns.size() > 1) out.text(1, record.refused);
    return out.commit();
  }
  if (record.partial) out.partial();
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == "id") {
      out.text(i, record.id);
    } else if (const Value* value = record.find(columns[i])) {
      write_value(*value, i, out);
    }
  }
  return out.commit();
}

}  // namespace crosswalk::schoology
