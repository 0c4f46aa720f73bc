/// \file
/// One district, read through every system and through files, is the same district in the LMS.
///
/// Declared differences: PowerSchool names a section by its number and meeting times, QuickSchools
/// by its course; QuickSchools and eSchoolPlus keep no middle names of staff. So classes are
/// compared by course and term, and people without their middle names.

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "e2e/systems.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;
using Lines = std::multiset<std::string>;

std::string text(const Json& record, const char* key) {
  const auto at = record.find(key);
  if (at == record.end() || at->is_null()) return {};
  return at->is_string() ? at->get<std::string>() : at->dump();
}

/// What the LMS holds, in words that no source has made up.
Lines facts(const Json& state) {
  Lines out;
  std::map<std::string, std::string> periods;
  std::map<std::string, std::string> courses;
  std::map<std::string, std::string> classes;
  std::map<std::string, std::string> people;
  for (const Json& p : state.at("periods")) {
    periods[text(p, "id")] = text(p, "title");
    out.insert("period " + text(p, "title") + " " + text(p, "start") + " " + text(p, "end"));
  }
  for (const Json& c : state.at("courses")) courses[text(c, "id")] = text(c, "title");
  for (const Json& s : state.at("sections")) {
    std::string name = courses.at(text(s, "course_id"));
    for (const Json& id : s.at("grading_periods")) name += ", " + periods.at(id.dump());
    out.insert("class " + name);
    classes[text(s, "section_school_code")] = name;
  }
  for (const Json& u : state.at("users")) {
    if (text(u, "school_uid").empty()) continue;
    const std::string email = text(u, "primary_email");
    out.insert("user " + email + " " + text(u, "name_first") + " " + text(u, "name_last") +
               " role " + text(u, "role_id"));
    people[text(u, "school_uid")] = email;
  }
  for (const Json& e : state.at("enrollments")) {
    out.insert("enrollment " + people.at(text(e, "school_uid")) + " in " +
               classes.at(text(e, "section_school_code")) + " admin " + text(e, "admin"));
  }
  return out;
}

Lines after_sync(const Sandbox& lms, const Stage& stage) {
  const Ended run = stage.run({"sync"});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  return facts(lms.get("state"));
}

TEST(SameDistrict, ArrivesThroughEverySystemAsThroughFiles) {
  constexpr int kStudents = 30;
  const Folder files;
  const std::string made = std::string(CW_SANDBOX) + " district --schools 1 --students " +
                           std::to_string(kStudents) + " --out " + (files.path() / "sis").string();
  ASSERT_EQ(std::system(made.c_str()), 0);
  const Sandbox lms(files.path());
  const Lines expected = after_sync(lms, Stage(lms, files.path() / "sis"));
  ASSERT_GT(expected.size(), 30U * 6U);
  for (const SourceSystem& system : source_systems()) {
    SCOPED_TRACE(system.name());
    const Folder folder;
    const auto sis = play(system, folder.path(), kStudents);
    const Sandbox other(folder.path());
    const Stage stage(other, {system.adapter, system.config(sis->url()).dump()});
    EXPECT_EQ(after_sync(other, stage), expected);
    const auto writes = other.get("counts").at("writes");
    EXPECT_EQ(stage.run({"sync"}).status, 0);
    EXPECT_EQ(other.get("counts").at("writes"), writes) << "a second run writes nothing";
  }
}

TEST(SameDistrict, ArrivesThroughTheDownloadsOfESchoolPlus) {
  const Folder files;
  const std::string size = " --schools 1 --students 30 --out ";
  const std::string make = std::string(CW_SANDBOX) + " district" + size;
  ASSERT_EQ(std::system((make + (files.path() / "sis").string()).c_str()), 0);
  const Sandbox lms(files.path());
  const Lines expected = after_sync(lms, Stage(lms, files.path() / "sis"));
  const Folder folder;
  const Sandbox other(folder.path());
  Stage stage(other, Connector{"eschoolplus", "{}"});
  const std::string drop = (stage.folder() / "drop").string();
  ASSERT_EQ(std::system((make + drop + " --as eschoolplus").c_str()), 0);
  stage.sis.config_json =
      Json{{"binding", "files"}, {"folder", drop}, {"district", "4102"}, {"school_year", "2027"}}
          .dump();
  EXPECT_EQ(after_sync(other, stage), expected);
}

/// Everything a played system was asked, reads and writes (a token is a write).
std::uint64_t asked(const Sandbox& system) {
  const Json counts = system.get("counts");
  return counts.at("reads").get<std::uint64_t>() + counts.at("writes").get<std::uint64_t>();
}

/// How much `command` asked `sis`.
std::uint64_t calls_of(const std::string& command, const Stage& stage, const Sandbox& sis) {
  const std::uint64_t before = asked(sis);
  const Ended run = stage.run({command});
  EXPECT_EQ(run.status, 0) << run.out << run.err;
  return asked(sis) - before;
}

TEST(RequestCounts, OfAFullReadAndOfAnUnchangedNightStayWhereTheyAre) {
  for (const SourceSystem& system : source_systems()) {
    SCOPED_TRACE(system.name());
    const Folder folder;
    const auto sis = play(system, folder.path(), 20);
    const Sandbox lms(folder.path());
    const Stage stage(lms, {system.adapter, system.config(sis->url()).dump()});
    EXPECT_EQ(calls_of("sync", stage, *sis), system.calls);
    const std::uint64_t before = asked(lms);
    EXPECT_EQ(calls_of("sync", stage, *sis), system.calls) << "a night is read in full";
    EXPECT_EQ(asked(lms), before) << "nothing changed, so the destination is left alone";
  }
}

class RequestCountsOfADistrict : public testing::TestWithParam<SourceSystem> {};

// docs/performance.md has the numbers beside the floor.
TEST_P(RequestCountsOfADistrict, StayWhereTheyAre) {
  const SourceSystem& system = GetParam();
  const Folder folder;
  const auto sis = system.one_school ? play(system, folder.path(), 1'000)
                                     : play(system, folder.path(), 20'000, 20);
  const Sandbox lms(folder.path());
  const Stage stage(lms, {system.adapter, system.config(sis->url()).dump()});
  EXPECT_EQ(calls_of("plan", stage, *sis), system.district_calls);
}

INSTANTIATE_TEST_SUITE_P(Systems, RequestCountsOfADistrict, testing::ValuesIn(source_systems()),
                         [](const auto& made) { return made.param.name(); });

}  // namespace
}  // namespace crosswalk::e2e
