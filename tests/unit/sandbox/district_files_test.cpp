/// A district as OneRoster 1.1 files, and back.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sandbox/district/csv.hpp"
#include "sandbox/district/from_files.hpp"
#include "sandbox/district/generate.hpp"
#include "sandbox/district/to_files.hpp"
#include "sandbox/kinds.hpp"
#include "sandbox/schoology/kind.hpp"
#include "support/scratch_folder.hpp"

namespace crosswalk::sandbox::test {
namespace {

using crosswalk::test::ScratchFolder;

TEST(SandboxDistrictFiles, ComeBackAsTheyWere) {
  const ScratchFolder folder;
  District district = generate_district({5, 2, 30});
  district.users[3].other_schools = {"school-02"};
  district.users[4].family_name = "With, comma and \"quote\"";
  district.users[5].enabled = false;
  district.courses[0].school.clear();
  district.enrollments[1].begin_date = "2026-09-01";
  ASSERT_TRUE(district_to_files(district, folder.path()));
  const auto back = district_from_files(folder.path());
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->sourced_id, district.sourced_id);
  ASSERT_EQ(back->users.size(), district.users.size());
  for (std::size_t i = 0; i < district.users.size(); ++i) {
    const User& a = district.users[i];
    const User& b = back->users[i];
    EXPECT_EQ(b.number, a.number);
    EXPECT_EQ(b.sourced_id, a.sourced_id);
    EXPECT_EQ(b.family_name, a.family_name);
    EXPECT_EQ(b.birth_date, a.birth_date);
    EXPECT_EQ(b.school, a.school);
    EXPECT_EQ(b.other_schools, a.other_schools);
    EXPECT_EQ(b.grades, a.grades);
    EXPECT_EQ(b.enabled, a.enabled);
  }
  EXPECT_EQ(back->courses[0].school, "");
  EXPECT_EQ(back->classes.back().terms, district.classes.back().terms);
  ASSERT_EQ(back->enrollments.size(), district.enrollments.size());
  EXPECT_EQ(back->enrollments[1].begin_date, "2026-09-01");
  EXPECT_EQ(back->enrollments[0].primary, district.enrollments[0].primary);
  EXPECT_EQ(back->sessions[1].end_date, district.sessions[1].end_date);
}

TEST(SandboxDistrictFiles, SayWhatIsWrong) {
  const ScratchFolder folder;
  ASSERT_TRUE(district_to_files(generate_district({}), folder.path()));
  std::ofstream(folder / "classes.csv", std::ios::app) << "too,few\r\n";
  const auto broken = district_from_files(folder.path());
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().message.find("classes.csv"), std::string::npos);
  std::filesystem::remove(folder / "orgs.csv");
  EXPECT_FALSE(district_from_files(folder.path()));
}

TEST(SandboxDistrictFiles, AReferenceToNothingNamesItsRecord) {
  const ScratchFolder folder;
  District district = generate_district({5, 2, 30});
  district.classes[1].terms = {"no-such-term"};
  ASSERT_TRUE(district_to_files(district, folder.path()));
  const auto broken = district_from_files(folder.path());
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().message, "classes.csv: " + district.classes[1].sourced_id +
                                        ": termSourcedIds no-such-term is in no file");
}

TEST(SandboxDistrictFiles, StaffOfTheDistrictAloneFillsEverySystem) {
  const ScratchFolder folder;
  District district = generate_district({5, 2, 30});
  User head = district.users.front();
  head.sourced_id = head.username = "head-of-all";
  head.role = "administrator";
  head.school.clear();
  district.users.push_back(head);
  ASSERT_TRUE(district_to_files(district, folder.path()));
  const auto back = district_from_files(folder.path());
  ASSERT_TRUE(back) << back.error().message;
  Clock clock;
  for (const Kind* kind : kinds()) {
    SystemStart start;
    start.district = &*back;
    const auto system = kind->create(start, "http://127.0.0.1:1", clock);
    EXPECT_TRUE(system) << kind->name << ": " << (system ? "" : system.error().message);
  }
}

TEST(SandboxDistrictFiles, ASchoologyHoldsThemUnderTheirCodes) {
  District district = generate_district({5, 2, 30});
  district.users[3].other_schools = {"school-02"};
  district.users[5].enabled = false;
  district.users[6].grades = {"09"};
  district.courses[0].school.clear();
  district.enrollments.push_back(district.enrollments[0]);  // twice in one class: once in Schoology
  Clock clock;
  SystemStart start;
  start.district = &district;
  const auto system = kSchoology.create(start, "http://127.0.0.1:1", clock);
  ASSERT_TRUE(system) << system.error().message;
  const nlohmann::json state = (*system)->dump();
  EXPECT_EQ(state["schools"].size(), 3U);
  EXPECT_EQ(state["periods"].size(), 2U) << "no class uses the school year itself";
  EXPECT_EQ(state["users"].size(), district.users.size()) << "one inactive, one administrator";
  EXPECT_EQ(state["inactive"].size(), 1U);
  EXPECT_EQ(state["users"][4]["additional_buildings"], "500102");
  EXPECT_EQ(state["users"][6]["grad_year"], "2030");
  EXPECT_EQ(state["courses"][0]["building_id"], 500100);
  EXPECT_EQ(state["courses"][0]["grade_level_range_start"], 11);
  EXPECT_EQ(state["courses"][0]["grade_level_range_end"], 14);
  EXPECT_EQ(state["enrollments"].size() + 1, district.enrollments.size());
  EXPECT_EQ(state["sections"][0]["section_school_code"], district.classes[0].sourced_id);
}

TEST(SandboxDistrictFiles, KnowQuotes) {
  const auto rows = parse_csv(
      "\xEF\xBB\xBF"
      "a,b\r\n\"x, \"\"y\"\"\",\r\n\n1,2");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].at("a"), "x, \"y\"");
  EXPECT_EQ((*rows)[1].at("b"), "2");
  EXPECT_FALSE(parse_csv("a\n\"open"));
  EXPECT_FALSE(parse_csv(""));
}

}  // namespace
}  // namespace crosswalk::sandbox::test
