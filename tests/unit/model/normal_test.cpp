/// Normal forms: the same content, the same bytes.

#include "model/normal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crosswalk::model {
namespace {

TEST(Normal, BlanksAtTheEndsAreNotContent) {
  EXPECT_EQ(trimmed(" \t a b \r\n"), "a b");
  EXPECT_EQ(trimmed("a"), "a");
  EXPECT_EQ(trimmed(" "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Normal, ComposedAndDecomposedAreOneText) {
  std::string buffer;
  EXPECT_EQ(nfc("Zoe\xCC\x88", buffer), "Zo\xC3\xAB");
  EXPECT_EQ(nfc("Zo\xC3\xAB", buffer), "Zo\xC3\xAB");
  EXPECT_EQ(nfc("plain", buffer), "plain");
  EXPECT_EQ(nfc("\xCB\xBF", buffer), "\xCB\xBF") << "U+02FF, the last below the marks";
  EXPECT_EQ(nfc("\xE2\x84\xAB", buffer), "\xC3\x85") << "the Angstrom sign is an A with a ring";
}

TEST(Normal, ControlCharactersAreSeenAtEveryPlaceOfEveryLength) {
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'x');
        text[at] = static_cast<char>(byte);
        ASSERT_EQ(has_control_characters(text), byte < 0x20 || byte == 0x7F)
            << size << " bytes, at " << at << ": " << byte;
      }
    }
  }
  EXPECT_FALSE(has_control_characters(""));
  EXPECT_FALSE(has_control_characters("Zo\xC3\xAB \x80\x9F\xA0\xFF"));
}

TEST(Normal, DatesAreDaysOfTheCalendar) {
  EXPECT_EQ(parse_date("1970-01-01"), 0);
  EXPECT_EQ(parse_date("2000-02-29"), 11'016);
  EXPECT_EQ(format_date(11'016), "2000-02-29");
  EXPECT_EQ(format_date(-1), "1969-12-31");
  for (const char* no : {"2026-02-29", "2026-13-01", "2026-1-1", "08/13/2026", ""})
    EXPECT_FALSE(parse_date(no)) << no;
}

}  // namespace
}  // namespace crosswalk::model
