#include "adapters/manifest_destination.hpp"

#include <algorithm>
#include <regex>

namespace crosswalk::adapters {
namespace {

using model::DestinationEntity;
using model::DestinationSchema;
using model::Field;
using model::FieldPolicy;
using model::FieldType;
using model::MatchRule;
using model::Operation;
using model::Operations;
using model::Probe;
using model::RefValue;

constexpr std::uint32_t kLongestField = 1U << 20U;  // code points

bool compiles(const std::string& pattern) {
  try {
    const std::regex tried(pattern, std::regex::ECMAScript);
    return true;
  } catch (const std::regex_error&) {
    return false;
  }
}

Field read_field(JsonReader& reader) {
  Field field;
  field.name = reader.needed_text("name");
  if (field.name == "id" || field.name == "state") {
    reader.fail("name", "\"id\" and \"state\" are the host's own columns");
  }
  field.title = reader.text("title");
  if (field.title.empty()) field.title = field.name;
  field.type = reader.word<FieldType>("type",
                                      {{"text", FieldType::Text},
                                       {"date", FieldType::Date},
                                       {"bool", FieldType::Bool},
                                       {"list", FieldType::List},
                                       {"ref", FieldType::Ref},
                                       {"refs", FieldType::Refs}},
                                      FieldType::Text);
  field.entity = reader.text("entity");
  const bool is_ref = field.type == FieldType::Ref || field.type == FieldType::Refs;
  if (is_ref && field.entity.empty()) reader.fail("entity", "is missing, a ref needs it");
  if (!is_ref && !field.entity.empty()) reader.fail("entity", "belongs to a ref only");
  field.value = reader.word<RefValue>("value", {{"id", RefValue::Id}, {"code", RefValue::Code}},
                                      RefValue::Id);
  field.from = reader.text("from");
  if (field.from.empty()) field.from = field.name;
  field.required = reader.flag("required");
  field.unique = reader.flag("unique");
  field.max_length = reader.number("max_length", 0, kLongestField);
  field.pattern = reader.text("pattern");
  if (!field.pattern.empty() && !compiles(field.pattern)) {
    reader.fail("pattern", "does not compile as an ECMAScript pattern");
  }
  field.pattern_says = reader.text("pattern_says");
  field.create_only = reader.flag("create_only");
  field.identity = reader.flag("identity");
  field.catalog = reader.text("catalog");
  field.end_inclusive =
      reader.word<bool>("end", {{"inclusive", true}, {"exclusive", false}}, false);
  field.required_with_any = reader.texts("required_with_any");
  field.policy = reader.word<FieldPolicy>("policy",
                                          {{"source", FieldPolicy::Source},
                                           {"keep", FieldPolicy::Keep},
                                           {"report", FieldPolicy::Report}},
                                          FieldPolicy::Source);
  reader.warn_unasked();
  return field;
}

void read_fields(JsonReader& reader, DestinationEntity& entity) {
  reader.each_of_list("fields", [&](const std::string&, JsonReader& item) {
    Field field = read_field(item);
    if (entity.find_field(field.name) != nullptr) item.fail("name", "is taken by another field");
    entity.fields.push_back(std::move(field));
  });
  if (entity.fields.empty()) reader.fail("fields", "must have at least one field");
}

void read_match(JsonReader& reader, DestinationEntity& entity) {
  reader.each_of_list("match", [&](const std::string&, JsonReader& item) {
    MatchRule rule;
    rule.tier = item.number("tier", 1, 3);
    if (rule.tier == 0) item.fail("tier", "must be 1, 2 or 3");
    rule.fields = item.texts("fields");
    if (rule.fields.empty()) item.fail("fields", "must name at least one field");
    rule.agree = item.texts("agree");
    if (rule.tier == 3 && rule.agree.empty()) {
      item.fail("agree", "is missing: tier 3 needs a field that must agree too");
    }
    for (const auto* names : {&rule.fields, &rule.agree}) {
      for (const std::string& name : *names) {
        if (entity.find_field(name) == nullptr) item.fail("", "names \"" + name + "\", no field");
      }
    }
    item.warn_unasked();
    entity.match.push_back(std::move(rule));
  });
}

void read_behaviour(JsonReader& reader, DestinationEntity& entity) {
  entity.operations = read_operations(reader, "operations");
  entity.reversible = read_operations(reader, "reversible");
  for (const Operation o : {Operation::Create, Operation::Restore, Operation::Delete}) {
    if (entity.reversible.contains(o)) {
      reader.fail("reversible", "only update and drop can be taken back");
    }
  }
  for (const Operation o : {Operation::Update, Operation::Drop}) {
    if (entity.reversible.contains(o) && !entity.operations.contains(o)) {
      reader.fail("reversible", "names an operation that is not among the operations");
    }
  }
  entity.batch = reader.number("batch", 1, 1'000'000);
  if (entity.batch == 0) reader.fail("batch", "must be at least 1");
  entity.read = read_modes(reader, "read");
  if (entity.read.delta) reader.fail("read", "a destination is read in full or by_id");
  entity.partition = reader.text("partition");
  if (!entity.partition.empty() && entity.find_field(entity.partition) == nullptr) {
    reader.fail("partition", "names \"" + entity.partition + "\", no field");
  }
  entity.per_org = reader.word<bool>("per", {{"org", true}}, false);
  entity.whole = reader.flag("whole");
  entity.shared = reader.flag("shared");
  entity.read_after_write =
      std::chrono::milliseconds{reader.number("read_after_write_ms", 0, 86'400'000)};
}

void read_probe(JsonReader& reader, DestinationEntity& entity) {
  const std::string probe = reader.text("probe");
  if (probe.empty()) return;
  if (probe == "list") {
    entity.probe = {Probe::How::List, ""};
    if (!entity.read.full) reader.fail("probe", "\"list\" needs \"full\" among the read modes");
    return;
  }
  entity.probe = {Probe::How::ByField, probe};
  if (entity.find_field(probe) == nullptr) {
    reader.fail("probe", "names \"" + probe + "\": neither a field nor \"list\"");
  }
  if (!entity.read.by_id) reader.fail("probe", "a field needs \"by_id\" among the read modes");
}

/// What can only be said when all entities are known.
void check_whole(const DestinationSchema& schema, JsonReader& reader) {
  const auto fail = [&](const DestinationEntity& e, const Field& f, const std::string& what) {
    reader.fail("entities/" + e.name + "/fields", "\"" + f.name + "\" " + what);
  };
  for (const DestinationEntity& entity : schema.entities) {
    for (const Field& field : entity.fields) {
      if (!field.entity.empty() && schema.find_entity(field.entity) == nullptr) {
        fail(entity, field, "refers to \"" + field.entity + "\", no entity here");
      }
      if (!field.catalog.empty() && std::ranges::count(schema.catalogs, field.catalog) == 0) {
        fail(entity, field, "names the catalog \"" + field.catalog + "\", which is not declared");
      }
      for (const std::string& other : field.required_with_any) {
        if (entity.find_field(other) == nullptr) {
          fail(entity, field, "is required with \"" + other + "\", no field");
        }
      }
    }
  }
  for (const std::string& catalog : schema.catalogs) {
    if (schema.find_entity(catalog) != nullptr) {
      reader.fail("catalogs", "\"" + catalog + "\" is an entity already");
    }
  }
}

}  // namespace

model::ReadModes read_modes(JsonReader& reader, const std::string& key) {
  model::ReadModes modes;
  for (const std::string& mode : reader.texts(key)) {
    if (mode == "full") {
      modes.full = true;
    } else if (mode == "delta") {
      modes.delta = true;
    } else if (mode == "by_id") {
      modes.by_id = true;
    } else {
      reader.fail_choice(key, mode, {"full", "delta", "by_id"});
    }
  }
  return modes;
}

Operations read_operations(JsonReader& reader, const std::string& key) {
  Operations operations;
  for (const std::string& word : reader.texts(key)) {
    if (word == "create") {
      operations.insert(Operation::Create);
    } else if (word == "update") {
      operations.insert(Operation::Update);
    } else if (word == "drop") {
      operations.insert(Operation::Drop);
    } else if (word == "restore") {
      operations.insert(Operation::Restore);
    } else if (word == "delete") {
      operations.insert(Operation::Delete);
    } else {
      reader.fail_choice(key, word, {"create", "update", "drop", "restore", "delete"});
    }
  }
  return operations;
}

DestinationPart read_destination(const nlohmann::json& destination, JsonFindings& findings) {
  DestinationPart part;
  DestinationSchema& schema = part.schema;
  JsonReader top(destination, "/destination", findings);
  top.each_of_object("entities", [&](const std::string& name, JsonReader& reader) {
    DestinationEntity entity;
    entity.name = name;
    entity.label = reader.text("label");
    if (entity.label.empty()) entity.label = name;
    read_fields(reader, entity);
    read_behaviour(reader, entity);
    read_match(reader, entity);
    read_probe(reader, entity);
    reader.warn_unasked();
    schema.entities.push_back(std::move(entity));
  });
  if (schema.entities.empty()) top.fail("entities", "must have at least one entity");
  schema.catalogs = top.texts("catalogs");
  part.by_hand_only = top.flag("by_hand_only");
  check_whole(schema, top);
  top.warn_unasked();
  return part;
}

}  // namespace crosswalk::adapters
