/// Schools, buildings, roles, grading periods, and the wire conventions of section 4.

#include <gtest/gtest.h>

#include "client.hpp"

namespace crosswalk::sandbox::test {
namespace {

TEST(SandboxSchools, ReadsAndWritesBuildings) {
  const auto server = make_server();
  Client client{*server};
  EXPECT_EQ(client.get("schools/500100/buildings").json(), (Json{{"building", Json::array()}}));
  const auto made =
      client.post("schools/500100/buildings", {{"title", "North"}, {"building_code", "N-1"}});
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.json()["id"], "500101");
  EXPECT_TRUE(made.json()["phone"].is_null()) << "unset values are null in the reply to a create";
  EXPECT_EQ(made.json()["links"]["self"], server->base_url() + "/v1/schools/500101");
  const Json read = client.get("schools/500101").json();
  EXPECT_EQ(read["phone"], "") << "and empty in reads";
  EXPECT_EQ(client.put("schools/500101", {{"city", "Testville"}}).status, 204);
  EXPECT_EQ(client.get("schools/500100/buildings").json()["building"][0]["city"], "Testville");
  EXPECT_EQ(client.post("schools/500100/buildings", {{"city", "X"}}).status, 400);
  EXPECT_EQ(client.remove("schools/500101").status, 204);
  EXPECT_EQ(client.get("schools/500101").status, 404);
}

TEST(SandboxSchools, RoleIdsFollowTheTypesSetting) {
  const auto server = make_server();
  Client client{*server};
  EXPECT_EQ(client.get("roles/9001").json()["id"], 9001);
  ASSERT_TRUE(server->change_settings({{"types", "docs"}}));
  EXPECT_EQ(client.get("roles/9001").json()["id"], "9001");
  EXPECT_EQ(client.get("roles/1").status, 404);
}

TEST(SandboxPeriods, AnEmptyListHasNoArray) {
  const auto server = make_server();
  EXPECT_EQ(Client{*server}.get("gradingperiods").json(), (Json{{"total", 0}}));
}

TEST(SandboxPeriods, TitlesAreUniqueAndDatesReal) {
  const auto server = make_server();
  Client client{*server};
  const Json fall{{"title", "Fall"}, {"start", "2026-08-17"}, {"end", "2026-12-18"}};
  EXPECT_EQ(client.post("gradingperiods", fall).status, 201);
  EXPECT_EQ(client.post("gradingperiods", fall).status, 400);
  Json other = fall;
  other["title"] = "Fall 2";
  other["start"] = "2026-02-30";
  EXPECT_EQ(client.post("gradingperiods", other).status, 400);
  other["start"] = "2026-12-30";
  EXPECT_EQ(client.post("gradingperiods", other).status, 400) << "end before start";
  EXPECT_EQ(client.get("gradingperiods?title=Fall").json()["total"], 1);
  EXPECT_EQ(client.get("gradingperiods?title=Fa").json()["total"], 0);
  EXPECT_EQ(client.get("gradingperiods?title=Fa&startswith=1").json()["total"], 1);
}

TEST(SandboxPeriods, OneInUseCannotBeDeleted) {
  const auto server = make_district();
  Client client{*server};
  EXPECT_EQ(client.remove("gradingperiods/8101").status, 400);
  EXPECT_EQ(client.remove("gradingperiods/8102").status, 204);
  const Json list = client.get("sections/710201/grading_periods").json();
  EXPECT_EQ(list["grading_period"][0]["start"], "2026-08-17 00:00:00");
}

TEST(SandboxWire, WrongPathsAnswerAsTheRealServiceDoes) {
  const auto server = make_district();
  Client client{*server};
  EXPECT_EQ(client.get("schools/500100/users").json()["title"], "Sample District");
  EXPECT_EQ(client.get("courses/700101/grading_scales").json()["course_code"], "ALG");
  EXPECT_EQ(client.get("sections/710201/members/12").json()["id"], "710201");
  EXPECT_EQ(client.get("users/90003/nothing").status, 400);
  EXPECT_EQ(client.get("nothing").status, 404);
  EXPECT_EQ(client.get("sections/4711/members").status, 404);
  EXPECT_EQ(client.post("roles", {{"title", "x"}}).status, 405);
  EXPECT_EQ(client.get("sections").status, 403) << "without section_school_codes";
  EXPECT_EQ(client.get("section/710201").status, 200) << "singular realm name";
}

TEST(SandboxWire, ChecksFormats) {
  const auto server = make_server();
  Client client{*server};
  const std::string url = server->base_url();
  const auto with = [&](const std::string& verb, HeaderList headers, const std::string& body) {
    headers.emplace_back(
        "Authorization",
        client.signer().header(verb, url, "/v1/users", client.next_nonce(), client.now_s()));
    return send(url, verb, "/v1/users", headers, body).status;
  };
  EXPECT_EQ(with("GET", {{"Accept", "text/xml"}}, ""), 406);
  EXPECT_EQ(with("GET", {{"Accept", "*/*"}}, ""), 200);
  EXPECT_EQ(with("GET", {{"Content-Type", "application/json"}}, ""), 200);
  EXPECT_EQ(with("POST", {{"Content-Type", "application/x-www-form-urlencoded"}}, "a=b"), 415);
  EXPECT_EQ(with("POST", {{"Content-Type", "application/json"}}, "{not json"), 400);
  const auto reply = client.get("roles");
  EXPECT_EQ(reply.headers.at("X-Schoology"), "API");
  EXPECT_EQ(reply.headers.at("Content-Type"), "application/json; charset=UTF-8");
}

TEST(SandboxWire, ReadsChunkedBodies) {
  const auto server = make_server();
  Client client{*server};
  const Json body{{"title", "Fall"}, {"start", "2026-08-17"}, {"end", "2026-12-18"}};
  EXPECT_EQ(client.call("POST", "gradingperiods", body, {{"Transfer-Encoding", "chunked"}}).status,
            201);
}

TEST(SandboxWire, TellsTheDateOfItsOwnClock) {
  const auto server = make_district();
  EXPECT_EQ(Client{*server}.get("roles").headers.at("Date"), "Thu, 01 Oct 2026 00:00:00 GMT");
}

TEST(SandboxWire, LimitsTheRateOnASteppedClock) {
  const auto server =
      make_district({{"rate_credits", 3}, {"rate_window_s", 5}, {"rate_cost_write", 2}});
  Client client{*server};
  EXPECT_EQ(client.get("roles").status, 200);
  EXPECT_EQ(client.put("schools/500101", {{"city", "A"}}).status, 204);
  const auto refused = client.get("roles");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.headers.count("Retry-After"), 0U);
  ASSERT_TRUE(server->change_settings({{"retry_after", 0}}));
  server->clock().advance(2'000);
  EXPECT_EQ(client.get("roles").headers.at("Retry-After"), "3");
  server->clock().advance(3'000);
  EXPECT_EQ(client.get("roles").status, 200);
}

}  // namespace
}  // namespace crosswalk::sandbox::test
