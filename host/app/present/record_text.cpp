#include "app/present/record_text.hpp"

#include "app/present/words.hpp"
#include "model/hash.hpp"

#include <algorithm>

namespace crosswalk::app {
namespace {

using model::DestinationEntity;
using model::Field;
using model::FieldValue;
using model::Projection;
using sync::Entity;
using sync::Operation;

constexpr std::size_t kValueColumns = 40;

/// The mapped value a field takes: its meaning whatever the destination calls it.
const std::string& meaning_of(const Field& field) {
  return field.from.empty() ? field.name : field.from;
}

std::string text_of(const DestinationEntity& entity, const Projection& record,
                    std::string_view meaning) {
  for (std::size_t i = 0; i < std::min(entity.fields.size(), record.size()); ++i) {
    if (meaning_of(entity.fields[i]) == meaning && record[i].kind == FieldValue::Kind::Text) {
      return record[i].text;
    }
  }
  return {};
}

std::string shown_identity(const std::string& text) {
  return printable(model::readable_identity(text));
}

std::string quoted(const FieldValue& value) {
  std::string text;
  switch (value.kind) {
    case FieldValue::Kind::Absent:
      return "nothing";
    case FieldValue::Kind::Text:
      text = value.text;
      break;
    case FieldValue::Kind::List:
      for (const std::string& item : value.items) text += (text.empty() ? "" : ", ") + item;
      break;
  }
  return "\"" + shortened(shown_identity(text), kValueColumns) + "\"";
}

struct FieldWords {
  std::string title;
  bool hidden = false;     ///< a secret
  bool reference = false;  ///< told by the record's own line already
};

FieldWords words_for(const DestinationEntity* entity, std::size_t index) {
  if (entity == nullptr || index >= entity->fields.size()) {
    return {"field " + std::to_string(index + 1)};
  }
  const Field& field = entity->fields[index];
  const bool code = field.type == model::FieldType::Ref && field.value == model::RefValue::Code;
  return {field.title.empty() ? field.name : field.title, meaning_of(field) == "password", code};
}

/// The class and the user stand in the line's beginning: `Section "c-7"` would say it twice.
bool said_already(const Operation& op, const DestinationEntity* entity, std::size_t index) {
  return op.entity == Entity::Enrollment && entity != nullptr && index < entity->fields.size() &&
         entity->fields[index].type == model::FieldType::Ref;
}

}  // namespace

std::string display_name(const DestinationEntity& entity, const Projection& record) {
  const std::string given = text_of(entity, record, "givenName");
  const std::string family = text_of(entity, record, "familyName");
  if (!given.empty() || !family.empty()) {
    return printable(given.empty() || family.empty() ? given + family : given + " " + family);
  }
  const std::string title = text_of(entity, record, "title");
  return printable(title.empty() ? text_of(entity, record, "name") : title);
}

std::string record_text(Entity entity, const std::string& identity, const NameOf& name_of) {
  const auto one = [&](Entity kind, const std::string& id) {
    const std::string name = name_of ? name_of(kind, id) : std::string{};
    const std::string shown = shown_identity(id);
    return name.empty() ? shown : name + " (" + shown + ")";
  };
  if (entity != Entity::Enrollment) return one(entity, identity);
  const auto [clazz, user] = model::split_identity(identity);
  if (user.empty()) return one(entity, identity);
  return one(Entity::User, std::string(user)) + " in " + one(Entity::Class, std::string(clazz));
}

std::string change_text(const Operation& op, const model::DestinationSchema* schema) {
  const DestinationEntity* entity =
      schema == nullptr ? nullptr : schema->find_entity(model::name(op.entity));
  const bool update = !op.before.empty() && !op.after.empty();
  std::string out;
  for (std::size_t i = 0; i < op.after.size(); ++i) {
    const FieldValue before = i < op.before.size() ? op.before[i] : FieldValue::absent();
    const FieldValue& after = op.after[i];
    if (update ? before == after : !after.given()) continue;
    const FieldWords words = words_for(entity, i);
    if (words.reference || said_already(op, entity, i)) continue;
    if (!out.empty()) out += ", ";
    out += words.title + " ";
    if (words.hidden) {
      out += "(not shown)";
    } else {
      out += update ? quoted(before) + " -> " + quoted(after) : quoted(after);
    }
  }
  return out;
}

}  // namespace crosswalk::app
