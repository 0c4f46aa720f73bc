// The CSV reader against a naive one, over random tables and random bytes, in random chunks.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "naive_csv.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using Table = std::vector<std::vector<std::string>>;

rc::Gen<std::string> any_cell() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
                          "a", "b", "7", " ", ",", "\"", "é", "ß", "名", "-", "{", ":",
                          "some longer text of 30 bytes..")),
                      [](const std::vector<std::string>& parts) {
                        std::string out;
                        for (const std::string& part : parts) out += part;
                        return out;
                      });
}

std::string written(const std::string& cell, bool always_quote) {
  if (!always_quote && cell.find_first_of(",\"") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

RC_GTEST_PROP(CsvProperty, WhatIsWrittenByTheRfcIsReadBack, ()) {
  const auto columns = *rc::gen::inRange<std::size_t>(1, 7);
  const auto table =
      *rc::gen::container<Table>(rc::gen::container<std::vector<std::string>>(columns, any_cell()));
  const auto end = *rc::gen::element<std::string>("\n", "\r\n", "\r");
  std::string bytes = *rc::gen::element<std::string>("", "\xEF\xBB\xBF");
  std::vector<ParsedRow> expected;
  std::uint32_t line = 0;
  for (const auto& cells : table) {
    ++line;
    for (std::size_t i = 0; i < columns; ++i) {
      bytes += (i == 0 ? "" : ",") + written(cells[i], *rc::gen::arbitrary<bool>());
    }
    bytes += end;
    const bool blank =
        std::all_of(cells.begin(), cells.end(), [](const auto& c) { return c.empty(); });
    if (!blank) expected.push_back({line, csv::RowFault::None, cells});
  }
  const auto width = static_cast<std::uint32_t>(columns);
  const auto chunk = *rc::gen::inRange<std::size_t>(4, 200);
  const Parsed parsed = parse(bytes, {width, width}, chunk);
  RC_ASSERT(parsed.error.empty());
  RC_ASSERT(parsed.rows == expected);
}

RC_GTEST_PROP(CsvProperty, AnyBytesGiveTheRowsOfTheNaiveReader, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::element('a', 'b', ',', ',', '"', '"', '\n', '\r', ' '));
  const auto least = *rc::gen::inRange<std::uint32_t>(1, 4);
  const csv::Width width{least, least + *rc::gen::inRange<std::uint32_t>(0, 2)};
  const auto chunk = *rc::gen::inRange<std::size_t>(4, 60);
  const Parsed parsed = parse(text, width, chunk);
  RC_ASSERT(parsed.error.empty());
  RC_ASSERT(parsed.rows == NaiveCsv(text, width).rows());
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
