// The CSV reader on raw bytes: what is a row, what is a faulty one, and where the reading goes on.

#include "csv/row_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "memory_source.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using csv::RowFault;
using csv::Width;
using ::testing::ElementsAre;
using Cells = std::vector<std::string>;

struct Case {
  const char* name;
  std::string bytes;
  std::vector<ParsedRow> rows;
  Width width = {3, 3};
  bool was_cut = false;
};

const RowFault kOk = RowFault::None;

const Case kCases[] = {
    {"lf", "a,b,c\n1,2,3\n", {{1, kOk, {"a", "b", "c"}}, {2, kOk, {"1", "2", "3"}}}},
    {"crlf", "a,b,c\r\n1,2,3\r\n", {{1, kOk, {"a", "b", "c"}}, {2, kOk, {"1", "2", "3"}}}},
    {"cr", "a,b,c\r1,2,3\r", {{1, kOk, {"a", "b", "c"}}, {2, kOk, {"1", "2", "3"}}}},
    {"mixed line ends",
     "a,b,c\r\n1,2,3\n4,5,6\r7,8,9",
     {{1, kOk, {"a", "b", "c"}},
      {2, kOk, {"1", "2", "3"}},
      {3, kOk, {"4", "5", "6"}},
      {4, kOk, {"7", "8", "9"}}}},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "a,b,c\n",
     {{1, kOk, {"a", "b", "c"}}}},
    {"no final line end", "a,b,c\n1,2,3", {{1, kOk, {"a", "b", "c"}}, {2, kOk, {"1", "2", "3"}}}},
    {"blank lines",
     "a,b,c\n\n\r\n,,\n1,2,3\n\n",
     {{1, kOk, {"a", "b", "c"}}, {5, kOk, {"1", "2", "3"}}}},
    {"blank lines with commas of any number",
     "a,b,c\n,,,,,,\n1,2,3\n",
     {{1, kOk, {"a", "b", "c"}}, {3, kOk, {"1", "2", "3"}}}},
    {"empty cells", ",x,\n", {{1, kOk, {"", "x", ""}}}},
    {"quoted", "\"a\",\"b,b\",\"\"\n", {{1, kOk, {"a", "b,b", ""}}}},
    {"doubled quotes", "\"say \"\"hi\"\"\",\"\"\"\",x\n", {{1, kOk, {"say \"hi\"", "\"", "x"}}}},
    {"quoted at the end of the file", "1,2,\"3\"", {{1, kOk, {"1", "2", "3"}}}},
    {"quoted before CR LF",
     "1,2,\"3\"\r\n4,5,6\r\n",
     {{1, kOk, {"1", "2", "3"}}, {2, kOk, {"4", "5", "6"}}}},
    {"a quote inside an unquoted cell is text",
     "1,5\" pipe,x\n",
     {{1, kOk, {"1", "5\" pipe", "x"}}}},
    {"letters beyond ASCII", "1,Iñaki,Søren\n", {{1, kOk, {"1", "Iñaki", "Søren"}}}},
    {"a cell too many",
     "1,2,3,4\n5,6,7\n",
     {{1, RowFault::TooManyCells, {"1", "2", "3", "4"}}, {2, kOk, {"5", "6", "7"}}}},
    {"a cell too few",
     "1,2\n5,6,7\n",
     {{1, RowFault::TooFewCells, {"1", "2"}}, {2, kOk, {"5", "6", "7"}}}},
    {"a cell too many in the last line",
     "1,2,3\n5,6,7,8",
     {{1, kOk, {"1", "2", "3"}}, {2, RowFault::TooManyCells, {"5", "6", "7", "8"}}}},
    {"trailing columns without a name may be left out",
     "1,2\n1,2,3\n1,2,3,4\n1\n",
     {{1, kOk, {"1", "2"}},
      {2, kOk, {"1", "2", "3"}},
      {3, RowFault::TooManyCells, {"1", "2", "3", "4"}},
      {4, RowFault::TooFewCells, {"1"}}},
     {2, 3}},
    {"cut in the last line",
     "1,2,3\n5,6",
     {{1, kOk, {"1", "2", "3"}}, {2, RowFault::FileEndsHere, {"5", "6"}}},
     {3, 3},
     true},
    {"cut inside quotes",
     "1,2,3\n5,\"si",
     {{1, kOk, {"1", "2", "3"}}, {2, RowFault::FileEndsHere, {"5"}}},
     {3, 3},
     true},
    {"cut after a comma",
     "1,2,3\n5,",
     {{1, kOk, {"1", "2", "3"}}, {2, RowFault::FileEndsHere, {"5", ""}}},
     {3, 3},
     true},
    {"a line break inside quotes",
     "1,\"two\nlines\",3\n5,6,7\n",
     {{1, RowFault::LineBreakInQuotes, {"1", "two\nlines", "3"}}, {3, kOk, {"5", "6", "7"}}}},
    {"CR LF inside quotes counts as one line",
     "1,\"two\r\nlines\",3\r\n5,6,7\r\n",
     {{1, RowFault::LineBreakInQuotes, {"1", "two\r\nlines", "3"}}, {3, kOk, {"5", "6", "7"}}}},
    {"a quote that is never closed costs one line",
     "1,\"open,3\n5,6,7\n8,9,10\n",
     {{1, RowFault::QuoteNeverClosed, {"1"}},
      {2, kOk, {"5", "6", "7"}},
      {3, kOk, {"8", "9", "10"}}}},
    {"a quote that a later row seems to close",
     "1,\"open,3\n5,6,7\n8,\"nine, ten\",10\n",
     {{1, RowFault::QuoteNeverClosed, {"1"}},
      {2, kOk, {"5", "6", "7"}},
      {3, kOk, {"8", "nine, ten", "10"}}}},
    {"a quote that a later row closes with too few cells",
     "1,\"open,3\n5,6,7\n8,9,\"ten\"\n",
     {{1, RowFault::QuoteNeverClosed, {"1"}},
      {2, kOk, {"5", "6", "7"}},
      {3, kOk, {"8", "9", "ten"}}}},
    {"text after a closing quote",
     "1,\"two\"x,3\n5,6,7\n",
     {{1, RowFault::TextAfterQuote, {"1"}}, {2, kOk, {"5", "6", "7"}}}},
    {"a quote inside quotes that is not doubled",
     "1,\"say \"hi\" there\",3\n5,6,7\n",
     {{1, RowFault::TextAfterQuote, {"1"}}, {2, kOk, {"5", "6", "7"}}}},
    {"a NUL byte",
     std::string("1,a\0b,3\n5,6,7\n", 14),
     {{1, RowFault::NulByte, {"1", std::string("a\0b", 3), "3"}}, {2, kOk, {"5", "6", "7"}}}},
    {"bytes that are not UTF-8",
     "1,I\xF1"
     "aki,3\n5,6,7\n",
     {{1,
       RowFault::NotUtf8,
       {"1",
        "I\xF1"
        "aki",
        "3"}},
      {2, kOk, {"5", "6", "7"}}}},
    {"a surrogate is not UTF-8",
     "1,\xED\xA0\x80,3\n",
     {{1, RowFault::NotUtf8, {"1", "\xED\xA0\x80", "3"}}}},
};

class RowReaderCases : public ::testing::TestWithParam<std::size_t> {};

TEST_P(RowReaderCases, GiveTheSameRowsInAnyChunks) {
  const std::size_t chunk = GetParam();
  for (const Case& c : kCases) {
    const Parsed parsed = parse(c.bytes, c.width, chunk, 64);
    EXPECT_EQ(parsed.error, "") << c.name;
    EXPECT_EQ(parsed.was_cut, c.was_cut) << c.name;
    EXPECT_EQ(parsed.rows, c.rows) << c.name << " in chunks of " << chunk;
  }
}

// Small chunks put a boundary everywhere.
INSTANTIATE_TEST_SUITE_P(Chunks, RowReaderCases,
                         ::testing::Values(std::size_t{1}, 5, 6, 7, 16, 1000));

TEST(RowReader, AnEmptyFileHasNoRow) {
  EXPECT_TRUE(parse("").rows.empty());
  EXPECT_TRUE(parse("\xEF\xBB\xBF").rows.empty());
  EXPECT_TRUE(parse("\n\r\n\r").rows.empty());
}

TEST(RowReader, SkipsALineThatIsTooLongAndKeepsItsId) {
  for (const std::size_t chunk :
       {std::size_t{1}, std::size_t{5}, std::size_t{64}, std::size_t{4096}}) {
    for (const char* end : {"\n", "\r\n", "\r"}) {
      const std::string long_line = "id-1," + std::string(500, 'x') + ",3" + end;
      const Parsed parsed =
          parse(std::string("1,2,3") + end + long_line + "7,8,9" + end, {3, 3}, chunk, 100);
      ASSERT_EQ(parsed.rows.size(), 3U) << chunk;
      EXPECT_EQ(parsed.rows[1], (ParsedRow{2, RowFault::TooLong, {"id-1"}}));
      EXPECT_EQ(parsed.rows[2], (ParsedRow{3, kOk, {"7", "8", "9"}}));
    }
  }
}

TEST(RowReader, SkipsAQuotedLineThatIsTooLong) {
  const Parsed parsed = parse("id-1,\"" + std::string(500, 'x') + "\",3\n7,8,9\n", {3, 3}, 64, 100);
  ASSERT_EQ(parsed.rows.size(), 2U);
  EXPECT_EQ(parsed.rows[0], (ParsedRow{1, RowFault::TooLong, {"id-1"}}));
  EXPECT_EQ(parsed.rows[1], (ParsedRow{2, kOk, {"7", "8", "9"}}));
}

TEST(RowReader, DoesNotSwallowManyLinesForOneQuote) {
  std::string bytes = "1,\"open,3\n";
  for (int i = 0; i < 100; ++i) bytes += "4,5,6\n";
  bytes += "7,8\",9\n";  // closes the quote: 102 lines, three cells
  const Parsed parsed = parse(bytes, {2, 3});
  ASSERT_EQ(parsed.rows.size(), 102U);
  EXPECT_EQ(parsed.rows[0].fault, RowFault::QuoteNeverClosed);
  EXPECT_EQ(parsed.rows[101], (ParsedRow{102, kOk, {"7", "8\"", "9"}}));
}

TEST(RowReader, TakesARowOfExactlyTheLongestSize) {
  for (const char* end : {"\n", "\r\n", "\r"}) {
    const std::string row = "1,2," + std::string(96, 'x');
    ASSERT_EQ(row.size(), 100U);
    const Parsed parsed = parse(row + end + row + end, {3, 3}, 101, 100);
    ASSERT_EQ(parsed.rows.size(), 2U);
    EXPECT_EQ(parsed.rows[0].fault, kOk);
    EXPECT_EQ(parsed.rows[1].line, 2U);
  }
}

TEST(RowReader, CountsMoreCellsThanItKeeps) {
  const Parsed parsed = parse(std::string(5000, ',') + "x\n", {3, 3});
  ASSERT_EQ(parsed.rows.size(), 1U);
  EXPECT_EQ(parsed.rows[0].fault, RowFault::TooManyCells);
  EXPECT_EQ(parsed.rows[0].cells.size(), csv::Cells::kMost);
}

TEST(RowReader, RefusesUtf16Once) {
  std::string le = "\xFF\xFE";
  std::string bare;
  for (const char c : std::string("sourcedId,name\n1,2\n")) {
    le += c;
    le += '\0';
    bare += '\0';
    bare += c;
  }
  for (const std::string& bytes : {le, bare, "\xFE\xFF" + bare}) {
    const Parsed parsed = parse(bytes);
    EXPECT_TRUE(parsed.rows.empty());
    EXPECT_THAT(parsed.error, ::testing::StartsWith("is UTF-16, not UTF-8"));
  }
}

TEST(RowReader, RefusesAFileThatIsLatin1AsAWhole) {
  std::string bytes = "id,name,x\n";
  for (int i = 0; i < 100; ++i) bytes += "1,Jos\xE9,x\n2,Ann,x\n";
  EXPECT_THAT(parse(bytes).error, ::testing::HasSubstr("Latin-1"));
}

TEST(RowReader, QuarantinesFewBadLinesAndBadLinesAmongGoodOnes) {
  std::string few = "id,name,x\n1,Jos\xE9,x\n";
  for (int i = 0; i < 500; ++i) few += "2,Ann,x\n";
  EXPECT_EQ(parse(few).error, "");
  std::string mixed = "id,name,x\n";
  for (int i = 0; i < 100; ++i) mixed += "1,Jos\xE9,x\n2,José,x\n";
  EXPECT_EQ(parse(mixed).error, "");
}

TEST(Describe, SaysWhatIsWrongWithoutTheData) {
  csv::Row row;
  row.cells.add("secret");
  for (int fault = 1; fault <= static_cast<int>(RowFault::NulByte); ++fault) {
    row.fault = static_cast<RowFault>(fault);
    const std::string text = describe(row, {3, 3});
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.find("secret"), std::string::npos);
  }
  row.fault = RowFault::TooFewCells;
  EXPECT_EQ(describe(row, {3, 3}), "1 cell, the header has 3");
}

TEST(RowReader, CellsOfEveryLengthEndWhereTheirCommaStands) {
  std::string bytes;
  std::vector<Cells> wanted;
  for (std::size_t size = 0; size < 200; ++size) {
    wanted.push_back({std::string(size, 'x'), "b", std::string(size, 'y')});
    bytes += wanted.back()[0] + ",b," + wanted.back()[2] + "\n";
  }
  std::vector<Cells> got;
  for (const ParsedRow& row : parse(bytes, {3, 3}).rows) got.push_back(row.cells);
  EXPECT_EQ(got, wanted);
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
