/// \file
/// The manifest, and the plugin package that a district installs: both say what the adapter uses.

#include "manifest.hpp"

#include "crosswalk/json.hpp"
#include "support.hpp"

#include "query_list.hpp"

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace crosswalk::powerschool {
namespace {

using ::testing::ElementsAreArray;
using ::testing::SizeIs;

std::string package_file(const std::string& name) {
  std::ifstream file(std::string(CW_POWERSCHOOL_PACKAGE) + "/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The first group of every match, in order.
std::vector<std::string> all(const std::string& text, const char* pattern) {
  std::vector<std::string> out;
  const std::regex wanted(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), wanted), end; it != end; ++it) {
    const bool two = it->size() > 2;
    out.push_back(two ? (*it)[1].str() + "." + (*it)[2].str() : (*it)[1].str());
  }
  return out;
}

const std::string& queries() {
  static const std::string kText = package_file("queries_root/roster.named_queries.xml");
  return kText;
}

TEST(PowerSchoolManifest, TakesTheDefaultsOfTheOptions) {
  const Json manifest = Json::parse(manifest_json(), nullptr, false);
  ASSERT_TRUE(manifest.is_object());
  Json config = {{"base_url", "https://ps.example"}, {"client_id", "i"}, {"client_secret", "s"}};
  for (const auto& [name, setting] : manifest["config_schema"]["properties"].items()) {
    if (setting.contains("default")) config[name] = setting["default"];
  }
  const auto options = Options::parse(config.dump());
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->mode, Options{}.mode);
  EXPECT_EQ(options->concurrency, Options{}.concurrency);
  EXPECT_EQ(options->query_page_size, Options{}.query_page_size);
  EXPECT_EQ(options->query_prefix, Options{}.query_prefix);
  EXPECT_EQ(manifest["auth_profiles"][0]["token_url"], "{base_url}/oauth/access_token");
}

TEST(PowerSchoolPackage, HoldsTheQueriesThatAreCalled) {
  std::vector<std::string> names;
  for (const std::string_view query : kQueries) {
    names.push_back(Options{}.query_prefix + "." + std::string(query));
  }
  EXPECT_THAT(all(queries(), R"re(<query name="([^"]*)")re"), ElementsAreArray(names));
}

// Contract 8.1: columns stand in the order of the SELECT, and paging needs an ORDER BY.
TEST(PowerSchoolPackage, EveryQueryIsFlattenedAndOrdered) {
  EXPECT_THAT(all(queries(), R"re(flattened="(true)")re"), SizeIs(std::size(kQueries)));
  EXPECT_THAT(all(queries(), R"re(\n ORDER (BY) )re"), SizeIs(std::size(kQueries)));
}

// Contract 2.2: a field that is not in the access_request is a 403 when the query runs.
TEST(PowerSchoolPackage, AsksForEveryColumnOfItsQueriesAndOnlyToLook) {
  const std::string plugin = package_file("plugin.xml");
  const auto granted =
      all(plugin, R"re(<field table="([^"]*)" field="([^"]*)" access="ViewOnly"/>)re");
  const std::set<std::string> fields(granted.begin(), granted.end());
  const auto columns = all(queries(), R"re(<column column="([^"]*)">)re");
  EXPECT_GT(columns.size(), 50U);
  for (const std::string& column : columns) EXPECT_EQ(fields.count(column), 1U) << column;
  EXPECT_EQ(plugin.find("FullAccess"), std::string::npos);
  EXPECT_NE(plugin.find("accessLevelV1Api=\"READ\""), std::string::npos);
}

}  // namespace
}  // namespace crosswalk::powerschool
