/// A person's hand in any played system: one record changed, one taken away, and the page for it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/district/generate.hpp"
#include "sandbox/kinds.hpp"
#include "stage_client.hpp"

namespace crosswalk::sandbox::test {
namespace {

class ByHand : public testing::TestWithParam<const Kind*> {
 protected:
  static SystemStart start(const District& district) {
    SystemStart out;
    out.district = &district;
    return out;
  }
  Json records(const char* collection) {
    return played.control("GET", "state").json().at(collection);
  }
  static std::string id_key(const Json& record) {
    return record.contains("id") ? "id" : "sourcedId";
  }

  District district = generate_district({1, 1, 20});
  Played played{*GetParam(), start(district)};
  /// Who is there from the beginning in every system: the district's users, or the administrator.
  const char* people =
      played.control("GET", "state").json().contains("students") ? "students" : "users";
};

TEST_P(ByHand, OneRecordIsChangedAndTheOthersAreNot) {
  const Json before = records(people);
  ASSERT_FALSE(before.empty());
  const std::string key = id_key(before[0]);
  std::string field;
  for (const auto& [name, value] : before[0].items()) {
    const bool a_name = name.find("ame") != std::string::npos && name.find("user") != 0;
    if (value.is_string() && a_name && name.find("irst") + name.find("iven") != 0) field = name;
  }
  ASSERT_FALSE(field.empty()) << before[0];
  const Json asked{{"collection", people}, {"id", before[0][key]}, {"set", {{field, "Renata"}}}};
  const auto answered = played.control("POST", "change", asked);
  ASSERT_EQ(answered.status, 200) << answered.body;
  const Json after = records(people);
  ASSERT_EQ(after.size(), before.size());
  std::size_t differ = 0;
  for (std::size_t i = 0; i < after.size(); ++i) differ += after[i] == before[i] ? 0U : 1U;
  EXPECT_EQ(differ, 1U);
  EXPECT_NE(after.dump().find("Renata"), std::string::npos);
}

TEST_P(ByHand, OneEnrollmentIsTakenAway) {
  const Json before = records("enrollments");
  if (before.empty()) GTEST_SKIP() << "it starts without any";
  const Json first{{"collection", "enrollments"}, {"id", before[0][id_key(before[0])]}};
  ASSERT_EQ(played.control("POST", "remove", first).status, 200);
  EXPECT_EQ(records("enrollments").size(), before.size() - 1);
  EXPECT_EQ(played.control("POST", "remove", first).status, 404) << "it is gone already";
}

TEST_P(ByHand, WhatDoesNotFitIsSaidAndNothingChanges) {
  const Json before = played.control("GET", "state").json();
  EXPECT_EQ(played.control("POST", "change", {{"collection", "nothing"}, {"id", 1}}).status, 404);
  EXPECT_EQ(played.control("POST", "change", {{"id", 1}}).status, 400);
  EXPECT_EQ(played.control("POST", "remove", {{"collection", people}, {"id", "?"}}).status, 404);
  EXPECT_EQ(played.control("GET", "state").json(), before);
}

TEST_P(ByHand, APageShowsIt) {
  const auto page = played.get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, testing::HasSubstr("<title>Crosswalk sandbox</title>"));
  EXPECT_EQ(played.stage().log().last_seq(), 0U) << "looking is no request of the system's own";
}

INSTANTIATE_TEST_SUITE_P(EverySystem, ByHand, testing::ValuesIn(kinds().begin(), kinds().end()),
                         [](const auto& each) { return std::string(each.param->name); });

}  // namespace
}  // namespace crosswalk::sandbox::test
