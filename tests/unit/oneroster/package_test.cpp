// What is refused as a whole, what is tolerated and reported: manifest, versions, files, headers.

#include "csv/package.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using crosswalk::testing::FakeFilesHost;
using ::testing::HasSubstr;

/// `from` becomes `to`, which must have happened.
void replace(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
}

class Package : public ::testing::Test {
 protected:
  Package() { host_.memory = small_export(); }

  std::string& file(const std::string& name) { return host_.memory[name]; }
  /// The error of reading an entity; every entity must give the same.
  std::string refusal(const char* entity = "org") {
    const auto read = read_entity(host_, entity);
    EXPECT_TRUE(read.error.empty() || read.code == ErrorCode::BadData) << read.error;
    return read.error;
  }
  void expect_read_with_note(std::string_view note) {
    const auto read = read_entity(host_, "user");
    EXPECT_EQ(read.error, "");
    EXPECT_EQ(read.rows.size(), 2U);
    EXPECT_TRUE(host_.has_logged(note)) << note;
  }

  FakeFilesHost host_;
};

TEST_F(Package, ASoundOneIsReadWithoutAWord) {
  ASSERT_EQ(read_entity(host_, "user").error, "");
  EXPECT_TRUE(host_.logged.empty()) << host_.logged.front().text;
}

TEST_F(Package, LogsWhatItToleratedOnce) {
  file("extra.csv") = "x\n";
  auto adapter = OneRoster::create(host_.host(), R"({"path":"/x"})");
  ASSERT_TRUE(adapter);
  ReadRequest request;
  request.columns = {"sourcedId", "name"};
  for (const char* entity : {"org", "user", "org"}) {
    request.entity = entity;
    ASSERT_TRUE((*adapter)->open(request));
  }
  EXPECT_EQ(host_.logged.size(), 1U);
  EXPECT_EQ(host_.logged[0].text, "extra.csv: is no file of OneRoster: left alone");
  EXPECT_EQ(host_.open_files, 0U);
}

// Files

TEST_F(Package, RefusesAPromisedFileThatIsMissing) {
  host_.memory.erase("users.csv");
  EXPECT_THAT(refusal("org"),
              HasSubstr("users.csv: manifest.csv promises it (bulk) and it is not there"));
}

TEST_F(Package, DoesWithoutAPromisedFileThatItNeverReads) {
  replace(file("manifest.csv"), "file.demographics,absent", "file.demographics,bulk");
  expect_read_with_note("demographics.csv: manifest.csv promises it and it is not there");
}

TEST_F(Package, ReadsAFileThatTheManifestDoesNotList) {
  replace(file("manifest.csv"), "file.users,bulk\n", "");
  expect_read_with_note("users.csv: manifest.csv does not say what it is: read as bulk");
}

TEST_F(Package, ReadsAFileThatTheManifestCallsAbsent) {
  replace(file("manifest.csv"), "file.users,bulk", "file.users,absent");
  expect_read_with_note("users.csv: manifest.csv calls it absent, but it is there");
}

TEST_F(Package, RefusesAnEmptyFile) {
  for (const char* bytes : {"", "\xEF\xBB\xBF", "\n\n"}) {
    file("enrollments.csv") = bytes;
    EXPECT_THAT(refusal(), HasSubstr("enrollments.csv: is empty, it has not even a header"));
  }
}

TEST_F(Package, AnAbsentFileIsNoRowsAndNothingFollows) {
  replace(file("manifest.csv"), "file.courses,bulk", "file.courses,absent");
  host_.memory.erase("courses.csv");
  const auto read = read_entity(host_, "course");
  EXPECT_EQ(read.error, "");
  EXPECT_TRUE(read.rows.empty());
  EXPECT_FALSE(read.end.complete);
}

TEST_F(Package, OnlyAManifestMeansNothingChanged) {
  const std::string manifest = "oneroster.version,1.1\n";
  host_.memory = {{"manifest.csv", manifest}};
  const auto read = read_entity(host_, "user");
  EXPECT_EQ(read.error, "");
  EXPECT_FALSE(read.end.complete);
  EXPECT_TRUE(host_.has_logged("only manifest.csv is there: nothing changed"));
}

TEST_F(Package, AHeaderWithoutRowsIsReadAndReported) {
  auto& users = file("users.csv");
  users.resize(users.find('\n') + 1);
  const auto read = read_entity(host_, "user");
  EXPECT_EQ(read.error, "");
  EXPECT_TRUE(read.rows.empty());
  EXPECT_TRUE(read.end.complete);
  EXPECT_TRUE(host_.has_logged("users.csv: a header and no rows"));
}

TEST_F(Package, FindsTheFilesInOneFolderAndPassesOverWhatArchiversLeave) {
  std::map<std::string, std::string> moved;
  for (auto& [name, bytes] : host_.memory) moved["export 2026/" + name] = bytes;
  moved["__MACOSX/export 2026/._users.csv"] = "junk";
  moved["export 2026/.hidden.csv"] = "junk";
  moved["readme.txt"] = "junk";
  host_.memory = moved;
  EXPECT_EQ(read_entity(host_, "user").rows.size(), 2U);
}

TEST_F(Package, RefusesCsvFilesInSeveralFolders) {
  host_.memory = {{"a/users.csv", "x"}, {"b/orgs.csv", "x"}};
  EXPECT_THAT(refusal(), HasSubstr("CSV files in several folders ('a', 'b')"));
}

TEST_F(Package, RefusesAFolderWithoutCsvFiles) {
  host_.memory = {{"readme.txt", "x"}};
  EXPECT_THAT(refusal(), HasSubstr("no CSV file there: 'path' must name"));
}

TEST_F(Package, ReadsFileNamesInAnotherCase) {
  host_.memory["Users.CSV"] = file("users.csv");
  host_.memory.erase("users.csv");
  expect_read_with_note("users.csv: is called Users.CSV");
}

TEST_F(Package, RefusesTwoFilesThatDifferInCaseOnly) {
  host_.memory["Users.csv"] = file("users.csv");
  EXPECT_THAT(refusal(), HasSubstr("both Users.csv and users.csv are there"));
}

// Manifest and version

TEST_F(Package, ToleratesWhatManifestsAreLike) {
  file("manifest.csv") =
      "propertyName,value\r\nmanifest.version,1\r\noneroster.version, v1.1 \r\nfile.users,\r\n"
      "file.orgs,BULK\r\nfile.classes,bulk\r\nfile.courses,bulk\r\nvendor.flavour,mint\r\n"
      "file.academicSessions,bulk\r\nfile.enrollments,full";
  expect_read_with_note("manifest.csv: unknown property vendor.flavour is ignored");
  EXPECT_TRUE(host_.has_logged("file.enrollments is neither absent, bulk nor delta"));
}

TEST_F(Package, TakesADocumentRevisionForItsVersion) {
  replace(file("manifest.csv"), "oneroster.version,1.1", "oneroster.version,1.1.1");
  EXPECT_EQ(refusal(), "");
}

TEST_F(Package, RefusesOtherVersions) {
  for (const char* version : {"1.0", "1", "2.0", "1.3", "abc"}) {
    host_.memory = small_export();
    replace(file("manifest.csv"), "oneroster.version,1.1",
            std::string("oneroster.version,") + version);
    EXPECT_EQ(refusal(), std::string("manifest.csv: oneroster.version is '") + version +
                             "'; 1.1 and 1.2 can be read: choose one of them in the SIS");
  }
}

TEST_F(Package, RefusesAPropertyTwiceWithDifferentValues) {
  file("manifest.csv") += "file.users,delta\n";
  EXPECT_EQ(refusal(), "manifest.csv: file.users comes twice with different values");
}

TEST_F(Package, ReadsHeadersOf11WithoutAManifest) {
  host_.memory.erase("manifest.csv");
  expect_read_with_note("there is no manifest.csv; the headers are those of 1.1 or 1.2");
}

TEST_F(Package, RefusesOneRoster10WithASentence) {
  const std::pair<const char*, std::pair<const char*, const char*>> signs[] = {
      {"users.csv", {"userIds", "userId"}},
      {"users.csv", {"grades", "grade"}},
      {"users.csv", {"agentSourcedIds", "agents"}},
      {"classes.csv", {"termSourcedIds", "termSourcedId"}},
      {"courses.csv", {"schoolYearSourcedId", "schoolYearId"}}};
  for (const auto& [name, change] : signs) {
    host_.memory = small_export();
    host_.memory.erase("manifest.csv");
    replace(file(name), change.first, change.second);
    EXPECT_EQ(refusal(), std::string("this is a OneRoster 1.0 export (no manifest.csv, and ") +
                             name + " has '" + change.second +
                             "'); 1.1 and 1.2 can be read: choose one of them in the SIS");
  }
}

TEST_F(Package, WithAManifestTheColumnsOf10AreReadAndReported) {
  replace(file("classes.csv"), "termSourcedIds", "termSourcedId");
  replace(file("users.csv"), "grades", "grade");
  const auto read = read_entity(host_, "class");
  ASSERT_EQ(read.error, "");
  EXPECT_EQ(read.rows[0]["terms"], "[ses-s1;ses-q1]");
  EXPECT_EQ(read_entity(host_, "user").rows[1]["grades"], "[07]");
  EXPECT_TRUE(host_.has_logged("the manifest says 1.1, but"));
}

TEST_F(Package, SaysWhichOtherProductTheFilesAreFor) {
  const std::pair<std::map<std::string, std::string>, const char*> sets[] = {
      {{{"orgs.csv", "sourcedId,name,type,parentSourcedId\n"},
        {"users.csv", "sourcedId,username,givenName,familyName,password,activeDirectoryMatchId\n"},
        {"roles.csv", "userSourcedId,orgSourcedId,role,sessionSourcedId,grade,isPrimary\n"},
        {"classes.csv", "sourcedId,orgSourcedId,title,sessionSourcedIds,courseSourcedId\n"},
        {"enrollments.csv", "classSourcedId,userSourcedId,role\n"}},
       "Microsoft School Data Sync, format V2"},
      {{{"School.csv", "SIS ID,Name\n"}, {"StudentEnrollment.csv", "Section SIS ID,SIS ID\n"}},
       "Microsoft School Data Sync, format V1"},
      {{{"students.csv", "person_id,first_name\n"},
        {"classes.csv", "class_id,class_number,course_id,instructor_id,location_id\n"},
        {"courses.csv", "course_id,course_number,course_name,location_id\n"}},
       "Apple School Manager"},
      {{{"enrollments.csv", "School_id,Section_id,Student_id\n"}, {"schools.csv", "School_id\n"}},
       "Clever"},
      {{{"users.csv", "user_id,login_id,password,first_name,status\n"},
        {"courses.csv", "course_id,short_name,long_name,account_id,status\n"}},
       "Canvas SIS import"}};
  for (const auto& [files, product] : sets) {
    host_.memory = files;
    EXPECT_THAT(refusal(), HasSubstr("this looks like an export for " + std::string(product)));
  }
}

TEST_F(Package, RefusesCsvFilesThatAreNothingKnown) {
  host_.memory = {{"grades_export.csv", "a,b\n"}};
  EXPECT_THAT(refusal(), HasSubstr("none of the CSV files is one of OneRoster's"));
}

// Headers

TEST_F(Package, RefusesAMissingColumnNamingFileAndColumn) {
  const std::pair<const char*, const char*> needed[] = {
      {"orgs.csv", "type"},           {"academicSessions.csv", "endDate"},
      {"courses.csv", "title"},       {"classes.csv", "termSourcedIds"},
      {"users.csv", "familyName"},    {"users.csv", "role"},
      {"users.csv", "orgSourcedIds"}, {"enrollments.csv", "userSourcedId"}};
  for (const auto& [name, column] : needed) {
    host_.memory = small_export();
    replace(file(name), std::string(",") + column, ",renamed");
    EXPECT_EQ(refusal(), std::string(name) + ": the column '" + column +
                             "' is missing; without it the file cannot be read");
  }
}

TEST_F(Package, CountsTheOtherFaults) {
  replace(file("orgs.csv"), ",type", ",kind");
  replace(file("courses.csv"), ",title", ",name");
  EXPECT_THAT(refusal(), HasSubstr("(and 1 more: test the connection to see all)"));
}

TEST_F(Package, RefusesAColumnTwice) {
  replace(file("orgs.csv"), "identifier", "name");
  EXPECT_EQ(refusal(), "orgs.csv: the column 'name' comes twice; nobody can tell which is meant");
}

TEST_F(Package, RefusesAColumnThatIsThereWithAndWithoutThePrefix) {
  replace(file("orgs.csv"), "parentSourcedId", "parentSourcedId,zone,metadata.zone");
  EXPECT_THAT(refusal(),
              HasSubstr("orgs.csv: the column 'zone' comes twice, once as 'metadata.zone'"));
}

TEST_F(Package, SaysThatSemicolonsAndTabsAreNoCommas) {
  for (const char separator : {';', '\t'}) {
    host_.memory = small_export();
    for (char& c : file("orgs.csv")) c = c == ',' ? separator : c;
    EXPECT_THAT(refusal(), HasSubstr("orgs.csv: its columns are separated by semicolons or tabs"));
  }
}

TEST_F(Package, NoticesAFileThatWasReplacedUnderItsHands) {
  auto adapter = OneRoster::create(host_.host(), R"({"path":"/x"})");
  ASSERT_TRUE(adapter);
  ReadRequest request;
  request.entity = "org";
  request.columns = {"sourcedId", "name"};
  ASSERT_TRUE((*adapter)->open(request));
  replace(file("orgs.csv"), "name,type",
          "type,name");  // as big as before: the list does not show it
  const auto stream = (*adapter)->open(request);
  ASSERT_FALSE(stream);
  EXPECT_EQ(stream.error().code, ErrorCode::Unavailable);
  EXPECT_THAT(stream.error().message, HasSubstr("orgs.csv: another file than a moment ago"));
  EXPECT_TRUE((*adapter)->open(request)) << "the next attempt looks again";
}

TEST_F(Package, RefusesAHeaderThatIsNoRow) {
  replace(file("orgs.csv"), "name", "\"name");
  EXPECT_THAT(refusal(), HasSubstr("orgs.csv: its header is broken: a quote is opened"));
}

TEST_F(Package, RefusesMoreColumnsThanItCanRead) {
  replace(file("orgs.csv"), "\n", std::string(3000, ',') + "x\n");
  EXPECT_THAT(refusal(), HasSubstr("its header has 3007 columns; at most 2048"));
}

TEST_F(Package, RefusesAFileInAnotherEncodingNamingIt) {
  std::string utf16 = "\xFF\xFE";
  for (const char c : file("users.csv")) {
    utf16 += c;
    utf16 += '\0';
  }
  file("users.csv") = utf16;
  EXPECT_THAT(refusal(), HasSubstr("users.csv: is UTF-16, not UTF-8"));
}

TEST_F(Package, PassesOnWhatTheHostSaysAboutReading) {
  host_.fail_read_at = 0;
  const auto read = read_entity(host_, "org");
  EXPECT_EQ(read.code, ErrorCode::Unavailable);
  EXPECT_EQ(read.error, "the disk did not answer");
  host_.folder = "/nowhere/at/all";
  EXPECT_EQ(read_entity(host_, "org").code, ErrorCode::BadConfig);
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
