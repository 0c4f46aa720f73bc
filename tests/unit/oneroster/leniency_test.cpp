// What real exports are like (contract, section 12) and what becomes of it, row by row.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using crosswalk::testing::FakeFilesHost;
using ::testing::HasSubstr;

class Leniency : public ::testing::Test {
 protected:
  Leniency() { host_.memory = small_export(); }
  std::string& file(const std::string& name) { return host_.memory[name]; }
  ReadResult read(const char* entity) {
    auto result = read_entity(host_, entity);
    EXPECT_EQ(result.error, "");
    return result;
  }
  void set(const std::string& name, const std::string& header, const std::string& rows) {
    file(name) = header + "\n" + rows;
  }
  FakeFilesHost host_;
};

const char kOrgHead[] = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId";
const char kSessionHead[] =
    "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear";
const char kEnrollmentHead[] =
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
    "beginDate,endDate";

TEST_F(Leniency, ReadsColumnsByNameInAnyOrder) {
  set("orgs.csv", "type,name,parentSourcedId,sourcedId", "school,Fern Hollow,d1,s1\n");
  const auto result = read("org");
  ASSERT_EQ(result.rows.size(), 1U);
  EXPECT_EQ(result.rows[0].id, "s1");
  EXPECT_EQ(result.rows[0]["name"], "Fern Hollow");
}

TEST_F(Leniency, KeepsExtraColumnsAsMetadata) {
  set("orgs.csv", std::string(kOrgHead) + ",metadata.city,zone,metadata.\"q\"",
      "s1,,,A,school,,,Rye \"West\",\tB\\,x\ns2,,,B,school,,,,,\n");
  const auto result = read("org");
  ASSERT_EQ(result.rows.size(), 2U);
  EXPECT_EQ(result.rows[0]["metadata"],
            R"({"\"q\"":"x","city":"Rye \"West\"","zone":"\u0009B\\"})");
  EXPECT_EQ(result.rows[1].values.count("metadata"), 0U);
  EXPECT_TRUE(host_.has_logged("orgs.csv: unknown column 'zone' is kept as metadata"));
}

TEST_F(Leniency, NeverLooksAtPasswords) {
  const std::string first =
      "sourcedId,givenName,familyName,role,orgSourcedIds,password,metadata.Password,tempPassword";
  set("users.csv", first, "u1,Ann,Abe,student,s1,hunter2,hunter2,hunter2\n");
  const auto result = read("user");
  ASSERT_EQ(result.rows.size(), 1U);
  for (const auto& [column, value] : result.rows[0].values) {
    EXPECT_EQ(value.find("hunter2"), std::string::npos) << column;
  }
  EXPECT_FALSE(host_.has_logged("assword"));
}

TEST_F(Leniency, ReadsMisspeltHeaders) {
  set("users.csv",
      "SourcedID,status,dataLastModified,givenName,familyName,role,orgSourcedIds,"
      "prefferedGivenName,"
      "preferredLastName,agentSourceIds",
      "u1,,2026-01-01,Ann,Abe,student,s1,Annie,Ab,p1\n");
  const auto result = read("user");
  ASSERT_EQ(result.rows.size(), 1U);
  EXPECT_EQ(result.rows[0].id, "u1");
  EXPECT_EQ(result.rows[0]["preferredFirstName"], "Annie");
  EXPECT_EQ(result.rows[0]["preferredLastName"], "Ab");
  EXPECT_EQ(result.rows[0]["agents"], "[p1]");
  EXPECT_EQ(result.rows[0].values.count("metadata"), 0U);
  EXPECT_TRUE(
      host_.has_logged("users.csv: column 'prefferedGivenName' is read as 'preferredGivenName'"));
}

TEST_F(Leniency, TheRightNameWinsOverAMisspeltOne) {
  set("orgs.csv", std::string(kOrgHead) + ",NAME", "s1,,,Right,school,,,Wrong\n");
  const auto result = read("org");
  EXPECT_EQ(result.rows[0]["name"], "Right");
  EXPECT_EQ(result.rows[0]["metadata"], R"({"NAME":"Wrong"})");
}

TEST_F(Leniency, IgnoresTrailingColumnsWithoutAName) {
  set("orgs.csv", std::string(kOrgHead) + ",,",
      "s1,,,A,school,,,,\ns2,,,B,school,,\ns3,,,C,school,,,,,\n");
  const auto result = read("org");
  ASSERT_EQ(result.good().size(), 2U);
  ASSERT_EQ(result.bad().size(), 1U);
  EXPECT_EQ(result.bad()[0].reason, "orgs.csv line 4: 10 cells, the header has 9");
}

TEST_F(Leniency, ReadsTokensFlagsAndDatesAsTheyCome) {
  set("enrollments.csv", kEnrollmentHead,
      "e1,Active,,c1,s1,u1,Student,TRUE,2026-08-17T00:00:00.000Z,2027-06-11\n"
      "e2,,,c1,s1,u2,ext:coach,0,,\n");
  const auto result = read("enrollment");
  ASSERT_EQ(result.rows.size(), 2U);
  EXPECT_EQ(result.rows[0]["status"], "active");
  EXPECT_EQ(result.rows[0]["role"], "student");
  EXPECT_EQ(result.rows[0]["primary"], "true");
  EXPECT_EQ(result.rows[0]["beginDate"], "2026-08-17");
  EXPECT_EQ(result.rows[1]["role"], "ext:coach");
  EXPECT_EQ(result.rows[1]["primary"], "false");
  EXPECT_EQ(result.rows[1].values.count("beginDate"), 0U);
}

TEST_F(Leniency, ReadsASchoolYearOfTwoYears) {
  set("academicSessions.csv", kSessionHead,
      "y,,,2026-2027,SchoolYear,2026-08-15,2027-06-10,,2026-2027\n");
  const auto result = read("academicSession");
  ASSERT_EQ(result.rows.size(), 1U);
  EXPECT_EQ(result.rows[0]["schoolYear"], "2027");
  EXPECT_EQ(result.rows[0]["type"], "schoolYear");
}

TEST_F(Leniency, ABulkFileMayFillStatusAndTombstonesAreTold) {
  set("enrollments.csv", kEnrollmentHead,
      "e1,active,2026-01-01T00:00:00.000Z,c1,s1,u1,student,,,\n"
      "e2,ToBeDeleted,2026-01-01T00:00:00.000Z,,,,,,,\n"
      "e3,inactive,,c1,s1,u3,student,,,\n");
  const auto result = read("enrollment");
  ASSERT_EQ(result.good().size(), 3U);
  EXPECT_EQ(result.rows[0].op, CW_ROW_UPSERT);
  EXPECT_EQ(result.rows[1].op, CW_ROW_DELETE) << "a tombstone needs its id only";
  EXPECT_EQ(result.rows[1]["status"], "tobedeleted");
  EXPECT_EQ(result.rows[2].op, CW_ROW_DELETE);
  EXPECT_EQ(result.rows[2]["status"], "tobedeleted");
  EXPECT_TRUE(result.end.complete);
}

TEST_F(Leniency, QuarantinesARowWithoutWhatTheModelNeeds) {
  set("enrollments.csv", kEnrollmentHead,
      "e1,,,c1,s1,,student,,,\n,,,c1,s1,u1,student,,,\ne3,,,c1,s1,u3,,,,\ne4,,,c1,,u4,student,,,"
      "\n");
  const auto result = read("enrollment");
  EXPECT_EQ(result.good().size(), 1U);
  ASSERT_EQ(result.bad().size(), 3U);
  EXPECT_EQ(result.bad()[0].reason, "enrollments.csv line 2: 'userSourcedId' is empty");
  EXPECT_EQ(result.bad()[0].id, "e1");
  EXPECT_EQ(result.bad()[1].reason, "enrollments.csv line 3: 'sourcedId' is empty");
  EXPECT_EQ(result.bad()[1].id, "");
  EXPECT_EQ(result.bad()[2].reason, "enrollments.csv line 4: 'role' is empty");
  EXPECT_EQ(result.end.refused, 3U);
  EXPECT_EQ(result.end.rows, 4U);
}

TEST_F(Leniency, QuarantinesARowWithAValueThatIsNone) {
  set("enrollments.csv", kEnrollmentHead,
      "e1,,,c1,s1,u1,student,maybe,,\ne2,,,c1,s1,u2,student,,8/17/"
      "2026,\ne3,,,c1,s1,u3,student,,2026-08-17,soon\n");
  const auto result = read("enrollment");
  ASSERT_EQ(result.bad().size(), 3U);
  EXPECT_EQ(result.bad()[0].reason, "enrollments.csv line 2: 'primary' is neither true nor false");
  EXPECT_EQ(result.bad()[1].reason,
            "enrollments.csv line 3: 'beginDate' is not a date (YYYY-MM-DD)");
  EXPECT_EQ(result.bad()[2].reason, "enrollments.csv line 4: 'endDate' is not a date (YYYY-MM-DD)");
}

TEST_F(Leniency, QuarantinesBrokenRowsAndReadsTheRest) {
  set("orgs.csv", kOrgHead,
      "s1,,,A,school,,\n"
      "s2,,,\"two\nlines\",school,,\n"
      "s3,,,\"never closed,school,,\n"
      "s4,,,\"say \"hi\" there\",school,,\n"
      "s5,,,J\xF6,school,,\n" +
          std::string("s6,,,N\0L,school,,\n", 18) + "s\xF6,,,B,school,,\n" + "s8,,,Z,school,,\n");
  const auto result = read("org");
  ASSERT_EQ(result.good().size(), 2U);
  EXPECT_EQ(result.good()[1].id, "s8");
  EXPECT_EQ(result.good()[1].line, 10U);
  const auto bad = result.bad();
  ASSERT_EQ(bad.size(), 6U);
  const std::pair<const char*, const char*> expected[] = {
      {"s2", "orgs.csv line 3: a line break inside a quoted cell"},
      {"s3", "orgs.csv line 5: a quote is opened and not closed on this line"},
      {"s4", "orgs.csv line 6: text after a closing quote"},
      {"s5", "orgs.csv line 7: bytes that are not UTF-8"},
      {"s6", "orgs.csv line 8: a NUL byte"},
      {"", "orgs.csv line 9: bytes that are not UTF-8"}};
  for (std::size_t i = 0; i < bad.size(); ++i) {
    EXPECT_EQ(bad[i].id, expected[i].first);
    EXPECT_THAT(bad[i].reason, HasSubstr(expected[i].second));
  }
  EXPECT_TRUE(result.end.complete) << "refused rows are told, not lost";
}

TEST_F(Leniency, ACutFileIsNotComplete) {
  for (const char* last : {"s2,,,Fern Hollow", "s2,,,\"Fern Hol", "s2,,,A,school,"}) {
    set("orgs.csv", kOrgHead, std::string("s1,,,A,school,,\n") + last);
    const auto result = read("org");
    ASSERT_EQ(result.bad().size(), 1U) << last;
    EXPECT_EQ(result.bad()[0].reason,
              "orgs.csv line 3: the file ends in the middle of this line; it was cut while it was "
              "written or sent");
    EXPECT_EQ(result.bad()[0].id, "s2");
    EXPECT_FALSE(result.end.complete);
    EXPECT_TRUE(host_.has_logged("orgs.csv: it ends in the middle of a line"));
  }
}

TEST_F(Leniency, AFileThatShrinksWhileItIsReadIsNotComplete) {
  host_.lie_about_size_of = "orgs.csv";
  EXPECT_FALSE(read("org").end.complete);
  EXPECT_TRUE(host_.has_logged("orgs.csv: its size changed while it was read"));
}

TEST_F(Leniency, ADeltaIsReadAndNothingFollowsFromWhatItLacks) {
  auto& manifest = file("manifest.csv");
  manifest.replace(manifest.find("file.enrollments,bulk"), 21, "file.enrollments,delta");
  set("enrollments.csv", kEnrollmentHead,
      "e2,tobedeleted,2026-01-01T00:00:00.000Z,c1,s1,u1,student,,,\n");
  const auto result = read("enrollment");
  ASSERT_EQ(result.rows.size(), 1U);
  EXPECT_EQ(result.rows[0].op, CW_ROW_DELETE);
  EXPECT_FALSE(result.end.complete);
  EXPECT_TRUE(host_.has_logged(
      "enrollments.csv: it is a delta: it holds changes only, so a record that is not in it"));
  EXPECT_TRUE(read("org").end.complete) << "modes are per file";
}

TEST_F(Leniency, GivesOnlyTheColumnsThatAreAskedFor) {
  const auto result =
      read_entity(host_, "user", {"sourcedId", "grades", "dateLastModified", "nonsense"});
  ASSERT_EQ(result.error, "");
  EXPECT_EQ(result.rows[1].values,
            (std::map<std::string, std::string>{{"sourcedId", "usr-k3"}, {"grades", "[07]"}}));
}

TEST_F(Leniency, SendsABadRowWhenOnlyTheIdIsAskedFor) {
  set("orgs.csv", kOrgHead, "s1,,,A\n");
  const auto result = read_entity(host_, "org", {"sourcedId"});
  ASSERT_EQ(result.bad().size(), 1U);
  EXPECT_EQ(result.bad()[0].id, "s1");
}

TEST_F(Leniency, AUserWithoutOrgKeepsItsRole) {
  set("users.csv", "sourcedId,givenName,familyName,role,orgSourcedIds",
      "u1,A,B,Teacher,\nu2,A,B,,s1\nu3,A,B,,\n");
  const auto result = read("user");
  EXPECT_EQ(result.rows[0]["roles"], "[[teacher;;primary;;]]");
  EXPECT_EQ(result.rows[1]["roles"], "[[;s1;primary;;]]");
  EXPECT_EQ(result.rows[2].values.count("roles"), 0U);
}

TEST_F(Leniency, ARowBiggerThanTheBatchAsksForMoreRoom) {
  set("orgs.csv", kOrgHead,
      "s1,,,A,school,,\ns2,,," + std::string(9000, 'x') + ",school,,\ns3,,,C,school,,\n");
  const auto result = read_entity(host_, "org", {}, 4096);
  ASSERT_EQ(result.error, "");
  ASSERT_EQ(result.rows.size(), 3U);
  EXPECT_EQ(result.rows[1]["name"].size(), 9000U);
  EXPECT_EQ(result.end.rows, 3U) << "a row that did not fit is counted once";
}

TEST_F(Leniency, StopsWhenCancelled) {
  auto adapter = OneRoster::create(host_.host(), R"({"path":"/x"})");
  ASSERT_TRUE(adapter);
  host_.cancel = true;
  ReadRequest request;
  request.entity = "org";
  request.columns = {"sourcedId"};
  const auto stream = (*adapter)->open(request);
  ASSERT_FALSE(stream);
  EXPECT_EQ(stream.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
