#include "sync/known.hpp"

#include <algorithm>

namespace crosswalk::sync {

Result<> Known::load(Entity entity, OfEntity& of) {
  if (of.loaded) return {};
  CW_TRY(const auto info, store_.state.info(entity));
  of.linked.reserve(info.records);
  CW_TRY(const auto cursor, store_.state.open(entity));
  for (;;) {
    CW_TRY(const auto block, cursor->next());
    if (block.empty()) break;
    for (const StateRecord& record : block) of.linked.push_back(record.key);
  }
  of.loaded = true;
  return {};
}

Reference Known::find(Entity entity, const Key& key) {
  OfEntity& of = entities_[entity];
  if (planned(entity, key)) return Reference::Planned;
  // A store that cannot be read shows at the next write; here the record only counts as not there.
  if (!load(entity, of)) return Reference::Unavailable;
  return std::ranges::binary_search(of.linked, key) ? Reference::Linked : Reference::Unavailable;
}

Result<model::Projection> Known::projection(Entity entity, const Key& key) {
  CW_TRY(const auto bytes, store_.links.projections(entity, std::span(&key, 1)));
  if (bytes.empty() || bytes.front().empty()) return model::Projection{};
  return model::decode_projection(bytes.front());
}

void Known::plan(Entity entity, const Key& key, const std::string& destination_id) {
  if (entity == Entity::Enrollment) return;  // nothing refers to one, and they are the many
  OfEntity& of = entities_[entity];
  if (of.planned.empty() || of.planned.back() < key)
    of.planned.push_back(key);
  else
    of.planned_late.insert(key);
  if (!destination_id.empty()) of.ids[key] = destination_id;
}

bool Known::planned(Entity entity, const Key& key) const {
  const auto at = entities_.find(entity);
  return at != entities_.end() && (std::ranges::binary_search(at->second.planned, key) ||
                                   at->second.planned_late.contains(key));
}

Result<std::string> Known::destination_id(Entity entity, const Key& key) {
  const OfEntity& of = entities_[entity];
  if (const auto at = of.ids.find(key); at != of.ids.end()) return at->second;
  CW_TRY(const auto links, store_.links.find(entity, std::span(&key, 1)));
  return links.empty() ? std::string{} : links.front().destination_id;
}

}  // namespace crosswalk::sync
