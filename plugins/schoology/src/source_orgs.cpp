#include "source_orgs.hpp"

#include "reading.hpp"
#include "source_rows.hpp"

#include <set>
#include <utility>

namespace crosswalk::schoology {
namespace {

constexpr char kOrgsKey[] = "source.orgs";
constexpr char kBuildings[] = "buildings";
constexpr char kSchool[] = "school";

Result<> remember(const Client& client, const char* choice) {
  auto put = client.host().state_put(kOrgsKey, choice);
  if (!put && put.error().code != ErrorCode::Unsupported) return put;
  return {};
}

/// Whether the buildings are the orgs, as far as that is known before they are read.
struct Wish {
  bool read = true;      ///< they are asked for
  bool needed = false;   ///< they are the orgs, whatever the answer
  bool decides = false;  ///< the answer decides, for good
};

Result<Wish> wish_of(const Client& client, const Options& options) {
  if (options.buildings == Options::Buildings::Never) return Wish{false, false, false};
  if (options.buildings == Options::Buildings::Always) return Wish{true, true, false};
  CW_TRY(const std::string before, remembered_orgs(client));
  if (before == kSchool) return Wish{false, false, false};
  return Wish{true, before == kBuildings, before.empty()};
}

Result<Listing> read_buildings(const Client& client, const std::string& school) {
  ReadPlan plan;
  plan.target = Kind::Building;
  plan.strict = true;
  plan.tasks.push_back(buildings_of_school(school));
  return read_whole(client, 1, std::move(plan));
}

Error none_shown() {
  return Error{ErrorCode::BadData,
               "reading buildings: Schoology shows none, and they are the orgs; set buildings to "
               "never if the school itself is to be the one org"};
}

/// A refusal of one moment looks like a key that may never read them, and the one would put all
/// schools into one: a person says which it is.
Error refused(Error error) {
  if (error.code == ErrorCode::Forbidden)
    error.message += "; set buildings to never if the school itself is to be the one org";
  return error;
}

Result<> take_buildings(Listing listing, const Options& options, SourceOrgs& out) {
  out.complete = listing.complete;
  std::set<std::string> taken;
  for (Record& building : listing.records) {
    if (!building.refused.empty()) {
      out.complete = false;
      continue;
    }
    const std::string id = source_id(building, options.source_ids).value_or(building.id);
    if (!taken.insert(id).second) {
      return Error{ErrorCode::BadData,
                   "reading buildings: two have the building code '" + id +
                       "'; give each its own in Schoology, or set source_ids to own"};
    }
    out.ids.emplace(building.id, id);
    out.buildings.push_back(std::move(building));
  }
  return {};
}

}  // namespace

std::string SourceOrgs::org_of(const std::string& building) const {
  if (buildings.empty() || building.empty() || building == school.id) return school_id;
  const auto known = ids.find(building);
  return known == ids.end() ? building : known->second;
}

Result<std::string> remembered_orgs(const Client& client) {
  auto before = client.host().state_get(kOrgsKey);
  if (before) return before;
  const ErrorCode code = before.error().code;
  if (code == ErrorCode::NotFound || code == ErrorCode::Unsupported) return std::string();
  return before;
}

Result<SourceOrgs> read_source_orgs(const Client& client, const Options& options) {
  SourceOrgs out;
  CW_TRY(const std::string body, client.fetch("/v1/schools", "reading schools"));
  auto school = decode_school(body);
  if (!school) return in_context(std::move(school).error(), "reading schools");
  out.school = std::move(*school);
  out.school_id = source_id(out.school, options.source_ids).value_or(out.school.id);

  CW_TRY(const Wish wish, wish_of(client, options));
  if (!wish.read) return out;
  auto buildings = read_buildings(client, out.school.id);
  if (!buildings) return refused(std::move(buildings).error());
  CW_CHECK(take_buildings(std::move(*buildings), options, out));
  if (out.buildings.empty() && (wish.needed || !out.complete)) return none_shown();
  if (wish.decides) CW_CHECK(remember(client, out.buildings.empty() ? kSchool : kBuildings));
  return out;
}

Roster rows_of(const SourceOrgs& orgs) {
  Roster out;
  out.complete = orgs.complete;
  out.records.push_back(
      org_row(orgs.school, orgs.school_id, orgs.buildings.empty() ? "school" : "district", ""));
  for (const Record& building : orgs.buildings) {
    out.records.push_back(org_row(building, orgs.ids.at(building.id), "school", orgs.school_id));
  }
  return out;
}

}  // namespace crosswalk::schoology
