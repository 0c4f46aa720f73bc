#include "adapters/capabilities.hpp"

#include "adapters/json_reader.hpp"
#include "adapters/manifest_destination.hpp"

#include <algorithm>

namespace crosswalk::adapters {
namespace {

using model::DestinationEntity;
using model::Operation;
using model::ReadModes;

bool within(const ReadModes& a, const ReadModes& b) {
  return (!a.full || b.full) && (!a.delta || b.delta) && (!a.by_id || b.by_id);
}

bool within(const model::Operations& a, const model::Operations& b) {
  return std::ranges::all_of(
      std::initializer_list<Operation>{Operation::Create, Operation::Update, Operation::Drop,
                                       Operation::Restore, Operation::Delete},
      [&](Operation o) { return !a.contains(o) || b.contains(o); });
}

/// The modes under `key`, if given; else what they were.
ReadModes narrowed(JsonReader& reader, const std::string& key, const ReadModes& before) {
  if (!reader.has(key)) return before;
  const ReadModes modes = read_modes(reader, key);
  if (!within(modes, before)) reader.fail(key, "names a mode that the manifest does not have");
  return modes;
}

std::vector<SourceEntity> narrow_source(JsonReader& part, const Manifest& manifest) {
  std::vector<SourceEntity> result;
  part.each_of_object("entities", [&](const std::string& name, JsonReader& reader) {
    const auto known = std::ranges::find(manifest.source, name, &SourceEntity::name);
    if (known == manifest.source.end()) return reader.fail("", "is not in the manifest");
    result.push_back({name, narrowed(reader, "modes", known->modes)});
  });
  return result;
}

/// Whether the entity cannot be without the field.
bool is_needed(const DestinationEntity& entity, const model::Field& field) {
  const auto names = [&](const std::vector<std::string>& list) {
    return std::ranges::find(list, field.name) != list.end();
  };
  return field.required || entity.partition == field.name || entity.probe.field == field.name ||
         std::ranges::any_of(entity.match,
                             [&](const model::MatchRule& rule) {
                               return names(rule.fields) || names(rule.agree);
                             }) ||
         std::ranges::any_of(entity.fields, [&](const model::Field& other) {
           return names(other.required_with_any);
         });
}

/// The fields under `fields`, in the manifest's order.
void narrow_fields(JsonReader& reader, const DestinationEntity& known, DestinationEntity& entity) {
  const std::vector<std::string> kept = reader.texts("fields");
  for (const std::string& name : kept) {
    if (known.find_field(name) == nullptr) {
      reader.fail("fields", "names \"" + name + "\", which the manifest does not have");
    }
  }
  std::erase_if(entity.fields, [&](const model::Field& field) {
    if (std::ranges::find(kept, field.name) != kept.end()) return false;
    if (is_needed(known, field)) reader.fail("fields", "lacks \"" + field.name + "\"");
    return true;
  });
}

std::vector<DestinationEntity> narrow_destination(JsonReader& part, const Manifest& manifest) {
  std::vector<DestinationEntity> result;
  part.each_of_object("entities", [&](const std::string& name, JsonReader& reader) {
    const DestinationEntity* known = manifest.destination.find_entity(name);
    if (known == nullptr) return reader.fail("", "is not in the manifest");
    DestinationEntity entity = *known;
    entity.read = narrowed(reader, "read", known->read);
    if (reader.has("operations")) {
      entity.operations = read_operations(reader, "operations");
      if (!within(entity.operations, known->operations)) {
        reader.fail("operations", "names one that the manifest does not have");
      }
    }
    if (reader.has("fields")) narrow_fields(reader, *known, entity);
    result.push_back(std::move(entity));
  });
  return result;
}

}  // namespace

Result<Capabilities> narrow(const Manifest& manifest, std::string_view json) {
  Capabilities result{manifest.source, manifest.destination};
  const auto document = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) return Error{ErrorCode::BadData, "its capabilities are not JSON"};
  JsonFindings findings;
  JsonReader top(document, "", findings);
  if (const auto* part = top.member("source")) {
    JsonReader reader(*part, "/source", findings);
    if (reader.has("entities")) result.source = narrow_source(reader, manifest);
  }
  if (const auto* part = top.member("destination")) {
    JsonReader reader(*part, "/destination", findings);
    if (reader.has("entities")) result.destination.entities = narrow_destination(reader, manifest);
  }
  if (findings.fault) return in_context(*findings.fault, "its capabilities");
  return result;
}

}  // namespace crosswalk::adapters
