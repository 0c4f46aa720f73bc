/// Fault switches, control endpoints, request log, counts, lagging reads, soft deletes, state
/// files.

#include <gtest/gtest.h>

#include "client.hpp"

namespace crosswalk::sandbox::test {
namespace {

const Json kBuilding{{"title", "South"}};

std::size_t buildings(Client& client) {
  return client.get("schools/500100/buildings").json()["building"].size();
}

void strike(SchoologyServer& server, const Json& fault) {
  EXPECT_EQ(control(server, "POST", "faults", fault).status, 200) << fault;
}

Json users(int first, int count) {
  Json rows = Json::array();
  for (int i = first; i < first + count; ++i) {
    rows.push_back({{"school_uid", "N-" + std::to_string(i)},
                    {"username", "n" + std::to_string(i)},
                    {"name_first", "G"},
                    {"name_last", "F"},
                    {"role_id", 9001}});
  }
  return {{"users", {{"user", rows}}}};
}

TEST(SandboxFaults, StrikeTheNthRequestThatMatches) {
  const auto server = make_district();
  Client client{*server};
  strike(*server, {{"kind", "status"},
                   {"status", 503},
                   {"retry_after", 7},
                   {"method", "GET"},
                   {"path", "/v1/roles"},
                   {"nth", 2},
                   {"count", 2}});
  EXPECT_EQ(client.get("roles").status, 200);
  EXPECT_EQ(client.get("schools").status, 200);
  const auto struck = client.get("roles");
  EXPECT_EQ(struck.status, 503);
  EXPECT_EQ(struck.headers.at("Retry-After"), "7");
  EXPECT_EQ(server->request_log().back().fault, "status");
  EXPECT_EQ(client.get("roles/9001").status, 503) << "the path is a prefix";
  EXPECT_EQ(client.get("roles").status, 200);
  EXPECT_EQ(control(*server, "GET", "faults").json()["faults"][0]["hits"], 2);
  EXPECT_EQ(control(*server, "DELETE", "faults").json()["faults"], Json::array());
  EXPECT_EQ(control(*server, "POST", "faults", {{"kind", "nonsense"}}).status, 400);
  EXPECT_EQ(control(*server, "POST", "faults", {{"kind", "status"}, {"typo", 1}}).status, 400);
}

TEST(SandboxFaults, StandInForTheReply) {
  const auto server = make_district();
  Client client{*server};
  strike(*server, {{"faults",
                    {{{"kind", "replay"}},
                     {{"kind", "expired"}, {"nth", 2}},
                     {{"kind", "html"}, {"nth", 3}}}}});
  EXPECT_NE(client.get("roles").body.find("replay attack"), std::string::npos);
  EXPECT_EQ(client.get("roles").status, 401);
  const auto html = client.get("roles");
  EXPECT_EQ(html.status, 502);
  EXPECT_EQ(html.headers.at("Content-Type"), "text/html");
  EXPECT_NE(html.body.find("<html>"), std::string::npos);
}

TEST(SandboxFaults, CutTheConnectionBeforeAndAfterTheEffect) {
  const auto server = make_district();
  Client client{*server};
  strike(*server, {{"kind", "cut_before"}, {"writes", true}});
  EXPECT_EQ(client.post("schools/500100/buildings", kBuilding).status, 0);
  EXPECT_EQ(buildings(client), 1U);
  strike(*server, {{"kind", "cut_after"}, {"writes", true}});
  EXPECT_EQ(client.post("schools/500100/buildings", kBuilding).status, 0);
  EXPECT_EQ(buildings(client), 2U);
  strike(*server, {{"kind", "status"}, {"status", 500}, {"after_effect", true}, {"writes", true}});
  EXPECT_EQ(client.post("schools/500100/buildings", kBuilding).status, 500);
  EXPECT_EQ(buildings(client), 3U);
  strike(*server, {{"kind", "truncate"}, {"writes", true}});
  const auto half = client.post("schools/500100/buildings", kBuilding);
  EXPECT_TRUE(half.cut_short);
  EXPECT_EQ(buildings(client), 4U);
  strike(*server, {{"kind", "empty"}, {"writes", true}});
  const auto empty = client.post("schools/500100/buildings", kBuilding);
  EXPECT_EQ(empty.status, 200);
  EXPECT_EQ(empty.body, "");
  EXPECT_EQ(buildings(client), 5U);
}

TEST(SandboxFaults, SpoilRows) {
  const auto server = make_district();
  Client client{*server};
  strike(*server, {{"kind", "row_fails"}, {"row", 1}, {"status", 500}, {"writes", true}});
  const Json rows = client.post("users", users(0, 3)).json()["user"];
  EXPECT_EQ(rows[1]["response_code"], 500);
  EXPECT_EQ(rows[1]["school_uid"], "N-1");
  EXPECT_EQ(rows[2]["response_code"], 200);
  EXPECT_EQ(client.get("users/ext/N-1").status, 404);
  strike(*server, {{"kind", "rows_reordered"}, {"writes", true}});
  EXPECT_EQ(client.post("users", users(10, 3)).json()["user"][0]["school_uid"], "N-12");
  strike(*server, {{"kind", "row_missing"}, {"row", 0}, {"writes", true}});
  EXPECT_EQ(client.post("users", users(20, 3)).json()["user"].size(), 2U);
  EXPECT_EQ(client.get("users/ext/N-20").status, 303) << "it was done all the same";
}

TEST(SandboxFaults, SpoilLists) {
  const auto server = make_district();
  Client client{*server};
  strike(*server, {{"kind", "bom"}});
  EXPECT_EQ(client.get("users").body.substr(0, 3), "\xEF\xBB\xBF");
  strike(*server, {{"kind", "public_next"}});
  EXPECT_EQ(client.get("users?limit=1")
                .json()["links"]["next"]
                .get<std::string>()
                .rfind("https://api.schoology.com/v1/users?", 0),
            0U);
  strike(*server, {{"kind", "wrong_total"}, {"by", 5}});
  EXPECT_EQ(client.get("users").json()["total"], "9");
  strike(*server, {{"kind", "extra_keys"}});
  EXPECT_TRUE(client.get("users").json()["user"][0].contains("x_sandbox_unknown"));
  strike(*server, {{"kind", "numbers_as_text"}});
  EXPECT_EQ(client.get("users/90003").json()["role_id"], "9001");
  strike(*server, {{"kind", "text_as_numbers"}});
  EXPECT_EQ(client.get("users/90003").json()["uid"], 90003);
  strike(*server, {{"kind", "page_shift"}});
  EXPECT_EQ(client.get("users?limit=1&start=1").json()["user"][0]["id"], 90003)
      << "one slid to the page before";
  strike(*server, {{"kind", "gzip"}});
  EXPECT_EQ(client.get("users").headers.at("Content-Encoding"), "gzip");
}

TEST(SandboxFaults, LetTimePassOnAClockSetByHand) {
  const auto server = make_district();
  const std::int64_t before = server->clock().now_ms();
  strike(*server, {{"kind", "slow"}, {"ms", 90'000}});
  EXPECT_EQ(Client{*server}.get("roles").status, 200);
  EXPECT_EQ(server->clock().now_ms() - before, 90'000);
}

TEST(SandboxLag, ReadsRunBehindByRequests) {
  const auto server = make_district();
  Client client{*server};
  ASSERT_TRUE(server->change_settings({{"read_delay_requests", 2}}));
  EXPECT_EQ(client.post("users", users(0, 1)).status, 207);
  EXPECT_EQ(client.get("users/ext/N-0").status, 404);
  EXPECT_EQ(client.post("users", users(0, 1)).json()["user"][0]["response_code"], 400)
      << "writes know it";
  EXPECT_EQ(client.get("users/ext/N-0").status, 303);
}

TEST(SandboxLag, ReadsRunBehindByTheClockAndHandsCatchUp) {
  const auto server = make_district();
  Client client{*server};
  ASSERT_TRUE(server->change_settings({{"read_delay_ms", 3'000}}));
  client.post("users", users(0, 1));
  EXPECT_EQ(client.get("users/ext/N-0").status, 404);
  server->clock().advance(3'000);
  EXPECT_EQ(client.get("users/90005").json()["school_uid"], "N-0") << "the same id on both sides";
  client.post("users", users(1, 1));
  ASSERT_TRUE(server->deed("enroll", {{"section_id", 710201}, {"school_uid", "N-1"}}));
  EXPECT_EQ(client.get("sections/710201/enrollments").json()["total"], "1");
}

TEST(SandboxSoftDelete, KeepsCodesTakenAndBringsBack) {
  const auto server = make_district({{"rate_credits", 0}, {"soft_delete", true}});
  Client client{*server};
  ASSERT_TRUE(server->deed("enroll", {{"section_id", 710201}, {"uid", 90003}}));
  EXPECT_EQ(client.remove("courses/700101").status, 204);
  EXPECT_EQ(client.get("courses").json()["total"], "0");
  EXPECT_EQ(
      client.post("courses?update_existing=1", {{"title", "A"}, {"course_code", "ALG"}}).status,
      400);
  ASSERT_TRUE(server->deed("restore_deleted", {{"kind", "course"}, {"id", 700101}}));
  EXPECT_EQ(client.get("sections/710201/enrollments").json()["total"], "1");
  EXPECT_FALSE(server->deed("restore_deleted", {{"kind", "course"}, {"id", 700101}}));
}

TEST(SandboxControl, ShowsStateLogAndCounts) {
  const auto server = make_district();
  Client client{*server};
  client.get("sections/710201/enrollments?limit=5");
  client.get("sections/710201");
  client.post("users", users(0, 2));
  const Json counts = control(*server, "GET", "counts").json();
  EXPECT_EQ(counts["reads"], 2);
  EXPECT_EQ(counts["writes"], 1);
  EXPECT_EQ(counts["by_path"]["GET sections/{id}/enrollments"], 1);
  const Json log = control(*server, "GET", "log?since=2").json();
  ASSERT_EQ(log["log"].size(), 1U);
  EXPECT_EQ(log["log"][0]["rows_ok"], 2);
  EXPECT_EQ(log["log"][0]["signature"], "ok");
  EXPECT_EQ(server->request_log()[0].target, "/v1/sections/710201/enrollments?limit=5");
  const Json state = control(*server, "GET", "state").json();
  EXPECT_EQ(state["users"].size(), 6U);
  EXPECT_EQ(state["sections"][0]["section_school_code"], "SEC-1");
}

TEST(SandboxControl, SeedsEnrollsAndResets) {
  const auto server = make_server();
  EXPECT_EQ(control(*server, "POST", "seed", small_district()).status, 200);
  const auto twice =
      control(*server, "POST", "seed", {{"users", {{{"school_uid", "S-1"}, {"role_id", 9001}}}}});
  EXPECT_EQ(twice.status, 400);
  EXPECT_NE(twice.body.find("users[0]"), std::string::npos);
  const auto enrolled =
      control(*server, "POST", "enroll",
              {{"section_school_code", "SEC-1"}, {"school_uid", "S-1"}, {"admin", 0}});
  EXPECT_EQ(enrolled.json()["id"], 720301);
  EXPECT_EQ(server->state()["enrollments"][0]["school_uid"], "S-1");
  EXPECT_EQ(control(*server, "POST", "unenroll", {{"id", 720301}}).status, 200);
  EXPECT_EQ(control(*server, "POST", "enroll", {{"uid", 1}}).status, 404);
  EXPECT_EQ(control(*server, "POST", "settings", {{"rate_credits", 7}}).json()["rate_credits"], 7);
  EXPECT_EQ(control(*server, "POST", "settings", {{"typo", 7}}).status, 400);
  EXPECT_EQ(control(*server, "POST", "clock", {{"set_ms", 5'000}}).json()["now_ms"], 5'000);
  EXPECT_EQ(control(*server, "POST", "clock", {{"advance_ms", 5}}).json()["now_ms"], 5'005);
  EXPECT_EQ(control(*server, "POST", "nothing").status, 404);
  EXPECT_EQ(control(*server, "POST", "reset").status, 200);
  EXPECT_EQ(server->state()["users"].size(), 1U);
  EXPECT_EQ(control(*server, "GET", "settings").json()["rate_credits"], 0);
  EXPECT_FALSE(server->clock().by_hand());
  server->clock().begin_at(7'000);
  server->clock().advance(5);
  EXPECT_EQ(control(*server, "POST", "reset").status, 200);
  EXPECT_EQ(server->clock().now_ms(), 7'000);
  EXPECT_TRUE(server->request_log().empty()) << "control calls are not logged";
}

TEST(SandboxControl, AStateCanBeTakenElsewhere) {
  const auto server = make_district({{"rate_credits", 0}, {"soft_delete", true}});
  Client client{*server};
  ASSERT_TRUE(server->deed("enroll", {{"section_id", 710201}, {"uid", 90003}}));
  client.remove("users/90004?option_keep_enrollments=1");
  client.remove("sections/710201");
  const Json state = server->state();
  const auto other = make_server();
  ASSERT_TRUE(other->restore(state));
  EXPECT_EQ(other->state(), state);
  EXPECT_FALSE(other->restore({{"users", {{{"role_id", 1}}}}}));
  EXPECT_EQ(other->state(), state) << "a bad one changes nothing";
}

TEST(SandboxServer, RefusesAPortInUseAndBadOptions) {
  const auto server = make_server();
  SchoologyOptions options;
  options.port = server->port();
  EXPECT_FALSE(SchoologyServer::create(options));
  options.port = 0;
  options.settings_json = "{\"typo\":1}";
  EXPECT_FALSE(SchoologyServer::create(options));
}

}  // namespace
}  // namespace crosswalk::sandbox::test
