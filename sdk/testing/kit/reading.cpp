#include "testing/kit/reading.hpp"

#include "testing/kit/json_member.hpp"
#include "testing/kit/scribe.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace crosswalk::kit {
namespace {

using Json = nlohmann::json;

bool has_full(const Json& modes) {
  return modes.is_array() && std::find(modes.begin(), modes.end(), "full") != modes.end();
}

ReadAsk full_read(Bench& bench, const std::string& entity, std::uint32_t side) {
  ReadAsk ask;
  ask.entity = entity;
  ask.side = side;
  for (const Column& column : columns_of(bench, entity, side)) ask.columns.push_back(column.name);
  return ask;
}

/// The entities that this connection says remain of a side of the manifest; null: all of them.
Json remaining(Guest& guest, const char* side) {
  std::string text;
  if (!guest.capabilities(text).ok()) return nullptr;
  const Json claimed = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  const Json& claim = member_of(claimed, side);
  return claim.contains("entities") ? claim["entities"] : Json(nullptr);
}

bool remains(const Json& remaining, const std::string& entity) {
  return remaining.is_null() || remaining.contains(entity);
}

/// The id of a record of the entity that the partition refers to, the same one each time; empty:
/// there is none.
std::string some_partition(Guest& guest, const Json& entities, const Json& entity) {
  for (const Json& field : member_of(entity, "fields")) {
    if (field.value("name", "") != entity.value("partition", "")) continue;
    const std::string target = field.value("entity", "");
    if (member_of(member_of(entities, target.c_str()), "partition").is_string()) return {};
    const ReadDone done = guest.read(full_read(guest.bench(), target, CW_SIDE_DESTINATION));
    const auto first = std::min_element(
        done.rows.begin(), done.rows.end(),
        [](const GuestRow& left, const GuestRow& right) { return left.id < right.id; });
    return first == done.rows.end() ? std::string() : first->id;
  }
  return {};
}

}  // namespace

std::vector<Column> columns_of(Bench& bench, const std::string& entity, std::uint32_t side) {
  if (side == CW_SIDE_SOURCE) return bench.lender().columns(entity);
  std::vector<Column> out{{"id", "text"}};
  const Json& destination = member_of(bench.manifest(), "destination");
  const Json& catalogs = member_of(destination, "catalogs");
  if (std::find(catalogs.begin(), catalogs.end(), entity) != catalogs.end()) {
    out.push_back({"title", "text"});
    return out;
  }
  for (const Json& field :
       member_of(member_of(member_of(destination, "entities"), entity.c_str()), "fields")) {
    out.push_back({field.value("name", ""), field.value("type", "")});
  }
  out.push_back({"state", "text"});
  return out;
}

std::vector<ReadAsk> offered_reads(Guest& guest) {
  Bench& bench = guest.bench();
  std::vector<ReadAsk> out;
  if (bench.reading() == nullptr) return out;
  const bool played = bench.applying() != nullptr && bench.lender().writable();
  if (played && bench.first_time()) furnish(bench);
  const Json sources = remaining(guest, "source");
  const Json destinations = remaining(guest, "destination");
  for (const auto& [name, entity] :
       member_of(member_of(bench.manifest(), "source"), "entities").items()) {
    if (!remains(sources, name)) continue;
    ReadAsk ask = full_read(bench, name, CW_SIDE_SOURCE);
    if (has_full(member_of(entity, "modes")) && !ask.columns.empty()) out.push_back(std::move(ask));
  }
  const Json& destination = member_of(bench.manifest(), "destination");
  const bool none = destinations.is_object() && destinations.empty();
  for (const Json& catalog : member_of(destination, "catalogs")) {
    if (none) break;  // this connection is no destination
    out.push_back(full_read(bench, catalog.get<std::string>(), CW_SIDE_DESTINATION));
  }
  const Json& entities = member_of(destination, "entities");
  for (const auto& [name, entity] : entities.items()) {
    if (!has_full(member_of(entity, "read")) || !remains(destinations, name)) continue;
    ReadAsk ask = full_read(bench, name, CW_SIDE_DESTINATION);
    if (member_of(entity, "partition").is_string()) {
      if (!bench.lender().why_no_data().empty()) continue;
      ask.partition = some_partition(guest, entities, entity);
      if (ask.partition.empty()) continue;
    }
    out.push_back(std::move(ask));
  }
  return out;
}

std::vector<std::string> sorted(const std::vector<GuestRow>& rows) {
  std::vector<std::string> out;
  for (const GuestRow& row : rows) out.push_back(row.bytes);
  std::sort(out.begin(), out.end());
  return out;
}

std::string why_no_reads(Bench& bench) {
  if (bench.reading() == nullptr) return "it offers no reading";
  return bench.lender().why_no_data();
}

}  // namespace crosswalk::kit
