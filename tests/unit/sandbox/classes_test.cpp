/// Courses and sections (contract 6.7, 6.8).

#include <gtest/gtest.h>

#include "client.hpp"

namespace crosswalk::sandbox::test {
namespace {

Json course(const std::string& code, Json more = Json::object()) {
  Json out{{"title", "Course " + code}, {"course_code", code}};
  out.update(more);
  return out;
}

Json section(const std::string& code, Json more = Json::object()) {
  Json out{
      {"title", "Section " + code}, {"section_school_code", code}, {"grading_periods", {8101}}};
  out.update(more);
  return out;
}

Json courses(Json rows) { return {{"courses", {{"course", std::move(rows)}}}}; }
Json sections(Json rows) { return {{"sections", {{"section", std::move(rows)}}}}; }

TEST(SandboxCourses, CreatesChangesAndDeletes) {
  const auto server = make_district();
  Client client{*server};
  EXPECT_EQ(client.post("courses", course("GEO", {{"building_id", 500101}})).json()["building_id"],
            "500101");
  const Json rows = client.post("courses", courses({course("BIO"), course("ALG"), course("geo")}))
                        .json()["course"];
  EXPECT_EQ(rows[0]["id"], 700103);
  EXPECT_EQ(rows[1]["response_code"], 400) << "taken";
  EXPECT_EQ(rows[1]["course_code"], "ALG");
  EXPECT_EQ(rows[2]["response_code"], 200) << "case counts";
  const Json upserted =
      client.post("courses?update_existing=1", courses({{{"course_code", "ALG"}, {"credits", 2}}}))
          .json();
  EXPECT_EQ(upserted["course"][0]["id"], 700101);
  const Json read = client.get("courses/700101").json();
  EXPECT_EQ(read["title"], "Algebra") << "a partial upsert keeps the rest";
  EXPECT_EQ(read["credits"], 2);
  EXPECT_EQ(client.put("courses/700101", {{"course_code", "BIO"}}).status, 400);
  EXPECT_EQ(client.put("courses/700101", {{"title", "Algebra I"}}).status, 204);
  EXPECT_EQ(
      client.put("courses", courses({{{"id", "700101"}, {"title", "X"}}})).json(),
      (Json{{"course", {{{"response_code", 200}, {"id", "700101"}, {"course_code", "ALG"}}}}}));
  EXPECT_EQ(client.remove("courses?course_ids=700101,4").status, 207);
  EXPECT_EQ(client.get("courses/700101").status, 404);
  EXPECT_EQ(client.get("sections/710201").status, 404) << "its sections went with it";
}

TEST(SandboxCourses, ChecksFields) {
  const auto server = make_district();
  Client client{*server};
  const auto status = [&](const Json& more) {
    return client.post("courses", course("NEW", more)).status;
  };
  EXPECT_EQ(status({{"title", ""}}), 400);
  EXPECT_EQ(status({{"course_code", ""}}), 400);
  EXPECT_EQ(status({{"building_id", 4}}), 400);
  EXPECT_EQ(status({{"subject_area", 10}}), 400);
  EXPECT_EQ(status({{"grade_level_range_start", 5}, {"grade_level_range_end", 5}}), 400);
  EXPECT_EQ(status({{"grade_level_range_start", 5}, {"grade_level_range_end", 6}}), 201);
}

TEST(SandboxCourses, TakesNestedSections) {
  const auto server = make_district();
  Client client{*server};
  const Json nested{
      {"section", {section("SEC-2"), section("SEC-3", {{"grading_periods", {4711}}})}}};
  const auto done =
      client.post("courses?update_existing=1",
                  courses({course("ALG", {{"sections", nested}}),
                           course("BIO", {{"sections", {{"section", section("SEC-1")}}}})}));
  const Json rows = done.json()["course"];
  EXPECT_EQ(rows[0]["response_code"], 200);
  EXPECT_EQ(rows[0]["sections"]["section"][0]["id"], "710202");
  EXPECT_EQ(rows[0]["sections"]["section"][1]["response_code"], 400) << "unknown period";
  EXPECT_EQ(rows[1]["response_code"], 200);
  EXPECT_EQ(rows[1]["sections"]["section"][0]["response_code"], 400)
      << "code of another course's section";
  EXPECT_EQ(server->request_log().back().trace.rows_failed, 2);
}

TEST(SandboxCourses, CountsNestedSectionsTowardFifty) {
  const auto server = make_district();
  Json nested = Json::array();
  for (int i = 0; i < 50; ++i) nested.push_back(section("N-" + std::to_string(i)));
  const Json row = course("BIG", {{"sections", {{"section", nested}}}});
  EXPECT_EQ(Client{*server}.post("courses", courses({row})).status, 400);
}

TEST(SandboxSections, CreatesChangesAndFinds) {
  const auto server = make_district();
  Client client{*server};
  const auto fresh = client.post("courses/700101/sections", section("SEC-2", {{"synced", 1}}));
  EXPECT_EQ(fresh.status, 201);
  EXPECT_EQ(fresh.json()["id"], "710202");
  EXPECT_TRUE(fresh.json()["synced"].is_null());
  EXPECT_EQ(fresh.json()["options"]["content_index_visibility"], Json::array());
  const Json read = client.get("sections/710202").json();
  EXPECT_EQ(read["section_title"], "Section SEC-2");
  EXPECT_EQ(read["synced"], "1");
  EXPECT_EQ(read["course_id"], "700101");
  EXPECT_EQ(read["meeting_days"], Json::array({""}));
  EXPECT_EQ(read["grading_periods"], Json::array({8101}));
  EXPECT_EQ(
      client
          .put("sections/710202", {{"section_title", "Moved"}, {"grading_periods", {"8101", 8102}}})
          .status,
      204);
  EXPECT_EQ(client.get("sections/710202").json()["grading_periods"], Json::array({8101, 8102}));
  const Json found = client.get("sections?section_school_codes=SEC-2,SEC-9").json();
  EXPECT_EQ(found["total"], 1);
  EXPECT_EQ(found["section"][0]["section_title"], "Moved");
  EXPECT_EQ(client.get("sections/ext/SEC-2").status, 303);
  ASSERT_TRUE(server->change_settings({{"sections_ext_direct", true}}));
  EXPECT_EQ(client.get("sections/ext/SEC-2").json()["id"], "710202");
  EXPECT_EQ(client.remove("sections?section_ids=710202").json(),
            (Json{{"section", {{{"response_code", 200}, {"id", "710202"}}}}}));
}

TEST(SandboxSections, UpsertsByEitherCode) {
  const auto server = make_district();
  Client client{*server};
  const auto post = [&](const char* query, const Json& row) {
    return client.post(std::string{"courses/700101/sections"} + query, sections({row}))
        .json()["section"][0];
  };
  EXPECT_EQ(post("", section("SEC-1"))["response_code"], 400) << "exists";
  EXPECT_EQ(post("?update_existing=1", section("SEC-1"))["id"], "710201");
  Json by_code{{"title", "By code"}, {"section_code", "A"}, {"grading_periods", {8101}}};
  EXPECT_EQ(post("", by_code)["id"], "710202");
  EXPECT_EQ(post("?update_existing=1", by_code)["id"], "710202");
  by_code["grading_periods"] = {8102};
  EXPECT_EQ(post("?update_existing=1", by_code)["id"], "710203")
      << "another period, another section";
  by_code["grading_periods"] = {8101, 8102};
  EXPECT_EQ(post("?update_existing=1", by_code)["response_code"], 400) << "clashes with both";
  EXPECT_EQ(post("", {{"title", "No code"}, {"grading_periods", {8101}}})["response_code"], 400);
  EXPECT_EQ(post("", section("SEC-4", {{"grading_periods", Json::array()}}))["response_code"], 400);
}

TEST(SandboxSections, PastOnesHideInListsOnly) {
  const auto server = make_district();
  Client client{*server};
  EXPECT_EQ(client.get("courses/700101/sections").json()["total"], 1);
  server->clock().advance(100LL * 86'400'000);  // January: the fall period is over
  const Json hidden = client.get("courses/700101/sections").json();
  EXPECT_EQ(hidden["total"], 0);
  EXPECT_FALSE(hidden.contains("section"));
  EXPECT_EQ(client.get("courses/700101/sections?include_past=1").json()["total"], 1);
  EXPECT_EQ(client.get("sections/710201").json()["active"], 0);
}

TEST(SandboxSections, OnlyTheOwnOnesOfAPerson) {
  const auto server = make_district();
  Client client{*server};
  ASSERT_TRUE(server->deed("enroll", {{"section_school_code", "SEC-1"}, {"school_uid", "S-1"}}));
  EXPECT_EQ(client.get("users/90003/sections").status, 403);
  const Json own =
      client.call("GET", "users/90003/sections", nullptr, {{"X-Schoology-Run-As", "90003"}}).json();
  EXPECT_EQ(own["section"].size(), 1U);
  EXPECT_FALSE(own.contains("total"));
}

}  // namespace
}  // namespace crosswalk::sandbox::test
