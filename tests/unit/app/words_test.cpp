/// Numbers, words and tables as people read them.

#include "app/present/words.hpp"
#include "app/present/style.hpp"
#include "app/present/table.hpp"

#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

TEST(Words, NumbersAreGrouped) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(10'000'000), "10,000,000");
}

TEST(Words, CountsHaveTheRightForm) {
  EXPECT_EQ(counted(1, sync::Entity::User), "1 user");
  EXPECT_EQ(counted(1, sync::Entity::AcademicSession), "1 academic session");
  EXPECT_EQ(counted(5810, sync::Entity::Enrollment), "5,810 enrollments");
  EXPECT_EQ(counted(2, sync::Entity::Class), "2 classes");
  EXPECT_EQ(counted(1, "hold", "holds"), "1 hold");
}

TEST(Words, DurationsGrow) {
  EXPECT_EQ(duration(7), "0:07");
  EXPECT_EQ(duration(750), "12:30");
  EXPECT_EQ(duration(3 * 3600 + 61), "3:01:01");
}

TEST(Words, TextIsCutBetweenCharacters) {
  EXPECT_EQ(columns_of("Zoë"), 3U);
  EXPECT_EQ(shortened("Zoë Sample", 6), "Zoë...");
  EXPECT_EQ(shortened("short", 5), "short");
}

TEST(Words, ControlCharactersDoNotReachATerminal) {
  EXPECT_EQ(printable("a\x1b[2Jb\nc"), "a [2Jb c");
  EXPECT_EQ(printable("Zoë"), "Zoë");
}

TEST(Table, AlignsByCharactersAndLeavesNoBlanksAtTheEnd) {
  Table table({Table::Align::Left, Table::Align::Right, Table::Align::Left});
  table.row({"Zoë", "1", "x"});
  table.row({"Anna", "100"});
  EXPECT_EQ(table.text("  "), "  Zoë     1  x\n  Anna  100\n");
}

TEST(Style, PaintsOnlyWithColour) {
  EXPECT_EQ(paint({.colour = false}, Tone::Bad, "x"), "x");
  EXPECT_EQ(paint({.colour = true}, Tone::Bad, "x"), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(paint({.colour = true}, Tone::Plain, "x"), "x");
}

}  // namespace
}  // namespace crosswalk::app
