/// A new adapter: which names, which folders, what is in it.

#include "app/cli/adapter_new.hpp"

#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(AdapterNew, TakesIdsThatAreFileNamesAndPartsOfCppNames) {
  for (const char* name : {"a", "sample_sis", "x9", "class"}) {
    EXPECT_TRUE(check_adapter_name(name)) << name;
  }
  for (const char* name : {"", "9x", "_x", "Sample", "a-b", "a.b", "../x", "a/b", "a b", "é"}) {
    const auto checked = check_adapter_name(name);
    ASSERT_FALSE(checked) << name;
    EXPECT_THAT(checked.error().message, HasSubstr("a letter first, such as sample_sis"));
  }
  EXPECT_TRUE(check_adapter_name(std::string(40, 'a')));
  EXPECT_FALSE(check_adapter_name(std::string(41, 'a')));
}

TEST(AdapterNew, CopiesTheTemplateUnderTheNewName) {
  const test::ScratchFolder folder;
  folder.write("t/src/a.cpp", "namespace my_system_adapter { \"my_system\" }");
  folder.write("t/README.md", "no name");
  const auto files = make_adapter(folder / "t", "my_system_two", folder / "new/my_system_two");
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_THAT(*files, ElementsAre("README.md", "src/a.cpp"));
  EXPECT_EQ(folder.read("new/my_system_two/src/a.cpp"),
            "namespace my_system_two_adapter { \"my_system_two\" }");
}

TEST(AdapterNew, LeavesAnExistingFolderAlone) {
  const test::ScratchFolder folder;
  folder.write("t/a.cpp", "x");
  folder.write("mine/a.cpp", "my work");
  const auto files = make_adapter(folder / "t", "mine", folder / "mine");
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(files.error().message, HasSubstr("exists already"));
  EXPECT_EQ(folder.read("mine/a.cpp"), "my work");
}

TEST(AdapterNew, SaysThatTheTemplateIsNotThere) {
  const test::ScratchFolder folder;
  const auto files = make_adapter(folder / "nowhere", "mine", folder / "mine");
  ASSERT_FALSE(files);
  EXPECT_THAT(files.error().message, HasSubstr("nowhere"));
}

}  // namespace
}  // namespace crosswalk::app
