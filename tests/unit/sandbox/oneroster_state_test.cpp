/// What the played OneRoster provider holds, how it is changed by hand, and how it deviates when it
/// is told to (contract, sections 4, 12 and 13).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oneroster_support.hpp"
#include "sandbox/district/generate.hpp"

namespace crosswalk::sandbox::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

Json state_of(const Provider& provider) { return provider.control("GET", "state").json(); }

TEST(SandboxOneRosterState, ComesBackAsItWasDumped) {
  const Provider provider;
  const Json before = state_of(provider);
  EXPECT_EQ(before.size(), 7U);
  for (const auto& [name, list] : before.items()) {
    ASSERT_TRUE(list.is_array()) << name;
    for (const Json& record : list) EXPECT_TRUE(record.contains("sourcedId")) << name;
  }
  EXPECT_EQ(provider.control("POST", "restore", before).status, 200);
  EXPECT_EQ(state_of(provider), before);
}

TEST(SandboxOneRosterState, DatesWhatIsEdited) {
  const Provider provider;
  Json state = state_of(provider);
  const Json untouched = state["users"][0];
  Json& user = state["users"][1];
  const std::string date = user["dateLastModified"];
  user["givenName"] = "Edited";
  user["middleName"] = "";
  EXPECT_EQ(provider.control("POST", "restore", state).status, 200);
  const Json after = state_of(provider)["users"];
  EXPECT_GT(after[1]["dateLastModified"].get<std::string>(), date);
  EXPECT_FALSE(after[1].contains("middleName")) << "an empty value is none";
  EXPECT_EQ(after[0], untouched);
}

TEST(SandboxOneRosterState, RefusesWhatDoesNotFit) {
  const Provider provider;
  const Json before = state_of(provider);
  const auto refused = [&](const Json& seed, const char* says) {
    const auto answer = provider.control("POST", "seed", seed);
    EXPECT_EQ(answer.status, 400);
    EXPECT_THAT(answer.body, HasSubstr(says));
  };
  refused({{"people", Json::array()}}, "people is no collection");
  refused({{"orgs", {{{"name", "N"}, {"type", "school"}}}}}, "sourcedId is missing");
  refused({{"orgs", {{{"sourcedId", "x"}, {"name", "N"}}}}}, "orgs x: field type is missing");
  refused({{"orgs", {{{"sourcedId", "x"}, {"name", 7}, {"type", "school"}}}}}, "field name");
  refused({{"enrollments",
            {{{"sourcedId", "x"},
              {"user", "nobody"},
              {"class", "class-00001"},
              {"school", "school-01"},
              {"role", "student"}}}}},
          "field user leads nowhere");
  EXPECT_EQ(state_of(provider), before);
}

TEST(SandboxOneRosterState, KeepsTombstonesForThirtyDays) {
  Provider provider;
  const Json gone{{"collection", "enrollments"}, {"sourcedId", "enrollment-000002"}};
  EXPECT_EQ(provider.control("POST", "remove", gone).status, 200);
  const auto status = [&] {
    const Json body = provider.get(kV12, "enrollments/enrollment-000002").json();
    return body.contains("enrollments") || body.contains("enrollment")
               ? body["enrollment"].value("status", "")
               : "";
  };
  EXPECT_EQ(status(), "tobedeleted");
  provider.set({{"inactive_status", true}});
  EXPECT_EQ(status(), "inactive");
  provider.set({{"no_tombstones", true}});
  EXPECT_EQ(status(), "");
  provider.set({{"no_tombstones", false}, {"token_life_s", 100 * 86400}});
  EXPECT_EQ(provider
                .control("POST", "change",
                         {{"collection", "users"},
                          {"sourcedId", "student-00003"},
                          {"set", {{"familyName", "Else"}}}})
                .status,
            200);
  EXPECT_EQ(provider.get(kV12, "users/student-00003").json()["user"]["familyName"], "Else");
}

TEST(SandboxOneRosterState, DeviatesWhenToldTo) {
  const Provider provider;
  const auto users = [&](const char* base) { return provider.get(base, "users?limit=4"); };
  provider.set({{"max_limit", 3}, {"no_total", true}, {"no_link", true}});
  EXPECT_THAT(users(kV12).json()["users"], SizeIs(3));
  EXPECT_FALSE(users(kV12).headers.contains("X-Total-Count"));
  EXPECT_FALSE(users(kV12).headers.contains("Link"));
  provider.set({{"no_total", false}, {"moving_total", -1}});
  EXPECT_EQ(provider.get(kV12, "users?limit=3&offset=3").headers.at("X-Total-Count"), "9");
  provider.set({{"repeat_page", true}});
  EXPECT_EQ(provider.ids(kV12, "users?offset=3", "users"), provider.ids(kV12, "users", "users"));
  provider.set({{"path_envelope", true}});
  EXPECT_TRUE(provider.get(kV11, "students").json().contains("students"));
  provider.set({{"missing_envelope", true}});
  EXPECT_FALSE(users(kV11).json().contains("users"));
  provider.set({{"empty_204", true}, {"repeat_page", false}});
  EXPECT_EQ(provider.get(kV12, "users?offset=99").status, 204);
}

TEST(SandboxOneRosterState, ShapesRecordsAsToldTo) {
  const Provider provider({{"bare_refs", true},
                           {"cap_booleans", true},
                           {"null_optionals", true},
                           {"periods_as_text", true}});
  const Json user = provider.get(kV11, "users/student-00003").json()["user"];
  EXPECT_EQ(user["orgs"][0], "school-01");
  EXPECT_EQ(user["enabledUser"], "True");
  EXPECT_TRUE(user.contains("phone"));
  EXPECT_TRUE(user["phone"].is_null());
  EXPECT_EQ(provider.get(kV11, "classes/class-00001").json()["class"]["periods"], "1");
  provider.set({{"bare_refs", false}, {"relative_href", true}, {"boolean_flags", true}});
  const Json next = provider.get(kV11, "users/student-00003").json()["user"];
  EXPECT_EQ(next["orgs"][0]["href"], "/orgs/school-01");
  EXPECT_EQ(next["enabledUser"], true);
  EXPECT_EQ(provider.control("POST", "settings", {{"shoe_size", 1}}).status, 400);
}

TEST(SandboxOneRosterState, IsFilledFromTheDistrict) {
  const District district = generate_district({3, 2, 40});
  const Provider provider(Json::object(), &district);
  EXPECT_EQ(provider.get(kV12, "students").headers.at("X-Total-Count"), "40");
  EXPECT_EQ(provider.get(kV12, "schools").headers.at("X-Total-Count"), "2");
  EXPECT_EQ(provider.get(kV12, "enrollments").headers.at("X-Total-Count"),
            std::to_string(district.enrollments.size()));
}

}  // namespace
}  // namespace crosswalk::sandbox::test
