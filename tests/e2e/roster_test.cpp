/// \file
/// Rosters from OneRoster files into the sandbox, record by record, with the shipped binary.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "e2e/stage.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
namespace fs = std::filesystem;

/// A CSV file as maps, by an independent little reader (quotes, CRLF).
std::vector<std::map<std::string, std::string>> read_csv(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (char c = 0; file.get(c);) {
    if (quoted) {
      if (c != '"')
        rows.back().back() += c;
      else if (file.peek() == '"')
        rows.back().back() += static_cast<char>(file.get());
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      rows.back().emplace_back();
    } else if (c == '\n') {
      rows.emplace_back(1);
    } else if (c != '\r') {
      rows.back().back() += c;
    }
  }
  std::vector<std::map<std::string, std::string>> out;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].size() == 1 && rows[r][0].empty()) continue;
    auto& row = out.emplace_back();
    for (std::size_t c = 0; c < rows[r].size() && c < rows[0].size(); ++c)
      row[rows[0][c]] = rows[r][c];
  }
  return out;
}

std::uint64_t calls(const Json& counts, const char* kind) {
  return counts.at(kind).get<std::uint64_t>();
}

class RosterTest : public testing::Test {
 protected:
  Folder folder;
  Sandbox sandbox{folder.path()};

  fs::path small() const {
    write_small_district(folder.path() / "sis");
    return folder.path() / "sis";
  }
  /// Replaces text in one of the small district's files.
  void edit(const std::string& file, const std::string& from, const std::string& to) const {
    const auto path = folder.path() / "sis" / file;
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    std::string all = text.str();
    const auto at = all.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    std::ofstream(path) << all.replace(at, from.size(), to);
  }
  std::map<std::string, std::string> world() const { return picture(sandbox.get("state")); }
};

TEST_F(RosterTest, ArrivesWholeAndASecondRunWritesNothing) {
  const Stage stage(sandbox, small());
  const Ended first = stage.run({"sync"});
  ASSERT_EQ(first.status, 0) << first.out << first.err;
  const auto after = world();
  EXPECT_EQ(after.at("enrollment c1/u4"), "admin=1 status=1");
  EXPECT_EQ(after.at("enrollment c1/u1"), "admin=0 status=1");
  EXPECT_EQ(after.at("course k2"), "Biology at s1");
  EXPECT_TRUE(after.contains("course k1-11")) << "a course of two schools is one in each";
  EXPECT_THAT(after.at("section c2"), HasSubstr("of k1-12 in [Autumn]"));

  // Writes are at the floor: one call per fifty changes of a wave (buildings and periods have no
  // bulk form).
  const Json counts = sandbox.get("counts");
  EXPECT_EQ(calls(counts, "writes"), 2U + 1U + 1U + 1U + 1U + 1U) << counts.dump(1);

  const Ended second = stage.run({"sync"});
  EXPECT_EQ(second.status, 0) << second.out << second.err;
  const Json still = sandbox.get("counts");
  EXPECT_EQ(calls(still, "writes"), calls(counts, "writes"));
  EXPECT_EQ(calls(still, "reads"), calls(counts, "reads")) << "a standing night asks nothing";
}

TEST_F(RosterTest, DrawsABarOnATerminalAndLinesElsewhere) {
  const Stage stage(sandbox, small());
  const Ended seen = stage.run_on_terminal("sync");
  EXPECT_EQ(seen.status, 0) << seen.out << seen.err;
  EXPECT_THAT(seen.out, HasSubstr("\r\x1b[KSending changes  [")) << "drawn over itself";
  const Ended piped = stage.run({"sync"});
  EXPECT_THAT(piped.out + piped.err, testing::Not(HasSubstr("\x1b"))) << "no colours in a pipe";
}

TEST_F(RosterTest, IsTheSameWithOtherOrderQuotesAndLineEnds) {
  const Stage stage(sandbox, small());
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  for (const char* name :
       {"users.csv", "enrollments.csv", "classes.csv", "courses.csv", "orgs.csv"}) {
    const auto path = stage.source() / name;
    std::ifstream file(path);
    std::string header;
    std::getline(file, header);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
      // Every cell quoted: none of them holds a comma.
      std::string quoted = "\"";
      for (const char c : line) quoted += c == ',' ? std::string("\",\"") : std::string(1, c);
      lines.push_back(quoted + "\"");
    }
    std::ranges::reverse(lines);
    std::ofstream out(path, std::ios::binary);
    out << header << "\r\n";
    for (const auto& line : lines) out << line << "\r\n";
  }
  const Json plan = stage.json({"plan"});
  EXPECT_EQ(plan.at("header").at("writes"), 0) << plan.dump(1);
}

TEST_F(RosterTest, LeavesHandMadeEnrollmentsAlone) {
  const Stage stage(sandbox, small());
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  sandbox.post("enroll", {{"section_school_code", "c1"}, {"school_uid", "u5"}, {"admin", 1}});
  edit("enrollments.csv", "e2,,,c1,s1,u3,student,,,\n", "");
  const Ended dropped = stage.run({"sync"});
  ASSERT_EQ(dropped.status, 0) << dropped.out << dropped.err;
  edit("users.csv", "Ada", "Adah");
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const auto after = world();
  EXPECT_EQ(after.at("enrollment c1/u5"), "admin=1 status=1");
  EXPECT_EQ(after.at("enrollment c1/u3"), "admin=0 status=5") << "archived, not deleted";
  EXPECT_THAT(after.at("user u1"), HasSubstr("Adah"));
}

TEST_F(RosterTest, SendsAFixedPasswordThatItKeepsNowhere) {
  Stage stage(sandbox, small());
  stage.integration_json["passwords"] = R"({"fixed": "${CW_E2E_PASSWORD}"})";
  const std::string password = "Welcome-2026";
  const Ended ended = stage.run({"sync"}, {{"CW_E2E_PASSWORD", password}});
  ASSERT_EQ(ended.status, 0) << ended.out << ended.err;
  std::size_t given = 0;
  const Json state = sandbox.get("state");
  for (const Json& user : state.at("users"))
    given += user.value("password", "") == password ? 1U : 0U;
  EXPECT_EQ(given, 5U);
  EXPECT_EQ(ended.out.find(password) + 1 + ended.err.find(password) + 1, 0U);
  std::size_t looked_at = 0;
  for (const auto& entry : fs::recursive_directory_iterator(stage.folder())) {
    if (!entry.is_regular_file()) continue;
    std::stringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    EXPECT_EQ(text.str().find(password), std::string::npos) << entry.path();
    ++looked_at;
  }
  EXPECT_GT(looked_at, 1U);  // the state and the configuration at least
}

TEST_F(RosterTest, CanBeTakenBack) {
  const Stage stage(sandbox, small());
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const auto before = world();
  edit("enrollments.csv", "e2,,,c1,s1,u3,student,,,\n", "");
  edit("users.csv", "Ada", "Adah");
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  ASSERT_NE(world(), before);
  const Json runs = stage.json({"runs"});
  const Json undo =
      stage.json({"undo", std::to_string(runs.at("runs").at(0).at("run").get<long>())});
  const Ended applied = stage.run({"apply", undo.at("plan").get<std::string>()});
  ASSERT_EQ(applied.status, 0) << applied.out << applied.err;
  EXPECT_EQ(world(), before);
}

// ---- bad input
// ---------------------------------------------------------------------------------------------------

struct Bad {
  const char* name;
  std::function<void(const fs::path&)> spoil;
  const char* says;
};

class BadInputTest : public RosterTest, public testing::WithParamInterface<Bad> {};

TEST_P(BadInputTest, SaysWhatAndWhereAndRemovesNobody) {
  const Stage stage(sandbox, small());
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const auto before = world();
  GetParam().spoil(stage.source());
  const Ended after = stage.run({"sync"});
  const std::string said = after.out + after.err;
  EXPECT_THAT(said, HasSubstr(GetParam().says));
  for (const auto& [name, text] : before) {
    if (!name.starts_with("enrollment")) continue;
    EXPECT_EQ(world().at(name), text) << name;
  }
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}
std::string header_of(const fs::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line + "\n";
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadInputTest,
    testing::Values(Bad{"missing", [](const fs::path& p) { fs::remove(p / "enrollments.csv"); },
                        "enrollments.csv"},
                    Bad{"empty", [](const fs::path& p) { write(p / "enrollments.csv", ""); },
                        "enrollments.csv"},
                    Bad{"header_only",
                        [](const fs::path& p) {
                          write(p / "enrollments.csv", header_of(p / "enrollments.csv"));
                        },
                        "enrollments"},
                    Bad{"cut_line",
                        [](const fs::path& p) {
                          const auto size = fs::file_size(p / "enrollments.csv");
                          fs::resize_file(p / "enrollments.csv", size - 20);
                        },
                        "enrollments.csv"},
                    Bad{"utf16",
                        [](const fs::path& p) {
                          write(p / "users.csv", std::string("\xFF\xFEs\0o\0u\0r\0", 10));
                        },
                        "users.csv"},
                    Bad{"no_folder", [](const fs::path& p) { fs::remove_all(p); }, "sis"}),
    [](const testing::TestParamInfo<Bad>& bad) { return bad.param.name; });

TEST_F(RosterTest, SaysWhenCredentialsAreWrongAndTriesOnce) {
  const Stage stage(sandbox, small());
  const Ended ended = stage.run({"sync"}, {});
  ASSERT_EQ(ended.status, 0);
  const auto before =
      calls(sandbox.get("counts"), "reads") + calls(sandbox.get("counts"), "writes");
  sandbox.post("faults", {{"kind", "status"}, {"status", 401}, {"count", 1000}});
  edit("users.csv", "Ada", "Adah");
  const Ended refused = stage.run({"sync"});
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.out + refused.err, HasSubstr("401"));
  const auto after = calls(sandbox.get("counts"), "reads") + calls(sandbox.get("counts"), "writes");
  EXPECT_LE(after - before, 1U) << "refused credentials are not tried again";
}

// ---- real data
// -----------------------------------------------------------------------------------------------------

fs::path shared_data() { return fs::path(CW_SOURCE).parent_path() / "shared" / "data"; }

class RealData : public RosterTest {
 protected:
  void SetUp() override {
    if (!fs::exists(shared_data())) GTEST_SKIP() << "the shared data is not on this machine";
  }
};

TEST_F(RealData, TheSampleAsItIs) {
  Stage stage(sandbox, shared_data() / "oneroster-1.1-sample");
  stage.integration_json["active_year"] = R"("2020-2021")";
  const Json plan = stage.json({"plan"});
  const Json shown = stage.json({"show", plan.at("plan").get<std::string>(), "--problems"});
  std::map<std::string, int> kinds;
  std::set<std::string> blocked;
  for (const Json& note : shown.at("records")) {
    ++kinds[note.at("kind").get<std::string>() + " " + note.at("entity").get<std::string>()];
  }
  EXPECT_EQ(kinds["quarantined user"], 2) << shown.dump(1);
  EXPECT_EQ(kinds["refused user"], 8);
  EXPECT_EQ(kinds["blocked enrollment"], 12) << "24 rows, 12 pairs of class and user";
  ASSERT_EQ(stage.run({"apply", plan.at("plan").get<std::string>()}).status, 0);
  const auto after = world();
  EXPECT_EQ(
      std::ranges::count_if(after, [](const auto& e) { return e.first.starts_with("section "); }),
      2);
  EXPECT_EQ(
      std::ranges::count_if(after, [](const auto& e) { return e.first.starts_with("course "); }),
      2);
  EXPECT_EQ(std::ranges::count_if(after,
                                  [](const auto& e) { return e.first.starts_with("enrollment "); }),
            0);
}

TEST_F(RealData, TheSampleWithUserNamesFromAddresses) {
  Stage stage(sandbox, shared_data() / "oneroster-1.1-sample");
  stage.integration_json["active_year"] = R"("2020-2021")";
  stage.integration_json["usernames"] = R"("email-local-part")";
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const auto after = world();
  for (const auto& row : read_csv(stage.source() / "enrollments.csv")) {
    if (row.at("role") == "teacher") continue;  // the two teachers' rows are broken
    EXPECT_EQ(after.at("enrollment " + row.at("classSourcedId") + "/" + row.at("userSourcedId")),
              "admin=0 status=1");
  }
  EXPECT_EQ(std::ranges::count_if(after,
                                  [](const auto& e) { return e.first.starts_with("enrollment "); }),
            10);
  EXPECT_THAT(after.at("user 604863"), HasSubstr("Mary.Archer"));
}

TEST_F(RealData, TheDistrictRecordByRecord) {
  const Folder unpacked;
  Stage stage(sandbox, shared_data() / "oneroster-1.1-district.zip");
  stage.integration_json["roles"] =
      R"({"student": "Student", "teacher": "Teacher", "administrator": "Administrator"})";
  const Ended synced = stage.run({"sync"});
  ASSERT_EQ(synced.status, 0) << synced.out << synced.err;
  const std::string unzip =
      "unzip -qo " + stage.source().string() + " -d " + unpacked.path().string();
  ASSERT_EQ(std::system(unzip.c_str()), 0);
  const auto after = world();
  const auto users = read_csv(unpacked.path() / "users.csv");
  ASSERT_EQ(users.size(), 837U);
  for (const auto& row : users) {
    const auto at = after.find("user " + row.at("sourcedId"));
    ASSERT_NE(at, after.end()) << row.at("sourcedId");
    EXPECT_THAT(at->second, HasSubstr(row.at("givenName") + " " + row.at("familyName") + " " +
                                      row.at("username")));
  }
  std::map<std::string, std::set<std::string>> schools_of_course;
  for (const auto& row : read_csv(unpacked.path() / "classes.csv")) {
    ASSERT_TRUE(after.contains("section " + row.at("sourcedId")));
    schools_of_course[row.at("courseSourcedId")].insert(row.at("schoolSourcedId"));
  }
  std::size_t courses = 0;
  for (const auto& [course, schools] : schools_of_course) courses += schools.size();
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count_if(
                after, [](const auto& e) { return e.first.starts_with("course "); })),
            courses);
  std::size_t enrollments = 0;
  for (const auto& row : read_csv(unpacked.path() / "enrollments.csv")) {
    const auto at =
        after.find("enrollment " + row.at("classSourcedId") + "/" + row.at("userSourcedId"));
    ASSERT_NE(at, after.end());
    EXPECT_EQ(at->second, row.at("role") == "teacher" ? "admin=1 status=1" : "admin=0 status=1");
    ++enrollments;
  }
  EXPECT_EQ(enrollments, 5810U);
  const auto writes = calls(sandbox.get("counts"), "writes");
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  EXPECT_EQ(calls(sandbox.get("counts"), "writes"), writes);
}

}  // namespace
}  // namespace crosswalk::e2e
