/// A manifest is read whole; what is wrong with it is named by its place.

#include "adapters/manifest.hpp"
#include "manifest_samples.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

using Json = nlohmann::json;
using model::FieldPolicy;
using model::FieldType;
using model::Operation;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Manifest, IsReadWhole) {
  const auto read = parse_manifest(test::full_manifest().dump());
  ASSERT_TRUE(read) << read.error().message;
  const Manifest& m = *read;
  EXPECT_EQ(m.id, "sample");
  EXPECT_EQ(m.name, "Sample LMS");
  EXPECT_EQ(m.version, "1.2.0");
  EXPECT_EQ(m.vendor, "Example");
  EXPECT_EQ(m.needs_minor, 0U);
  EXPECT_THAT(m.needs, ElementsAre("cw.core/1", "cw.http/1"));
  EXPECT_THAT(m.wants, ElementsAre("cw.state/1"));
  EXPECT_THAT(m.config_schema, HasSubstr("base_url"));
  EXPECT_EQ(m.auth_profiles.size(), 7U);
  EXPECT_EQ(m.auth_profiles[0].kind, "oauth1");
  EXPECT_THAT(m.egress, ElementsAre("{base_url}"));
  EXPECT_EQ(m.rates[1].bucket, "slow");
  EXPECT_THAT(m.source, ElementsAre(SourceEntity{"org", {true, false, false}},
                                    SourceEntity{"user", {true, true, false}}));
  EXPECT_THAT(m.destination.catalogs, ElementsAre("role"));
  EXPECT_THAT(m.warnings, IsEmpty());
}

TEST(Manifest, ADestinationMayBeWrittenToByHandOnly) {
  Json manifest = test::full_manifest();
  EXPECT_FALSE(parse_manifest(manifest.dump())->by_hand_only);
  manifest["destination"]["by_hand_only"] = true;
  const auto read = parse_manifest(manifest.dump());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->by_hand_only);
  EXPECT_THAT(read->warnings, IsEmpty());
  manifest["destination"]["by_hand_only"] = "yes";
  EXPECT_FALSE(parse_manifest(manifest.dump()));
}

TEST(Manifest, DescribesADestination) {
  const auto read = parse_manifest(test::full_manifest().dump());
  ASSERT_TRUE(read) << read.error().message;
  const auto* user = read->destination.find_entity("user");
  ASSERT_NE(user, nullptr);
  EXPECT_EQ(user->label, "account");
  EXPECT_TRUE(user->operations.contains(Operation::Restore));
  EXPECT_FALSE(user->operations.contains(Operation::Delete));
  EXPECT_TRUE(user->reversible.contains(Operation::Drop));
  EXPECT_EQ(user->batch, 50U);
  EXPECT_EQ(user->read, (model::ReadModes{true, false, true}));
  EXPECT_EQ(user->read_after_write.count(), 2000);
  EXPECT_EQ(user->probe, (model::Probe{model::Probe::How::ByField, "code"}));
  EXPECT_EQ(user->match[1].tier, 3U);
  EXPECT_THAT(user->match[1].agree, ElementsAre("familyName"));
  const auto* name = user->find_field("username");
  EXPECT_EQ(name->title, "username");
  EXPECT_EQ(name->from, "username");
  EXPECT_EQ(name->max_length, 60U);
  EXPECT_EQ(name->pattern_says, "no blanks");
  EXPECT_TRUE(name->identity);
  EXPECT_THAT(name->required_with_any, ElementsAre("username", "email"));
  EXPECT_EQ(user->find_field("familyName")->policy, FieldPolicy::Keep);
  EXPECT_EQ(user->find_field("role")->from, "lmsRole");
  EXPECT_TRUE(user->find_field("birthDate")->end_inclusive);
  EXPECT_EQ(user->find_field("sections")->type, FieldType::Refs);
  EXPECT_EQ(user->find_field("sections")->value, model::RefValue::Code);
  EXPECT_EQ(user->find_field("nobody"), nullptr);

  const auto* section = read->destination.find_entity("section");
  EXPECT_EQ(section->label, "section");
  EXPECT_EQ(section->batch, 1U);
  EXPECT_EQ(section->partition, "title");
  EXPECT_TRUE(section->per_org);
  EXPECT_TRUE(section->shared);
  EXPECT_EQ(section->probe.how, model::Probe::How::List);
}

struct Change {
  const char* pointer;  ///< what is replaced; "-" in front: what is taken out
  const char* value;
  const char* sentence;
};

class WrongManifest : public ::testing::TestWithParam<Change> {};

TEST_P(WrongManifest, IsRefusedByPlace) {
  Json manifest = test::full_manifest();
  std::string pointer = GetParam().pointer;
  if (pointer[0] == '-') {
    const Json::json_pointer at(pointer.substr(1));
    manifest[at.parent_pointer()].erase(at.back());
  } else {
    manifest[Json::json_pointer(pointer)] = Json::parse(GetParam().value);
  }
  const auto read = parse_manifest(manifest.dump());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::BadData);
  EXPECT_THAT(read.error().message, HasSubstr("its manifest is refused: "));
  EXPECT_THAT(read.error().message, HasSubstr(GetParam().sentence));
}

INSTANTIATE_TEST_SUITE_P(
    Top, WrongManifest,
    ::testing::Values(
        Change{"/manifest_version", "2", "/manifest_version: must be 1"},
        Change{"-/id", "", "/id: is missing"},
        Change{"/id", R"("Has Blanks")", "/id: must be up to 64 of"},
        Change{"/id", "7", "/id: must be a text"}, Change{"-/name", "", "/name: is missing"},
        Change{"-/version", "", "/version: is missing"}, Change{"-/abi", "", "/abi: is missing"},
        Change{"/abi/major", "2", "/abi/major: must be 1"},
        Change{"/needs", R"("cw.core/1")", "/needs: must be a list of texts"},
        Change{"/config_schema", R"({"type":"object","properties":{"a":{"anyOf":[]}}})",
               "the keyword \"anyOf\""},
        Change{"/auth_profiles/0/kind", R"("oauth3")", "/auth_profiles/0/kind: must be one of"},
        Change{"/auth_profiles/1/name", R"("api")", "/auth_profiles/1/name: is taken"},
        Change{"-/auth_profiles/0/secret", "",
               "/auth_profiles/0/secret: is missing, oauth1 needs it"},
        Change{"/auth_profiles/0/key", R"("{kee}")",
               "/auth_profiles: {kee} is no setting of the config_schema (did you mean \"key\"?)"},
        Change{"/egress", R"(["{url}/x"])", "/egress: {url} is no setting"},
        Change{"/rate/1/bucket", R"("api")", "/rate/1/bucket: is taken"},
        Change{"-/rate/0/per_ms", "", "/rate/0/per_ms: is missing"},
        Change{"/source/entities/user/modes", R"(["ful"])",
               "/source/entities/user/modes: must be one of full, delta, by_id (did you mean "
               "\"full\"?)"},
        Change{"/source/entities/user/modes", "[]", "must name at least one mode"},
        Change{"/source/entities", "{}", "/source/entities: must name at least one entity"}));

INSTANTIATE_TEST_SUITE_P(
    Destination, WrongManifest,
    ::testing::Values(
        Change{"/destination/entities", "{}", "/destination/entities: must have at least one"},
        Change{"/destination/entities/user/operations", R"(["creat"])", "did you mean \"create\"?"},
        Change{"/destination/entities/user/reversible", R"(["create"])", "only update and drop"},
        Change{"/destination/entities/section/reversible", R"(["drop"])",
               "not among the operations"},
        Change{"/destination/entities/user/batch", "0", "/batch: must be at least 1"},
        Change{"/destination/entities/user/batch", "-1", "/batch: must be a whole number"},
        Change{"/destination/entities/user/read", R"(["delta"])", "in full or by_id"},
        Change{"/destination/entities/section/partition", R"("class")",
               "/partition: names \"class\", no field"},
        Change{"/destination/entities/section/per", R"("school")", "/per: must be one of org"},
        Change{"/destination/entities/user/probe", R"("nope")", "neither a field nor \"list\""},
        Change{"/destination/entities/user/read", R"(["full"])", "a field needs \"by_id\""},
        Change{"/destination/entities/section/read", R"(["by_id"])", "\"list\" needs \"full\""},
        Change{"/destination/entities/user/fields", "[]", "must have at least one field"},
        Change{"/destination/entities/user/fields/1/name", R"("code")", "/fields/1/name: is taken"},
        Change{"/destination/entities/user/fields/1/name", R"("id")", "the host's own columns"},
        Change{"/destination/entities/user/fields/1/type", R"("string")",
               "/fields/1/type: must be one of"},
        Change{"/destination/entities/user/fields/1/pattern", R"("(")",
               "/fields/1/pattern: does not compile"},
        Change{"/destination/entities/user/fields/1/entity", R"("section")",
               "belongs to a ref only"},
        Change{"-/destination/entities/user/fields/6/entity", "", "/fields/6/entity: is missing"},
        Change{"/destination/entities/user/fields/6/entity", R"("course")",
               "refers to \"course\", no entity here"},
        Change{"/destination/entities/user/fields/4/catalog", R"("roles")",
               "names the catalog \"roles\", which is not declared"},
        Change{"/destination/entities/user/fields/1/required_with_any", R"(["mail"])",
               "is required with \"mail\", no field"},
        Change{"/destination/entities/user/fields/3/policy", R"("never")",
               "/policy: must be one of source, keep, report"},
        Change{"/destination/entities/user/match/0/fields", R"(["sis"])",
               "names \"sis\", no field"},
        Change{"/destination/entities/user/match/0/tier", "4",
               "/tier: must be a whole number from 0 to 3"},
        Change{"-/destination/entities/user/match/1/agree", "",
               "tier 3 needs a field that must agree too"},
        Change{"/destination/catalogs", R"(["role","user"])", "\"user\" is an entity already"}));

TEST(ManifestText, IsJsonOfSomeSize) {
  EXPECT_THAT(parse_manifest("no").error().message, HasSubstr("it is not JSON"));
  EXPECT_THAT(parse_manifest("[]").error().message, HasSubstr("must be an object"));
  EXPECT_THAT(parse_manifest(std::string(2 << 20, ' ')).error().message,
              HasSubstr("larger than 1 MiB"));
}

TEST(ManifestText, MustDeclareASide) {
  Json manifest = test::full_manifest();
  manifest.erase("source");
  EXPECT_TRUE(parse_manifest(manifest.dump()));
  manifest.erase("destination");
  EXPECT_THAT(parse_manifest(manifest.dump()).error().message,
              HasSubstr("neither a source nor a destination"));
}

TEST(ManifestText, AQuirkNamesItsCheckAndItsReason) {
  Json manifest = test::full_manifest();
  manifest["quirks"] = {{{"id", "R4"}, {"why", "two people may share a number"}}};
  const auto read = parse_manifest(manifest.dump());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(read->warnings, IsEmpty());
  manifest["quirks"] = {{{"id", "R4"}}};
  EXPECT_THAT(parse_manifest(manifest.dump()).error().message, HasSubstr("/quirks/0/why"));
}

TEST(ManifestText, UnknownMembersAreIgnoredWithAWarning) {
  Json manifest = test::full_manifest();
  manifest["vendr"] = "x";
  manifest["destination"]["entities"]["user"]["fields"][0]["max_lenght"] = 5;
  manifest["source"]["entities"]["orgs"] = {{"modes", {"full"}}};
  const auto read = parse_manifest(manifest.dump());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(
      read->warnings,
      ElementsAre("/source/entities/orgs is no entity of the model (did you mean \"org\"?)",
                  "/destination/entities/user/fields/0/max_lenght is not known to this host and "
                  "ignored (did you mean \"max_length\"?)",
                  "/vendr is not known to this host and ignored (did you mean \"vendor\"?)"));
}

}  // namespace
}  // namespace crosswalk::adapters
