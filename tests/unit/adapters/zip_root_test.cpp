/// Zips of honest exporters are read; damaged ones, bombs and tricks are refused.

#include "adapters/files/file_root.hpp"
#include "support/scratch_folder.hpp"
#include "support/zip_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace crosswalk::adapters {
namespace {

using test::ZipBuilder;
using test::ZipPart;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ZipRootTest : public ::testing::Test {
 protected:
  Result<std::unique_ptr<FileRoot>> open(const std::string& bytes, const ZipLimits& limits = {}) {
    const std::string path = folder_.write("roster.zip", bytes);
    auto root = open_root(path, {folder_.path()}, limits);
    std::filesystem::remove(path);  // it stays open; and a new file is faster than a truncated one
    return root;
  }
  std::string sentence(const std::string& bytes, const ZipLimits& limits = {}) {
    const auto root = open(bytes, limits);
    EXPECT_FALSE(root);
    if (root) return "";
    EXPECT_EQ(root.error().code, ErrorCode::BadConfig);
    return root.error().message;
  }
  std::vector<std::string> names(const std::string& bytes) {
    const auto root = open(bytes);
    EXPECT_TRUE(root) << root.error().message;
    std::vector<std::string> names;
    const auto entries = (*root)->list();
    for (const FileEntry& entry : *entries) names.push_back(entry.name);
    return names;
  }

  test::ScratchFolder folder_;
};

/// All of a file, or the error.
Result<std::string> read_all(FileRoot& root, const std::string& name, std::size_t piece = 1000) {
  CW_TRY(const auto file, root.open(name));
  std::string all;
  std::string buffer(piece, '\0');
  while (true) {
    CW_TRY(const std::uint64_t got, file->read(all.size(), buffer.data(), buffer.size()));
    if (got == 0) return all;
    all.append(buffer, 0, got);
  }
}

std::string rows(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += std::to_string(i * 7919 % 100'003) + ",student,\n";
  return text;
}

TEST_F(ZipRootTest, ReadsStoredAndDeflatedFiles) {
  const std::string users = rows(30'000);
  ZipPart stored{.name = "orgs.csv", .content = "org", .deflate = false};
  const auto root =
      open(ZipBuilder().add("users.csv", users).add(stored).add("empty.csv", "").bytes());
  ASSERT_TRUE(root) << root.error().message;
  EXPECT_EQ(*read_all(**root, "users.csv"), users);
  EXPECT_EQ(*read_all(**root, "users.csv", 1 << 20), users);
  EXPECT_EQ(*read_all(**root, "orgs.csv", 2), "org");
  EXPECT_EQ(*read_all(**root, "empty.csv"), "");
  EXPECT_EQ((*root)->open("nobody.csv").error().code, ErrorCode::NotFound);
  EXPECT_EQ((*root)->open("../users.csv").error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ((*root)->create("new.csv").error().code, ErrorCode::Unsupported);
}

TEST_F(ZipRootTest, ListsNamesSizesAndTimes) {
  const auto root = open(ZipBuilder().add("users.csv", "12345").add("a/", "").bytes());
  const auto entries = (*root)->list();
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 1U);
  EXPECT_EQ((*entries)[0], (FileEntry{"users.csv", 5, 1'785'587'696'000}));  // 2026-08-01 12:34:56
}

TEST_F(ZipRootTest, SeeksForwardAndBackward) {
  const std::string users = rows(50'000);
  const auto root = open(ZipBuilder().add("users.csv", users).bytes());
  auto file = (*root)->open("users.csv");
  ASSERT_TRUE(file);
  std::string buffer(100, '\0');
  for (const std::size_t at :
       {std::size_t{300'000}, std::size_t{10}, std::size_t{299'999}, std::size_t{0}}) {
    ASSERT_EQ(*(*file)->read(at, buffer.data(), 100), 100U);
    EXPECT_EQ(buffer, users.substr(at, 100)) << at;
  }
  EXPECT_EQ(*(*file)->read(users.size() - 1, buffer.data(), 100), 1U);
  EXPECT_EQ(*(*file)->read(users.size(), buffer.data(), 100), 0U);
  EXPECT_EQ(*(*file)->read(users.size() + 5, buffer.data(), 100), 0U);
  EXPECT_EQ(*(*file)->read(0, buffer.data(), 100), 100U);
}

TEST_F(ZipRootTest, OpenFilesOutliveTheRoot) {
  auto root = open(ZipBuilder().add("users.csv", "abc").bytes());
  auto file = (*root)->open("users.csv");
  root->reset();
  char buffer[3];
  EXPECT_EQ(*(*file)->read(0, buffer, 3), 3U);
}

TEST_F(ZipRootTest, ReadsWhatExportersStream) {  // sizes behind the data, as Java writes them
  ZipPart part{.name = "users.csv", .content = rows(1000), .flags = 8};
  const auto root = open(ZipBuilder().add(part).add("orgs.csv", "o").bytes());
  ASSERT_TRUE(root) << root.error().message;
  EXPECT_EQ(*read_all(**root, "users.csv"), rows(1000));
}

TEST_F(ZipRootTest, ReadsZip64CommentsAndWhatStandsInFront) {
  ZipPart part{.name = "users.csv", .content = "abc", .zip64 = true};
  const std::string zip = ZipBuilder().add(part).bytes(true, "made by PK\5\6 somebody");
  EXPECT_EQ(*read_all(**open(zip), "users.csv"), "abc");
  const std::string plain = ZipBuilder().add("users.csv", "abc").bytes();
  EXPECT_EQ(*read_all(**open("#!/bin/sh unpacks itself\n" + plain), "users.csv"), "abc");
}

TEST_F(ZipRootTest, TakesOffTheFolderThatAllShare) {
  EXPECT_THAT(names(ZipBuilder()
                        .add("export/", "")
                        .add("export/users.csv", "")
                        .add("export/orgs.csv", "")
                        .bytes()),
              ElementsAre("orgs.csv", "users.csv"));
  EXPECT_THAT(names(ZipBuilder().add("a/b/users.csv", "").add("a/b/c/orgs.csv", "").bytes()),
              ElementsAre("c/orgs.csv", "users.csv"));
  EXPECT_THAT(names(ZipBuilder().add("a/users.csv", "").add("ab/orgs.csv", "").bytes()),
              ElementsAre("a/users.csv", "ab/orgs.csv"));
  EXPECT_THAT(names(ZipBuilder().add("users.csv", "").add("a/orgs.csv", "").bytes()),
              ElementsAre("a/orgs.csv", "users.csv"));
  EXPECT_THAT(names(ZipBuilder().bytes()), ElementsAre());
}

TEST_F(ZipRootTest, LeavesOutWhatIsNoFileOfTheExport) {
  ZipPart link{.name = "x/link.csv", .content = "/etc/passwd", .mode = 0120777};
  EXPECT_THAT(
      names(
          ZipBuilder().add(link).add("__MACOSX/x/._users.csv", "").add("x/users.csv", "").bytes()),
      ElementsAre("users.csv"));
}

TEST_F(ZipRootTest, ReadsWindowsSeparators) {
  EXPECT_THAT(names(ZipBuilder().add("export\\users.csv", "").bytes()), ElementsAre("users.csv"));
}

TEST_F(ZipRootTest, RefusesEntriesThatLeadOutside) {
  for (const std::string name : {"../users.csv", "a/../../users.csv", "/etc/passwd", "C:/users.csv",
                                 "..\\users.csv", "a//b", "./users.csv"}) {
    EXPECT_THAT(sentence(ZipBuilder().add("orgs.csv", "").add(name, "x").bytes()),
                HasSubstr("leads outside of it"))
        << name;
  }
}

TEST_F(ZipRootTest, RefusesTwoOfOneName) {
  EXPECT_THAT(sentence(ZipBuilder().add("users.csv", "1").add("users.csv", "2").bytes()),
              HasSubstr("holds users.csv twice"));
}

TEST_F(ZipRootTest, RefusesBombs) {
  const std::string zeros(2 << 20, '0');  // a thousand to one
  EXPECT_THAT(sentence(ZipBuilder().add("users.csv", zeros).bytes()),
              HasSubstr("refused as a bomb"));
  ZipLimits generous;
  generous.max_ratio = 2000;
  EXPECT_TRUE(open(ZipBuilder().add("users.csv", zeros).bytes(), generous));
  generous.max_total = 3 << 20;
  EXPECT_THAT(sentence(ZipBuilder().add("a.csv", zeros).add("b.csv", zeros).bytes(), generous),
              HasSubstr("b.csv claims to unpack"));
  EXPECT_TRUE(
      open(ZipBuilder().add("a.csv", std::string(1000, '0')).bytes()));  // a small one is harmless
  ZipPart huge{.name = "users.csv", .content = "x", .unpacked = UINT64_MAX - 1, .zip64 = true};
  EXPECT_THAT(sentence(ZipBuilder().add(huge).bytes()), HasSubstr("refused as a bomb"));
}

TEST_F(ZipRootTest, RefusesOneDataForSeveralNames) {
  ZipPart twin{.name = "b.csv", .content = rows(1000), .data_of = 0};
  EXPECT_THAT(sentence(ZipBuilder().add("a.csv", rows(1000)).add(twin).bytes()),
              HasSubstr("is used twice"));
}

TEST_F(ZipRootTest, RefusesTooManyEntries) {
  ZipLimits limits;
  limits.max_entries = 2;
  EXPECT_THAT(sentence(ZipBuilder().add("a", "").add("b", "").add("c", "").bytes(), limits),
              HasSubstr("holds 3 entries"));
}

TEST_F(ZipRootTest, FindsAFileThatUnpacksToMoreThanItSays) {
  ZipPart more{.name = "users.csv", .content = rows(1000), .unpacked = 500};
  const auto all = read_all(**open(ZipBuilder().add(more).bytes()), "users.csv");
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().code, ErrorCode::BadData);
  EXPECT_THAT(all.error().message, HasSubstr("holds more than it declares"));
}

TEST_F(ZipRootTest, FindsAFileThatUnpacksToLessThanItSays) {
  ZipPart less{.name = "users.csv", .content = rows(10), .unpacked = 5000};
  EXPECT_THAT(read_all(**open(ZipBuilder().add(less).bytes()), "users.csv").error().message,
              HasSubstr("shorter than it says"));
}

TEST_F(ZipRootTest, FindsAWrongChecksum) {
  for (const bool deflate : {true, false}) {
    ZipPart part{.name = "users.csv", .content = rows(100), .deflate = deflate, .crc = 1};
    const auto all = read_all(**open(ZipBuilder().add(part).bytes()), "users.csv");
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().code, ErrorCode::BadData);
    EXPECT_THAT(all.error().message, HasSubstr("fails its checksum"));
  }
}

TEST_F(ZipRootTest, FindsDamagedData) {
  std::string zip = ZipBuilder().add("users.csv", rows(10'000)).bytes();
  for (std::size_t at = 200; at < 260; ++at) zip[at] = static_cast<char>(zip[at] ^ 0x5A);
  const auto all = read_all(**open(zip), "users.csv");
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().code, ErrorCode::BadData);
}

TEST_F(ZipRootTest, SaysWhatItCannotRead) {
  ZipPart locked{.name = "users.csv", .content = "x", .flags = 1};
  EXPECT_THAT((*open(ZipBuilder().add(locked).bytes()))->open("users.csv").error().message,
              HasSubstr("is encrypted"));
  ZipPart odd{.name = "users.csv", .content = "x", .method = 14};
  EXPECT_THAT((*open(ZipBuilder().add(odd).bytes()))->open("users.csv").error().message,
              HasSubstr("a method (14)"));
}

TEST_F(ZipRootTest, RefusesWhatIsNoZip) {
  EXPECT_THAT(sentence(""), HasSubstr("is no zip"));
  EXPECT_THAT(sentence("sourcedId,name\n"), HasSubstr("is no zip"));
  EXPECT_THAT(sentence(std::string(100'000, 'P')), HasSubstr("is no zip"));
}

TEST_F(ZipRootTest, AZipThatWasCutShortIsRefusedWhereverItWasCut) {
  const std::string zip = ZipBuilder().add("a/users.csv", rows(500)).add("a/orgs.csv", "o").bytes();
  for (std::size_t size = 0; size < zip.size(); size += 29) {
    EXPECT_FALSE(open(zip.substr(0, size))) << size;
  }
}

TEST_F(ZipRootTest, FlippedBytesAreRefusedOrHarmless) {
  const std::string zip = ZipBuilder()
                              .add("a/users.csv", rows(3))
                              .add({.name = "a/b.csv", .content = "b", .zip64 = true})
                              .bytes(true);
  for (std::size_t at = 0; at < zip.size(); ++at) {
    for (const int with : {0x01, 0xFF}) {
      std::string bad = zip;
      bad[at] = static_cast<char>(bad[at] ^ with);
      const auto root = open(bad);
      if (!root) continue;
      const auto entries = (*root)->list();
      for (const FileEntry& entry : *entries) {
        if (entry.size < 1 << 20) static_cast<void>(read_all(**root, entry.name));
      }
    }
  }
}

}  // namespace
}  // namespace crosswalk::adapters
