/// The reader of library files believes no number in them.

#include "testing/kit/elf_image.hpp"

#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace crosswalk::kit {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

std::string good() { return std::string(ABI_PLUGINS) + "/good.adapter.so"; }

std::string content() {
  std::ifstream file(good(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(ElfImage, TellsWhatALibraryExportsAndNeeds) {
  const auto image = read_elf(good());
  ASSERT_TRUE(image) << image.error().message;
  EXPECT_THAT(image->needed, Contains("libc.so.6"));
  std::vector<std::string> exports;
  bool versioned = false;
  for (const ElfSymbol& symbol : image->symbols) {
    if (symbol.defined) exports.push_back(symbol.name);
    versioned =
        versioned || (symbol.library == "libc.so.6" && symbol.version.starts_with("GLIBC_"));
  }
  EXPECT_THAT(exports, ::testing::ElementsAre("crosswalk_adapter_v1"));
  EXPECT_TRUE(versioned);
  EXPECT_GT(image->loaded_bytes(), 1000U);
}

TEST(ElfImage, SaysWhatAFileIsInstead) {
  const test::ScratchFolder folder;
  EXPECT_EQ(read_elf(folder / "nowhere").error().code, ErrorCode::NotFound);
  EXPECT_EQ(read_elf(folder.write("a", "")).error().message, "is empty");
  EXPECT_EQ(read_elf(folder.write("b", "#!/bin/sh")).error().message, "is not an ELF file");
  EXPECT_THAT(read_elf(folder.write("c", content().substr(0, 40))).error().message,
              HasSubstr("cut short"));
}

// Under the sanitizers this is a test of every bound; without them, of not hanging.
TEST(ElfImage, SurvivesDamageAnywhere) {
  const std::string whole = content().substr(0, 20000);
  std::mt19937 random(7);  // NOLINT: the same damage each time
  for (int i = 0; i < 300; ++i) {
    std::string damaged = whole;
    for (int k = 0; k < 8; ++k) {
      const std::size_t at = random() % (k < 4 ? 1500 : damaged.size());
      damaged[at] = static_cast<char>(random());
    }
    const auto image = parse_elf(damaged);
    EXPECT_TRUE(image || !image.error().message.empty());
  }
}

}  // namespace
}  // namespace crosswalk::kit
