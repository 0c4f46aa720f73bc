/// A folder of adapters: one bad file never stops the others, and only what was looked at is
/// loaded.

#include "adapters/registry.hpp"

#include "plugins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace crosswalk::adapters {
namespace {

namespace fs = std::filesystem;
using test::plugin;
using ::testing::HasSubstr;

class RegistryTest : public ::testing::Test {
 protected:
  void install(const std::string& name, const std::string& as) {
    fs::copy_file(plugin(name), folder_ / (as + ".adapter.so"));
  }
  std::unique_ptr<Registry> scan() { return Registry::scan({folder_.path(), "/nowhere"}, look_); }

  test::ScratchFolder folder_;
  MemoryVerdicts cache_;
  FirstLook look_{{}, cache_};
};

TEST_F(RegistryTest, ListsGoodAndBadAndLoadsTheGoodOnes) {
  install("good", "good");
  install("aborts", "aborts");
  folder_.write("text.adapter.so", "hello");
  folder_.write("readme.txt", "not looked at");
  const auto registry = scan();
  ASSERT_EQ(registry->found().size(), 3U);
  EXPECT_FALSE(registry->found()[0].ok);
  EXPECT_THAT(registry->found()[0].sentence, HasSubstr("aborts.adapter.so crashed its process"));
  EXPECT_TRUE(registry->found()[1].ok);
  EXPECT_EQ(registry->found()[1].manifest.name, "Good");
  EXPECT_FALSE(registry->found()[2].ok);

  const auto adapter = registry->get("good");
  ASSERT_TRUE(adapter) << adapter.error().message;
  EXPECT_EQ((*adapter)->manifest().id, "good");
  EXPECT_EQ(*registry->get("good"), *adapter);
}

TEST_F(RegistryTest, AnUnknownIdIsRefusedWithTheNearest) {
  install("good", "good");
  const auto registry = scan();
  const auto adapter = registry->get("goood");
  ASSERT_FALSE(adapter);
  EXPECT_EQ(adapter.error().code, ErrorCode::NotFound);
  EXPECT_THAT(adapter.error().message, HasSubstr("did you mean \"good\"?"));
}

TEST_F(RegistryTest, ABadFilesIdIsRefusedWithItsSentence) {
  install("aborts", "broken");
  const auto adapter = scan()->get("broken");
  ASSERT_FALSE(adapter);
  EXPECT_THAT(adapter.error().message, HasSubstr("crashed its process (SIGABRT)"));
}

TEST_F(RegistryTest, OfTwoWithOneIdTheFirstIsUsed) {
  install("good", "a");
  install("good", "b");
  const auto registry = scan();
  EXPECT_TRUE(registry->found()[0].ok);
  EXPECT_FALSE(registry->found()[1].ok);
  EXPECT_THAT(registry->found()[1].sentence, HasSubstr("has the id \"good\" like"));
}

TEST_F(RegistryTest, AFileThatChangedAfterItsFirstLookIsNotLoaded) {
  install("good", "good");
  const auto registry = scan();
  fs::remove(folder_ / "good.adapter.so");
  install("frozen_1_0", "good");
  const auto adapter = registry->get("good");
  ASSERT_FALSE(adapter);
  EXPECT_EQ(adapter.error().code, ErrorCode::Conflict);
  EXPECT_THAT(adapter.error().message, HasSubstr("changed after it was checked"));
}

}  // namespace
}  // namespace crosswalk::adapters
