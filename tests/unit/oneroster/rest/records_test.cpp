/// What becomes of a record, in the shapes that providers send (contract, sections 4, 5 and 12).

#include "rest/support.hpp"

namespace crosswalk::oneroster::rest {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

using RecordsTest = RestTest;

const std::vector<std::string_view> kUserColumns{
    "sourcedId",          "status", "metadata",   "enabledUser", "username", "givenName", "userIds",
    "preferredFirstName", "roles",  "primaryOrg", "agents",      "grades"};

TEST_F(RecordsTest, UserOf12) {
  const Json user = Json::parse(R"({"sourcedId":"usr-k3","status":"active","username":"t.halle29",
    "userIds":[{"type":"SIS","identifier":"70031"},{"identifier":"x"}],"enabledUser":"true",
    "givenName":"Teodoro","familyName":"Halle","preferredFirstName":"Teo","password":"secret",
    "metadata":{"zone":"B","oldPassword":"p","n":null},
    "roles":[{"roleType":"secondary","role":"Aide","org":{"sourcedId":"org-s1"}},
             {"roleType":"primary","role":"student","beginDate":"2025-08-18","org":{"href":"https://x","sourcedId":"org-s1","type":"org"}}],
    "primaryOrg":{"sourcedId":"org-s1"},"agents":[{"sourcedId":"usr-p7"},"usr-p8"],"grades":["07",8]})");
  const ReadRow row = read_one("user", "users", user, kUserColumns);
  EXPECT_FALSE(row.bad);
  EXPECT_EQ(row["roles"], "[[student;org-s1;primary;2025-08-18;];[aide;org-s1;secondary;;]]");
  EXPECT_EQ(row["userIds"], "[[SIS;70031];[;x]]");
  EXPECT_EQ(row["enabledUser"], "true");
  EXPECT_EQ(row["agents"], "[usr-p7;usr-p8]");
  EXPECT_EQ(row["grades"], "[07;8]");
  EXPECT_EQ(row["primaryOrg"], "org-s1");
  EXPECT_EQ(row["metadata"], R"({"zone":"B"})");
  for (const auto& [name, value] : row.fields) EXPECT_EQ(value.find("secret"), std::string::npos);
}

TEST_F(RecordsTest, UserOf11) {
  const Json user =
      Json::parse(R"({"sourcedId":"u","givenName":"A","familyName":"B","role":"TEACHER",
    "enabledUser":"True","username":"","orgs":[{"sourcedId":"s2"},"s1"],"userIds":"{SIS:1},{2}",
    "agentSourceIds":[{"sourcedId":"p"}],"grades":null,"preferredGivenName":"Al","status":""})");
  const ReadRow row = read_one("user", "users", user, kUserColumns);
  EXPECT_EQ(row["roles"], "[[teacher;s1;primary;;];[teacher;s2;primary;;]]");
  EXPECT_EQ(row["userIds"], "[[SIS;1];[;2]]");
  EXPECT_EQ(row["agents"], "[p]");
  EXPECT_EQ(row["preferredFirstName"], "Al");
  EXPECT_FALSE(row.fields.contains("username"));
  EXPECT_FALSE(row.fields.contains("grades"));
  EXPECT_FALSE(row.fields.contains("status"));
}

TEST_F(RecordsTest, ClassAndSessionAndEnrollment) {
  const ReadRow clazz =
      read_one("class", "classes",
               Json::parse(R"({"sourcedId":"c","title":"","course":"k","school":{"sourcedId":"s"},
                      "terms":[{"sourcedId":"t1"},{"sourcedId":"t2"}],"periods":"3,4","classType":"Scheduled"})"),
               {"sourcedId", "course", "school", "terms", "periods", "classType", "title"});
  EXPECT_EQ(clazz["course"], "k");
  EXPECT_EQ(clazz["terms"], "[t1;t2]");
  EXPECT_EQ(clazz["periods"], "[3;4]");
  EXPECT_EQ(clazz["classType"], "scheduled");
  EXPECT_FALSE(clazz.fields.contains("title"));
  const ReadRow session = read_one(
      "academicSession", "academicSessions",
      Json::parse(
          R"({"sourcedId":"y","title":"Y","startDate":"2026-08-17T00:00:00.000Z","endDate":"2027-06-05",
                      "type":"schoolYear","schoolYear":"2026-2027"})"),
      {"sourcedId", "startDate", "endDate", "schoolYear"});
  EXPECT_EQ(session["startDate"], "2026-08-17");
  EXPECT_EQ(session["schoolYear"], "2027");
  const ReadRow enrollment = read_one(
      "enrollment", "enrollments",
      Json::parse(
          R"({"sourcedId":7,"class":{"sourcedId":"c"},"user":{"sourcedId":"u"},"role":"student","primary":false,"endDate":null})"),
      {"sourcedId", "class", "user", "role", "primary", "endDate"});
  EXPECT_EQ(enrollment["sourcedId"], "7");
  EXPECT_EQ(enrollment["primary"], "false");
  EXPECT_FALSE(enrollment.fields.contains("endDate"));
}

TEST_F(RecordsTest, TombstonesTellWhatTheyCan) {
  const ReadRow user = read_one(
      "user", "users",
      Json::parse(R"({"sourcedId":"u","status":"inactive","givenName":["A"],"enabledUser":"?"})"),
      {"sourcedId", "status", "givenName", "enabledUser"});
  EXPECT_EQ(user.op, CW_ROW_DELETE);
  EXPECT_FALSE(user.bad);
  EXPECT_EQ(user["status"], "tobedeleted");
  EXPECT_FALSE(user.fields.contains("enabledUser"));
  // The host knows an enrollment by its class and its user.
  const ReadRow enrollment =
      read_one("enrollment", "enrollments",
               Json::parse(R"({"sourcedId":"e","status":"tobedeleted","class":{"sourcedId":"c"},
                      "user":{"sourcedId":"u"},"role":"student","endDate":"soon"})"),
               {"sourcedId", "class", "user", "endDate"});
  EXPECT_EQ(enrollment.op, CW_ROW_DELETE);
  EXPECT_EQ(enrollment["class"], "c");
  EXPECT_EQ(enrollment["user"], "u");
  EXPECT_FALSE(enrollment.fields.contains("endDate"));
}

TEST_F(RecordsTest, RefusesRecordByRecord) {
  const auto refused = [&](const char* record, const char* why) {
    const ReadRow row = read_one("user", "users", Json::parse(record), {"sourcedId", "givenName"});
    EXPECT_TRUE(row.bad) << record;
    EXPECT_THAT(row.fields, Contains(::testing::Pair(::testing::_, HasSubstr(why)))) << record;
  };
  refused(R"({"givenName":"A"})", "users, record 1: 'sourcedId' is empty");
  refused(R"({"sourcedId":"u","givenName":"A"})", "'familyName' is empty");
  refused(R"({"sourcedId":"u","givenName":["A"],"familyName":"B"})", "'givenName' is neither");
  refused(R"({"sourcedId":"u","givenName":"A","familyName":"B","enabledUser":"perhaps"})",
          "'enabledUser' is neither true nor false");
  refused(R"({"sourcedId":"u","givenName":"A","familyName":"B","roles":[{"org":"s"}]})",
          "one of 'roles' has no 'role'");
  refused(
      R"({"sourcedId":"u","givenName":"A","familyName":"B","roles":[{"role":"student","endDate":"soon"}]})",
      "a date that is none");
  refused("\"u\"", "it is no object");
}

TEST_F(RecordsTest, TakeTheEnvelopeOfThePath) {
  page("users", 0, "", {}, 404);
  page("students", 0,
       R"({"students":[{"sourcedId":"a","givenName":"A","familyName":"B","role":"student"}]})",
       {{"X-Total-Count", "1"}});
  page("teachers", 0,
       R"({"users":[{"sourcedId":"b","givenName":"A","familyName":"B","role":"teacher"}]})",
       {{"X-Total-Count", "1"}});
  const auto result = read_ok("user", {"sourcedId"});
  EXPECT_THAT(result.ids(), ::testing::ElementsAre("a", "b"));
  EXPECT_FALSE(result.end.complete) << "guardians and administrators were not seen";
}

}  // namespace
}  // namespace crosswalk::oneroster::rest
