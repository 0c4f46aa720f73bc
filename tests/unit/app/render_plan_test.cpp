/// A plan as a person reads it, word by word.

#include "app/present/render_plan.hpp"
#include "unit/app/test_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

using model::FieldValue;
using sync::Action;
using sync::Entity;
using sync::NoteKind;
using sync::Operation;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

model::DestinationSchema schema() {
  return {.entities = {declared("enrollment", {field("class", "Section", "", model::FieldType::Ref),
                                               field("user", "User", "", model::FieldType::Ref),
                                               field("role", "Role")}),
                       declared("user",
                                {field("givenName", "First name"), field("familyName", "Last name"),
                                 field("password", "Password")})},
          .catalogs = {}};
}

std::string names(Entity entity, const std::string& identity) {
  if (entity == Entity::User && identity == "u1") return "Ada Example";
  if (entity == Entity::Class && identity == "c1") return "Algebra I";
  return {};
}

PlanView view(const model::DestinationSchema& schema) {
  PlanView out;
  out.hash = std::string(64, 'a');
  out.integration = "roster";
  out.district = "Sample District";
  out.made_at = "2026-03-05 14:07";
  out.schema = &schema;
  out.name_of = names;
  out.header.active_year_title = "2025-2026";
  return out;
}

Operation operation(Entity entity, Action action, std::string identity) {
  Operation op;
  op.entity = entity;
  op.action = action;
  op.identity = std::move(identity);
  return op;
}

sync::Note note(NoteKind kind, Entity entity, std::string identity, std::string code,
                std::string reason) {
  sync::Note out;
  out.kind = kind;
  out.entity = entity;
  out.identity = std::move(identity);
  out.code = std::move(code);
  out.reason = std::move(reason);
  return out;
}

PlanView busy(const model::DestinationSchema& schema) {
  PlanView out = view(schema);
  out.header.snapshot = {{"org", 2, 0, true}, {"user", 61, 1, true}, {"enrollment", 240, 0, true}};
  out.header.warnings = {"This is the first snapshot: there is nothing to compare its size with."};
  out.header.operations = 4;
  out.header.writes = 4;
  out.header.schools = {{"s1", "Lincoln High", {{"enrollment", {{"create", 1}, {"drop", 1}}}}, {}},
                        {"",
                         "",
                         {{"user", {{"create", 1}, {"update", 1}}}},
                         {{"user", {{"refused:username.pattern", 1}}}}}};
  out.header.largest = {{"c1", "Algebra I", 20, 1, 1}};
  out.header.write_calls = {{"user", 1}, {"enrollment", 2}};
  Digester digest(3);
  Operation create = operation(Entity::User, Action::Create, "u9");
  create.after = {FieldValue::of(std::string("Bo")), FieldValue::of(std::string("Sample")),
                  FieldValue::of(std::string("hunter2"))};
  digest.add(create);
  Operation update = operation(Entity::User, Action::Update, "u1");
  update.before = {FieldValue::of(std::string("Ada")), FieldValue::of(std::string("Exampel")), {}};
  update.after = {FieldValue::of(std::string("Ada")), FieldValue::of(std::string("Example")), {}};
  digest.add(update);
  Operation join = operation(Entity::Enrollment, Action::Create, model::join_identity("c1", "u9"));
  join.after = {FieldValue::of(std::string("c1")), FieldValue::of(std::string("u9")),
                FieldValue::of(std::string("student"))};
  digest.add(join);
  Operation leave = operation(Entity::Enrollment, Action::Drop, model::join_identity("c1", "u1"));
  leave.reason = "no longer in the source";
  digest.add(leave);
  digest.add(operation(Entity::User, Action::Settle, "u5"));
  digest.add(note(NoteKind::Refused, Entity::User, "u7", "username.pattern",
                  "a user name may not hold blanks"));
  out.digest = digest.finish();
  return out;
}

TEST(RenderPlan, SaysEverythingThereIsToSay) {
  const auto fields = schema();
  EXPECT_EQ(render_plan(busy(fields), {}),
            R"(Plan aaaaaaaaaaaa  roster  Sample District  2026-03-05 14:07
Active year: 2025-2026
Read: 2 orgs, 61 users (1 set aside), 240 enrollments
Note: This is the first snapshot: there is nothing to compare its size with.

What would change
  School        Records      create  update  drop  not sent
  (no school)   users             1       1     -         1
  Lincoln High  enrollments       1       -     1         -
  All together  users             1       1     -         1
                enrollments       1       -     1         -

Classes that change the most (share of their enrollments)
  Algebra I  ##..................  20 -> 20  +1 -1

Changes
  + create user u9: First name "Bo", Last name "Sample", Password (not shown)
  ~ update user Ada Example (u1): Last name "Exampel" -> "Example"
  + create enrollment u9 in Algebra I (c1): Role "student"
  - drop enrollment Ada Example (u1) in Algebra I (c1) (no longer in the source)

Not sent, and why: 1 record
  refused  1 user, username.pattern: a rule of the destination refuses it
      u7: a user name may not hold blanks

Calls it takes at least: 3 writes (1 for users, 2 for enrollments).

Next: crosswalk apply aaaaaaaaaaaa
)");
}

TEST(RenderPlan, AnEmptyOneSaysSo) {
  const auto fields = schema();
  EXPECT_EQ(render_plan(view(fields), {}),
            R"(Plan aaaaaaaaaaaa  roster  Sample District  2026-03-05 14:07
Active year: 2025-2026

No changes.

Calls it takes: none.

Nothing to do.
)");
}

TEST(RenderPlan, RecordsThatAreOnlyKeptBackAreNoChanges) {
  const auto fields = schema();
  PlanView plan = view(fields);
  plan.header.schools = {{"s1", "Lincoln High", {}, {{"user", {{"refused:username.pattern", 1}}}}}};
  EXPECT_THAT(render_plan(plan, {}),
              AllOf(HasSubstr("No changes.\n"), Not(HasSubstr("Lincoln High"))));
}

TEST(RenderPlan, AHoldIsASentenceAndAnIdToReleaseItBy) {
  const auto fields = schema();
  PlanView held = busy(fields);
  sync::Hold hold;
  hold.id = "enrollment.drop@s1";
  hold.sentence = "47 of 94 enrollments of Lincoln High would be dropped.";
  held.header.holds = {hold};
  const std::string text = render_plan(held, {});
  EXPECT_THAT(text, HasSubstr("Held: 1 part waits for a person; nothing of it is sent\n"
                              "  ! 47 of 94 enrollments of Lincoln High would be dropped.\n"
                              "    id: enrollment.drop@s1\n"));
  EXPECT_THAT(text, HasSubstr("--without-held sends the rest"));
  EXPECT_THAT(text, Not(HasSubstr("Next: crosswalk apply")));
}

TEST(RenderPlan, ManyHoldsOfAKindAreCutAndSaySo) {
  const auto fields = schema();
  PlanView held = busy(fields);
  for (int i = 0; i < 163; ++i) {
    sync::Hold hold;
    hold.id = "enrollment.drop.class@c" + std::to_string(i);
    hold.sentence = "class " + std::to_string(i);
    held.header.holds.push_back(hold);
  }
  const std::string text = render_plan(held, {});
  EXPECT_THAT(text, AllOf(HasSubstr("Held: 163 parts"), HasSubstr("! class 4\n"),
                          Not(HasSubstr("! class 5\n"))));
  EXPECT_THAT(text, HasSubstr("... and 158 more of enrollment.drop.class"));
  EXPECT_THAT(text, HasSubstr("--release 'enrollment.drop.class@*'"));
}

TEST(RenderPlan, LongListsAreCutAndSaySo) {
  const auto fields = schema();
  PlanView big = view(fields);
  for (int i = 0; i < 25; ++i) {
    big.header.schools.push_back(
        {"s" + std::to_string(i), "School " + std::to_string(i), {{"user", {{"create", 1}}}}, {}});
  }
  Digester digest(2);
  for (int i = 0; i < 5; ++i) digest.add(operation(Entity::User, Action::Create, "u"));
  for (int i = 0; i < 5; ++i) {
    digest.add(
        note(NoteKind::Excluded, Entity::Class, "c", "term.unmapped", "its term is not mapped"));
  }
  big.digest = digest.finish();
  const std::string text = render_plan(big, {});
  EXPECT_THAT(text, HasSubstr("(5 schools more: crosswalk show aaaaaaaaaaaa --school NAME)"));
  EXPECT_THAT(text, HasSubstr("... and 3 more to create"));
  EXPECT_THAT(text, HasSubstr("... and 3 more: crosswalk show aaaaaaaaaaaa --problems"));
}

// One line may stand for many records: there is nothing more to list then.
TEST(RenderPlan, ANoteForManyRecordsIsOneLine) {
  const auto fields = schema();
  PlanView plan = view(fields);
  Digester digest(2);
  sync::Note many =
      note(NoteKind::Excluded, Entity::Enrollment, "", "year.other", "they are of another year");
  many.count = 120;
  digest.add(many);
  plan.digest = digest.finish();
  EXPECT_THAT(render_plan(plan, {}),
              HasSubstr("Not sent, and why: 120 records\n"
                        "  excluded  120 enrollments, year.other: the mapping leaves it out\n"
                        "      they are of another year\n\n"));
}

TEST(RenderPlan, ColoursAreNothingButColours) {
  const auto fields = schema();
  const std::string text = render_plan(busy(fields), {.colour = true});
  EXPECT_THAT(text, HasSubstr("\x1b[32m+\x1b[0m create user"));
}

}  // namespace
}  // namespace crosswalk::app
