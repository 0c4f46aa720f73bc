#include "sync/plan_codec.hpp"

#include <gtest/gtest.h>

#include "sync/plan_header.hpp"

namespace crosswalk::sync {
namespace {

Operation sample() {
  Operation op;
  op.index = 7;
  op.wave = 3;
  op.entity = Entity::Class;
  op.action = Action::Update;
  op.situation = Situation::Changed;
  op.key = {1, 2};
  op.identity = "c1";
  op.destination_id = "99";
  op.code = "C";
  op.school = {3, 4};
  op.source = {5, 6};
  op.projection = {7, 8};
  op.before = {model::FieldValue::of(std::string("old")), model::FieldValue::absent()};
  op.after = {model::FieldValue::of(std::string("new")),
              model::FieldValue::of(std::vector<std::string>{"a", "b"})};
  op.reason = "why";
  op.claims = 2;
  return op;
}

TEST(PlanCodec, GivesBackWhatWentIn) {
  std::string bytes;
  encode_item(bytes, sample());
  encode_item(bytes,
              Note{NoteKind::Refused, Entity::User, "u", {1, 1}, "username.pattern", "blank", 1});
  encode_item(bytes, ListedScope{Entity::Enrollment, "710", false});
  encode_item(bytes, ListedScope{Entity::Enrollment, "711", true});
  const auto items = decode_items(bytes);
  ASSERT_TRUE(items);
  ASSERT_EQ(items->operations.size(), 1U);
  EXPECT_EQ(items->operations[0].identity, "c1");
  EXPECT_EQ(items->operations[0].before, sample().before);
  EXPECT_EQ(items->operations[0].after, sample().after);
  EXPECT_EQ(items->operations[0].claims, 2U);
  ASSERT_EQ(items->notes.size(), 1U);
  EXPECT_EQ(items->notes[0].reason, "blank");
  ASSERT_EQ(items->listed.size(), 2U);
  EXPECT_EQ(items->listed[0].scope, "710");
  EXPECT_FALSE(items->listed[0].disputed);
  EXPECT_EQ(items->listed[1].scope, "711");
  EXPECT_TRUE(items->listed[1].disputed);
}

TEST(PlanCodec, RefusesAnythingCutShort) {
  std::string bytes;
  encode_item(bytes, sample());
  for (std::size_t n = 1; n < bytes.size(); ++n) {
    EXPECT_FALSE(decode_items(std::string_view(bytes).substr(0, n))) << n;
  }
}

TEST(PlanHeader, GivesBackWhatWentIn) {
  PlanHeader header;
  header.base_generation = 3;
  header.active_year_id = "y";
  header.holds.push_back(
      {"enrollment.drop@s1", "enrollment", "drop", "s1", "", 60, 100, "This plan would ..."});
  header.schools.push_back(
      {"s1", "North", {{"user", {{"create", 4}}}}, {{"user", {{"refused:x", 1}}}}});
  header.largest.push_back({"c1", "Algebra", 28, 0, 28});
  header.snapshot.push_back({"user", 10, 1, false});
  header.mappings["user"] = "00";
  const auto again = plan_header_from_json(to_json(header));
  ASSERT_TRUE(again);
  EXPECT_EQ(to_json(*again), to_json(header));
  EXPECT_EQ(again->holds[0].sentence, "This plan would ...");
}

TEST(PlanHeader, SaysThatTheStoreIsDamaged) {
  const auto header = plan_header_from_json("{\"writes\": 1}");
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().code, ErrorCode::BadData);
}

}  // namespace
}  // namespace crosswalk::sync
