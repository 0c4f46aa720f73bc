/// The tests; and, as `abi_test check-child FILE`, the process in which an adapter file is looked
/// at.

#include "adapters/check.hpp"

#include <gtest/gtest.h>

#include <string_view>

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "check-child") {
    crosswalk::adapters::check_child(argv[2]);
  }
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
