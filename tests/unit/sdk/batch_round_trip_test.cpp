/// What a writer wrote, a view shows; what does not fit leaves no trace.

#include "batch_buffer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace crosswalk {
namespace {

using test::BatchBuffer;
using test::kSchema;

TEST(Batch, CarriesEveryKindOfCell) {
  BatchBuffer buffer;
  BatchWriter writer = buffer.writer(9);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT, 12, 34));
  writer.null(1);
  writer.boolean(2, true);
  writer.integer(3, -5);
  writer.real(4, 0.25);
  writer.date(5, 20'000);
  writer.time(6, 1'700'000'000'000);
  writer.text(7, "Zo\xC3\xAB");
  writer.json(8, R"({"a":1})");
  ASSERT_TRUE(writer.commit());

  const auto view = buffer.check(9);
  ASSERT_TRUE(view) << view.error().message;
  ASSERT_EQ(view->rows(), 1U);
  EXPECT_EQ(view->row(0).op, CW_ROW_UPSERT);
  EXPECT_EQ(view->row(0).origin, 12U);
  EXPECT_EQ(view->row(0).change_id, 34U);
  EXPECT_EQ(view->cell(0, 0).type, CW_T_ABSENT);
  EXPECT_EQ(view->cell(0, 1).type, CW_T_NULL);
  EXPECT_EQ(view->cell(0, 2).v.i, 1);
  EXPECT_EQ(view->cell(0, 3).v.i, -5);
  EXPECT_EQ(view->cell(0, 4).v.f, 0.25);
  EXPECT_EQ(view->cell(0, 5).type, CW_T_DATE);
  EXPECT_EQ(view->cell(0, 5).v.i, 20'000);
  EXPECT_EQ(view->cell(0, 6).v.i, 1'700'000'000'000);
  EXPECT_EQ(view->text(view->cell(0, 7)), "Zo\xC3\xAB");
  EXPECT_EQ(view->text(view->cell(0, 8)), R"({"a":1})");
  EXPECT_EQ(view->text(view->cell(0, 3)), "");
  EXPECT_FALSE(view->ascii());
}

TEST(Batch, KnowsThatAllItsTextsAreAscii) {
  BatchBuffer buffer;
  BatchWriter writer = buffer.writer(1);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  writer.text(0, "plain");
  ASSERT_TRUE(writer.commit());
  EXPECT_TRUE(buffer.check(1)->ascii());
}

TEST(Batch, CarriesListsOfLists) {
  BatchBuffer buffer;
  BatchWriter writer = buffer.writer(2);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  cw_cell* roles = writer.list(1, 2);
  for (std::uint32_t i = 0; i < 2; ++i) {
    cw_cell* role = writer.list_in(roles[i], 3);
    writer.element(role, 0, "student");
    writer.element_date(role, 2, 100 + i);
  }
  ASSERT_TRUE(writer.commit());

  const auto view = buffer.check(2);
  ASSERT_TRUE(view) << view.error().message;
  const CellRange list = view->list(view->cell(0, 1));
  ASSERT_EQ(list.count, 2U);
  std::int64_t day = 100;
  for (const cw_cell& role : list) {
    const CellRange cells = view->list(role);
    ASSERT_EQ(cells.count, 3U);
    EXPECT_EQ(view->text(cells.first[0]), "student");
    EXPECT_EQ(cells.first[1].type, CW_T_ABSENT);
    EXPECT_EQ(cells.first[2].v.i, day++);
  }
}

TEST(Batch, MarksRefusedAndPartialRows) {
  BatchBuffer buffer;
  BatchWriter writer = buffer.writer(2);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  writer.bad();
  writer.partial();
  ASSERT_TRUE(writer.commit());
  EXPECT_EQ(buffer.check(2)->row(0).flags, CW_ROW_F_BAD | CW_ROW_F_PARTIAL);
}

TEST(Batch, RollsBackARowThatDoesNotFit) {
  BatchBuffer buffer(512);
  BatchWriter writer = buffer.writer(1);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  writer.text(0, "first");
  ASSERT_TRUE(writer.commit());
  const std::uint32_t arena = buffer.header().arena_off;

  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  writer.text(0, std::string(500, 'x'));
  EXPECT_FALSE(writer.commit());
  EXPECT_EQ(writer.rows(), 1U);
  EXPECT_EQ(buffer.header().arena_off, arena);

  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));  // a smaller one still does
  writer.text(0, "second");
  ASSERT_TRUE(writer.commit());
  const auto view = buffer.check(1);
  ASSERT_TRUE(view) << view.error().message;
  EXPECT_EQ(view->text(view->cell(1, 0)), "second");
}

TEST(Batch, SaysHowMuchARowWantsThatCannotEvenBegin) {
  BatchBuffer buffer(256);
  BatchWriter writer = buffer.writer(100);
  EXPECT_FALSE(writer.begin(CW_ROW_UPSERT));
  writer.text(0, "into nowhere");
  writer.bad();
  EXPECT_FALSE(writer.commit());
  EXPECT_GE(writer.need(), sizeof(cw_batch_header) + sizeof(cw_row) + 100 * sizeof(cw_cell));
  EXPECT_EQ(buffer.check(100)->rows(), 0U);
}

TEST(Batch, CarriesAResumeTokenAlsoAfterARollback) {
  BatchBuffer buffer(512);
  BatchWriter writer = buffer.writer(1);
  ASSERT_TRUE(writer.begin(CW_ROW_UPSERT));
  writer.text(0, std::string(600, 'x'));
  ASSERT_FALSE(writer.commit());
  EXPECT_FALSE(writer.resume(std::string(600, 't')));
  ASSERT_TRUE(writer.resume("token 9"));
  EXPECT_EQ(buffer.check(1)->resume(), "token 9");
}

TEST(Batch, HasNoResumeTokenByDefault) {
  BatchBuffer buffer;
  buffer.writer(1);
  EXPECT_EQ(buffer.check(1)->resume(), "");
}

TEST(Batch, ComesInAnySizeThatHoldsItsHeader) {
  for (const std::size_t bytes : {64U, 65U, 71U, 72U, 100U}) {
    BatchBuffer buffer(bytes);
    BatchWriter writer = buffer.writer(1);
    writer.begin(CW_ROW_UPSERT);
    writer.text(0, "abc");
    writer.commit();
    EXPECT_TRUE(buffer.check(1)) << bytes;
  }
}

using Row = std::vector<std::string>;

void write_row(BatchWriter& writer, const Row& row) {
  // One text, and one list of all of them.
  for (const std::string& text : row) writer.text(0, text);
  cw_cell* cells = writer.list(1, static_cast<std::uint32_t>(row.size()));
  for (std::uint32_t i = 0; i < row.size(); ++i) writer.element(cells, i, row[i]);
}

RC_GTEST_PROP(BatchProperty, RowsComeBackAsTheyWent, ()) {
  const auto lengths = *rc::gen::container<std::vector<std::vector<std::uint8_t>>>(
      rc::gen::arbitrary<std::vector<std::uint8_t>>());
  std::vector<Row> rows;
  for (const auto& row : lengths) {
    rows.emplace_back();
    for (const std::uint8_t length : row) rows.back().emplace_back(length, 'x');
  }
  std::size_t next = 0;
  std::size_t capacity = 256;
  std::vector<Row> seen;
  while (next < rows.size()) {
    BatchBuffer buffer(capacity);
    BatchWriter writer = buffer.writer(2);
    while (next < rows.size() && writer.begin(CW_ROW_UPSERT)) {
      write_row(writer, rows[next]);
      if (!writer.commit()) break;
      ++next;
    }
    const auto view = buffer.check(2);
    RC_ASSERT(view.has_value());
    for (std::uint32_t r = 0; r < view->rows(); ++r) {
      Row row;
      for (const cw_cell& cell : view->list(view->cell(r, 1))) row.emplace_back(view->text(cell));
      seen.push_back(row);
    }
    if (writer.rows() == 0) {
      RC_ASSERT(writer.need() > capacity);  // else a host would ask for ever
      capacity = writer.need();
    }
  }
  RC_ASSERT(seen == rows);
}

}  // namespace
}  // namespace crosswalk
