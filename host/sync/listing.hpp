#pragma once

/// \file
/// What a destination scope holds, read once before anything is created or linked in it, and how a
/// projection is recognised in it.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/destination_schema.hpp"
#include "model/projection.hpp"
#include "sync/ports.hpp"

namespace crosswalk::sync {

/// One record as the destination gave it: refs are destination ids, a field it did not give is
/// absent.
struct ListedRecord {
  std::string id;
  bool dropped = false;
  model::Projection fields;
};

/// The columns of a read: "id", "state", then the fields.
std::vector<std::string> read_columns(const model::DestinationEntity& entity);

/// Reads a scope, or the records named by `ids`.
/// \error BadData when the destination's read was not complete: its absences would be believed.
Result<std::vector<ListedRecord>> read_records(Destination& destination,
                                               const model::DestinationEntity& entity,
                                               const Destination::ReadSpec& spec,
                                               Observer& observer);

/// A catalog as JSON: [{"id","title"}], sorted by id.
Result<std::string> read_catalog(Destination& destination, const std::string& name,
                                 Observer& observer);

/// Why nothing is written about a record that several of the destination could be.
std::string several_could_be(const std::string& ids);

/// A listing, indexed by the entity's match rules.
class Listing {
 public:
  Listing(const model::DestinationEntity& entity, std::vector<ListedRecord> records);

  struct Match {
    std::uint32_t tier = 0;
    std::vector<const ListedRecord*> candidates;  ///< of the first rule that finds any
  };
  /// \param projection  with refs as destination ids
  Match match(const model::Projection& projection) const;
  /// By id, or by any text field that equals `text`: for mappings that name a record of the
  /// destination.
  const ListedRecord* named(std::string_view text) const;
  std::size_t size() const { return records_.size(); }

 private:
  struct Rule {
    std::uint32_t tier = 0;
    std::vector<std::size_t> fields;
    std::vector<std::size_t> agree;
    std::unordered_multimap<model::Hash128, std::uint32_t, model::KeyHash> index;
  };
  /// Nothing when one of the fields has no value.
  static std::optional<model::Hash128> rule_key(const Rule& rule,
                                                const model::Projection& projection);

  std::vector<ListedRecord> records_;
  std::vector<Rule> rules_;
};

}  // namespace crosswalk::sync
