/// The name of a file's content.

#include "adapters/file_hash.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

std::string hash(const std::string& content) {
  const test::ScratchFolder folder;
  const auto file = open_regular(folder.write("x", content));
  EXPECT_TRUE(file);
  const auto sha256 = sha256_of(*file);
  EXPECT_TRUE(sha256);
  EXPECT_EQ(*sha256_of(*file), *sha256);  // it does not move the position
  return *sha256;
}

TEST(Sha256, FollowsFips180) {
  EXPECT_EQ(hash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hash(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(OpenRegular, TakesRegularFilesOnly) {
  EXPECT_EQ(open_regular("/nowhere").error().code, ErrorCode::NotFound);
  EXPECT_EQ(open_regular("/tmp").error().code, ErrorCode::BadData);
  EXPECT_EQ(open_regular("/dev/null").error().code, ErrorCode::BadData);
}

}  // namespace
}  // namespace crosswalk::adapters
