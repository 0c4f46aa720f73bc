#include "manifest.hpp"

#include "crosswalk/json.hpp"
#include "support.hpp"

#include <regex>
#include <set>

namespace crosswalk::schoology {
namespace {

using ::testing::UnorderedElementsAre;

class Manifest : public ::testing::Test {
 protected:
  Manifest() : manifest_(Json::parse(manifest_json(), nullptr, false)) {}

  const Json& entity(const std::string& name) const {
    return manifest_["destination"]["entities"][name];
  }
  const Json& field(const std::string& of, const std::string& name) const {
    for (const Json& one : entity(of)["fields"]) {
      if (one["name"] == name) return one;
    }
    ADD_FAILURE() << "no field " << name;
    return manifest_;
  }

  Json manifest_;
};

TEST_F(Manifest, IsJsonAndNamesTheAdapter) {
  ASSERT_TRUE(manifest_.is_object());
  EXPECT_EQ(manifest_["id"], "schoology");
  EXPECT_EQ(manifest_["auth_profiles"][0]["realm"], "Schoology API");
  EXPECT_EQ(manifest_["auth_profiles"][0]["empty_token"], true);
}

TEST_F(Manifest, TakesTheDefaultsOfTheOptions) {
  Json config = {{"consumer_key", "k"}, {"consumer_secret", "s"}};
  for (const auto& [name, setting] : manifest_["config_schema"]["properties"].items()) {
    if (setting.contains("default")) config[name] = setting["default"];
  }
  const auto options = Options::parse(config.dump());
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->origin, Options{}.origin);
  EXPECT_EQ(options->concurrency, Options{}.concurrency);
  EXPECT_EQ(options->email_conflict_resolution, Options{}.email_conflict_resolution);
  EXPECT_EQ(options->nested_sections, Options{}.nested_sections);
  EXPECT_EQ(options->source_ids, Options{}.source_ids);
  EXPECT_EQ(options->buildings, Options{}.buildings);
}

TEST_F(Manifest, NeverOffersToEndUsersCoursesSectionsOrBuildings) {
  for (const auto& [name, one] : manifest_["destination"]["entities"].items()) {
    const std::set<std::string> operations = one["operations"];
    EXPECT_EQ(operations.count("delete"), name == "enrollment" ? 1U : 0U) << name;
  }
  EXPECT_THAT(entity("user")["operations"].get<std::set<std::string>>(),
              UnorderedElementsAre("create", "update", "drop", "restore"));
}

TEST_F(Manifest, NamesOnlyFieldsThatItHas) {
  for (const auto& [name, one] : manifest_["destination"]["entities"].items()) {
    std::set<std::string> fields = {"list"};
    for (const Json& each : one["fields"]) fields.insert(each["name"].get<std::string>());
    EXPECT_EQ(fields.count(one["probe"].get<std::string>()), 1U) << name;
    for (const Json& match : one["match"]) {
      for (const auto& key : match["fields"]) EXPECT_EQ(fields.count(key), 1U) << name << key;
      for (const auto& key : match.value("agree", Json::array())) {
        EXPECT_EQ(fields.count(key), 1U) << name << key;
      }
    }
    EXPECT_LE(one["batch"], kBatch);
  }
}

TEST_F(Manifest, RefusesUserNamesWithBlanksAndCodesWithCommas) {
  const auto matches = [this](const std::string& of, const std::string& name,
                              const std::string& value) {
    return std::regex_search(value, std::regex(field(of, name)["pattern"].get<std::string>()));
  };
  EXPECT_TRUE(matches("user", "username", "s1001"));
  EXPECT_FALSE(matches("user", "username", "s 1001"));
  EXPECT_TRUE(matches("class", "code", "a"));
  EXPECT_TRUE(matches("class", "code", "2027 ALG/1#01"));
  EXPECT_FALSE(matches("class", "code", "a,b"));
  EXPECT_FALSE(matches("course", "code", " a"));
  EXPECT_FALSE(matches("user", "code", "a "));
}

TEST_F(Manifest, IsWhatTheLibraryExports) {
  const cw_loader loader{sizeof(cw_loader), CW_ABI_MAJOR, CW_ABI_MINOR};
  const cw_module* module = crosswalk_adapter_v1(&loader);
  ASSERT_NE(module, nullptr);
  StringSink sink;
  EXPECT_EQ(module->manifest(sink.abi(), nullptr), CW_OK);
  EXPECT_EQ(sink.text(), manifest_json());
  EXPECT_NE(module->get_interface(to_abi(CW_IF_READ)), nullptr);
  EXPECT_NE(module->get_interface(to_abi(CW_IF_APPLY)), nullptr);
}

}  // namespace
}  // namespace crosswalk::schoology
