#include "unit/flows/roster_run.hpp"

#include <gtest/gtest.h>

#include "model/canonical.hpp"
#include "support/schema_fields.hpp"

namespace crosswalk::flows {
namespace {

using model::DestinationEntity;
using model::Field;
using model::FieldType;
using test::field;
using test::ref;

Field code() {
  Field f = field("code", FieldType::Text, true);
  f.unique = f.create_only = true;
  f.pattern = "^[^,]+$";
  f.pattern_says = "a code may hold no comma";
  return f;
}

DestinationEntity shape(const std::string& name, std::vector<Field> fields) {
  DestinationEntity e;
  e.name = e.label = name;
  e.operations.insert(model::Operation::Create);
  e.operations.insert(model::Operation::Update);
  e.fields = std::move(fields);
  return e;
}

std::string shown(const model::FieldValue& value) {
  std::string out = value.text;
  for (const auto& item : value.items)
    out += (out.empty() ? "" : ";") + model::readable_identity(item);
  return model::readable_identity(out);
}

}  // namespace

std::vector<DestinationEntity> lms() {
  Field end = field("endDate", FieldType::Date, true);
  end.end_inclusive = true;
  Field title = field("title", FieldType::Text, true);
  title.max_length = 40;
  auto session = shape("academicSession", {title, field("startDate", FieldType::Date, true), end});
  session.shared = true;
  auto course =
      shape("course", {title, code(), ref("org", "org"), field("grades", FieldType::List)});
  course.per_org = true;
  Field username = field("username");
  username.pattern = "^\\S+$";
  username.pattern_says = "a user name may not hold blanks";
  username.required_with_any = {"username", "email"};
  Field role = field("role", FieldType::Text, true);
  role.catalog = "role";
  Field password = field("password");
  password.create_only = true;
  auto user = shape("user", {code(), field("givenName", FieldType::Text, true),
                             field("familyName", FieldType::Text, true), username, field("email"),
                             role, ref("org", "org"), ref("additionalOrgs", "org", FieldType::Refs),
                             field("gradYear"), field("grades"), password});
  user.operations.insert(model::Operation::Drop);
  auto enrollment = shape("enrollment", {ref("class", "class"), ref("user", "user"),
                                         field("role", FieldType::Text, true)});
  enrollment.operations.insert(model::Operation::Drop);
  enrollment.operations.insert(model::Operation::Delete);
  return {shape("org", {title, field("code"), field("identifier")}),
          session,
          course,
          shape("class", {title, code(), ref("course", "course"),
                          ref("sessions", "academicSession", FieldType::Refs), field("location")}),
          user,
          enrollment};
}

const DestinationEntity* SchemaOnly::entity(Entity entity) const {
  const auto at = std::ranges::find(entities_, model::name(entity), &DestinationEntity::name);
  return at == entities_.end() ? nullptr : &*at;
}

DestinationEntity& SchemaOnly::of(Entity entity) {
  return *std::ranges::find(entities_, model::name(entity), &DestinationEntity::name);
}

Result<std::unique_ptr<sync::RowStream>> SchemaOnly::read(const ReadSpec&) {
  return Error{ErrorCode::Unsupported, "only schemas here"};
}

Result<> SchemaOnly::apply(Entity, std::span<const std::string>, std::string_view,
                           std::vector<sync::Outcome>&) {
  return Error{ErrorCode::Unsupported, "only schemas here"};
}

const model::KeyMaker& keys() {
  static const model::KeyMaker maker =
      *model::KeyMaker::create(std::string(model::KeyMaker::kSecretBytes, 's'), "d", "c");
  return maker;
}

sync::Reference FakeReferences::find(Entity entity, const model::Key& key) {
  const auto at = answers.find({entity, key});
  return at == answers.end() ? sync::Reference::Unavailable : at->second;
}

Result<model::Projection> FakeReferences::projection(Entity entity, const model::Key& key) {
  ++projections_read;
  const auto at = projections.find({entity, key});
  return at == projections.end() ? model::Projection{} : at->second;
}

Result<> RosterRun::admit_entity(Entity entity, const Roster& roster) {
  std::vector<sync::Flow::Row> rows;
  for (const auto& bytes : test::canonical(entity, roster)) {
    CW_CHECK(flow->admit(model::RecordView(entity, bytes), rows));
    for (const auto& row : rows) {
      std::string buffer;
      const std::string_view identity = row.identity.joined(buffer);
      EXPECT_EQ(row.key, keys().key(entity, identity));
      Record& record = records[entity][model::readable_identity(identity)];
      if (row.presence == sync::Presence::Withdrawn) continue;
      record.presence = sync::Presence::Present;
      record.rows.push_back(bytes);
      record.variant = row.variant;
    }
  }
  return flow->admitted(entity);
}

Result<> RosterRun::admit(const Roster& roster) {
  records.clear();
  CW_TRY(flow, RosterFlow::create(settings, destination, keys(), selection, today));
  for (const Entity entity : flow->entities()) CW_CHECK(admit_entity(entity, roster));
  return flow->set_catalog("role", roles);
}

void RosterRun::run(const Roster& roster) {
  const auto admitted = admit(roster);
  ASSERT_TRUE(admitted) << admitted.error().message;
  for (const Entity entity : model::kEntities) {
    if (destination.entity(entity) == nullptr) continue;
    for (auto& [name, record] : records[entity]) {
      if (record.presence == sync::Presence::Withdrawn) continue;
      std::string identity = name;
      std::ranges::replace(identity, '/', model::kIdentityJoint);
      std::vector<model::RecordView> views;
      for (const auto& bytes : record.rows) views.emplace_back(entity, bytes);
      auto mapped = flow->map(entity, identity, views, references);
      ASSERT_TRUE(mapped) << mapped.error().message;
      record.mapped = std::move(mapped).value();
      if (record.mapped.verdict != sync::Mapped::Verdict::Send) continue;
      references.answers.try_emplace({entity, keys().key(entity, identity)},
                                     sync::Reference::Planned);
      const auto& fields = destination.entity(entity)->fields;
      ASSERT_EQ(record.mapped.projection.size(), fields.size());
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (record.mapped.projection[i].given())
          record.fields[fields[i].name] = shown(record.mapped.projection[i]);
      }
    }
  }
}

const RosterRun::Record& RosterRun::of(Entity entity, const std::string& identity) const {
  static const Record none;
  const auto records_of = records.find(entity);
  if (records_of != records.end()) {
    if (const auto at = records_of->second.find(identity); at != records_of->second.end())
      return at->second;
  }
  ADD_FAILURE() << "no " << model::name(entity) << " " << identity;
  return none;
}

bool RosterRun::has(Entity entity, const std::string& identity) const {
  const auto at = records.find(entity);
  return at != records.end() && at->second.contains(identity);
}

std::string RosterRun::verdict(Entity entity, const std::string& identity) const {
  const Record& record = of(entity, identity);
  if (record.presence == sync::Presence::Withdrawn) return "withdrawn";
  return record.mapped.verdict == sync::Mapped::Verdict::Send ? "sent" : record.mapped.code;
}

std::string RosterRun::field(Entity entity, const std::string& identity,
                             const std::string& name) const {
  const auto& fields = of(entity, identity).fields;
  const auto at = fields.find(name);
  return at == fields.end() ? "" : at->second;
}

std::map<std::string, std::string> RosterRun::verdicts(Entity entity) const {
  std::map<std::string, std::string> out;
  if (const auto at = records.find(entity); at != records.end()) {
    for (const auto& [identity, record] : at->second) out[identity] = verdict(entity, identity);
  }
  return out;
}

sync::Absence RosterRun::absent(Entity entity, const std::string& first, const std::string& second,
                                bool waited, sync::Origin origin) {
  sync::Link link;
  link.entity = entity;
  link.identity = second.empty() ? first : model::join_identity(first, second);
  link.key = keys().key(entity, link.identity);
  link.origin = origin;
  auto absence = flow->absent(link, waited, references);
  EXPECT_TRUE(absence) << (absence ? "" : absence.error().message);
  return absence ? *absence : sync::Absence{};
}

Roster district() {
  using namespace test;
  Roster r;
  r.of(Entity::Org) = {org("d", "District", "district"), org("s1", "North"), org("s2", "South")};
  r.of(Entity::AcademicSession) = {
      session("y26", "School Year 2025-26", "schoolYear", "2025-08-15", "2026-06-10", "2026"),
      session("y27", "School Year 2026-27", "schoolYear", "2026-08-15", "2027-06-10", "2027"),
      session("f26", "Fall 25", "semester", "2025-08-15", "2026-01-20", "2026", "y26"),
      session("f27", "Fall", "semester", "2026-08-15", "2027-01-20", "2027", "y27"),
      session("p27", "Spring", "semester", "2027-01-20", "2027-06-10", "2027", "y27")};
  r.of(Entity::Course) = {course("alg", "Algebra", "d"), course("bio", "Biology", "d"),
                          course("old", "Latin", "d")};
  r.of(Entity::Class) = {clazz("a1", "Algebra 1", "alg", "s1", "f27;p27"),
                         clazz("a2", "Algebra 2", "alg", "s2", "f27"),
                         clazz("b1", "", "bio", "s1", "p27"),
                         clazz("l1", "Latin", "old", "s1", "f26")};
  r.of(Entity::User) = {user("st1", "student", "s1"), user("st2", "student", "s2"),
                        user("te1", "teacher", "s1"), user("te2", "teacher", "s2")};
  r.of(Entity::Enrollment) = {enrollment("e1", "a1", "st1", "s1", "student"),
                              enrollment("e2", "a1", "te1", "s1", "teacher"),
                              enrollment("e3", "a2", "st2", "s2", "student"),
                              enrollment("e4", "a2", "te2", "s2", "teacher"),
                              enrollment("e5", "l1", "st1", "s1", "student")};
  return r;
}

}  // namespace crosswalk::flows
