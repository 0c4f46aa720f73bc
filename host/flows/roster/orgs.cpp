#include "flows/roster/orgs.hpp"

#include "flows/roster/known_names.hpp"
#include "flows/roster/presence.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

namespace org_col = model::col::org;

/// How exactly a text names an org: 0 = not at all.
int rank(const Org& org, std::string_view text) {
  if (!org.known) return 0;
  if (org.id == text) return 3;
  if (org.identifier == text) return 2;
  return org.name == text ? 1 : 0;
}

}  // namespace

std::uint32_t Orgs::add(std::string_view id, const model::KeyMaker& keys) {
  const auto [at, fresh] = by_id_.try_emplace(std::string(id), size());
  if (fresh) {
    orgs_.emplace_back();
    orgs_.back().id = id;
    orgs_.back().key = keys.key(model::Entity::Org, id);
    rows_.emplace_back();
  }
  return at->second;
}

void Orgs::admit(const model::RecordView& record, const model::KeyMaker& keys) {
  const std::uint32_t number = add(record.text(model::col::kSourcedId), keys);
  Org& org = orgs_[number];
  if (org.known && rows_[number] <= record.bytes()) return;
  rows_[number] = record.bytes();
  org.known = true;
  org.withdrawn = withdrawn(record);
  org.name = record.text(org_col::kName);
  org.identifier = record.text(org_col::kIdentifier);
  org.school = record.text(org_col::kType) == "school";
}

std::uint32_t Orgs::school_of_class(std::string_view id, const model::KeyMaker& keys) {
  std::uint32_t number = find(id);
  if (number == kNone) number = add(id, keys);
  orgs_[number].named = true;
  return number;
}

Result<> Orgs::resolve(const MapTable& table) {
  for (Org& org : orgs_) org.choice = choice_of(table.otherwise);
  std::vector<int> ranks(orgs_.size(), 0);
  for (const auto& [text, target] : table.entries) {
    CW_TRY(const std::uint32_t number, named(text, "schools"));
    if (rank(orgs_[number], text) < ranks[number]) continue;
    ranks[number] = rank(orgs_[number], text);
    orgs_[number].choice = choice_of(target);
  }
  return {};
}

std::uint32_t Orgs::find(std::string_view id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? kNone : at->second;
}

std::uint32_t Orgs::find(const model::Key& key) const {
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (orgs_[i].key == key) return i;
  }
  return kNone;
}

Result<std::uint32_t> Orgs::named(std::string_view text, std::string_view setting) const {
  std::uint32_t best = kNone;
  int best_rank = 0;
  std::vector<std::string> same;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const int r = rank(orgs_[i], text);
    if (r == 0 || r < best_rank) continue;
    if (r > best_rank) same.clear();
    same.push_back(orgs_[i].id);
    best = i;
    best_rank = r;
  }
  if (same.size() > 1) {
    return Error{
        ErrorCode::BadConfig,
        std::string(setting) + ": \"" + std::string(text) +
            "\" names several orgs of the source; write one of their ids: " + listed(same)};
  }
  if (best != kNone) return best;
  std::vector<std::string> known;
  for (const Org& org : orgs_) {
    if (!org.known) continue;
    known.push_back(org.id);
    known.push_back(org.name);
  }
  return unknown_name(setting, text, "names no org of the source", known);
}

}  // namespace crosswalk::flows
