/// A batch that somebody got wrong, or made wrong, is refused or harmless; never a crash, never a
/// hang.

#include "batch_buffer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <algorithm>

#include <chrono>
#include <functional>

namespace crosswalk {
namespace {

using test::BatchBuffer;
using test::kSchema;
using ::testing::HasSubstr;

constexpr std::uint32_t kColumns = 4;

/// Two rows with a text, a list of lists and an accent.
BatchBuffer sound() {
  BatchBuffer buffer(2048);
  BatchWriter writer = buffer.writer(kColumns);
  for (int i = 0; i < 2; ++i) {
    writer.begin(CW_ROW_UPSERT);
    writer.text(0, "id");
    writer.boolean(1, true);
    cw_cell* outer = writer.list(2, 2);
    cw_cell* inner = writer.list_in(outer[0], 2);
    writer.element(inner, 0, "student");
    writer.element(outer, 1, "x");
    writer.text(3, "Zo\xC3\xAB");
    writer.commit();
  }
  writer.resume("token");
  return buffer;
}

/// Looks at everything a view offers.
std::size_t read_all(const BatchView& view) {
  std::size_t sum = view.resume().size();
  const std::function<void(const cw_cell&)> look = [&](const cw_cell& cell) {
    for (const char c : view.text(cell)) sum += static_cast<unsigned char>(c);
    for (const cw_cell& child : view.list(cell)) look(child);
  };
  for (std::uint32_t r = 0; r < view.rows(); ++r) {
    for (std::uint32_t c = 0; c < view.columns(); ++c) look(view.cell(r, c));
  }
  return sum;
}

struct Lie {
  const char* name;
  std::function<void(BatchBuffer&)> tell;
  const char* sentence;
};

class Liar : public ::testing::TestWithParam<Lie> {};

TEST_P(Liar, IsRefusedWithItsOwnSentence) {
  BatchBuffer buffer = sound();
  ASSERT_TRUE(buffer.check(kColumns));
  GetParam().tell(buffer);
  const auto view = buffer.check(kColumns);
  ASSERT_FALSE(view);
  EXPECT_EQ(view.error().code, ErrorCode::BadData);
  EXPECT_THAT(view.error().message, HasSubstr(GetParam().sentence));
}

const cw_cell kList4G{CW_T_LIST, 0, 0, UINT32_MAX, {.off = 2040}};

INSTANTIATE_TEST_SUITE_P(
    Header, Liar,
    ::testing::Values(
        Lie{"magic", [](BatchBuffer& b) { b.header().magic = 1; }, "major version 1"},
        Lie{"header_size", [](BatchBuffer& b) { b.header().header_size = 32; }, "major version 1"},
        Lie{"row_head", [](BatchBuffer& b) { b.header().row_head_size = 8; }, "major version 1"},
        Lie{"schema", [](BatchBuffer& b) { b.header().schema_id = 8; }, "another schema id"},
        Lie{"columns", [](BatchBuffer& b) { b.header().columns = 3; }, "number of columns"},
        Lie{"rows", [](BatchBuffer& b) { b.header().rows = 1000; }, "do not fit"},
        Lie{"rows_4g", [](BatchBuffer& b) { b.header().rows = UINT32_MAX; }, "do not fit"},
        Lie{"rows_off_low", [](BatchBuffer& b) { b.header().rows_off = 8; }, "do not fit"},
        Lie{"rows_off_odd", [](BatchBuffer& b) { b.header().rows_off = 68; }, "do not fit"},
        Lie{"rows_off_high", [](BatchBuffer& b) { b.header().rows_off = 4000; }, "do not fit"},
        Lie{"arena_off", [](BatchBuffer& b) { b.header().arena_off = 4000; }, "do not fit"},
        Lie{"arena_end", [](BatchBuffer& b) { b.header().arena_end = 4096; }, "do not fit"},
        Lie{"resume_off", [](BatchBuffer& b) { b.header().resume_off = 1; }, "resume token"},
        Lie{"resume_len", [](BatchBuffer& b) { b.header().resume_len = 9999; }, "resume token"}),
    [](const auto& lie) { return lie.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Rows, Liar,
    ::testing::Values(
        Lie{"op_zero", [](BatchBuffer& b) { b.row(1).op = 0; }, "row 1: an unknown op"},
        Lie{"op_high", [](BatchBuffer& b) { b.row(0).op = 7; }, "row 0: an unknown op"},
        Lie{"type", [](BatchBuffer& b) { b.cell(0, 0).type = 11; }, "unknown cell type"},
        Lie{"bool", [](BatchBuffer& b) { b.cell(1, 1).v.i = 2; }, "row 1, column 1: a BOOL"},
        Lie{"text_low", [](BatchBuffer& b) { b.cell(0, 0).v.off = 0; }, "text outside"},
        Lie{"text_high", [](BatchBuffer& b) { b.cell(0, 0).v.off = UINT64_MAX; }, "text outside"},
        Lie{"text_long", [](BatchBuffer& b) { b.cell(0, 0).len = 4000; }, "text outside"},
        Lie{"text_half", [](BatchBuffer& b) { b.cell(0, 3).len = 3; }, "not UTF-8"},
        Lie{"list_odd", [](BatchBuffer& b) { b.cell(0, 2).v.off += 4; }, "not aligned"},
        Lie{"list_low", [](BatchBuffer& b) { b.cell(0, 2).v.off = 64; }, "list outside"},
        Lie{"list_4g", [](BatchBuffer& b) { b.cell(0, 2) = kList4G; }, "list outside"},
        Lie{"list_in_itself",
            [](BatchBuffer& b) {
              const auto off = b.cell(0, 2).v.off;
              auto* inner = reinterpret_cast<cw_cell*>(b.data() + off);
              inner->v.off = off;
            },
            "nested more than twice"}),
    [](const auto& lie) { return lie.param.name; });

TEST(HostileBatch, ThatIsNotAlignedIsRefused) {
  BatchBuffer buffer = sound();
  const auto view = BatchView::check(buffer.data() + 1, buffer.size() - 1, kColumns, kSchema);
  ASSERT_FALSE(view);
  EXPECT_THAT(view.error().message, HasSubstr("not aligned"));
}

TEST(HostileBatch, ThatIsShorterThanItsHeaderIsRefused) {
  BatchBuffer buffer = sound();
  for (std::size_t size = 0; size < sizeof(cw_batch_header); ++size) {
    EXPECT_FALSE(BatchView::check(buffer.data(), size, kColumns, kSchema)) << size;
  }
}

TEST(HostileBatch, WithMoreColumnsThanAnyEntityHasIsRefused) {
  BatchBuffer buffer;
  buffer.writer(1);
  buffer.header().columns = UINT32_MAX;
  buffer.header().rows = UINT32_MAX;  // the product would overflow
  EXPECT_FALSE(BatchView::check(buffer.data(), buffer.size(), UINT32_MAX, kSchema));
}

TEST(HostileBatch, EmptyTextsAndListsMayPointAnywhere) {
  BatchBuffer buffer = sound();
  buffer.cell(0, 0) = {CW_T_TEXT, 0, 0, 0, {.off = UINT64_MAX}};
  buffer.cell(0, 2) = {CW_T_LIST, 0, 0, 0, {.off = UINT64_MAX}};
  buffer.header().resume_len = 0;
  buffer.header().resume_off = UINT32_MAX;
  const auto view = buffer.check(kColumns);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->text(view->cell(0, 0)), "");
  EXPECT_EQ(view->list(view->cell(0, 2)).count, 0U);
  EXPECT_EQ(view->resume(), "");
}

TEST(Batch, MayShareOneTextAmongAllRows) {
  BatchBuffer buffer(64 << 10);
  BatchWriter writer = buffer.writer(1);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  writer.text(0, std::string(100, 's'));
  ASSERT_TRUE(writer.commit());
  const cw_cell shared = buffer.cell(0, 0);
  while (writer.begin(CW_ROW_UPSERT)) {
    buffer.cell(writer.rows(), 0) = shared;
    ASSERT_TRUE(writer.commit());
  }
  EXPECT_TRUE(buffer.check(1));
}

// A quarter of a megabyte of cells that all stand for one list of all of them would be 10^12
// visits.
TEST(HostileBatch, ListsOfTheSameListAreRefusedInLinearTime) {
  BatchBuffer buffer(256 << 10);
  BatchWriter writer = buffer.writer(1);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  constexpr std::uint32_t kCells = 16'000;
  cw_cell* outer = writer.list(0, kCells);
  ASSERT_NE(outer, nullptr);
  ASSERT_TRUE(writer.commit());
  const std::uint64_t off = buffer.cell(0, 0).v.off;
  for (std::uint32_t i = 1; i < kCells; ++i) outer[i] = {CW_T_LIST, 0, 0, 1, {.off = off}};
  outer[0].type = CW_T_NULL;
  ASSERT_TRUE(buffer.check(1));  // small ones are harmless
  for (std::uint32_t i = 1; i < kCells; ++i) outer[i].len = kCells;
  EXPECT_FALSE(buffer.check(1));  // nested too deeply, or beyond reason: found at once

  BatchBuffer wide(256 << 10);
  BatchWriter rows = wide.writer(1);
  ASSERT_TRUE(rows.begin(CW_ROW_UPSERT));
  ASSERT_NE(rows.list(0, 8000), nullptr);
  ASSERT_TRUE(rows.commit());
  const cw_cell all = wide.cell(0, 0);
  while (rows.begin(CW_ROW_UPSERT)) {
    wide.cell(rows.rows(), 0) = all;
    ASSERT_TRUE(rows.commit());
  }
  const auto view = wide.check(1);
  ASSERT_FALSE(view);
  EXPECT_THAT(view.error().message, HasSubstr("lists that overlap beyond reason"));
}

TEST(HostileBatch, TextsThatAllAreTheWholeArenaAreRefused) {
  BatchBuffer buffer(256 << 10);
  BatchWriter writer = buffer.writer(1);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  writer.text(0, std::string(100'000, 'x') + "\xC3\xAB");
  ASSERT_TRUE(writer.commit());
  const cw_cell all = buffer.cell(0, 0);
  while (writer.begin(CW_ROW_UPSERT)) {
    buffer.cell(writer.rows(), 0) = all;
    ASSERT_TRUE(writer.commit());
  }
  const auto view = buffer.check(1);
  ASSERT_FALSE(view);
  EXPECT_THAT(view.error().message, HasSubstr("texts that overlap beyond reason"));
}

RC_GTEST_PROP(HostileBatchProperty, FlippedBytesAreRefusedOrHarmless, ()) {
  BatchBuffer buffer = sound();
  const auto flips = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::pair<std::size_t, std::uint8_t>>>(rc::gen::pair(
          rc::gen::inRange<std::size_t>(0, 2048), rc::gen::arbitrary<std::uint8_t>())));
  for (const auto& [at, with] : flips) buffer.data()[at] ^= with;
  if (const auto view = buffer.check(kColumns)) read_all(*view);
}

RC_GTEST_PROP(HostileBatchProperty, InterestingNumbersAreRefusedOrHarmless, ()) {
  BatchBuffer buffer = sound();
  // 32-bit words of the header and the rows, where every number means something.
  const auto changes = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::pair<std::size_t, std::uint32_t>>>(rc::gen::pair(
          rc::gen::inRange<std::size_t>(4, 60),
          rc::gen::element<std::uint32_t>(0, 1, 2, 7, 8, 10, 64, 65, 128, 1024, 2040, 2047, 2048,
                                          2049, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF8, 0xFFFFFFFF))));
  for (const auto& [word, value] : changes)
    std::memcpy(buffer.data() + word * 4, &value, sizeof value);
  if (const auto view = buffer.check(kColumns)) read_all(*view);
}

RC_GTEST_PROP(HostileBatchProperty, NoiseIsRefusedOrHarmless, ()) {
  const auto bytes =
      *rc::gen::container<std::vector<std::uint8_t>>(rc::gen::arbitrary<std::uint8_t>());
  BatchBuffer buffer(sizeof(cw_batch_header) + bytes.size());
  buffer.writer(1);  // a sound header, then noise for a body
  buffer.header().rows =
      static_cast<std::uint32_t>(bytes.size() / (sizeof(cw_row) + sizeof(cw_cell)));
  std::copy(bytes.begin(), bytes.end(), buffer.data() + sizeof(cw_batch_header));
  if (const auto view = buffer.check(1)) read_all(*view);
}

}  // namespace
}  // namespace crosswalk
