/// Lists of the played OneRoster provider: pages, order, filters, fields, errors (contract,
/// sections 2, 3 and 6).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oneroster_support.hpp"

namespace crosswalk::sandbox::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::string minor_of(const Answered& answer) {
  const Json body = answer.json();
  if (body.contains("statusInfoSet")) {
    return body["statusInfoSet"][0].value("imsx_codeMinor", "");
  }
  return body.contains("imsx_CodeMinor") ? body["imsx_CodeMinor"]["imsx_codeMinorField"][0].value(
                                               "imsx_codeMinorFieldValue", "")
                                         : "";
}

TEST(SandboxOneRosterLists, ComeInPages) {
  const Provider provider;
  const auto first = provider.get(kV12, "students?limit=3&sort=sourcedId");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.headers.at("X-Total-Count"), "8");
  EXPECT_THAT(first.json()["users"], SizeIs(3));
  const std::string& link = first.headers.at("Link");
  EXPECT_THAT(link, HasSubstr("students?limit=3&offset=3&sort=sourcedId>; rel=\"next\""));
  EXPECT_THAT(link, HasSubstr("limit=2&offset=6&sort=sourcedId>; rel=\"last\""));
  EXPECT_THAT(link, Not(HasSubstr("prev")));
  EXPECT_THAT(provider.get(kV12, "students?limit=3&offset=6").json()["users"], SizeIs(2));
  const auto past = provider.get(kV12, "students?offset=80");
  EXPECT_EQ(past.status, 200);
  EXPECT_THAT(past.json()["users"], IsEmpty());
  for (const char* query : {"limit=0", "limit=-1", "limit=x", "offset=-1", "orderBy=up"}) {
    const auto refused = provider.get(kV12, std::string("students?") + query);
    EXPECT_EQ(refused.status, 400) << query;
    EXPECT_EQ(minor_of(refused), "invaliddata") << query;
  }
}

TEST(SandboxOneRosterLists, SortByCodePoints) {
  const Provider provider;
  const auto up = provider.ids(kV12, "users?sort=sourcedId", "users");
  auto down = provider.ids(kV12, "users?sort=sourcedId&orderBy=desc", "users");
  std::reverse(down.begin(), down.end());
  EXPECT_EQ(up, down);
  const auto unknown = provider.get(kV11, "users?sort=shoeSize");
  EXPECT_EQ(unknown.status, 200);
  EXPECT_EQ(minor_of(unknown), "invalid_sort_field");
  EXPECT_FALSE(provider.get(kV12, "users?sort=shoeSize").json().contains("statusInfoSet"));
}

TEST(SandboxOneRosterLists, Filter) {
  const Provider provider;
  const auto count = [&](const char* base, const std::string& filter) {
    const auto answer = provider.get(base, "users?filter=" + filter);
    return answer.status == 200 ? std::stoi(answer.headers.at("X-Total-Count")) : -answer.status;
  };
  EXPECT_EQ(count(kV11, "role%3D%27student%27"), 8);
  EXPECT_EQ(count(kV11, "role%3D%27STUDENT%27"), 8) << "1.1 ignores case";
  EXPECT_EQ(count(kV12, "roles.role%3D%27student%27"), 8);
  EXPECT_EQ(count(kV12, "roles.role%3D%27STUDENT%27"), 0);
  EXPECT_EQ(count(kV11, "role%3D%27student%27%20AND%20identifier%3D%27100003%27"), 1);
  EXPECT_EQ(count(kV11, "identifier%3D%27100003%27%20OR%20identifier%3D%27100004%27"), 2);
  EXPECT_EQ(count(kV11, "dateLastModified%3E%272099-01-01%27"), 0);
  EXPECT_EQ(count(kV11, "dateLastModified%3E%272020-01-01T00%3A00%3A00.000Z%27"), 10);
  EXPECT_EQ(count(kV11, "orgs.sourcedId%3D%27school-01%27"), 10);
  EXPECT_EQ(count(kV11, "shoeSize%3D%2742%27"), -400);
  EXPECT_EQ(count(kV11, "role%3Dstudent"), -400) << "the value stands in quotes";
  EXPECT_EQ(count(kV11, "a%3D%271%27%20AND%20b%3D%271%27%20AND%20c%3D%271%27"), -400);
  EXPECT_EQ(count(kV12, "roles%3D%27x%27%20and%20status%3D%27active%27"), -400);
}

TEST(SandboxOneRosterLists, SelectFields) {
  const Provider provider;
  const Json one = provider.get(kV12, "users?limit=1&fields=sourcedId,givenName").json();
  EXPECT_THAT(one["users"][0], SizeIs(2));
  const auto old = provider.get(kV11, "users?limit=1&fields=sourcedId,shoeSize");
  EXPECT_EQ(old.status, 200);
  EXPECT_TRUE(old.json()["users"][0].contains("familyName")) << "all fields, with a warning";
  EXPECT_EQ(minor_of(old), "invalid_selection_field");
  EXPECT_EQ(provider.get(kV12, "users?fields=shoeSize").status, 400);
  EXPECT_EQ(minor_of(provider.get(kV11, "users?fields=")), "invalid_blank_selection_field");
}

TEST(SandboxOneRosterLists, HaveEveryShapeOfThePaths) {
  const Provider provider;
  EXPECT_THAT(provider.ids(kV12, "schools", "orgs"), ElementsAre("school-01"));
  EXPECT_THAT(provider.ids(kV12, "orgs", "orgs"), ElementsAre("district", "school-01"));
  EXPECT_THAT(provider.ids(kV12, "academicSessions", "academicSessions"), SizeIs(3));
  EXPECT_THAT(provider.ids(kV12, "terms", "academicSessions"), IsEmpty())
      << "semesters are no terms";
  EXPECT_THAT(provider.ids(kV12, "schools/school-01/terms", "academicSessions"),
              ElementsAre("sem1-2027", "sem2-2027"));
  EXPECT_THAT(provider.ids(kV12, "schools/school-01/courses", "courses"), SizeIs(5));
  EXPECT_THAT(provider.ids(kV12, "courses/course-0001/classes", "classes"),
              ElementsAre("class-00001"));
  EXPECT_THAT(provider.ids(kV12, "classes/class-00001/students", "users"), SizeIs(8));
  EXPECT_THAT(provider.ids(kV12, "classes/class-00001/teachers", "users"), SizeIs(1));
  EXPECT_THAT(provider.ids(kV12, "schools/school-01/classes/class-00001/enrollments?limit=99",
                           "enrollments"),
              SizeIs(9));
  EXPECT_THAT(provider.ids(kV12, "students/student-00003/classes", "classes"), SizeIs(5));
  EXPECT_THAT(provider.ids(kV12, "demographics", "demographics"), SizeIs(8));
  for (const char* path : {"schools/nowhere/classes", "students/staff-00001/classes",
                           "users/nobody", "roles", "users/student-00003/enrollments"}) {
    const auto missing = provider.get(kV12, path);
    EXPECT_EQ(missing.status, 404) << path;
    EXPECT_EQ(minor_of(missing), "unknownobject") << path;
  }
  EXPECT_EQ(minor_of(provider.get(kV11, "users/nobody")), "unknown object");
  EXPECT_EQ(send(provider.url(), "DELETE", std::string(kV12) + "users", {}).status, 405);
}

TEST(SandboxOneRosterLists, DifferBetweenVersions) {
  const Provider provider;
  const Json old = provider.get(kV11, "users/student-00003").json()["user"];
  EXPECT_EQ(old["role"], "student");
  EXPECT_EQ(old["orgs"][0]["sourcedId"], "school-01");
  EXPECT_EQ(old["orgs"][0]["href"], provider.url() + kV11 + "orgs/school-01");
  EXPECT_FALSE(old.contains("roles"));
  EXPECT_FALSE(old.contains("primaryOrg"));
  const Json now = provider.get(kV12, "users/student-00003").json()["user"];
  EXPECT_EQ(now["roles"][0]["role"], "student");
  EXPECT_EQ(now["roles"][0]["org"]["type"], "org");
  EXPECT_EQ(now["enabledUser"], "true");
  EXPECT_FALSE(now.contains("role"));
  EXPECT_EQ(now["primaryOrg"]["sourcedId"], "school-01");
}

TEST(SandboxOneRosterLists, AreDescribed) {
  const Provider provider;
  const auto description =
      send(provider.url(), "GET",
           std::string(kV12) + "discovery/onerosterv1p2rostersservice_openapi3_v1p0.json", {});
  EXPECT_EQ(description.status, 200);
  EXPECT_TRUE(description.json()["paths"].contains("/schools/{sourcedId}/classes"));
  EXPECT_THAT(description.json()["servers"][0]["url"].get<std::string>(), HasSubstr("v1p2"));
  EXPECT_EQ(send(provider.url(), "GET", std::string(kV12) + "discovery/other.json", {}).status,
            404);
}

}  // namespace
}  // namespace crosswalk::sandbox::test
