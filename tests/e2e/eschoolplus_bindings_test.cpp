/// \file
/// One played eSchoolPlus, read through its session service, through its OneRoster API and through
/// its downloads, is one canonical roster: exported as OneRoster files, they are the same but for
/// what a binding has no word for. And each binding says what is wrong with its settings.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "e2e/stage.hpp"
#include "support/strict_package.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;
using crosswalk::testing::PackageFiles;
using crosswalk::testing::read_package;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

/// File and column.
using Column = std::pair<std::string, std::string>;
using Columns = std::set<Column>;

/// What a binding cannot tell, and the session service can.
const Columns kUntoldByPlus360{{"users.csv", "preferredGivenName"}};
const Columns kUntoldByFiles{{"users.csv", "preferredGivenName"},
                             {"courses.csv", "grades"},
                             {"academicSessions.csv", "type"}};

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) {
      out.emplace_back();
    } else if (c != '\r') {
      out.back() += c;
    }
  }
  return out;
}

/// The columns, of all files, in which two packages differ; rows pair up by their sourcedIds.
Columns differences(const PackageFiles& a, const PackageFiles& b) {
  Columns out;
  for (const auto& [name, text] : a) {
    std::istringstream left(text);
    std::istringstream right(b.count(name) == 0 ? "" : b.at(name));
    std::vector<std::string> header;
    std::string l;
    std::string r;
    while (std::getline(left, l)) {
      std::getline(right, r);
      const auto mine = cells_of(l);
      const auto other = cells_of(r);
      if (header.empty()) header = mine;
      if (mine.size() != other.size()) out.emplace(name, "another row: " + l);
      for (std::size_t i = 0; i < std::min(mine.size(), other.size()); ++i) {
        if (mine[i] != other[i]) out.emplace(name, i == 0 ? "another row: " + l : header[i]);
      }
    }
    if (std::getline(right, r)) out.emplace(name, "one row more: " + r);
  }
  return out;
}

class ESchoolPlusBindings : public ::testing::Test {
 protected:
  ESchoolPlusBindings() { fs::create_directories(drop()); }

  fs::path drop() const { return folder_.path() / "drop"; }
  Json config(const std::string& binding) const {
    Json out{{"binding", binding}, {"district", "4102"},       {"school_year", "2027"},
             {"guardians", true},  {"ungraded_courses", true}, {"co_teachers", true}};
    if (binding == "session") {
      out.update({{"domain", sis_.url()},
                  {"site_code", "NorthFork"},
                  {"login", "svc_lms"},
                  {"password", "${CW_E2E_SECRET}"}});
    } else if (binding == "plus360") {
      out.update({{"domain", sis_.url()},
                  {"consumer_key", "OneRoster_DEMO_4102"},
                  {"consumer_secret", "${CW_E2E_SECRET}"}});
    } else {
      out["folder"] = drop().string();
    }
    return out;
  }
  /// What the played district's download definitions write now.
  void download(const Json& how = Json::object()) const {
    const Json files = sis_.post("files", how);
    for (const auto& [name, text] : files.items()) {
      std::ofstream(drop() / name, std::ios::binary) << text.get<std::string>();
    }
  }
  fs::path out(const Json& config) const {
    return folder_.path() / ("out-" + config.at("binding").get<std::string>());
  }
  std::unique_ptr<Stage> stage(const Json& config) const {
    fs::create_directories(out(config));
    auto made = std::make_unique<Stage>(
        Connector{"eschoolplus", config.dump()},
        Connector{"oneroster", Json{{"path", out(config).string()}, {"export", "1.2"}}.dump()},
        folder_.path());
    made->integration_json["roles"] =
        R"({"student": "student", "teacher": "teacher", "guardian": "guardian"})";
    return made;
  }
  /// The canonical roster, as OneRoster files.
  PackageFiles roster(const std::string& binding) const {
    const Ended run = stage(config(binding))->run({"sync"});
    EXPECT_EQ(run.status, 0) << run.out << run.err;
    EXPECT_THAT(run.out + run.err, Not(HasSubstr("sandbox-secret")));
    return read_package(out(config(binding)) / "oneroster");
  }
  void expect_one_roster() const {
    download();
    const PackageFiles session = roster("session");
    EXPECT_EQ(differences(session, roster("plus360")), kUntoldByPlus360);
    EXPECT_EQ(differences(session, roster("files")), kUntoldByFiles);
  }
  /// What "test connection" prints; it must fail.
  std::string complaint(const Json& config,
                        const std::map<std::string, std::string>& environment = {}) const {
    const Ended ended = stage(config)->run({"connector", "test", "sis"}, environment);
    EXPECT_NE(ended.status, 0) << ended.out;
    return ended.out + ended.err;
  }

  Folder folder_;
  Sandbox sis_{"eschoolplus",
               folder_.path(),
               {"--key", "svc_lms", "--secret", "sandbox-secret", "--unlimited"}};
};

TEST_F(ESchoolPlusBindings, YieldOneCanonicalRoster) { expect_one_roster(); }

TEST_F(ESchoolPlusBindings, DatesWithoutZerosAreTheSameRoster) {
  download();
  const PackageFiles padded = roster("files");
  download({{"short_dates", true}});
  EXPECT_EQ(differences(padded, roster("files")), Columns{});
}

TEST_F(ESchoolPlusBindings, YieldOneCanonicalRosterAfterChangesToo) {
  Json state = sis_.get("state");
  Json student = state.at("students").at(0);
  student["lastName"] = "Renamed";
  student["stateId"] = "AR0042";
  Json seat = state.at("enrollments").at(3);
  seat["courseStatus"] = "D";
  Json period = state.at("marking_periods").at(1);
  period["dates"][0]["endDate"] = "2027-05-21";
  Json course = state.at("courses").at(3);
  course["description"] = "Science, 6th";
  sis_.post("seed", {{"students", Json::array({student})},
                     {"enrollments", Json::array({seat})},
                     {"marking_periods", Json::array({period})},
                     {"courses", Json::array({course})}});
  expect_one_roster();
  EXPECT_THAT(read_package(out(config("files")) / "oneroster").at("users.csv"),
              HasSubstr("Renamed"));
}

TEST_F(ESchoolPlusBindings, Plus360SaysWhatIsWrong) {
  const Json good = config("plus360");
  const Ended works = stage(good)->run({"connector", "test", "sis"});
  EXPECT_EQ(works.status, 0) << works.out << works.err;
  EXPECT_THAT(works.out, HasSubstr("the key is accepted"));
  Json sha256 = good;
  sha256["signature_method"] = "HMAC-SHA256";
  EXPECT_EQ(stage(sha256)->run({"connector", "test", "sis"}).status, 0);

  Json wrong = good;
  wrong["consumer_secret"] = "${CW_E2E_OTHER}";
  const std::string refused = complaint(wrong, {{"CW_E2E_OTHER", "not the secret"}});
  EXPECT_THAT(refused, HasSubstr("does not accept the signature"));
  EXPECT_THAT(refused, HasSubstr("signature method"));
  EXPECT_THAT(refused, Not(HasSubstr("not the secret")));

  Json elsewhere = good;
  elsewhere["consumer_key"] = "OneRoster_OTHER_1";
  EXPECT_THAT(complaint(elsewhere), HasSubstr("404 with a web page: domain or path"));

  sis_.post("settings", {{"denied", "teachers"}});
  EXPECT_THAT(complaint(good), HasSubstr("API profile"));
  sis_.post("settings", {{"denied", ""}, {"version", "20.4.0.0"}});
  EXPECT_THAT(complaint(good), HasSubstr("21.4"));
}

TEST_F(ESchoolPlusBindings, FilesSayWhatIsWrong) {
  const Json good = config("files");
  EXPECT_THAT(complaint(good), HasSubstr("reg_building.csv is not in the folder"));
  download();
  const Ended works = stage(good)->run({"connector", "test", "sis"});
  EXPECT_EQ(works.status, 0) << works.out << works.err;

  fs::remove(drop() / "reg_staff.csv");
  EXPECT_THAT(complaint(good), HasSubstr("reg_staff.csv is not in the folder"));
  download();
  fs::resize_file(drop() / "reg.csv", fs::file_size(drop() / "reg.csv") - 20);
  EXPECT_THAT(complaint(good), HasSubstr("reg.csv ends inside of line"));
  download();
  std::ofstream(drop() / "reg.csv", std::ios::app | std::ios::binary) << "300999|only|#!#\r\n";
  const Ended some = stage(good)->run({"connector", "test", "sis"});
  EXPECT_THAT(some.out, HasSubstr("1 cannot be used, the first: reg.csv line 7 has 3 values"));
}

}  // namespace
}  // namespace crosswalk::e2e
