#include "flows/roster/record_names.hpp"

#include <nlohmann/json.hpp>

#include "model/normal.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

constexpr std::string_view kMapped = "mapped.";
constexpr std::string_view kMetadata = "metadata.";

std::optional<unsigned> column_named(model::Entity entity, std::string_view name) {
  const auto columns = model::columns(entity);
  for (unsigned i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name && columns[i].type != model::ColumnType::Json &&
        columns[i].type != model::ColumnType::Table) {
      return i;
    }
  }
  return std::nullopt;
}

std::optional<unsigned> mapped_named(model::Entity entity, std::string_view name) {
  const auto values = mapped_values(entity);
  for (unsigned i = 0; i < values.size(); ++i) {
    if (values[i].name == name) return i;
  }
  return std::nullopt;
}

model::FieldValue cell(const model::RecordView& record, unsigned column) {
  using model::FieldValue;
  if (!record.has(column)) return FieldValue::absent();
  if (const auto days = record.date(column)) return FieldValue::of(model::format_date(*days));
  if (const auto flag = record.boolean(column))
    return FieldValue::of(std::string(*flag ? "true" : "false"));
  if (const auto text = record.text(column); !text.empty())
    return FieldValue::of(std::string(text));
  std::vector<std::string> items;
  for (const auto item : record.list(column)) items.emplace_back(item);
  return FieldValue::of(std::move(items));
}

/// The value of a key of a JSON object: a text, number or flag.
model::FieldValue member(std::string_view object, std::string_view key) {
  using model::FieldValue;
  const auto parsed = nlohmann::json::parse(object, nullptr, false);
  if (!parsed.is_object()) return FieldValue::absent();
  const auto at = parsed.find(std::string(key));
  if (at == parsed.end() || at->is_null()) return FieldValue::absent();
  if (at->is_string()) return FieldValue::of(at->get<std::string>());
  return FieldValue::of(at->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

unsigned metadata_column(model::Entity entity) {
  return static_cast<unsigned>(model::columns(entity).size()) - 1;
}

}  // namespace

bool RecordNames::find(std::string_view name, model::FieldValue& value) {
  if (name.starts_with(kMapped)) {
    const auto at = mapped_named(record_.entity(), name.substr(kMapped.size()));
    if (at) value = values_[*at];
    return at.has_value();
  }
  if (name.starts_with(kMetadata)) {
    value = member(record_.text(metadata_column(record_.entity())), name.substr(kMetadata.size()));
    return true;
  }
  const auto at = column_named(record_.entity(), name);
  if (at) value = cell(record_, *at);
  return at.has_value();
}

bool SampleNames::find(std::string_view name, model::FieldValue& value) {
  value = model::FieldValue::of(std::string("1"));
  if (name.starts_with(kMetadata)) return true;
  return name.starts_with(kMapped) ? mapped_named(entity_, name.substr(kMapped.size())).has_value()
                                   : column_named(entity_, name).has_value();
}

}  // namespace crosswalk::flows
