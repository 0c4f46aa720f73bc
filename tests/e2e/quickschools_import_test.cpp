/// \file
/// A roster that only the LMS has, into QuickSchools, by hand: both played, with the shipped
/// binary.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "e2e/stage.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string text(const Json& row, const char* name) {
  const Json& value = row.at(name);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

/// Who sits in a section or teaches it: the section's code, the person's e-mail, the role.
using Seats = std::set<std::string>;

/// The same invented district on both sides. A class of both semesters is one of the active one; of
/// several grade levels the first counts.
struct Import : Stage {
  Import(const Sandbox& from, const Sandbox& to, const std::filesystem::path& files)
      : Stage({"schoology", Json{{"base_url", from.url()},
                                 {"consumer_key", "lms-key"},
                                 {"consumer_secret", "${CW_E2E_SECRET}"},
                                 {"school_year", "2027"},
                                 {"rate", 1000}}
                                .dump()},
              {"quickschools", Json{{"base_url", to.url() + "/sms/v1"},
                                    {"api_key", "${CW_E2E_SECRET}"},
                                    {"school_code", "demo"},
                                    {"school_name", "Alder High School"},
                                    {"rate", 20}}
                                   .dump()},
              files) {
    integration_json["terms"] = R"({"map": {"Semester 2": "skip"}})";
    integration_json["fields"] = R"({"class": {"gradeLevel": "grades[1]"}})";
  }
};

class ImportTest : public testing::Test {
 protected:
  ImportTest() {
    people_ = sis_.get("state");
    people_["sections"] = Json::array();
    people_["enrollments"] = Json::array();
    sis_.post("restore", people_);
  }

  Import stage() const { return {lms_, sis_, folder_.path()}; }
  /// Plans; the plan's hash.
  static std::string plan(const Stage& stage, std::string* shown = nullptr) {
    const Ended ended = stage.run({"plan"});
    EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
    if (shown != nullptr) *shown = ended.out;
    const std::size_t at = ended.out.find("Plan ");
    return at == std::string::npos ? std::string() : ended.out.substr(at + 5, 12);
  }
  static Ended import(const Stage& stage) {
    const Ended ended = stage.run({"apply", plan(stage)});
    EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
    return ended;
  }
  std::uint64_t writes() const { return sis_.get("counts").at("writes").get<std::uint64_t>(); }

  /// What the LMS has in the active semester.
  Seats wanted() const {
    const Json lms = lms_.get("state");
    std::set<std::string> periods;
    for (const Json& period : lms.at("periods")) {
      if (text(period, "title") == "Semester 1") periods.insert(text(period, "id"));
    }
    std::set<std::string> sections;
    for (const Json& section : lms.at("sections")) {
      for (const Json& period : section.at("grading_periods")) {
        if (periods.contains(period.dump())) sections.insert(text(section, "id"));
      }
    }
    std::map<std::string, std::string> emails;
    for (const Json& user : lms.at("users")) emails[text(user, "id")] = text(user, "primary_email");
    Seats out;
    for (const Json& seat : lms.at("enrollments")) {
      if (seat.at("status") != 1 || !sections.contains(text(seat, "section_id"))) continue;
      out.insert(text(seat, "section_id") + " " + emails.at(text(seat, "uid")) +
                 (seat.at("admin") == 1 ? " teacher" : " student"));
    }
    return out;
  }
  Seats there() const {
    const Json sis = sis_.get("state");
    std::map<std::string, std::string> emails;
    for (const char* kind : {"students", "teachers"}) {
      for (const Json& person : sis.at(kind)) emails[text(person, "id")] = text(person, "email");
    }
    std::map<std::string, std::string> codes;
    Seats out;
    for (const Json& section : sis.at("sections")) {
      codes[text(section, "id")] = text(section, "sectionCode");
      for (const Json& teacher : section.at("teacherIds")) {
        out.insert(text(section, "sectionCode") + " " + emails.at(teacher.get<std::string>()) +
                   " teacher");
      }
    }
    for (const Json& seat : sis.at("enrollments")) {
      out.insert(codes.at(text(seat, "sectionId")) + " " + emails.at(text(seat, "studentId")) +
                 " student");
    }
    return out;
  }
  /// Codes that several sections have.
  std::vector<std::string> doubles() const {
    std::set<std::string> seen;
    std::vector<std::string> out;
    const Json sis = sis_.get("state");
    for (const Json& section : sis.at("sections")) {
      if (!seen.insert(text(section, "sectionCode")).second) {
        out.push_back(text(section, "sectionCode"));
      }
    }
    return out;
  }

  Folder folder_;
  Sandbox lms_{"schoology",
               folder_.path(),
               {"--key", "lms-key", "--secret", "sandbox-secret", "--students", "30", "--schools",
                "1", "--unlimited"}};
  Sandbox sis_{"quickschools",
               folder_.path(),
               {"--key", "sandbox-secret", "--students", "30", "--schools", "1", "--unlimited"}};
  Json people_;
};

TEST_F(ImportTest, IsPlannedReadAndSentByHandAndThenThereIsNothingToDo) {
  const Import stage = this->stage();
  const Ended unattended = stage.run({"sync"});
  EXPECT_EQ(unattended.status, 2) << unattended.out;
  EXPECT_THAT(unattended.err, HasSubstr("by hand only"));
  EXPECT_THAT(unattended.err, HasSubstr("crosswalk apply PLAN"));
  EXPECT_EQ(sis_.get("log").at("log").size(), 0U) << "it was not even asked";

  const std::string hash = plan(stage);
  EXPECT_EQ(writes(), 0U) << "a plan sends nothing";
  ASSERT_EQ(stage.run({"apply", hash}).status, 0);
  EXPECT_GT(there().size(), 80U);
  EXPECT_EQ(there(), wanted());
  Json after = sis_.get("state");
  for (const char* kind : {"students", "teachers", "semesters", "classes"}) {
    EXPECT_EQ(after.at(kind), people_.at(kind)) << "nothing else is ever written";
  }

  const std::uint64_t written = writes();
  std::string shown;
  const std::string again = plan(stage, &shown);
  EXPECT_THAT(shown, HasSubstr("No changes."));
  EXPECT_EQ(stage.run({"apply", again}).status, 0);
  EXPECT_EQ(writes(), written);
  EXPECT_EQ(stage.run({"sync"}).status, 2) << "still not";
  EXPECT_THAT(sis_.get("log").dump(), Not(HasSubstr("sandbox-secret")));
}

TEST_F(ImportTest, WhoIsNotThereIsNamedAndTheRestGoesOn) {
  Json fewer = people_;
  const Json missing = fewer.at("students").at(3);
  fewer["students"].erase(3);
  sis_.post("restore", fewer);
  const Import stage = this->stage();
  std::string shown;
  const std::string hash = plan(stage, &shown);
  EXPECT_THAT(shown, HasSubstr("no such person"));
  EXPECT_THAT(shown, HasSubstr(text(missing, "email")));
  EXPECT_THAT(shown, HasSubstr("enter it there first"));
  ASSERT_EQ(stage.run({"apply", hash}).status, 0);
  Seats but_one = wanted();
  std::erase_if(but_one, [&](const std::string& seat) {
    return seat.find(text(missing, "email")) != std::string::npos;
  });
  EXPECT_LT(but_one.size(), wanted().size());
  EXPECT_EQ(there(), but_one);

  sis_.post("seed", {{"students", Json::array({missing})}});
  import(stage);
  EXPECT_EQ(there(), wanted()) << "once entered, the next plan has the rest";
}

TEST_F(ImportTest, ALostAnswerLeavesNoDouble) {
  // The server would take a second one: that there is none is the adapter's doing.
  sis_.post("settings", {{"refuse_duplicates", false}});
  for (const int nth : {1, 3}) {
    sis_.post("faults", {{"kind", "cut_after"},
                         {"method", "POST"},
                         {"path", "/sms/v1/sections"},
                         {"nth", nth},
                         {"count", 1}});
  }
  sis_.post("faults", {{"kind", "cut_after"},
                       {"method", "POST"},
                       {"path", "/sms/v1/sectionenrollments/"},
                       {"nth", 2},
                       {"count", 1}});
  import(stage());
  int hits = 0;
  const Json faults = sis_.get("faults");
  for (const Json& fault : faults.at("faults")) hits += fault.at("hits").get<int>();
  EXPECT_EQ(hits, 3);
  EXPECT_EQ(there(), wanted());
  EXPECT_THAT(doubles(), IsEmpty());
}

TEST_F(ImportTest, ASectionThatAPersonMadeIsLinked) {
  const Import stage = this->stage();
  import(stage);
  Json state = sis_.get("state");
  const std::size_t sections = state.at("sections").size();
  Json kept = people_;
  kept["sections"] = Json::array({state.at("sections").at(0)});
  kept["sections"][0]["teacherIds"] = Json::array();
  sis_.post("restore", kept);
  const Import fresh = this->stage();  // knows no links
  import(fresh);
  EXPECT_EQ(there(), wanted());
  EXPECT_EQ(sis_.get("state").at("sections").size(), sections);
  EXPECT_THAT(doubles(), IsEmpty());
}

TEST_F(ImportTest, WhoLeavesTheClassIsTakenOutAndBroughtBack) {
  const Import stage = this->stage();
  import(stage);
  const Json lms = lms_.get("state");
  const Seats before = wanted();
  for (const Json& seat : lms.at("enrollments")) {
    if (wanted().size() < before.size()) break;
    if (seat.at("admin") == 0) lms_.post("unenroll", {{"id", seat.at("id")}});
  }
  EXPECT_EQ(wanted().size() + 1, before.size());
  import(stage);
  EXPECT_EQ(there(), wanted());
  lms_.post("restore", lms);
  import(stage);
  EXPECT_EQ(there(), wanted());
}

TEST_F(ImportTest, AClassWithoutOneGradeLevelIsRefusedInThePlan) {
  Import stage = this->stage();
  stage.integration_json.erase("fields");
  std::string shown;
  plan(stage, &shown);
  EXPECT_THAT(shown, HasSubstr("gradeLevel.catalog"));
  EXPECT_THAT(shown, HasSubstr("the destination has no single \"09, 10, 11, 12\""));
  EXPECT_THAT(shown, HasSubstr("fields.class.gradeLevel"));
}

}  // namespace
}  // namespace crosswalk::e2e
