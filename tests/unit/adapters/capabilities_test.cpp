/// What one connection can do is the manifest or less.

#include "adapters/capabilities.hpp"
#include "manifest_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

using model::Operation;
using ::testing::HasSubstr;

const Manifest& manifest() {
  static const Manifest kManifest = *parse_manifest(test::full_manifest().dump());
  return kManifest;
}

TEST(Narrow, NothingSaidIsAllOfTheManifest) {
  const auto all = narrow(manifest(), "{}");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->source, manifest().source);
  EXPECT_EQ(all->destination, manifest().destination);
}

TEST(Narrow, OnlyTheListedEntitiesRemain) {
  const auto less = narrow(manifest(), R"({"source":{"entities":{"user":{"modes":["full"]}}},
    "destination":{"entities":{"user":{"operations":["update"],"read":["by_id"]}}}})");
  ASSERT_TRUE(less) << less.error().message;
  ASSERT_EQ(less->source.size(), 1U);
  EXPECT_FALSE(less->source[0].modes.delta);
  EXPECT_EQ(less->destination.find_entity("section"), nullptr);
  const auto* user = less->destination.find_entity("user");
  EXPECT_FALSE(user->operations.contains(Operation::Create));
  EXPECT_TRUE(user->operations.contains(Operation::Update));
  EXPECT_FALSE(user->read.full);
  EXPECT_EQ(user->fields.size(), 7U);
}

TEST(Narrow, OnlyTheListedFieldsRemain) {
  const auto less = narrow(manifest(), R"({"destination":{"entities":{"user":
    {"fields":["familyName","code","username","email"]}}}})");
  ASSERT_TRUE(less) << less.error().message;
  const auto* user = less->destination.find_entity("user");
  ASSERT_EQ(user->fields.size(), 4U);
  EXPECT_EQ(user->fields[0].name, "code") << "in the manifest's order";
  EXPECT_EQ(user->find_field("birthDate"), nullptr);
}

TEST(Narrow, MoreThanTheManifestIsRefused) {
  for (const auto& [json, sentence] :
       {std::pair{R"({"source":{"entities":{"org":{"modes":["delta"]}}}})",
                  "/source/entities/org/modes"},
        {R"({"source":{"entities":{"class":{}}}})",
         "/source/entities/class: is not in the manifest"},
        {R"({"destination":{"entities":{"user":{"operations":["delete"]}}}})",
         "/destination/entities/user/operations"},
        {R"({"destination":{"entities":{"course":{}}}})", "is not in the manifest"},
        {R"({"destination":{"entities":{"user":{"fields":["code","username","email"]}}}})",
         "lacks \"familyName\""},
        {R"({"destination":{"entities":{"section":{"fields":["title","colour"]}}}})",
         "names \"colour\""},
        {"[]", "must be an object"},
        {"nope", "not JSON"}}) {
    const auto less = narrow(manifest(), json);
    ASSERT_FALSE(less) << json;
    EXPECT_THAT(less.error().message, HasSubstr(sentence)) << json;
  }
}

}  // namespace
}  // namespace crosswalk::adapters
