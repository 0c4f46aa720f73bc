/// One change as a line, for every shape of record.

#include "app/present/record_text.hpp"
#include "unit/app/test_schema.hpp"

#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

using model::FieldValue;
using sync::Entity;

TEST(RecordText, NamesComeFromWhatFieldsMean) {
  const auto user = declared("user", {field("name_first", "First", "givenName"),
                                      field("name_last", "Last", "familyName")});
  EXPECT_EQ(display_name(
                user, {FieldValue::of(std::string("Ada")), FieldValue::of(std::string("Example"))}),
            "Ada Example");
  EXPECT_EQ(display_name(user, {FieldValue::absent(), FieldValue::of(std::string("Example"))}),
            "Example");
  const auto course = declared("course", {field("title", "Title")});
  EXPECT_EQ(display_name(course, {FieldValue::of(std::string("Algebra"))}), "Algebra");
  EXPECT_EQ(display_name(course, {}), "");
}

TEST(RecordText, WithoutNamesTheIdsStand) {
  EXPECT_EQ(record_text(Entity::User, "u1", nullptr), "u1");
  EXPECT_EQ(record_text(Entity::Enrollment, model::join_identity("c1", "u1"), nullptr), "u1 in c1");
  EXPECT_EQ(record_text(Entity::Course, model::join_identity("k1", "s1"), nullptr), "k1/s1");
}

TEST(RecordText, WithoutASchemaFieldsHaveNumbers) {
  sync::Operation op;
  op.entity = Entity::User;
  op.before = {FieldValue::of(std::string("a"))};
  op.after = {FieldValue::of(std::vector<std::string>{"b", "c"})};
  EXPECT_EQ(change_text(op, nullptr), "field 1 \"a\" -> \"b, c\"");
  op.after = {FieldValue::absent()};
  EXPECT_EQ(change_text(op, nullptr), "field 1 \"a\" -> nothing");
}

}  // namespace
}  // namespace crosswalk::app
