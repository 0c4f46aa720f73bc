/// The layout of the boundary is a promise: what was built against 1.0 must find every field where
/// it was.

#include "layout.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace crosswalk {
namespace {

TEST(Layout, IsTheOneInTheCommittedFile) {
  std::ifstream file(ABI_TEST_FOLDER "/layout_1.txt");
  std::stringstream golden;
  golden << file.rdbuf();
  // A later minor version appends fields: it adds lines to the file and changes sizes of growing
  // structs, but no field's line. Write what describe_layout() says only after you made sure of
  // that.
  EXPECT_EQ(test::describe_layout(), golden.str());
}

// Hidden padding differs between compilers' flags; and a field that describe_layout() forgets shows
// here.
TEST(Layout, HasNoHiddenPadding) {
  std::istringstream lines(test::describe_layout());
  std::string name;
  std::string word;
  std::size_t at = 0;
  std::size_t size = 0;
  std::size_t expected = 0;
  std::string structure = "(none)";
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    words >> name >> word;
    if (word == "size") {
      EXPECT_EQ(expected, size) << structure;
      structure = name;
      expected = 0;
      words >> size;
    } else {
      std::size_t field = 0;
      words >> at >> word >> field;
      EXPECT_EQ(at, expected) << structure << "." << name;
      expected = at + field;
    }
  }
  EXPECT_EQ(expected, size) << structure;
}

}  // namespace
}  // namespace crosswalk
