/// Batches into an export, through the host's real files, with a strict judge of the result.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "adapters/capabilities.hpp"
#include "adapters/files/file_root.hpp"
#include "export/rows.hpp"
#include "exporting.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
namespace fs = std::filesystem;

class ApplyTest : public ::testing::TestWithParam<const char*> {
 protected:
  Exporting out{std::string(R"("export": ")") + GetParam() + "\""};
  bool v12() const { return std::string(GetParam()) == "1.2"; }
};
INSTANTIATE_TEST_SUITE_P(Versions, ApplyTest, ::testing::Values("1.1", "1.2"),
                         [](const auto& each) { return each.param[2] == '1' ? "V11" : "V12"; });

TEST_P(ApplyTest, WritesWhatAStrictImporterTakes) {
  out.fill();
  EXPECT_THAT(out.complaints(), IsEmpty());
  EXPECT_EQ(out.line("orgs.csv", "s1"), "s1,,,\"Fern \"\"North\"\", old\",school,,");
  EXPECT_EQ(out.line("enrollments.csv", "c1/u4"), "c1/u4,,,c1,s1,u4,teacher,true,,");
  EXPECT_EQ(out.line("classes.csv", "c1"), "c1,,,Algebra 1,,k1,,scheduled,,s1,t1,,,\"3,4\"");
  if (v12()) {
    EXPECT_EQ(out.line("roles.csv", "u1/s2"), "u1/s2,,,u1,primary,student,,,s2,");
  } else {
    EXPECT_THAT(out.line("users.csv", "u1"), StartsWith("u1,,,true,\"s1,s2\",student,ada,"));
  }
}

TEST_P(ApplyTest, IsSoundAfterEveryBatch) {
  Exporting step{std::string(R"("export": ")") + GetParam() + "\""};
  EXPECT_THAT(step.apply("org", {{CW_ROW_CREATE, "", {{"code", "s1"}, {"title", "Fern North"}}}}),
              ElementsAre("applied s1"));
  EXPECT_THAT(step.complaints(), IsEmpty());
  EXPECT_EQ(step.files().size(), 2U) << "a file without rows is not there";
}

TEST_P(ApplyTest, ChangesOneLine) {
  out.fill();
  const auto before = out.files();
  EXPECT_THAT(out.apply("user", {{CW_ROW_PATCH, "u4", {{"familyName", "Sedge-Lee"}}}}),
              ElementsAre("applied u4"));
  EXPECT_THAT(out.complaints(), IsEmpty());
  auto after = out.files();
  EXPECT_NE(after["users.csv"], before.at("users.csv"));
  after["users.csv"] = before.at("users.csv");
  EXPECT_EQ(after, before);
  EXPECT_THAT(out.line("users.csv", "u4"), HasSubstr("Dora,Sedge-Lee"));
}

TEST_P(ApplyTest, TakesOutAndBringsBackToTheByte) {
  out.fill();
  const auto before = out.files();
  EXPECT_THAT(out.apply("enrollment", {{CW_ROW_DROP, "c1/u1", {}}}), ElementsAre("applied c1/u1"));
  EXPECT_THAT(out.apply("enrollment", {{CW_ROW_DROP, "c1/u1", {}}}), ElementsAre("noop c1/u1"));
  EXPECT_THAT(out.complaints(), IsEmpty());
  EXPECT_EQ(out.line("enrollments.csv", "c1/u1"), "");
  EXPECT_THAT(
      out.apply(
          "enrollment",
          {{CW_ROW_RESTORE, "c1/u1", {{"class", "c1"}, {"user", "u1"}, {"role", "student"}}}}),
      ElementsAre("applied c1/u1"));
  EXPECT_EQ(out.files(), before);
}

TEST_P(ApplyTest, TakesWhoLeavesOutOfEverybodysAgents) {
  out.fill();
  EXPECT_THAT(out.apply("user", {{CW_ROW_DROP, "u1", {}}})[0],
              HasSubstr("still enrolled in class c1"));
  EXPECT_THAT(out.apply("user", {{CW_ROW_DROP, "p1", {}}}), ElementsAre("applied p1"));
  EXPECT_THAT(out.complaints(), IsEmpty());
  EXPECT_EQ(out.read_back("user", {"id", "agents"}).at("u1"), "agents=-");
}

TEST_P(ApplyTest, RefusesWhatWouldBreakIt) {
  out.fill();
  const auto before = out.files();
  EXPECT_THAT(
      out.apply("enrollment",
                {{CW_ROW_CREATE, "", {{"class", "c9"}, {"user", "u1"}, {"role", "student"}}},
                 {CW_ROW_CREATE, "", {{"class", "c1"}, {"role", "student"}}}}),
      ElementsAre(HasSubstr("its class c9 is not in classes.csv"), StartsWith("rejected")));
  EXPECT_THAT(out.apply("nonsense", {})[0], StartsWith("failed"));
  EXPECT_EQ(out.files(), before);
}

TEST_P(ApplyTest, AppliesOnlyWhatItsVersionHolds) {
  out.fill();
  const auto before = out.files();
  EXPECT_THAT(out.apply("user", {{CW_ROW_PATCH, "u4", {{"pronouns", "she"}}}}),
              ElementsAre(v12() ? "applied u4" : "noop u4"));
  EXPECT_EQ(out.files() == before, !v12());
  EXPECT_THAT(out.apply("class", {{CW_ROW_PATCH, "c1", {{"classType", "-"}}}}),
              ElementsAre("noop c1"))
      << "the column is filled in";
  const std::string can = *out.adapter().capabilities();
  const auto manifest = adapters::parse_manifest(OneRoster::manifest());
  ASSERT_TRUE(manifest) << manifest.error().message;
  const auto narrowed = adapters::narrow(*manifest, can);
  ASSERT_TRUE(narrowed) << narrowed.error().message << can;
  const auto& all = manifest->destination.entities;
  ASSERT_EQ(narrowed->destination.entities.size(), all.size());
  for (const auto& entity : all) {
    const bool less = entity.name == "user" && !v12();
    EXPECT_EQ(narrowed->destination.find_entity(entity.name)->fields.size(),
              entity.fields.size() - (less ? 4 : 0))
        << entity.name;
  }
}

TEST_P(ApplyTest, WritesNoLineThatItCouldNotReadBack) {
  out.fill();
  const std::string line = out.line("orgs.csv", "s2") + "\r\n";
  const std::string most(exports::kMostBytesOfLine - line.size() + 2, 'n');  // and "12" goes
  for (const char* first : {"n", "\""}) {
    std::string over = most + "n";
    over.replace(0, 1, first);
    EXPECT_THAT(out.apply("org", {{CW_ROW_PATCH, "s2", {{"identifier", over}}},
                                  {CW_ROW_PATCH, "s1", {{"title", std::string("North") + first}}}}),
                ElementsAre(HasSubstr("a line may have 262144: shorten"), "applied s1"));
  }
  EXPECT_THAT(out.apply("org", {{CW_ROW_PATCH, "s2", {{"identifier", most}}}}),
              ElementsAre("applied s2"));
  std::string quoted = most.substr(0, most.size() - 3);
  quoted[5] = '"';
  EXPECT_THAT(out.apply("org", {{CW_ROW_PATCH, "s2", {{"identifier", quoted}}}}),
              ElementsAre("applied s2"));
  EXPECT_EQ(out.read_back("org", {"id", "identifier"}).size(), 2U) << "it can be read";
}

TEST_P(ApplyTest, MovesAClassWithItsEnrollments) {
  out.fill();
  EXPECT_THAT(out.apply("class", {{CW_ROW_PATCH, "c1", {{"org", "s2"}}}}),
              ElementsAre("applied c1"));
  EXPECT_THAT(out.complaints(), IsEmpty());
  EXPECT_EQ(out.line("enrollments.csv", "c1/u1"), "c1/u1,,,c1,s2,u1,student,,,");
}

TEST_P(ApplyTest, ReadsBackWhatItWrote) {
  out.fill();
  EXPECT_EQ(out.read_back("org", {"id", "state", "code", "title", "identifier"}).at("s2"),
            "state=active code=s2 title=Fern South identifier=12");
  EXPECT_EQ(out.read_back("class", {"id", "sessions", "periods", "location"}).at("c1"),
            "sessions=[t1] periods=[3][4] location=-");
  EXPECT_EQ(out.read_back("user", {"id", "role", "org", "additionalOrgs", "agents"}).at("u1"),
            "role=student org=s1 additionalOrgs=[s2] agents=[p1]");
  EXPECT_EQ(out.read_back("enrollment", {"id", "class", "user", "role", "primary"}).at("c1/u4"),
            "class=c1 user=u4 role=teacher primary=true");
  const auto roles = out.read_back("role", {"id", "title"});
  EXPECT_EQ(roles.at("student"), "title=Student");
  EXPECT_EQ(roles.contains("administrator"), !v12());
}

TEST_P(ApplyTest, ChangesNothingWhenItIsCancelled) {
  out.fill();
  const auto before = out.files();
  out.stop.request_stop();
  EXPECT_THAT(out.apply("org", {{CW_ROW_PATCH, "s1", {{"title", "Other"}}}})[0],
              StartsWith("failed"));
  EXPECT_EQ(out.files(), before);
}

TEST_P(ApplyTest, DoesNotTouchWhatSomebodyElseChanged) {
  out.fill();
  out.folder.write("out/oneroster/orgs.csv", "sourcedId,name\r\ns1,North\r\n");
  EXPECT_THAT(out.apply("org", {{CW_ROW_PATCH, "s1", {{"title", "Other"}}}})[0],
              HasSubstr("somebody changed the export"));
}

TEST_P(ApplyTest, TakesNoMissingFileForAnEmptyOne) {
  out.fill();
  fs::remove(out.folder.path() + "/out/oneroster/courses.csv");
  EXPECT_THAT(out.apply("org", {{CW_ROW_PATCH, "s1", {{"title", "Other"}}}})[0],
              HasSubstr("names other files than those there"));
  fs::remove(out.folder.path() + "/out/oneroster/manifest.csv");
  EXPECT_THAT(out.apply("org", {{CW_ROW_PATCH, "s1", {{"title", "Other"}}}})[0],
              HasSubstr("manifest.csv is not there"));
}

TEST_P(ApplyTest, TakesNoMovedFolderForANewExport) {
  out.fill();
  fs::rename(out.folder.path() + "/out/oneroster", out.folder.path() + "/away");
  EXPECT_THAT(out.apply("org", {{CW_ROW_CREATE, "", {{"code", "s9"}, {"title", "New"}}}})[0],
              HasSubstr("is gone: put the folder back, or use a new connector"));
  EXPECT_THAT(*out.adapter().check(), HasSubstr("is gone"));
  EXPECT_FALSE(fs::exists(out.folder.path() + "/out/oneroster"));
  fs::rename(out.folder.path() + "/away", out.folder.path() + "/out/oneroster");
  EXPECT_THAT(out.apply("org", {{CW_ROW_CREATE, "", {{"code", "s9"}, {"title", "New"}}}}),
              ElementsAre("applied s9"));
}

TEST(ExportMemory, KnowsAnExportThatItFound) {
  Exporting out;
  out.fill();
  out.forget();  // a lost state, or a crash right after the first version
  EXPECT_EQ(out.read_back("org", {"id"}).size(), 2U);
  fs::remove_all(out.folder.path() + "/out/oneroster");
  EXPECT_THAT(out.apply("org", {{CW_ROW_CREATE, "", {{"code", "s9"}, {"title", "New"}}}})[0],
              HasSubstr("is gone"));
}

TEST(ExportMemory, KeepsToItsPathAndVersion) {
  Exporting out;
  out.fill();
  ReadRequest request;
  request.side = Side::Destination;
  request.entity = "org";
  request.columns = {"id"};
  const auto refused = [&](const char* config) {
    auto other = OneRoster::create(Host(out.abi()), config);
    auto stream = (*other)->open(request);
    return stream ? std::string("opened") : stream.error().message;
  };
  EXPECT_THAT(refused(R"({"path": "elsewhere", "export": "1.2"})"),
              HasSubstr("is in out, not in elsewhere"));
  EXPECT_THAT(refused(R"({"path": "out", "export": "1.1"})"),
              HasSubstr("holds an export of OneRoster 1.2"));
  EXPECT_EQ(refused(R"({"path": "./out/", "export": "1.2"})"), "opened");
}

TEST(ExportApply, KeepsToItsVersion) {
  Exporting out(R"("export": "1.2")", /*with_state=*/false);
  out.fill();
  auto other = OneRoster::create(Host(out.abi()), R"({"path": "out", "export": "1.1"})");
  ASSERT_TRUE(other);
  ReadRequest request;
  request.side = Side::Destination;
  request.entity = "org";
  request.columns = {"id"};
  EXPECT_THAT((*other)->open(request).error().message,
              HasSubstr("holds an export of OneRoster 1.2"));
}

TEST(ExportApply, IsNoDestinationUnlessToldSo) {
  Exporting out(R"("export": "none")");
  EXPECT_THAT(out.apply("org", {{CW_ROW_CREATE, "", {{"code", "s1"}, {"title", "A"}}}})[0],
              HasSubstr("set 'export'"));
  EXPECT_EQ(*out.adapter().capabilities(), R"({"destination": {"entities": {}}})");
}

TEST(ExportApply, ZipsTheSameFiles) {
  Exporting out(R"("export": "1.2", "zip": true, "system_name": "Fern")");
  out.fill();
  auto zip = adapters::open_root(out.folder.path() + "/out/oneroster.zip", {out.folder.path()}, {});
  ASSERT_TRUE(zip) << zip.error().message;
  crosswalk::testing::PackageFiles unpacked;
  const auto listed = (*zip)->list();
  for (const auto& entry : *listed) {
    auto file = (*zip)->open(entry.name);
    std::string bytes(entry.size, '\0');
    ASSERT_EQ(*(*file)->read(0, bytes.data(), bytes.size()), entry.size);
    unpacked[entry.name] = bytes;
  }
  EXPECT_EQ(unpacked, out.files());
  EXPECT_THAT(out.file("manifest.csv"), HasSubstr("source.systemName,Fern\r\n"));
}

TEST(ExportApply, TestsItsFolder) {
  Exporting out;
  EXPECT_THAT(*out.adapter().check(),
              HasSubstr("none is there yet; OneRoster 1.2 will be written"));
  out.fill();
  EXPECT_THAT(*out.adapter().check(), HasSubstr("OneRoster 1.2, 7 files beside manifest.csv"));
  EXPECT_EQ(std::distance(fs::directory_iterator(out.folder.path() + "/out"), {}), 1);
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
