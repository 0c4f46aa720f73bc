#pragma once

/// \file
/// The roster flow: which entities in which waves under which policies. docs/reference/mapping.md
/// is its manual.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "flows/roster/classes.hpp"
#include "flows/roster/code_template.hpp"
#include "flows/roster/limits.hpp"
#include "flows/roster/mapped_values.hpp"
#include "flows/roster/orgs.hpp"
#include "flows/roster/presence.hpp"
#include "flows/roster/projector.hpp"
#include "flows/roster/roles.hpp"
#include "flows/roster/sessions.hpp"
#include "flows/roster/settings.hpp"
#include "model/hash.hpp"
#include "sync/flow.hpp"
#include "sync/ports.hpp"

namespace crosswalk::flows {

/// One run of a roster integration. Orgs and sessions are kept whole, classes as 40 bytes each,
/// users as a set of keys; enrollments not at all.
///
/// Staged in the order of entities(): classes before courses, since a course becomes one record a
/// school that has a class of it. Not thread-safe.
class RosterFlow final : public sync::Flow {
 public:
  /// \param destination  lent, for its entities' schemas; must outlive the flow
  /// \param keys         lent
  /// \param today        days since 1970-01-01 in the district's zone
  /// \error BadConfig  a setting that names something unknown or asks for what the destination
  /// cannot do.
  /// \error Internal   the destination's manifest asks for a value that this flow does not make.
  static Result<std::unique_ptr<RosterFlow>> create(RosterSettings settings,
                                                    const sync::Destination& destination,
                                                    const model::KeyMaker& keys,
                                                    Selection selection, std::int64_t today);

  std::span<const model::Entity> entities() const override;
  bool selected(model::Entity entity) const override;
  bool selected_school(const model::Key& school) const override;
  model::Hash128 mapping_version(model::Entity entity) const override;

  Result<> admit(const model::RecordView& record, std::vector<Row>& rows) override;
  Result<> admitted(model::Entity entity) override;
  std::optional<model::Key> key_of_refused(model::Entity entity, std::string_view id) override;

  Result<sync::Mapped> map(model::Entity entity, std::string_view identity,
                           std::span<const model::RecordView> records,
                           sync::References& references) override;
  std::vector<std::string> catalogs() const override;
  Result<> set_catalog(std::string_view name, std::string_view json) override;

  Result<sync::Absence> absent(const sync::Link& link, bool waited,
                               sync::References& references) override;

  std::optional<Limit> limit(std::string_view name) const override;
  Grace grace() const override;

  std::string identity_of(model::Entity entity, const model::Key& key) const override;
  std::string title_of(model::Entity entity, const model::Key& key) const override;
  void describe(sync::PlanHeader& header) const override;

 private:
  /// What concerns one entity of the destination.
  struct Part {
    const model::DestinationEntity* destination = nullptr;  ///< null: it does not hold that entity
    std::optional<Projector> projector;
    std::optional<CodeTemplate> code;
  };

  RosterFlow(RosterSettings settings, const model::KeyMaker& keys, Selection selection,
             std::int64_t today);

  // create.cpp
  Result<> check_settings() const;
  Result<> make_parts(const sync::Destination& destination);

  Part& part(model::Entity entity) { return parts_[static_cast<std::size_t>(entity)]; }
  const Part& part(model::Entity entity) const { return parts_[static_cast<std::size_t>(entity)]; }
  bool holds(model::Entity entity) const { return part(entity).destination != nullptr; }
  bool courses_per_org() const;

  // admit.cpp
  void add_row(model::Entity entity, const model::Identity& identity, bool gone,
               std::vector<Row>& rows) const;
  void admit_course(const model::RecordView& record, std::vector<Row>& rows);
  void admit_user(const model::RecordView& record, std::vector<Row>& rows);
  void admit_enrollment(const model::RecordView& record, std::vector<Row>& rows);
  Result<> settle_classes();

  // map_places.cpp, map_courses.cpp, map_people.cpp: each fills a Mapped.
  Result<> map_org(const model::RecordView& record, sync::References& references,
                   sync::Mapped& out);
  Result<> map_session(const model::RecordView& record, sync::References& references,
                       sync::Mapped& out);
  Result<> map_course(std::string_view identity, const model::RecordView& record,
                      sync::References& references, sync::Mapped& out);
  Result<> map_class(const model::RecordView& record, sync::References& references,
                     sync::Mapped& out);
  Result<> map_user(const model::RecordView& record, sync::References& references,
                    sync::Mapped& out);
  Result<> map_enrollment(std::span<const model::RecordView> records, sync::References& references,
                          sync::Mapped& out);
  void leave_out_class(const ClassEntry& entry, sync::Mapped& out) const;
  void leave_out_user(const Placement& placement, sync::Mapped& out) const;
  std::vector<std::string> sessions_of(const ClassEntry& entry) const;
  std::string username(const model::RecordView& record) const;
  void map_password(const model::RecordView& record);
  void map_grad_year(const model::RecordView& record);
  void map_agents(const model::RecordView& record, sync::References& references);
  void map_grades(const model::RecordView& record, unsigned column, model::FieldValue& value) const;
  /// Whether the class has no teacher in the snapshot and this enrollment settled as one.
  Result<bool> leaves_no_teacher(const ClassEntry& entry, const model::Key& enrollment,
                                 sync::References& references) const;

  // map.cpp
  void clear_values(model::Entity entity);
  bool set_code(model::Entity entity, const model::RecordView& record, const Org* school,
                const std::string& suffix, sync::Mapped& out);
  void pin(model::Entity entity, const Choice& choice, sync::Mapped& out) const;
  Result<> finish(const model::RecordView& record, sync::References& references, sync::Mapped& out);
  std::string course_identity(std::string_view course, std::string_view school) const;

  // absent.cpp
  Result<sync::Absence> absent_enrollment(const sync::Link& link,
                                          sync::References& references) const;
  Result<sync::Absence> absent_user(const sync::Link& link, sync::References& references) const;

  RosterSettings settings_;
  const model::KeyMaker& keys_;
  Selection selection_;
  std::int64_t today_;
  std::array<Part, 7> parts_;  ///< by entity number
  Limits limits_;
  Catalogs catalogs_;

  Orgs orgs_;
  Sessions sessions_;
  Classes classes_;
  KeyFlags users_;    ///< of the snapshot; flagged: left out by the mapping
  KeyFlags refused_;  ///< orgs, sessions, classes and users of which the source had a row that
                      ///< could not be read
  RoleRules role_rules_;
  DateRule dates_;
  std::set<model::Key> selected_schools_;

  Placer placer_;
  Values values_;
};

}  // namespace crosswalk::flows
