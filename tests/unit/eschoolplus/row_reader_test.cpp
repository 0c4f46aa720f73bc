/// Rows of downloaded files: what a line is, and what is wrong with one.

#include "files/row_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace crosswalk::eschoolplus::files {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::array kTwoColumns{kStudentId, kLastName};
constexpr Table kTwo{"reg", kTwoColumns};

/// What was read of a text, in pieces of `piece` bytes.
struct RowsRead {
  std::vector<std::string> rows;  ///< "line id last-name"
  std::vector<std::string> faults;
  Error error{ErrorCode::Internal, "", {}};
};

RowsRead rows_of(const std::string& text, std::size_t piece = 1U << 20U) {
  std::size_t at = 0;
  RowReader reader(kTwo, [&](char* buffer, std::uint64_t capacity) -> Result<std::uint64_t> {
    const std::size_t n = std::min({piece, static_cast<std::size_t>(capacity), text.size() - at});
    std::copy_n(text.data() + at, n, buffer);
    at += n;
    return static_cast<std::uint64_t>(n);
  });
  RowsRead out;
  if (auto opened = reader.open(); !opened) {
    out.error = opened.error();
    return out;
  }
  for (;;) {
    const auto more = reader.next();
    if (!more) out.error = more.error();
    if (!more || !*more) return out;
    if (!reader.fault().empty()) {
      out.faults.push_back(reader.fault());
      continue;
    }
    out.rows.push_back(reader.where() + " " + reader.at(kStudentId) + " " + reader.at(kLastName));
  }
}

TEST(EspRows, AMarkEndsTheRecordAndALineBreakIsPartOfAValue) {
  const std::string text =
      "STUDENT_ID|NOTE|LAST_NAME|#!#\r\n1|a|Fern|#!#\r\n2|b\r\nc|Moss  |#!#\r\n3||Reed|#!#\r\n";
  for (const std::size_t piece : {1U, 2U, 7U, 4096U}) {
    const RowsRead read = rows_of(text, piece);
    EXPECT_THAT(read.rows, ElementsAre("reg.csv line 2 1 Fern", "reg.csv line 3 2 Moss",
                                       "reg.csv line 5 3 Reed"))
        << "pieces of " << piece;
    EXPECT_THAT(read.faults, IsEmpty());
  }
}

TEST(EspRows, WithoutTheMarkALineIsARecordAndABrokenOneIsRefusedByItsPlace) {
  const RowsRead read = rows_of("student_id,last_name\n1,Fern\n2,Mo\nss,x,y\n3,Reed\n");
  EXPECT_THAT(read.rows,
              ElementsAre("reg.csv line 2 1 Fern", "reg.csv line 3 2 Mo", "reg.csv line 5 3 Reed"));
  EXPECT_THAT(read.faults, ElementsAre(HasSubstr("reg.csv line 4 has 3 values where the header")));
  EXPECT_THAT(rows_of("STUDENT_ID\tLAST_NAME\r\n1\tFern\r\n").rows,
              ElementsAre("reg.csv line 2 1 Fern"));
}

TEST(EspRows, BytesThatAreNoUtf8AreRefused) {
  EXPECT_THAT(rows_of("STUDENT_ID|LAST_NAME\n1|F\xE9n\n").faults,
              ElementsAre(HasSubstr("reg.csv line 2 is not UTF-8")));
  EXPECT_THAT(rows_of("\xEF\xBB\xBFSTUDENT_ID|LAST_NAME\n1|Fern\n").rows.size(), 1U);
}

// The end of a download cannot be foretold: a file that ends inside of a record is still written.
TEST(EspRows, AnUnfinishedFileIsNotTaken) {
  for (const char* text : {"", "STUDENT_ID|LAST_NAME", "STUDENT_ID|LAST_NAME\n1|Fe",
                           "STUDENT_ID|LAST_NAME|#!#\n1|Fern|#!#\n2|Mo\n"}) {
    const RowsRead read = rows_of(text);
    EXPECT_EQ(read.error.code, ErrorCode::Unavailable) << text;
    EXPECT_THAT(read.error.message, HasSubstr("not finished"));
  }
}

TEST(EspRows, AWholeFileWithoutAFinalLineBreakIsToldWhatToDo) {
  const char* const advice = "or, if it is whole, have the download end with a line break";
  EXPECT_THAT(rows_of("STUDENT_ID|LAST_NAME\n1|Fern").error.message, HasSubstr(advice));
  EXPECT_THAT(rows_of("STUDENT_ID|LAST_NAME|#!#\n1|Fern").error.message, Not(HasSubstr(advice)));
  EXPECT_THAT(rows_of("").error.message, Not(HasSubstr(advice)));
}

TEST(EspRows, AMarkThatTheHeaderLacksIsTold) {
  const RowsRead read = rows_of("STUDENT_ID|LAST_NAME\n1|Fern|#!#\n2|Mo\nss|#!#\n");
  EXPECT_EQ(read.error.code, ErrorCode::BadConfig);
  EXPECT_THAT(read.error.message, HasSubstr("reg.csv line 2"));
  EXPECT_THAT(read.error.message, HasSubstr("the header lacks the mark that the rows have"));
  EXPECT_THAT(read.rows, IsEmpty());
}

TEST(EspRows, AMissingColumnIsNamed) {
  const RowsRead read = rows_of("STUDENT_ID|NAME\n1|Fern\n");
  EXPECT_EQ(read.error.code, ErrorCode::BadConfig);
  EXPECT_THAT(read.error.message, HasSubstr("reg.csv has no column LAST_NAME"));
}

TEST(EspRows, ARecordThatNeverEndsIsNotGatheredForEver) {
  const std::string head = "STUDENT_ID|LAST_NAME|#!#\n";
  const RowsRead read = rows_of(head + std::string(3U << 20U, 'x'));
  EXPECT_EQ(read.error.code, ErrorCode::BadData);
  EXPECT_THAT(read.error.message, HasSubstr("line 2"));
}

}  // namespace
}  // namespace crosswalk::eschoolplus::files
