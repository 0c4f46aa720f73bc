/// \file
/// Contract section 7: tables, and the order in which a call is refused.

#include <gtest/gtest.h>

#include "powerschool_client.hpp"

namespace crosswalk::sandbox::test {
namespace {

TEST(SandboxPowerSchoolTable, ShowsColumnsThatV1Hides) {
  PowerSchool server;
  const Json terms =
      server.get("/ws/schema/table/terms?projection=dcid,ID,schoolid&q=yearid==36;schoolid==100")
          .json();
  EXPECT_EQ(terms["name"], "Terms");
  ASSERT_EQ(terms["record"].size(), 3U);
  EXPECT_EQ(terms["record"][1]["id"], 502);
  EXPECT_EQ(terms["record"][1]["tables"]["terms"],
            (Json{{"dcid", "502"}, {"id", "3601"}, {"schoolid", "100"}}));
  EXPECT_FALSE(
      server.get("/ws/schema/table/terms?projection=id&q=yearid==7").json().contains("record"));
  EXPECT_EQ(server.get("/ws/schema/table/schoolstaff/7101?projection=users_dcid").json(),
            (Json{{"id", 7101},
                  {"name", "SchoolStaff"},
                  {"tables", {{"schoolstaff", {{"users_dcid", "7001"}}}}}}));
  EXPECT_EQ(
      server.get("/ws/schema/table/cc/20002?projection=*").json()["tables"]["cc"]["sectionid"],
      "-509101")
      << "dropped";
}

TEST(SandboxPowerSchoolTable, RefusesInThisOrder) {
  PowerSchool server(Json{{"denied_fields", "Terms.SchoolID"}});
  const auto answer = [&](const std::string& below) {
    return server.get("/ws/schema/table/" + below);
  };
  EXPECT_EQ(answer("nothing?projection=nope").status, 404);
  EXPECT_EQ(answer("teachers?projection=nope").status, 405);
  EXPECT_EQ(answer("terms").status, 400);
  EXPECT_EQ(answer("terms?projection=nope&q=nope==1").json()["message"],
            "Invalid field specified: nope is not valid column for table: Terms");
  EXPECT_EQ(answer("terms?projection=schoolid&q=nope==1").json()["message"], "Invalid field nope");
  EXPECT_EQ(answer("terms?projection=schoolid&q=yearid==x").json()["message"],
            "Invalid number 'x' passed for comparison to number field YearID");
  const auto refused = answer("terms?projection=schoolid");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.json()["errors"][0]["field"], "schoolid") << "as the caller spelled it";
  EXPECT_EQ(answer("terms?projection=id&q=schoolid==100").json()["errors"][0]["field"], "SchoolID");
}

TEST(SandboxPowerSchoolTable, CountsNeedNoGrantWithoutAFilter) {
  PowerSchool server(Json{{"denied_fields", "Terms.SchoolID,Terms.ID,Terms.DCID"}});
  EXPECT_EQ(server.get("/ws/schema/table/terms/count").json(), (Json{{"count", 5}}));
  EXPECT_EQ(server.get("/ws/schema/table/terms/count?q=schoolid==100").status, 403);
  const Json columns = server.get("/ws/schema/table/terms/metadata?expansions=access").json();
  EXPECT_EQ(columns["columns"][0], (Json{{"name", "DCID"}, {"access", "NoAccess"}}));
}

}  // namespace
}  // namespace crosswalk::sandbox::test
