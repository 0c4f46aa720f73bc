/// Every length, and nothing beside it.

#include "crosswalk/copy_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace crosswalk {
namespace {

TEST(CopyText, CopiesEveryLengthAndTouchesNothingElse) {
  std::string from;
  for (int i = 0; i < 300; ++i) from.push_back(static_cast<char>('a' + i % 26));
  for (std::size_t size = 0; size <= from.size(); ++size) {
    std::string to(size + 2, '.');
    copy_text(to.data() + 1, from.data(), size);
    EXPECT_EQ(to, "." + from.substr(0, size) + ".") << size;
  }
}

}  // namespace
}  // namespace crosswalk
