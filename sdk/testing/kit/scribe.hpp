#pragma once

/// \file
/// Invented records for a played destination, out of what its manifest declares.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "testing/kit/guest.hpp"

namespace crosswalk::kit {

/// A value as it goes into a batch.
struct ScribeValue {
  enum class Kind : std::uint8_t { Text, Date, Bool, List };
  Kind kind = Kind::Text;
  std::string text{};
  std::int64_t number = 0;
  std::vector<std::string> list{};
};

struct ScribeRow {
  std::uint16_t op = CW_ROW_CREATE;
  std::string id{};  ///< the destination's; empty: ABSENT
  std::map<std::string, ScribeValue> fields{};
};

/// What became of a batch.
struct Written {
  Called call;
  std::vector<ChangeOutcome> outcomes;
  bool all(std::uint32_t state) const;
  std::string words() const;
};

/// "APPLIED", "UNKNOWN", ...
std::string outcome_word(std::uint32_t state);

/// Writes through one instance. Records have a serial number; the same number makes the same
/// record.
class Scribe {
 public:
  explicit Scribe(Guest& guest) : guest_(guest) {}

  /// Entities that can be created, those that others refer to first.
  std::vector<std::string> creatable() const;
  bool can(const std::string& entity, const char* operation) const;
  std::uint32_t batch_size(const std::string& entity) const;

  /// A new record; what it refers to is created first.
  /// \error BadData  why none can be made, or what it refers to was refused
  Result<ScribeRow> record(const std::string& entity, int serial);
  /// The id of that record, created if need be; where none can be created, of one that is there.
  Result<std::string> existing(const std::string& entity, int serial);

  /// A change of that record without a field yet. As the host does, one of a partitioned entity
  /// names what the record refers to.
  Result<ScribeRow> change_of(const std::string& entity, int serial);

  Written write(const std::string& entity, const std::vector<ScribeRow>& rows);

  /// The row read back by id or from the full list; `found` false: it is not there.
  struct ReadBack {
    bool readable = false;
    bool found = false;
    std::map<std::string, std::string> cells;
    std::size_t rows = 0;  ///< of the list
  };
  ReadBack read_back(const std::string& entity, const std::string& id, const std::string& within);

  /// The field that a change can be tried on; empty: there is none.
  std::string changeable_text(const std::string& entity) const;
  /// The partition that a record of the entity is read in; empty: none is needed.
  std::string partition_of(const std::string& entity, const ScribeRow& row) const;

 private:
  Result<ScribeValue> value(const std::string& entity, const nlohmann::json& field, int serial);
  Result<std::string> catalog_id(const std::string& catalog);
  Result<std::string> one_of_those_there(const std::string& entity, int serial);

  Guest& guest_;
  std::map<std::string, std::string> made_;                // "entity/serial" -> id
  std::map<std::string, ScribeRow> records_;               // "entity/serial" -> record
  std::map<std::string, std::vector<std::string>> there_;  // entity -> ids, where none is created
};

/// Puts two records of each kind into a played destination, so that there is something to read.
void furnish(Bench& bench);

}  // namespace crosswalk::kit
