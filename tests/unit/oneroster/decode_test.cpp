// Dates, flags, school years, vocabularies, lists, user ids.

#include "decode.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crosswalk::oneroster {
namespace {

TEST(ParseDate, KnowsDaysSince1970) {
  EXPECT_EQ(parse_date("1970-01-01"), 0);
  EXPECT_EQ(parse_date("2000-03-01"), 11017);
  EXPECT_EQ(parse_date("1969-12-31"), -1);
  EXPECT_EQ(parse_date("2026-08-17"), 20682);
}

TEST(ParseDate, TakesTheDateOfADateTimeAsWritten) {
  EXPECT_EQ(parse_date("1970-01-02T23:59:59.999Z"), 1);
  EXPECT_EQ(parse_date("1970-01-02T00:30:00+05:00"), 1);
  EXPECT_EQ(parse_date("1970-01-02 08:00:00"), 1);
  EXPECT_EQ(parse_date("  1970-01-02 "), 1);
}

TEST(ParseDate, RefusesWhatIsNoDay) {
  for (const char* text :
       {"", "2026", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01",
        "8/17/2026", "17.08.2026", "2026-8-17", "2026-08-17x", "20260817", "2026-0a-17"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_TRUE(parse_date("2024-02-29"));
  EXPECT_TRUE(parse_date("2000-02-29"));
  EXPECT_FALSE(parse_date("1900-02-29"));
}

TEST(ParseFlag, KnowsEveryCase) {
  for (const char* text : {"true", "TRUE", "True", "1", "yes", "Y", "t", " true "}) {
    EXPECT_EQ(parse_flag(text), true) << text;
  }
  for (const char* text : {"false", "FALSE", "0", "no", "N", "f"})
    EXPECT_EQ(parse_flag(text), false) << text;
  for (const char* text : {"", "2", "maybe", "truee"}) EXPECT_FALSE(parse_flag(text)) << text;
}

TEST(SchoolYear, IsTheYearInWhichItEnds) {
  std::array<char, 4> hold{};
  EXPECT_EQ(school_year("2027", hold), "2027");
  EXPECT_EQ(school_year("2026-2027", hold), "2027");
  EXPECT_EQ(school_year("2026/2027", hold), "2027");
  EXPECT_EQ(school_year("2026-27", hold), "2027");
  EXPECT_EQ(school_year("1999-00", hold), "2000");
  EXPECT_EQ(school_year("2026-2030", hold), "2026-2030") << "not one school year: kept";
  EXPECT_EQ(school_year("SY 2027", hold), "SY 2027");
  EXPECT_EQ(school_year("", hold), "");
}

TEST(CanonicalToken, MendsTheCaseAndKeepsTheUnknown) {
  EXPECT_EQ(canonical_token("Scheduled", kClassTypes), "scheduled");
  EXPECT_EQ(canonical_token("STUDENT", kRoles), "student");
  EXPECT_EQ(canonical_token("siteadministrator", kRoles), "siteAdministrator");
  EXPECT_EQ(canonical_token("administrator", kRoles), "administrator") << "1.1's own token stays";
  EXPECT_EQ(canonical_token("ext:Coach", kRoles), "ext:Coach");
  EXPECT_EQ(canonical_token("GradingPeriod", kSessionTypes), "gradingPeriod");
}

TEST(CanonicalStatus, ReadsInactiveOf10AsToBeDeleted) {
  EXPECT_EQ(canonical_status("active"), "active");
  EXPECT_EQ(canonical_status("ToBeDeleted"), "tobedeleted");
  EXPECT_EQ(canonical_status("inactive"), "tobedeleted");
  EXPECT_EQ(canonical_status("pending"), "pending");
}

TEST(NextItem, CutsBlanksAndSkipsNothings) {
  std::string_view list = " a, b ,,c ,";
  std::string_view item;
  std::vector<std::string> items;
  while (next_item(list, item)) items.emplace_back(item);
  EXPECT_EQ(items, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(NextUserId, ReadsBracesBareIdsAndBrokenOnes) {
  const auto all = [](std::string_view cell) {
    std::vector<std::pair<std::string, std::string>> out;
    UserId id;
    while (next_user_id(cell, id)) out.emplace_back(id.type, id.identifier);
    return out;
  };
  using Ids = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(all("{SIS:70031},{Badge:A-118}"), (Ids{{"SIS", "70031"}, {"Badge", "A-118"}}));
  EXPECT_EQ(all("{SIS:70031}, {Badge:A:118}"), (Ids{{"SIS", "70031"}, {"Badge", "A:118"}}));
  EXPECT_EQ(all("{70031}"), (Ids{{"", "70031"}}));
  EXPECT_EQ(all("70031,A-118"), (Ids{{"", "70031"}, {"", "A-118"}}));
  EXPECT_EQ(all("{SIS:70031"), (Ids{{"SIS", "70031"}})) << "the brace is not closed";
  EXPECT_EQ(all(""), Ids{});
  EXPECT_EQ(all(" , ,"), Ids{});
}

}  // namespace
}  // namespace crosswalk::oneroster
