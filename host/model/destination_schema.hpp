#pragma once

/// \file
/// What a destination holds and how it wants it, as its adapter's manifest declares it. Plain
/// values: the engine plans by them and knows no vendor. The words are those of
/// docs/reference/manifest.md.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::model {

/// The ways an entity can be read; of a source and of a destination.
struct ReadModes {
  bool full = false;
  bool delta = false;
  bool by_id = false;
  bool operator==(const ReadModes&) const = default;
};

/// What can be done to a record of the destination.
enum class Operation : std::uint8_t { Create, Update, Drop, Restore, Delete };

/// A set of operations. One that is missing is never planned.
class Operations {
 public:
  void insert(Operation operation) { bits_ |= bit(operation); }
  bool contains(Operation operation) const { return (bits_ & bit(operation)) != 0; }
  bool empty() const { return bits_ == 0; }
  bool operator==(const Operations&) const = default;

 private:
  static std::uint32_t bit(Operation operation) {
    return std::uint32_t{1} << static_cast<std::uint32_t>(operation);
  }
  std::uint32_t bits_ = 0;
};

enum class FieldType : std::uint8_t {
  Text,
  Date,  ///< days since 1970-01-01
  Bool,
  List,  ///< of texts
  Ref,   ///< one destination id
  Refs,  ///< a list of destination ids
};

/// What a Ref or Refs field is written with.
enum class RefValue : std::uint8_t {
  Id,    ///< the destination's id
  Code,  ///< the code under which the record was created
};

/// Who wins when a person changed the field in the destination.
enum class FieldPolicy : std::uint8_t { Source, Keep, Report };

struct Field {
  std::string name;   ///< in batches
  std::string title;  ///< for people; the name where the manifest gives none
  FieldType type = FieldType::Text;
  std::string entity;  ///< of a Ref or Refs: which destination entity; else empty
  RefValue value = RefValue::Id;
  std::string from;  ///< the mapped value it takes; the name where the manifest gives none
  bool required = false;
  bool unique = false;           ///< within the destination
  std::uint32_t max_length = 0;  ///< code points; 0 = no limit
  std::string pattern;           ///< ECMAScript, of the whole value; empty = any. It compiles.
  std::string pattern_says;      ///< the pattern as a sentence for a person
  bool create_only = false;      ///< set on create, never compared or changed afterwards
  bool identity = false;         ///< a change of it is a change of identity in the thresholds
  std::string catalog;           ///< the value is an id out of this catalog; empty = none
  bool end_inclusive = false;    ///< this date is the last day, not the first day after
  std::vector<std::string> required_with_any;  ///< at least one of these must have a value
  FieldPolicy policy = FieldPolicy::Source;
  bool operator==(const Field&) const = default;
};

/// The mapped value that becomes the password of a new account.
inline constexpr std::string_view kPasswordValue = "password";
/// What stands in plans for the district's fixed password, which no store ever holds.
inline constexpr std::string_view kFixedPassword = "${password}";

/// How a record that is there already is recognised.
struct MatchRule {
  std::uint32_t tier = 1;
  std::vector<std::string> fields;  ///< all of them equal
  std::vector<std::string> agree;   ///< tier 3: these must agree too
  bool operator==(const MatchRule&) const = default;
};

/// How a create whose outcome is unknown is looked up.
struct Probe {
  enum class How : std::uint8_t {
    None,     ///< it cannot be: a person looks
    List,     ///< the scope is listed
    ByField,  ///< a by_id read with `field` as its id column
  };
  How how = How::None;
  std::string field;
  bool operator==(const Probe&) const = default;
};

struct DestinationEntity {
  std::string name;
  std::string label;  ///< what people who use this system call it
  Operations operations;
  Operations reversible;    ///< what undo can take back: of Update, Drop
  std::uint32_t batch = 1;  ///< the most rows of one apply call
  ReadModes read;
  std::string partition;  ///< the field a full read is narrowed by; empty = listed as a whole
  bool per_org = false;   ///< one destination record per mapped school that uses the source record
  bool whole = false;     ///< an update carries every field, not the changed ones alone
  bool shared = false;    ///< several source records may stand for one destination record
  std::vector<Field> fields;     ///< in the manifest's order
  std::vector<MatchRule> match;  ///< best first
  Probe probe;
  std::chrono::milliseconds read_after_write{0};  ///< how long a write may stay invisible
  bool operator==(const DestinationEntity&) const = default;

  /// The field of that name, or null.
  const Field* find_field(std::string_view field) const {
    const auto at = std::ranges::find(fields, field, &Field::name);
    return at == fields.end() ? nullptr : &*at;
  }
};

/// The "destination" part of a manifest.
struct DestinationSchema {
  std::vector<DestinationEntity> entities;  ///< sorted by name
  std::vector<std::string> catalogs;  ///< entities that are only read: columns "id" and "title"
  bool operator==(const DestinationSchema&) const = default;

  /// The entity of that name, or null.
  const DestinationEntity* find_entity(std::string_view entity) const {
    const auto at = std::ranges::find(entities, entity, &DestinationEntity::name);
    return at == entities.end() ? nullptr : &*at;
  }
};

}  // namespace crosswalk::model
