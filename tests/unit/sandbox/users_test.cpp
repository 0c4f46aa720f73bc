/// Users: bulk rows, upserts, email rules, inactive accounts, associations (contract 6.5, 6.6, 8).

#include <gtest/gtest.h>

#include "client.hpp"

namespace crosswalk::sandbox::test {
namespace {

Json user(const std::string& code, Json more = Json::object()) {
  Json out{{"school_uid", code},
           {"name_first", "Given"},
           {"name_last", "Family"},
           {"username", "u" + code},
           {"role_id", 9001}};
  out.update(more);
  return out;
}

Json bulk(Json rows) { return {{"users", {{"user", std::move(rows)}}}}; }

TEST(SandboxUsers, CreatesOneOrMany) {
  const auto server = make_server();
  Client client{*server};
  const auto one = client.post("users", user("S-1"));
  EXPECT_EQ(one.status, 201);
  EXPECT_EQ(one.json()["uid"], "90002");
  EXPECT_EQ(one.json()["id"], 90002);
  const auto many =
      client.post("users", bulk({user("S-2"), user("S-2"), user("S-3", {{"username", ""}})}));
  EXPECT_EQ(many.status, 207);
  const Json rows = many.json()["user"];
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0]["response_code"], 200);
  EXPECT_EQ(rows[0]["id"], "90003");
  EXPECT_EQ(rows[0]["location"], server->base_url() + "/v1/users/90003");
  EXPECT_EQ(rows[1]["response_code"], 400) << "its school_uid exists by now";
  EXPECT_EQ(rows[2]["response_code"], 400);
  EXPECT_EQ(rows[2]["school_uid"], "S-3");
  EXPECT_EQ(rows[2]["message"], "username or email is required");
  const LogEntry last = server->request_log().back();
  EXPECT_EQ(last.trace.rows_ok, 1);
  EXPECT_EQ(last.trace.rows_failed, 2);
  EXPECT_TRUE(last.trace.is_write);
  EXPECT_EQ(client.post("users", bulk(user("S-9"))).json()["user"].size(), 1U)
      << "an object for an array";
}

TEST(SandboxUsers, ChecksFields) {
  const auto server = make_server();
  Client client{*server};
  const auto refused = [&](const Json& more) {
    return client.post("users", user("X", more)).status;
  };
  EXPECT_EQ(refused({{"username", "has blank"}}), 400);
  EXPECT_EQ(refused({{"role_id", 1}}), 400);
  EXPECT_EQ(refused({{"building_id", 4711}}), 400);
  EXPECT_EQ(refused({{"name_last", ""}}), 400);
  EXPECT_EQ(refused({{"grad_year", "27"}}), 400);
  EXPECT_EQ(refused({{"gender", "x"}}), 400);
  EXPECT_EQ(refused({{"name_title", "Sir"}}), 400);
  EXPECT_EQ(refused({{"birthday_date", "1.2.2010"}}), 400);
  EXPECT_EQ(refused({{"primary_email", "nowhere"}}), 400);
  EXPECT_EQ(refused({{"username", "SANDBOX.admin"}}), 400) << "names ignore case";
  EXPECT_EQ(refused({{"school_uid", Json::array()}}), 400);
  EXPECT_EQ(client.get("users").json()["total"], "1");
  EXPECT_EQ(refused({{"role_id", "9001"}, {"unknown_key", 1}}), 201) << "ids may be text";
}

TEST(SandboxUsers, UpsertsChangeOnlyWhatTheyHold) {
  const auto server = make_server();
  Client client{*server};
  client.post("users", user("S-1", {{"grad_year", "2030"}, {"position", "Clerk"}}));
  const auto done = client.post("users?update_existing=1",
                                bulk({{{"school_uid", "S-1"}, {"grad_year", "2031"}}}));
  EXPECT_EQ(done.json()["user"][0]["id"], "90002");
  const Json read = client.get("users/90002").json();
  EXPECT_EQ(read["grad_year"], "2031");
  EXPECT_EQ(read["position"], "Clerk");
  EXPECT_EQ(read["username"], "uS-1");
  EXPECT_EQ(client.put("users/90002", {{"school_uid", "S-1b"}}).status, 204);
  EXPECT_EQ(client.get("users/ext/S-1").status, 404);
  EXPECT_EQ(client.get("users/ext/S-1b").status, 303);
  EXPECT_EQ(client.put("users", bulk({{{"id", "90002"}, {"bio", "b"}}, {{"id", 4}}}))
                .json()["user"][1]["response_code"],
            404);
}

TEST(SandboxUsers, RefusesMoreThanFiftyItems) {
  const auto server = make_server();
  Client client{*server};
  Json rows = Json::array();
  for (int i = 0; i < 51; ++i) rows.push_back(user("S-" + std::to_string(i)));
  EXPECT_EQ(client.post("users", bulk(rows)).status, 400);
  EXPECT_EQ(client.get("users").json()["total"], "1") << "none of them was made";
  rows.erase(50);
  EXPECT_EQ(client.post("users", bulk(rows)).status, 207);
}

TEST(SandboxUsers, PagesWithACapOfTwoHundred) {
  const auto server = make_server();
  Json users = Json::array();
  for (int i = 0; i < 449; ++i) users.push_back(user("S-" + std::to_string(i)));
  ASSERT_TRUE(server->seed({{"users", users}}));
  Client client{*server};
  EXPECT_EQ(client.get("users").json()["user"].size(), 20U);
  std::string next = "users?limit=1000";
  std::vector<std::size_t> sizes;
  for (int guard = 0; !next.empty() && guard < 9; ++guard) {
    const Json page = client.get(next).json();
    sizes.push_back(page["user"].size());
    EXPECT_EQ(page["total"], "450");
    const std::string url = page["links"].value("next", std::string{});
    next = url.empty() ? url : url.substr(server->base_url().size() + 4);
  }
  EXPECT_EQ(sizes, (std::vector<std::size_t>{200, 200, 50}));
  EXPECT_EQ(client.get("users?school_uids=S-1,S-2,nobody").json()["total"], "2");
  EXPECT_EQ(client.get("users?role_ids=9002").json()["total"], "0");
  const auto unknown = client.get("users?role_ids=1");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_NE(unknown.body.find("do not exist"), std::string::npos);
}

TEST(SandboxUsers, SettlesAddressesOfOtherSchools) {
  const auto server = make_server();
  ASSERT_TRUE(server->seed(
      {{"foreign_emails", {"a@x.example", "b@our.example", "c@x.example", "d@our.example"}},
       {"verified_domains", {"our.example"}}}));
  Client client{*server};
  const auto make = [&](const std::string& query, const std::string& code,
                        const std::string& email) {
    Json row = user(code, {{"primary_email", email}});
    row.erase("username");
    return client.post("users" + query, bulk({row})).json()["user"][0];
  };
  const auto read = [&](const Json& row) {
    return client.get("users/" + row["id"].get<std::string>()).json();
  };
  EXPECT_EQ(make("", "S-1", "a@x.example")["response_code"], 400);
  const Json ignored = read(make("?ignore_email_conflicts=1", "S-2", "a@x.example"));
  EXPECT_EQ(ignored["username"], "S-2");
  EXPECT_EQ(ignored["primary_email"], "");
  EXPECT_EQ(read(make("?email_conflict_resolution=1", "S-3", "c@x.example"))["username"], "c");
  const Json merged = read(make("?email_conflict_resolution=2", "S-4", "b@our.example"));
  EXPECT_EQ(merged["primary_email"], "b@our.example");
  EXPECT_EQ(make("?ignore_email_conflicts=1", "S-5", "b@our.example")["response_code"], 400)
      << "our own school";
}

TEST(SandboxUsers, DeactivatesWithAndWithoutTheEnrollments) {
  const auto server = make_district();
  Client client{*server};
  for (const int uid : {90003, 90004}) {
    ASSERT_TRUE(server->deed("enroll", {{"section_id", 710201}, {"uid", uid}, {"admin", 0}}));
  }
  const auto gone =
      client.remove("users?uids=90003&option_keep_enrollments=1&email_notification=0");
  EXPECT_EQ(gone.status, 207);
  EXPECT_EQ(gone.json(), (Json{{"user", {{{"response_code", 200}, {"id", "90003"}}}}}));
  EXPECT_EQ(client.remove("users/90004").status, 204);
  EXPECT_EQ(server->state()["mails"].size(), 1U) << "only the one that did not say 0";
  EXPECT_EQ(client.get("users/90003").status, 404);
  EXPECT_EQ(client.get("users/ext/S-1").status, 404);
  EXPECT_EQ(client.get("sections/710201/enrollments").json()["total"], "0");
  const Json inactive = client.get("users/inactive").json();
  EXPECT_EQ(inactive["total"], 2);
  EXPECT_EQ(inactive["user"][0]["uid"], 90003);
  EXPECT_EQ(inactive["user"][0]["modified_by_uid"], 90001);
  EXPECT_EQ(inactive["user"][0]["inactive_timestamp"], server->clock().now_s());

  const auto again =
      client.post("users?update_existing=1", bulk({user("S-1", {{"username", "other"}})}));
  EXPECT_EQ(again.json()["user"][0]["response_code"], 400)
      << "the code belongs to an inactive user";

  const Json wake{{"user",
                   {{{"uid", "90003"}, {"option_reenroll", "1"}},
                    {{"uid", 90004}, {"option_reenroll", 1}},
                    {{"uid", 1}}}}};
  const Json rows = client.put("users/reactivate", wake).json()["user"];
  EXPECT_EQ(rows[0]["message"], "reactivated");
  EXPECT_EQ(rows[2]["response_code"], 404);
  const Json places = client.get("sections/710201/enrollments").json()["enrollment"];
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(places[0]["id"], "720301") << "kept";
  EXPECT_EQ(places[1]["id"], "720303") << "made anew, its grades are gone";
}

TEST(SandboxUsers, ReactivatedWithoutReenrollIsArchivedInItsPlaces) {
  const auto server = make_district();
  Client client{*server};
  ASSERT_TRUE(server->deed("enroll", {{"section_id", 710201}, {"uid", 90003}}));
  client.remove("users/90003?option_keep_enrollments=1&email_notification=0");
  client.put("users/reactivate", {{"user", {{"uid", 90003}}}});
  EXPECT_EQ(client.get("sections/710201/enrollments").json()["total"], "0");
  EXPECT_EQ(client.get("sections/710201/enrollments?enrollment_status=5").json()["total"], "1");
}

TEST(SandboxUsers, ExportsCsvInTheOrderAskedFor) {
  const auto server = make_district();
  ASSERT_TRUE(server->seed({{"users",
                             {{{"school_uid", "Q,1"},
                               {"username", "q1"},
                               {"name_first", "A \"B\""},
                               {"role_id", 9002}}}}}));
  Client client{*server};
  const auto csv = client.get("csvexport/users?fields=school_uid,uid,role_name,name_first");
  EXPECT_EQ(csv.headers.at("Content-Type"), "text/csv; charset=UTF-8");
  EXPECT_EQ(csv.body,
            "school_uid,uid,role_name,name_first\nsandbox-admin,90001,Administrator,Sandbox\n"
            "T-1,90002,Teacher,Given\nS-1,90003,Student,Given\nS-2,90004,Student,Given\n"
            "\"Q,1\",90005,Teacher,\"A \"\"B\"\"\"\n");
  EXPECT_EQ(client.get("csvexport/users?fields=nope").status, 400);
}

TEST(SandboxUsers, LinksParents) {
  const auto server = make_district();
  ASSERT_TRUE(
      server->seed({{"users", {{{"school_uid", "P-1"}, {"username", "p1"}, {"role_id", 9004}}}}}));
  Client client{*server};
  const auto import = [&](Json rows) {
    return client
        .post("users/import/associations/parents",
              {{"associations", {{"association", std::move(rows)}}}})
        .json()["association"];
  };
  const Json rows = import({{{"student_school_uid", "S-1"}, {"parent_school_uid", "P-1"}},
                            {{"student_school_uid", "S-9"}, {"parent_school_uid", "P-1"}}});
  EXPECT_EQ(rows[0], (Json{{"response_code", 200},
                           {"student_school_uid", "S-1"},
                           {"student_uid", "90003"},
                           {"parent_school_uid", "P-1"},
                           {"parent_uid", "90005"}}));
  EXPECT_EQ(rows[1]["response_code"], 404);
  EXPECT_EQ(client.get("users/90005").json()["child_uids"], "90003");
  EXPECT_EQ(client.get("users/90003").json()["parents"]["parent"][0]["school_uid"], "P-1");
  import({{{"student_school_uid", "S-1"}, {"parent_school_uid", "P-1"}, {"delete", "1"}}});
  EXPECT_TRUE(client.get("users/90003").json()["parents"].is_null());
  EXPECT_EQ(client.put("users/90003", {{"parent_uids", "90005"}}).status, 204);
  EXPECT_EQ(client.get("users/90005").json()["child_uids"], "90003");
}

}  // namespace
}  // namespace crosswalk::sandbox::test
