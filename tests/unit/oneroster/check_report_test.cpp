// "Test connection": what it says about the files.

#include "csv/check_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "manifest.hpp"
#include "reading.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using crosswalk::testing::FakeFilesHost;
using Json = nlohmann::json;

Json check(FakeFilesHost& host) {
  auto adapter = OneRoster::create(host.host(), R"({"path":"/x"})");
  if (!adapter) return {};
  auto report = (*adapter)->check();
  return report ? Json::parse(*report)["steps"] : Json{};
}

Json step(const Json& steps, const std::string& name) {
  for (const Json& s : steps) {
    if (s["name"] == name) return s;
  }
  return {};
}

TEST(Check, ListsVersionFilesModesAndRows) {
  FakeFilesHost host;
  host.memory = small_export();
  const Json steps = check(host);
  EXPECT_EQ(steps.size(), 7U);
  EXPECT_EQ(step(steps, "package")["detail"], "OneRoster 1.1, by manifest.csv");
  for (const Json& s : steps) EXPECT_EQ(s["ok"], true) << s;
  EXPECT_EQ(step(steps, "users.csv")["detail"],
            "about 2 rows, " + std::to_string(host.memory["users.csv"].size()) + " bytes, bulk");
}

TEST(Check, GuessesTheRowsOfABigFile) {
  FakeFilesHost host;
  host.memory = small_export();
  std::string& orgs = host.memory["orgs.csv"];
  for (int i = 0; i < 20000; ++i)
    orgs += "org-" + std::to_string(10000 + i) + ",,,Name of it,school,1,org-d1\n";
  const std::string detail = step(check(host), "orgs.csv")["detail"];
  const int guess = std::stoi(detail.substr(6));
  EXPECT_NEAR(guess, 20002, 400) << detail;
}

TEST(Check, TellsEveryFaultAndEveryNoteAtItsFile) {
  FakeFilesHost host;
  host.memory = small_export();
  host.memory["orgs.csv"] = "sourcedId,name\n";
  host.memory["courses.csv"] = "";
  host.memory["extra.csv"] = "x\n";
  const Json steps = check(host);
  EXPECT_EQ(step(steps, "orgs.csv")["ok"], false);
  EXPECT_EQ(step(steps, "orgs.csv")["detail"],
            "the column 'type' is missing; without it the file cannot be read");
  EXPECT_EQ(step(steps, "courses.csv")["ok"], false);
  EXPECT_EQ(step(steps, "users.csv")["ok"], true);
  EXPECT_EQ(step(steps, "extra.csv")["detail"], "is no file of OneRoster: left alone");
}

TEST(Check, ReportsAnUnreadablePathAsAFailedStep) {
  FakeFilesHost host;
  host.folder = "/nowhere/at/all";
  const Json steps = check(host);
  ASSERT_EQ(steps.size(), 1U);
  EXPECT_EQ(steps[0]["ok"], false);
  EXPECT_EQ(steps[0]["detail"], "no such folder");
}

TEST(Options, NameThePropertyThatIsMissing) {
  FakeFilesHost host;
  for (const char* config : {"{}", R"({"path":""})", R"({"path":7})", "[]", "no json"}) {
    const auto adapter = OneRoster::create(host.host(), config);
    ASSERT_FALSE(adapter) << config;
    EXPECT_EQ(adapter.error().code, ErrorCode::BadConfig);
  }
  EXPECT_NE(OneRoster::create(host.host(), "{}").error().message.find("'path'"), std::string::npos);
}

TEST(ManifestJson, NamesTheAdapterAndItsEntities) {
  const Json manifest = Json::parse(kManifest);
  EXPECT_EQ(manifest["id"], "oneroster");
  EXPECT_EQ(manifest["source"]["entities"].size(), 6U);
  for (const auto& [entity, value] : manifest["source"]["entities"].items()) {
    EXPECT_TRUE(csv::table_of_entity(entity)) << entity;
    EXPECT_EQ(value["modes"], Json::array({"full"}));
  }
  EXPECT_EQ(manifest["config_schema"]["properties"]["path"]["x-path"], true);
}

TEST(Open, RefusesWhatItCannotDo) {
  FakeFilesHost host;
  host.memory = small_export();
  auto adapter = OneRoster::create(host.host(), R"({"path":"/x"})");
  ASSERT_TRUE(adapter);
  const auto code = [&](ReadMode mode, Side side, std::string_view entity) {
    ReadRequest request;
    request.mode = mode;
    request.side = side;
    request.entity = entity;
    request.columns = {"sourcedId"};
    auto stream = (*adapter)->open(request);
    return stream ? ErrorCode::Internal : stream.error().code;
  };
  EXPECT_EQ(code(ReadMode::Delta, Side::Source, "org"), ErrorCode::Unsupported);
  EXPECT_EQ(code(ReadMode::ById, Side::Source, "org"), ErrorCode::Unsupported);
  EXPECT_EQ(code(ReadMode::Full, Side::Destination, "org"), ErrorCode::Unsupported);
  EXPECT_EQ(code(ReadMode::Full, Side::Source, "result"), ErrorCode::Unsupported);
  EXPECT_EQ(code(ReadMode::Full, Side::Source, "roles"), ErrorCode::Unsupported);
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
