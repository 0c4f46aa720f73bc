#include "sync/partitions.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <random>

namespace crosswalk::sync {
namespace {

/// A folder that is gone after the test.
class PartitionsFolder : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "cw-partitions-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_;
};

/// The parameter is the budget.
class PartitionsTest : public PartitionsFolder,
                       public testing::WithParamInterface<std::uint64_t> {};

TEST_P(PartitionsTest, GiveBackWhatWentInSortedByKeyWithContents) {
  std::mt19937_64 random(3);
  std::map<model::Key, std::string> contents;
  Partitions partitions(folder_, GetParam());
  for (int i = 0; i < 30'000; ++i) {
    const StagedRow row{{random(), random()}, {7, random()}};
    ASSERT_TRUE(partitions.add(row));
    if (i % 3 == 0) {
      const std::string record(static_cast<std::size_t>(i % 200), 'x');
      contents[row.key] = record;
      ASSERT_TRUE(partitions.add_content(row, "id" + std::to_string(i), record));
    }
  }
  std::uint64_t rows = 0;
  std::uint64_t found = 0;
  model::Key last;
  const auto pieces = partitions.pieces();
  Partitions::Loaded loaded;
  for (const Partitions::Piece& piece : pieces) {
    ASSERT_TRUE(partitions.load(piece, loaded));
    rows += loaded.rows.size();
    for (const StagedRow& row : loaded.rows) {
      EXPECT_EQ(Partitions::of(row.key), piece.partition);
      EXPECT_TRUE(piece.holds(row.key));
      EXPECT_LT(last, row.key) << "also from piece to piece";
      last = row.key;
    }
    for (const auto& content : loaded.contents) {
      EXPECT_TRUE(piece.holds(content.key));
      EXPECT_EQ(content.record, contents.at(content.key));
      ++found;
    }
    if (!piece.last()) continue;
    partitions.drop(piece.partition);
    Partitions::Loaded gone;
    ASSERT_TRUE(partitions.load({piece.partition, 0, 0}, gone));
    EXPECT_TRUE(gone.rows.empty() && gone.contents.empty()) << "not the half that was in the file";
  }
  EXPECT_EQ(pieces.size() > Partitions::kCount, GetParam() == (64U << 10))
      << "what is too large for the budget comes in pieces";
  EXPECT_EQ(rows, 30'000U);
  EXPECT_EQ(found, contents.size());
  EXPECT_EQ(partitions.spilled_bytes() > 0, GetParam() < (1U << 20));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

INSTANTIATE_TEST_SUITE_P(Budgets, PartitionsTest,
                         testing::Values(64U << 10, 512U << 10, 256U << 20));

TEST_F(PartitionsFolder, RowsOfOneKeyStandTogetherByContent) {
  Partitions partitions(folder_, 1U << 20);
  const model::Key last{~0ULL, ~0ULL};  // of the last partition, and of the last place in it
  for (std::uint64_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(partitions.add({last, {3, (i * 7919) % 1000}}));
    ASSERT_TRUE(partitions.add({{~0ULL << 58, i}, {3, 4}}));
  }
  Partitions::Loaded loaded;
  ASSERT_TRUE(partitions.load({Partitions::kCount - 1, 0, 0}, loaded));
  ASSERT_EQ(loaded.rows.size(), 2000U);
  for (std::uint64_t i = 0; i < 1000; ++i) {
    EXPECT_EQ(loaded.rows[i].key.low, i);
    EXPECT_EQ(loaded.rows[1000 + i].key, last);
    EXPECT_EQ(loaded.rows[1000 + i].source.low, i);
  }
}

TEST(Partitions, SayWhichFolderIsNotThere) {
  Partitions partitions("/nowhere/at/all", 32 << 10);
  Result<> added;
  for (std::uint64_t i = 0; i < 4096 && added; ++i) added = partitions.add({{i << 60, i}, {1, 3}});
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::Unavailable);
  EXPECT_NE(added.error().message.find("/nowhere/at/all"), std::string::npos);
}

}  // namespace
}  // namespace crosswalk::sync
