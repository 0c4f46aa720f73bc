/// What an adapter is checked with: the file that says so, and where a played system's address and
/// credentials go.

#include "app/check/fixture.hpp"
#include "app/check/lender.hpp"
#include "app/check/played_system.hpp"
#include "crosswalk/abi/core.h"
#include "crosswalk/status.hpp"

#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

const PlayedAt kPlayed{"http://127.0.0.1:9", "the-key", "the-secret"};

std::string manifest(const std::string& profile, const std::string& settings) {
  return R"({"manifest_version":1,"id":"x","name":"X","version":"1","abi":{"major":1},
    "config_schema":{"type":"object","properties":{
      "base_url":{"type":"string","format":"uri","default":"https://api.example"},)" +
         settings + R"(}},
    "auth_profiles":[)" +
         profile + R"(],"egress":["{base_url}"],
    "source":{"entities":{"org":{"modes":["full"]}}}})";
}

Json config_for(const std::string& profile, const std::string& settings,
                const std::string& given = "{}") {
  CheckFile file;
  file.config = given;
  const auto fixture = make_fixture(manifest(profile, settings), file, &kPlayed);
  EXPECT_TRUE(fixture) << fixture.error().message;
  return fixture ? Json::parse(fixture->config) : Json();
}

constexpr const char* kOauth1 =
    R"({"name":"a","kind":"oauth1","method":"PLAINTEXT","key":"{k}","secret":"{s}","token":"{t}","token_secret":"{ts}"})";
constexpr const char* kOauth1Settings =
    R"("k":{"type":"string"},"s":{"type":"string","x-secret":true},
       "t":{"type":"string","x-secret":true},"ts":{"type":"string","x-secret":true})";

TEST(CheckFixture, SignsInWhereTheProfileSays) {
  const Json oauth1 = config_for(kOauth1, kOauth1Settings);
  EXPECT_EQ(oauth1["base_url"], kPlayed.url);
  EXPECT_EQ(oauth1["k"], "the-key");
  EXPECT_EQ(oauth1["s"], "the-secret");
  EXPECT_FALSE(oauth1.contains("t"));  // a token belongs to somebody else

  const Json api_key =
      config_for(R"({"name":"a","kind":"api_key","in":"header","key_name":"X","value":"{s}"})",
                 R"("s":{"type":"string","x-secret":true})");
  EXPECT_EQ(api_key["s"], "the-key");  // there is no secret besides

  const Json session = config_for(
      R"({"name":"a","kind":"session","login":{"method":"POST","url":"{base_url}/in",
          "content_type":"application/json","body":"{\"u\":\"{who}\",\"p\":\"{pass}\"}"},
          "token_at":{"json":"/t"},"send_as":{"header":"X","value":"{token}"}})",
      R"("who":{"type":"string"},"pass":{"type":"string","x-secret":true})");
  EXPECT_EQ(session["who"], "the-key");
  EXPECT_EQ(session["pass"], "the-secret");
}

TEST(CheckFixture, LeavesWhatTheFileGivesAlone) {
  const Json config = config_for(kOauth1, kOauth1Settings, R"({"k":"mine"})");
  EXPECT_EQ(config["k"], "mine");
  EXPECT_EQ(config["s"], "the-secret");
}

TEST(CheckFixture, ReadsItsFile) {
  const test::ScratchFolder folder;
  const auto path = folder.write("check.json", R"({// a comment
    "config":{"key":"k"},"recording":"answers.jsonl",
    "sandbox":{"kind":"schoology","settings":{"a":1},"students":7}})");
  const auto file = read_check_file(path);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->recording, folder / "answers.jsonl");
  EXPECT_EQ(file->played.kind, "schoology");
  EXPECT_EQ(file->played.settings, R"({"a":1})");
  EXPECT_EQ(file->played.students, 7);
  EXPECT_THAT(read_check_file(folder.write("bad.json", R"({"sandbx":{}})")).error().message,
              HasSubstr("did you mean \"sandbox\""));
  EXPECT_EQ(read_check_file(folder / "nowhere").error().code, ErrorCode::BadConfig);
}

TEST(CheckFixture, PathsAreRelativeToItsFileAndAllowed) {
  CheckFile file;
  file.there = true;
  file.folder = "/srv/check";
  file.config = R"({"path":"files"})";
  const auto fixture =
      make_fixture(manifest("", R"("path":{"type":"string","x-path":true})"), file, nullptr);
  ASSERT_TRUE(fixture) << fixture.error().message;
  EXPECT_EQ(Json::parse(fixture->config)["path"], "/srv/check/files");
  EXPECT_THAT(fixture->allowed_roots, ElementsAre("/srv/check/files"));
  EXPECT_EQ(fixture->why_no_data, "");
  EXPECT_FALSE(fixture->played);
}

TEST(CheckFixture, APathThatIsNoTextIsLeftForTheSchemaToRefuse) {
  CheckFile file;
  file.there = true;
  file.config = R"({"path":5})";
  const auto fixture =
      make_fixture(manifest("", R"("path":{"type":"string","x-path":true})"), file, nullptr);
  ASSERT_TRUE(fixture) << fixture.error().message;
  EXPECT_THAT(fixture->allowed_roots, ElementsAre());
}

// It was played when it was recorded; now there is nobody to write to.
TEST(CheckFixture, ARecordingOfAPlayedSystemStandsInItsPlace) {
  CheckFile file;
  file.there = true;
  file.config = R"({"base_url":"{sandbox}/v1"})";
  file.recording = "/srv/answers.jsonl";
  const PlayedAt nowhere = in_recordings();
  const auto fixture = make_fixture(manifest(kOauth1, kOauth1Settings), file, &nowhere);
  ASSERT_TRUE(fixture) << fixture.error().message;
  EXPECT_EQ(Json::parse(fixture->config)["base_url"], nowhere.url + "/v1");
  EXPECT_EQ(Json::parse(fixture->config)["s"], nowhere.secret);
  EXPECT_EQ(fixture->recording, "/srv/answers.jsonl");
  EXPECT_FALSE(fixture->played);
  EXPECT_TRUE(fixture->timeless);
}

TEST(CheckFixture, WithoutASystemSaysSo) {
  const auto fixture = make_fixture(manifest(kOauth1, kOauth1Settings), {}, nullptr);
  ASSERT_TRUE(fixture);
  EXPECT_THAT(fixture->why_no_data, HasSubstr("--sandbox or --config"));
  const auto again = fixture_from(to_text(*fixture));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->why_no_data, fixture->why_no_data);
  EXPECT_EQ(again->config, fixture->config);
  EXPECT_EQ(again->manifest, fixture->manifest);
}

// Else its clock seems to be wrong, and its school year over, as the recording grows old.
TEST(CheckLender, BeginsWhenItsRecordingWasMade) {
  const test::ScratchFolder folder;
  Fixture fixture = *make_fixture(manifest(kOauth1, kOauth1Settings), {}, &kPlayed);
  fixture.recording =
      folder.write("answers.jsonl",
                   R"({"method":"GET","url":"u","request_body_sha256":"","status":200,"body":"",)"
                   R"("headers":[["Date","Thu, 01 Oct 2020 08:00:00 GMT"]]})");
  const auto lender = make_lender(fixture);
  ASSERT_TRUE(lender) << lender.error().message;
  const auto lent = (*lender)->lend();
  const auto* core =
      static_cast<const cw_if_core*>(lent->abi()->get_interface(lent->abi(), to_abi(CW_IF_CORE)));
  ASSERT_NE(core, nullptr);
  lent->begin_call();
  EXPECT_EQ(core->now_ms(lent->abi()) / 60'000, 1'601'539'200'000U / 60'000);
  lent->end_call();
}

// The adapter is shown that a secret is set, and not the secret.
TEST(CheckLender, ShowsNoSecret) {
  const auto fixture = make_fixture(manifest(kOauth1, kOauth1Settings), {}, &kPlayed);
  ASSERT_TRUE(fixture);
  const auto lender = make_lender(*fixture);
  ASSERT_TRUE(lender) << lender.error().message;
  EXPECT_THAT((*lender)->config(), Not(HasSubstr("the-secret")));
  EXPECT_THAT((*lender)->config_with_secrets(), HasSubstr("the-secret"));
  EXPECT_THAT((*lender)->secrets(), ElementsAre("the-secret"));
  EXPECT_THAT((*lender)->egress(), ElementsAre(kPlayed.url));
  EXPECT_TRUE((*lender)->writable());
  EXPECT_EQ((*lender)->columns("org").front().name, "sourcedId");
  EXPECT_TRUE((*lender)->columns("planet").empty());
}

}  // namespace
}  // namespace crosswalk::app
