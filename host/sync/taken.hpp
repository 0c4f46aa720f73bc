#pragma once

/// \file
/// Creates that the destination refused, since it takes the record for one that stands for another
/// record of the source. The same create is not offered again before something about it changed.

#include <map>
#include <optional>
#include <string>

#include "sync/engine.hpp"

namespace crosswalk::sync {

/// What those records of the destination hold, as one hash by id; nothing of those that are not
/// there, and of none where they cannot be read by id.
Result<std::map<std::string, Hash128>> contents_of(Environment& env,
                                                   const model::DestinationEntity& schema,
                                                   std::vector<std::string> ids);

/// Adds them to what is remembered.
Result<> remember_taken(Environment& env, Entity entity, std::vector<MemoryPort::Taken> refused);

/// The remembered refusals of an entity, as a plan asks for them. The destination is looked at
/// once, for all of them, and only when one comes up.
class TakenBefore {
 public:
  TakenBefore(Environment& env, const model::DestinationEntity& schema, Entity entity)
      : env_(env), schema_(schema), entity_(entity) {}

  /// Why creating the record with this projection would be refused as it was before; nothing: the
  /// record, whom it was taken for, or the link of that one changed since.
  Result<std::optional<std::string>> why(const Key& key, const Hash128& projection);

 private:
  Result<> load();

  Environment& env_;
  const model::DestinationEntity& schema_;
  Entity entity_;
  bool loaded_ = false;
  std::map<Key, MemoryPort::Taken> refused_;
  std::optional<std::map<std::string, Hash128>> there_;
};

/// What a person does about a record that is taken for another.
inline constexpr const char* kTellApart =
    "make the two differ in the source or in the mapping, or correct that record in the "
    "destination, and plan again";
/// The same where the destination's record cannot be looked at alone.
inline constexpr const char* kTellApartHere =
    "make the two differ in the source or in the mapping, and plan again";

}  // namespace crosswalk::sync
