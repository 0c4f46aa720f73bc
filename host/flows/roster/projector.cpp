#include "flows/roster/projector.hpp"

#include <algorithm>

#include "flows/roster/known_names.hpp"
#include "flows/roster/record_names.hpp"
#include "model/normal.hpp"

namespace crosswalk::flows {
namespace {

using model::FieldType;
using model::FieldValue;

bool fits(ValueType value, FieldType field) {
  switch (field) {
    case FieldType::Text:
      return value == ValueType::Text || value == ValueType::Date || value == ValueType::List;
    case FieldType::Date:
      return value == ValueType::Date;
    case FieldType::Bool:
      return value == ValueType::Bool;
    case FieldType::List:
      return value == ValueType::List || value == ValueType::Text;
    case FieldType::Ref:
      return value == ValueType::Ref;
    case FieldType::Refs:
      return value == ValueType::Refs || value == ValueType::Ref;
  }
  return false;
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ", ") + item;
  return out;
}

/// Gives a value the form of its field; a sentence when it cannot have it.
std::optional<std::string> shape(const model::Field& field, FieldValue& value) {
  if (!value.given()) {
    value = FieldValue::absent();
    return std::nullopt;
  }
  const bool list = field.type == FieldType::List || field.type == FieldType::Refs;
  if (list && value.kind == FieldValue::Kind::Text) {
    std::vector<std::string> items;
    items.push_back(std::move(value.text));
    value = FieldValue::of(std::move(items));
  }
  if (!list && value.kind == FieldValue::Kind::List) value = FieldValue::of(joined(value.items));
  if (field.type == FieldType::Bool && value.text != "true" && value.text != "false") {
    return "is neither true nor false";
  }
  if (field.type == FieldType::Date) {
    const auto days = model::parse_date(value.text);
    if (!days) return "is not a date like 2026-08-17";
    if (field.end_inclusive) value.text = model::format_date(*days - 1);
  }
  return std::nullopt;
}

void refuse(sync::Mapped& out, std::string code, std::string reason) {
  out.verdict = sync::Mapped::Verdict::Refuse;
  out.code = std::move(code);
  out.reason = std::move(reason);
}

}  // namespace

Result<Projector> Projector::create(model::Entity entity,
                                    const model::DestinationEntity& destination,
                                    const std::map<std::string, std::string>& expressions) {
  CW_TRY(Constraints constraints, Constraints::create(entity, destination.fields));
  Projector out(entity, destination, std::move(constraints));
  for (const auto& [field, text] : expressions) {
    if (destination.find_field(field) != nullptr) continue;
    std::vector<std::string> known;
    for (const auto& other : destination.fields) known.push_back(other.name);
    return unknown_name("fields." + std::string(model::name(entity)), field,
                        "is no field of the destination", known);
  }
  for (const auto& field : destination.fields) CW_CHECK(out.add_slot(field, expressions));
  return out;
}

Result<> Projector::add_slot(const model::Field& field,
                             const std::map<std::string, std::string>& expressions) {
  Slot slot;
  const std::string where = std::string(model::name(entity_)) + "." + field.name;
  if (const auto text = expressions.find(field.name); text != expressions.end()) {
    auto expression = sync::Expression::compile(text->second, kNameGroups);
    if (!expression) return in_context(std::move(expression).error(), "fields." + where);
    SampleNames names(entity_);
    if (const auto sample = expression->evaluate(names);
        !sample && sample.error().code == ErrorCode::BadConfig) {
      return in_context(sample.error(), "fields." + where);
    }
    slot.expression = std::move(expression).value();
    slots_.push_back(std::move(slot));
    return {};
  }
  const auto values = mapped_values(entity_);
  const auto at = std::ranges::find(values, std::string_view(field.from), &MappedValue::name);
  if (at == values.end()) {
    std::vector<std::string> known;
    for (const auto& value : values) known.emplace_back(value.name);
    return Error{ErrorCode::Internal,
                 "the destination's manifest: " + where + " takes the mapped value \"" +
                     field.from + "\", which a roster does not have; it has " + listed(known)};
  }
  if (!fits(at->type, field.type)) {
    return Error{ErrorCode::Internal, "the destination's manifest: " + where +
                                          " has another type than the mapped value \"" +
                                          field.from + "\""};
  }
  slot.value = static_cast<unsigned>(at - values.begin());
  slots_.push_back(std::move(slot));
  return {};
}

Result<> Projector::project(const model::RecordView& record, const Values& values,
                            const Catalogs& catalogs, sync::Mapped& out) {
  out.projection.resize(slots_.size());
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const model::Field& field = destination_->fields[i];
    FieldValue& value = out.projection[i];
    if (slots_[i].expression) {
      RecordNames names(record, values);
      auto result = slots_[i].expression->evaluate(names);
      if (!result) {
        refuse(out, field.name + ".expression",
               field.name + ": its expression failed: " + result.error().message + "; see fields." +
                   std::string(model::name(entity_)) + "." + field.name);
        return {};
      }
      value = std::move(result).value();
    } else {
      value = values[slots_[i].value];
    }
    if (const auto wrong = shape(field, value)) {
      refuse(out, field.name + ".type", field.name + " " + *wrong + "; " + advice(entity_, field));
      return {};
    }
    if (field.catalog.empty() || !value.given()) continue;
    const auto catalog = catalogs.find(field.catalog);
    if (catalog == catalogs.end()) {
      return Error{ErrorCode::Internal,
                   "the catalog \"" + field.catalog + "\" was not read before mapping"};
    }
    auto id = catalog->second.resolve(value.text);
    if (!id) {
      refuse(out, field.name + ".catalog",
             field.name + ": the destination has no single \"" + value.text + "\"; it has " +
                 listed(catalog->second.titles()) + "; " + advice(entity_, field));
      return {};
    }
    value.text = std::move(*id);
  }
  if (auto broken = constraints_.check(out.projection))
    refuse(out, std::move(broken->code), std::move(broken->reason));
  return {};
}

const model::Field* Projector::taker(std::string_view value) const {
  const auto place = place_of(value);
  return place ? &destination_->fields[*place] : nullptr;
}

std::optional<std::size_t> Projector::place_of(std::string_view value) const {
  const auto& fields = destination_->fields;
  const auto at = std::ranges::find(fields, value, &model::Field::from);
  if (at == fields.end()) return std::nullopt;
  return static_cast<std::size_t>(at - fields.begin());
}

}  // namespace crosswalk::flows
