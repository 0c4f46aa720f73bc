// The two real data sets beside the repository (../shared/data), where they are. Their README tells
// their oddities.

#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "reading.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using crosswalk::testing::FakeFilesHost;

/// The folder, or an empty path where it is not; CW_SHARED_DATA names another one.
std::filesystem::path data() {
  const char* named = std::getenv("CW_SHARED_DATA");
  const std::filesystem::path path = named != nullptr ? named : CW_SHARED_DATA_DEFAULT;
  return std::filesystem::exists(path) ? path : std::filesystem::path{};
}

std::map<std::string, std::string> unzip(const std::filesystem::path& path) {
  std::map<std::string, std::string> files;
  std::ifstream stream(path, std::ios::binary);
  const Poco::Zip::ZipArchive archive(stream);
  for (auto at = archive.headerBegin(); at != archive.headerEnd(); ++at) {
    stream.clear();
    Poco::Zip::ZipInputStream file(stream, at->second);
    files[at->first] = std::string(std::istreambuf_iterator<char>(file), {});
  }
  return files;
}

class RealData : public ::testing::Test {
 protected:
  void SetUp() override {
    if (data().empty()) GTEST_SKIP() << "no ../shared/data here: set CW_SHARED_DATA to run this";
  }
  FakeFilesHost host_;
};

class Sample : public RealData {
 protected:
  void SetUp() override {
    RealData::SetUp();
    host_.folder = (data() / "oneroster-1.1-sample").string();
  }
};

TEST_F(Sample, QuarantinesTheTwoTeachersWithTheirLines) {
  const auto read = read_entity(host_, "user");
  ASSERT_EQ(read.error, "");
  EXPECT_EQ(read.good().size(), 8U);
  const auto bad = read.bad();
  ASSERT_EQ(bad.size(), 2U);
  EXPECT_EQ(bad[0].id, "207270");
  EXPECT_EQ(bad[0].line, 10U);
  EXPECT_EQ(bad[0].reason, "users.csv line 10: 19 cells, the header has 18");
  EXPECT_EQ(bad[1].id, "207268");
  EXPECT_EQ(bad[1].line, 11U);
  EXPECT_TRUE(read.end.complete) << "a cell too many is no cut file, even without a line end";
  EXPECT_EQ(read.end.rows, 10U);
  EXPECT_EQ(read.end.refused, 2U);
  EXPECT_EQ(read.rows[0]["roles"], "[[student;255901001;primary;;]]");
  EXPECT_EQ(read.rows[0]["userIds"], "[[Local;863]]");
  for (const ReadRow& row : read.good()) {
    EXPECT_NE(row["username"].find(' '), std::string::npos) << "kept: the host refuses it, not we";
  }
}

TEST_F(Sample, ReadsTheRest) {
  const auto count = [&](const char* entity) {
    const auto read = read_entity(host_, entity);
    EXPECT_EQ(read.error, "") << entity;
    EXPECT_EQ(read.end.refused, 0U) << entity;
    EXPECT_TRUE(read.end.complete) << entity;
    return read.rows.size();
  };
  EXPECT_EQ(count("org"), 2U);
  EXPECT_EQ(count("academicSession"), 3U);
  EXPECT_EQ(count("course"), 2U);
  EXPECT_EQ(count("class"), 2U);
  EXPECT_EQ(count("enrollment"), 24U);
}

class District : public RealData {
 protected:
  void SetUp() override {
    RealData::SetUp();
    host_.memory = unzip(data() / "oneroster-1.1-district.zip");
  }
};

TEST_F(District, HasTheCountsOfItsReadme) {
  const auto count = [&](const char* entity) {
    const auto read = read_entity(host_, entity);
    EXPECT_EQ(read.error, "") << entity;
    EXPECT_EQ(read.end.refused, 0U) << entity;
    EXPECT_TRUE(read.end.complete) << entity;
    return read.rows.size();
  };
  EXPECT_EQ(count("org"), 9U);
  EXPECT_EQ(count("course"), 91U);
  EXPECT_EQ(count("class"), 364U);
  EXPECT_EQ(count("user"), 837U);
  EXPECT_EQ(count("enrollment"), 5810U);
}

TEST_F(District, KeepsTheStatusOfABulkFileAndTheEndingSchoolYear) {
  const auto sessions = read_entity(host_, "academicSession");
  ASSERT_EQ(sessions.error, "");
  ASSERT_FALSE(sessions.rows.empty());
  for (const ReadRow& row : sessions.rows) {
    EXPECT_EQ(row.op, CW_ROW_UPSERT);
    EXPECT_EQ(row["status"], "active");
    EXPECT_EQ(row["schoolYear"], "2027");
  }
  std::set<std::string> codes;
  for (const ReadRow& row : read_entity(host_, "class").rows) codes.insert(row["classCode"]);
  EXPECT_EQ(codes.size(), 140U);
}

TEST_F(District, IsTheSameInSmallBatchesAndShortReads) {
  const auto whole = read_entity(host_, "enrollment");
  host_.most_bytes_a_read = 4093;
  const auto pieces = read_entity(host_, "enrollment", {}, 4096);
  ASSERT_EQ(pieces.error, "");
  EXPECT_GT(pieces.batches, 300U);
  ASSERT_EQ(pieces.rows.size(), whole.rows.size());
  for (std::size_t i = 0; i < whole.rows.size(); ++i) {
    ASSERT_EQ(pieces.rows[i].values, whole.rows[i].values) << i;
    ASSERT_EQ(pieces.rows[i].line, whole.rows[i].line);
  }
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
