/// \file
/// Rosters into OneRoster files with the shipped binary: what a strict importer takes, what a
/// second run, a change, an undo and a power cut leave.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "e2e/stage.hpp"
#include "support/strict_package.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;
using crosswalk::testing::complaints_about;
using crosswalk::testing::PackageFiles;
using crosswalk::testing::read_package;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Replaces text in a file, which must be there.
void edit(const fs::path& path, const std::string& from, const std::string& to) {
  std::string all = slurp(path);
  const auto at = all.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  std::ofstream(path, std::ios::binary) << all.replace(at, from.size(), to);
}

/// The small district with a guardian, a pupil of two schools, and enrollments with dates.
void write_district(const fs::path& to) {
  write_small_district(to);
  edit(to / "users.csv", "u1,,,true,s1,student,ada.fern,,Ada,Fern,,1001,ada@fern.example,,,,07,",
       "u1,,,true,\"s2,s1\",student,ada.fern,,Ada,Fern,,1001,ada@fern.example,,,\"p1,p9\",07,");
  std::ofstream(to / "users.csv", std::ios::app | std::ios::binary)
      << "p1,,,true,s1,guardian,iris.fern,,Iris,\"Fern, born Reed\",,,iris@fern.example,,,u1,,\n"
      << "p2,,,true,s1,guardian,,,Noname,Moss,,,,,,u3,,\n";
  edit(to / "enrollments.csv", "e1,,,c1,s1,u1,student,,,",
       "e1,,,c1,s1,u1,student,,2026-08-17,2027-01-16");
}

/// Lines that one package has and the other has not, by file.
std::vector<std::string> lines_beyond(const PackageFiles& more, const PackageFiles& less) {
  std::vector<std::string> out;
  for (const auto& [name, bytes] : more) {
    const auto other = less.find(name);
    const std::string there = other == less.end() ? "" : "\n" + other->second;
    std::istringstream lines(bytes);
    for (std::string line; std::getline(lines, line);) {
      if (there.find("\n" + line + "\n") == std::string::npos) {
        out.push_back(name + ": " + line.substr(0, line.find('\r')));
      }
    }
  }
  return out;
}

class ExportTest : public ::testing::TestWithParam<const char*> {
 protected:
  ExportTest() { write_district(sis()); }

  fs::path sis() const { return folder.path() / "sis"; }
  /// A stage that exports into a folder of that name; the path below it is the export.
  std::unique_ptr<Stage> stage(const fs::path& from, const std::string& name) const {
    fs::create_directories(folder.path() / name);
    auto made = std::make_unique<Stage>(
        Connector{"oneroster", Json{{"path", from.string()}}.dump()},
        Connector{"oneroster", Json{{"path", (folder.path() / name).string()},
                                    {"export", GetParam()},
                                    {"system_name", "Fern SIS"}}
                                   .dump()},
        folder.path());
    made->integration_json["roles"] =
        R"({"student": "student", "teacher": "teacher", "guardian": "guardian"})";
    return made;
  }
  fs::path exported(const std::string& name) const { return folder.path() / name / "oneroster"; }
  static void must(const Ended& ended) { ASSERT_EQ(ended.status, 0) << ended.out << ended.err; }
  static std::uint64_t writes(const Stage& of) {
    return of.json({"plan"}).at("header").at("writes").get<std::uint64_t>();
  }

  Folder folder;
};
INSTANTIATE_TEST_SUITE_P(Versions, ExportTest, ::testing::Values("1.1", "1.2"),
                         [](const auto& each) { return each.param[2] == '1' ? "V11" : "V12"; });

TEST_P(ExportTest, IsTakenByAStrictImporterAndASecondPlanIsEmpty) {
  const auto out = stage(sis(), "out");
  must(out->run({"connector", "test", "lms"}));
  must(out->run({"sync"}));
  const PackageFiles files = read_package(exported("out"));
  EXPECT_THAT(complaints_about(files), IsEmpty());
  EXPECT_EQ(files.size(), std::string(GetParam()) == "1.1" ? 7U : 8U);
  EXPECT_EQ(writes(*out), 0U);

  // What a reader of the file sees: two orgs, a guardian on both sides, dates, nobody without a
  // name.
  EXPECT_THAT(files.at("users.csv"), HasSubstr("\"Fern, born Reed\""));
  EXPECT_THAT(files.at("users.csv"), ::testing::Not(HasSubstr("Noname")));
  EXPECT_THAT(files.at("enrollments.csv"),
              HasSubstr("c1/u1,,,c1,s1,u1,student,,2026-08-17,2027-01-16\r\n"));
  EXPECT_THAT(files.at("courses.csv"), HasSubstr("k1,,,,Algebra,ALG,07,s1,,\r\n"));
}

TEST_P(ExportTest, ImportedAgainGivesTheSameBytes) {
  must(stage(sis(), "first")->run({"sync"}));
  must(stage(exported("first"), "second")->run({"sync"}));
  EXPECT_EQ(read_package(exported("second")), read_package(exported("first")));
}

TEST_P(ExportTest, IsFoundAgainByAnotherIntegration) {
  must(stage(sis(), "out")->run({"sync"}));
  const PackageFiles before = read_package(exported("out"));
  const auto anew = stage(sis(), "out");  // a state of its own: it knows no links
  const Json plan = anew->json({"plan"});
  EXPECT_EQ(plan.at("header").at("writes"), 0) << plan.dump(1);
  must(anew->run({"sync"}));
  EXPECT_EQ(read_package(exported("out")), before);
}

TEST_P(ExportTest, ShowsAChangeAsItsLinesAndTakesItBack) {
  const auto out = stage(sis(), "out");
  must(out->run({"sync"}));
  const PackageFiles before = read_package(exported("out"));
  edit(sis() / "users.csv", "Cleo,Reed", "Cleo,Reed-Moss");
  edit(sis() / "enrollments.csv", "e4,,,c3,s1,u1,student,,,\n", "");
  must(out->run({"sync"}));
  const PackageFiles after = read_package(exported("out"));
  EXPECT_THAT(complaints_about(after), IsEmpty());
  EXPECT_THAT(lines_beyond(before, after),
              ElementsAre("enrollments.csv: c3/u1,,,c3,s1,u1,student,,,", HasSubstr("Cleo,Reed,")));
  EXPECT_THAT(lines_beyond(after, before), ElementsAre(HasSubstr("Cleo,Reed-Moss,")));

  const Json runs = out->json({"runs"});
  const Json undo =
      out->json({"undo", std::to_string(runs.at("runs").at(0).at("run").get<long>())});
  must(out->run({"apply", undo.at("plan").get<std::string>()}));
  EXPECT_EQ(read_package(exported("out")), before);
}

TEST_P(ExportTest, StopsWhenItsFolderIsGone) {
  const auto out = stage(sis(), "out");
  must(out->run({"sync"}));
  const PackageFiles before = read_package(exported("out"));
  fs::rename(exported("out"), folder.path() / "away");
  EXPECT_NE(out->run({"sync"}).status, 0) << "also when there is nothing to do";
  edit(sis() / "users.csv", "Cleo,Reed", "Cleo,Reed-Moss");
  const Ended ended = out->run({"sync"});
  EXPECT_NE(ended.status, 0);
  EXPECT_THAT(ended.out + ended.err, HasSubstr("put the folder back"));
  EXPECT_FALSE(fs::exists(exported("out")));
  fs::rename(folder.path() / "away", exported("out"));
  must(out->run({"sync"}));
  EXPECT_THAT(lines_beyond(read_package(exported("out")), before),
              ElementsAre(HasSubstr("Cleo,Reed-Moss,")));
}

// Every fsync is a boundary: before and after it the power may go.
TEST_P(ExportTest, IsWholeAtEveryPowerCut) {
  const auto reference = stage(sis(), "reference");
  must(reference->run({"sync"}));
  const PackageFiles whole = read_package(exported("reference"));
  const auto count = (folder.path() / "count").string();
  long boundaries = 0;
  must(stage(sis(), "counted")
           ->run({"sync"}, {{"LD_PRELOAD", CW_KILL_AT_LIBRARY}, {"CW_KILL_COUNT", count}}));
  std::ifstream(count) >> boundaries;
  ASSERT_GT(boundaries, 50);
  const char* stride_text = std::getenv("CW_CRASH_STRIDE");
  const long stride = stride_text == nullptr ? 11 : std::max(1L, std::atol(stride_text));
  for (long at = 0; at < boundaries; at += stride) {
    SCOPED_TRACE("killed at boundary " + std::to_string(at) + " of " + std::to_string(boundaries));
    const std::string name = "cut" + std::to_string(at);
    const auto cut = stage(sis(), name);
    cut->run({"sync"}, {{"LD_PRELOAD", CW_KILL_AT_LIBRARY}, {"CW_KILL_AT", std::to_string(at)}});
    if (fs::exists(exported(name))) {
      ASSERT_THAT(complaints_about(read_package(exported(name))), IsEmpty());
    }
    for (int attempt = 0; attempt < 4; ++attempt) {
      if (cut->run({"sync"}).status == 0) break;
      const Json runs = cut->json({"runs"});
      for (const Json& run : runs.at("runs")) {
        const auto state = run.at("state").get<std::string>();
        if (state == "applying" || state == "paused") {
          cut->run({"apply", run.at("plan").get<std::string>()});
        }
      }
    }
    ASSERT_EQ(read_package(exported(name)), whole);
    ASSERT_EQ(writes(*cut), 0U);
    fs::remove_all(folder.path() / name);
  }
}

TEST(Export, IsNothingThatASourceConnectionDoes) {
  const Folder folder;
  write_district(folder.path() / "sis");
  fs::create_directories(folder.path() / "out");
  const Stage out({"oneroster", Json{{"path", (folder.path() / "sis").string()}}.dump()},
                  {"oneroster", Json{{"path", (folder.path() / "out").string()}}.dump()},
                  folder.path());
  const Ended ended = out.run({"sync"});
  EXPECT_NE(ended.status, 0) << ended.out;
  EXPECT_THAT(ended.err, HasSubstr("\"lms\" is no destination as it is set up"));
  EXPECT_TRUE(fs::is_empty(folder.path() / "out"));
}

}  // namespace
}  // namespace crosswalk::e2e
