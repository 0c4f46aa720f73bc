#pragma once

/// \file
/// What the provider holds: records by collection and sourcedId.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"
#include "sandbox/core/json.hpp"
#include "sandbox/oneroster/entities.hpp"

namespace crosswalk::sandbox::oneroster {

/// By sourcedId, in the order of code points.
using Records = std::map<std::string, Json, std::less<>>;

/// Every record has a `sourcedId`, a `status` and a `dateLastModified` of its own: the later the
/// change, the greater.
struct State {
  std::array<Records, kCollections> records;
  std::int64_t last_change_ms = 0;

  Records& of(Collection id) { return records[static_cast<std::size_t>(id)]; }
  const Records& of(Collection id) const { return records[static_cast<std::size_t>(id)]; }
  /// Null: there is none.
  const Json* find(Collection id, std::string_view sourced_id) const;
};

/// {"orgs":[...], ...}: plain values as entities.hpp says.
Json dump(const State& state);

/// Puts the records of a dump in, over those of the same sourcedId. Values are checked by their
/// shape; null, "" and [] count as not given. A record that is new or differs from `before` under
/// the same date is dated anew.
/// \error BadData  names the record and the field
Result<void> put_all(State& state, const Json& records, const State& before, std::int64_t now_ms);

/// Every reference leads to a record, tombstones included.
/// \error BadData  names the record and the field
Result<void> check_references(const State& state);

/// Changes some fields of a record and dates it; `changes` is checked like a record. NotFound:
/// there is no such record.
Result<void> change(State& state, Collection id, const std::string& sourced_id, const Json& changes,
                    std::int64_t now_ms);

/// Whether the user has the role, at this org if one is named.
bool has_role(const Json& user, std::string_view role, std::string_view org = {});
bool is_tombstone(const Json& record);
/// A text field; empty when it is not there.
std::string_view text_of(const Json& record, std::string_view field);

}  // namespace crosswalk::sandbox::oneroster
