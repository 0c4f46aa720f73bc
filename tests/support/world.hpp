#pragma once

/// \file
/// A destination in memory: strict about references and codes, with a log of every request, and
/// faults on demand.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/destination_schema.hpp"
#include "sync/ports.hpp"

namespace crosswalk::test {

/// The entities of an LMS as a manifest would declare them: courses per school, shared terms,
/// codes, roles.
std::vector<model::DestinationEntity> lms_schema();

/// One record of the world. References are destination ids, as they were sent.
struct Thing {
  std::map<std::string, std::string> fields;
  bool dropped = false;
  bool by_hand = false;
  friend bool operator==(const Thing&, const Thing&) = default;
};

/// What a request does before it fails.
enum class Fault {
  None,
  Before,        ///< no answer, nothing happened (the rows may be sent again)
  After,         ///< everything happened, the answer was lost
  Half,          ///< the first half happened, the answer was lost
  Throttled,     ///< not applied, retry
  RowsRejected,  ///< the destination refuses every row of this call
};

class World final : public sync::Destination {
 public:
  World() : schema_(lms_schema()) {}

  const model::DestinationEntity* entity(model::Entity entity) const override;
  Result<std::unique_ptr<sync::RowStream>> read(const ReadSpec& spec) override;
  Result<> apply(model::Entity entity, std::span<const std::string> columns, std::string_view batch,
                 std::vector<sync::Outcome>& outcomes) override;

  /// Nothing of the entity can be written from now on: it is looked up and linked only.
  void match_only(model::Entity entity);

  /// A person creates something by hand; returns its id.
  std::string add(model::Entity entity, Thing thing);
  std::map<std::string, Thing>& of(model::Entity entity) { return things_[entity]; }

  /// Everything, with ids replaced by codes and natural names, so that two worlds compare.
  std::map<std::string, std::string> picture() const;

  struct Request {
    model::Entity entity{};
    sync::Action action{};
    std::uint64_t change = 0;
    std::string id;
    bool effective = false;
  };
  std::vector<Request> log;  ///< one entry a row that was written (or tried)
  std::uint64_t apply_calls = 0;
  std::uint64_t read_calls = 0;
  /// A create of this entity is answered with the first one that is there.
  std::optional<model::Entity> taken_for_one;
  std::function<Fault(std::uint64_t call)> fault;  ///< by number of the apply call, from 0
  std::function<void(const char* point)> at;  ///< called before and after each request: crash here

 private:
  struct Change;
  bool write(model::Entity entity, const Change& change, sync::Outcome& outcome);
  bool refers_to_something(const model::DestinationEntity& schema, const Change& change,
                           sync::Outcome& outcome) const;
  std::string name_of(model::Entity entity, const std::string& id) const;

  std::vector<model::DestinationEntity> schema_;
  std::map<model::Entity, std::map<std::string, Thing>> things_;
  std::uint64_t next_id_ = 1000;
};

}  // namespace crosswalk::test
