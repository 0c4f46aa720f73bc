#include "sync/taken.hpp"

#include "sync/listing.hpp"

namespace crosswalk::sync {

Result<std::map<std::string, Hash128>> contents_of(Environment& env,
                                                   const model::DestinationEntity& schema,
                                                   std::vector<std::string> ids) {
  std::map<std::string, Hash128> out;
  if (ids.empty() || !schema.read.by_id) return out;
  Destination::ReadSpec spec;
  spec.entity = schema.name;
  spec.columns = read_columns(schema);
  spec.ids = std::move(ids);
  CW_TRY(const auto records, read_records(env.destination, schema, spec, env.observer));
  for (const ListedRecord& record : records)
    out.emplace(record.id, model::projection_hash(record.fields, schema));
  return out;
}

Result<> remember_taken(Environment& env, Entity entity, std::vector<MemoryPort::Taken> refused) {
  std::map<Key, MemoryPort::Taken> all;
  CW_TRY(auto before, env.store.memory.taken(entity));
  for (auto& one : before) all.insert_or_assign(one.key, std::move(one));
  for (auto& one : refused) all.insert_or_assign(one.key, std::move(one));
  std::vector<MemoryPort::Taken> list;
  for (auto& [key, one] : all) list.push_back(std::move(one));
  return env.store.memory.set_taken(entity, list);
}

Result<> TakenBefore::load() {
  if (loaded_) return {};
  CW_TRY(auto list, env_.store.memory.taken(entity_));
  for (auto& one : list) refused_.emplace(one.key, std::move(one));
  loaded_ = true;
  return {};
}

Result<std::optional<std::string>> TakenBefore::why(const Key& key, const Hash128& projection) {
  CW_CHECK(load());
  const auto at = refused_.find(key);
  if (at == refused_.end() || at->second.projection != projection)
    return std::optional<std::string>{};
  const MemoryPort::Taken& before = at->second;
  CW_TRY(const auto owners,
         env_.store.links.find_by_destination(entity_, std::span(&before.destination_id, 1)));
  if (owners.empty() || owners.front().key == key) return std::optional<std::string>{};
  if (schema_.read.by_id) {
    if (!there_) {
      std::vector<std::string> ids;
      for (const auto& [of, one] : refused_) ids.push_back(one.destination_id);
      CW_TRY(there_, contents_of(env_, schema_, std::move(ids)));
    }
    const auto now = there_->find(before.destination_id);
    if (now == there_->end() || now->second != before.there) return std::optional<std::string>{};
  }
  return std::optional("the destination refused to create it: it takes it for " +
                       before.destination_id + ", which stands for " +
                       model::readable_identity(owners.front().identity) +
                       " of the source; nothing is sent until that changes: " +
                       (schema_.read.by_id ? kTellApart : kTellApartHere));
}

}  // namespace crosswalk::sync
