/// UTF-8 by the table of RFC 3629, and at every position of the fast path.

#include "crosswalk/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crosswalk {
namespace {

struct Case {
  const char* name;
  std::string bytes;
  bool good;
};

const Case kCases[] = {
    {"empty", "", true},
    {"ascii", "plain", true},
    {"NUL", std::string("a\0b", 3), true},
    {"first of two bytes", "\xC2\x80", true},
    {"last of two bytes", "\xDF\xBF", true},
    {"first of three bytes", "\xE0\xA0\x80", true},
    {"below the surrogates", "\xED\x9F\xBF", true},
    {"above the surrogates", "\xEE\x80\x80", true},
    {"last of three bytes", "\xEF\xBF\xBF", true},
    {"first of four bytes", "\xF0\x90\x80\x80", true},
    {"U+10FFFF", "\xF4\x8F\xBF\xBF", true},
    {"a continuation alone", "\x80", false},
    {"overlong slash", "\xC0\xAF", false},
    {"overlong in C1", "\xC1\xBF", false},
    {"overlong of three", "\xE0\x9F\xBF", false},
    {"overlong of four", "\xF0\x8F\xBF\xBF", false},
    {"first surrogate", "\xED\xA0\x80", false},
    {"last surrogate", "\xED\xBF\xBF", false},
    {"beyond U+10FFFF", "\xF4\x90\x80\x80", false},
    {"F5", "\xF5\x80\x80\x80", false},
    {"FF", "\xFF", false},
    {"two bytes cut short", "\xC3", false},
    {"three bytes cut short", "\xE2\x82", false},
    {"four bytes cut short", "\xF0\x9F\x98", false},
    {"a letter for a continuation", "\xC3(", false},
    {"a letter for the last of four", "\xF0\x9F\x98(", false},
    {"Latin-1", "Zo\xEB", false},
};

TEST(Utf8, FollowsTheTableWhereverItStands) {
  for (const Case& c : kCases) {
    for (std::size_t before = 0; before < 40; ++before) {
      const std::string text = std::string(before, 'x') + c.bytes + std::string(before, 'y');
      EXPECT_EQ(is_utf8(text), c.good) << c.name << " behind " << before;
    }
  }
}

TEST(Utf8, CountsWhatIsSound) {
  EXPECT_EQ(valid_utf8_prefix("ab\xC3\xAB\xFFzz"), 4U);
  EXPECT_EQ(valid_utf8_prefix("ab\xE2\x82"), 2U);
  EXPECT_EQ(valid_utf8_prefix(""), 0U);
}

TEST(Ascii, SeesAHighByteAnywhere) {
  for (std::size_t size = 0; size < 100; ++size) {
    std::string text(size, 'a');
    EXPECT_TRUE(is_ascii(text.data(), text.size()));
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      EXPECT_FALSE(is_ascii(text.data(), text.size())) << at << " of " << size;
      text[at] = 'a';
    }
  }
}

}  // namespace
}  // namespace crosswalk
