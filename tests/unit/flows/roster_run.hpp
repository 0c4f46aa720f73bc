#pragma once

/// \file
/// Runs a roster through the flow as the engine would, and shows what became of each record.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "flows/roster/roster_flow.hpp"
#include "support/records.hpp"
#include "support/roster.hpp"

namespace crosswalk::flows {

using model::Entity;
using test::Roster;
using test::Row;

/// A destination like an LMS: courses per school, shared grading periods, a catalog of roles, rules
/// for fields.
std::vector<model::DestinationEntity> lms();

/// Offers schemas; nothing can be read or sent.
class SchemaOnly final : public sync::Destination {
 public:
  explicit SchemaOnly(std::vector<model::DestinationEntity> entities = lms())
      : entities_(std::move(entities)) {}
  const model::DestinationEntity* entity(Entity entity) const override;
  Result<std::unique_ptr<sync::RowStream>> read(const ReadSpec&) override;
  Result<> apply(Entity, std::span<const std::string>, std::string_view,
                 std::vector<sync::Outcome>&) override;
  model::DestinationEntity& of(Entity entity);

 private:
  std::vector<model::DestinationEntity> entities_;
};

const model::KeyMaker& keys();

/// What a plan knows: records that were mapped to be sent are planned; a test may say otherwise.
class FakeReferences final : public sync::References {
 public:
  sync::Reference find(Entity entity, const model::Key& key) override;
  Result<model::Projection> projection(Entity entity, const model::Key& key) override;
  std::map<std::pair<Entity, model::Key>, sync::Reference> answers;
  std::map<std::pair<Entity, model::Key>, model::Projection> projections;
  std::size_t projections_read = 0;
};

inline constexpr std::int64_t kToday = 20717;  // 2026-09-21

class RosterRun {
 public:
  explicit RosterRun(RosterSettings with = {}) : settings(std::move(with)) {}

  /// Creates the flow and admits everything; the error of the step that failed.
  Result<> admit(const Roster& roster);
  /// And maps everything, in the order of dependencies.
  void run(const Roster& roster);

  struct Record {
    sync::Presence presence = sync::Presence::Withdrawn;
    std::vector<std::string> rows;  ///< canonical bytes of those that are present
    std::uint64_t variant = 0;
    sync::Mapped mapped;
    std::map<std::string, std::string> fields;  ///< what is sent; lists joined by ";"
  };
  /// By identity, parts joined by "/".
  const Record& of(Entity entity, const std::string& identity) const;
  bool has(Entity entity, const std::string& identity) const;
  /// "sent", or the note's code.
  std::string verdict(Entity entity, const std::string& identity) const;
  std::string field(Entity entity, const std::string& identity, const std::string& name) const;
  /// All of an entity: identity -> verdict.
  std::map<std::string, std::string> verdicts(Entity entity) const;
  sync::Absence absent(Entity entity, const std::string& first, const std::string& second = "",
                       bool waited = true, sync::Origin origin = sync::Origin::Created);

  RosterSettings settings;
  Selection selection;
  SchemaOnly destination;
  std::int64_t today = kToday;
  std::string roles = R"([{"id": 9001, "title": "Student"}, {"id": 9002, "title": "Teacher"},
                          {"id": 9003, "title": "School Admin"}, {"id": "9004", "title": "Parent"}])";
  FakeReferences references;
  std::unique_ptr<RosterFlow> flow;
  std::map<Entity, std::map<std::string, Record>> records;

 private:
  Result<> admit_entity(Entity entity, const Roster& roster);
};

/// Two schools, a school year with two semesters and last year's, courses of the district, people.
Roster district();

}  // namespace crosswalk::flows
