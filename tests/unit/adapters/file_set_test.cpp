/// A folder that is replaced as a whole, as an adapter sees it, and what a reader of it sees
/// meanwhile.

#include "adapters/host_services.hpp"
#include "crosswalk/host.hpp"
#include "support/fake_clock.hpp"
#include "support/scratch_folder.hpp"
#include "support/zip_builder.hpp"
#include "unit/http/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

namespace crosswalk::adapters {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

class FileSetTest : public ::testing::Test {
 protected:
  FileSetTest() {
    Services outside{clock_, log_, random_};
    outside.allowed_roots = {folder_.path()};
    ConfiguredServices inside;
    inside.roots = {{"path", folder_.path() + "/out"}, {"zip", folder_.path() + "/a.zip"}};
    folder_.write("out/kept.txt", "beside");
    folder_.write("a.zip", test::ZipBuilder().add("users.csv", "x").bytes());
    lent_ = std::make_unique<HostServices>(std::move(outside), std::move(inside));
    call_ = std::make_unique<HostServices::Call>(*lent_);
  }
  Host host() const { return Host(lent_->abi()); }
  FileSet begin() const {
    auto set = host().begin_file_set("path", "set");
    EXPECT_TRUE(set) << set.error().message;
    return std::move(set).value();
  }
  static void put(FileSet& set, const char* name, std::string_view text) {
    auto file = set.create(name);
    ASSERT_TRUE(file) << file.error().message;
    ASSERT_TRUE(file->write(text));
    ASSERT_TRUE(file->commit());
  }
  /// "a.csv=1 b.csv=2"; and nothing else may be below the root but kept.txt.
  std::string seen() const {
    std::string out;
    for (const auto& entry : fs::directory_iterator(folder_.path() + "/out")) {
      const std::string name = entry.path().filename().string();
      if (name != "set" && name != "kept.txt") out += "[" + name + "] ";
    }
    std::set<std::string> names;
    if (!fs::exists(folder_.path() + "/out/set")) return out + "none";
    for (const auto& entry : fs::directory_iterator(folder_.path() + "/out/set")) {
      names.insert(entry.path().filename().string());
    }
    for (const auto& name : names) {
      out += (out.empty() ? "" : " ") + name + "=" + folder_.read("out/set/" + name);
    }
    return out;
  }

  test::FakeClock clock_;
  test::FakeLog log_;
  test::FakeRandom random_;
  test::ScratchFolder folder_;
  std::unique_ptr<HostServices> lent_;
  std::unique_ptr<HostServices::Call> call_;
};

TEST_F(FileSetTest, AppearsWhole) {
  {
    FileSet set = begin();
    put(set, "a.csv", "1");
    put(set, "b.csv", "1");
    EXPECT_THAT(seen(), HasSubstr("none"));
    ASSERT_TRUE(set.commit());
  }
  EXPECT_EQ(seen(), "a.csv=1 b.csv=1");
}

TEST_F(FileSetTest, KeepsWhatTheNewVersionDoesNotChange) {
  {
    FileSet set = begin();
    put(set, "a.csv", "1");
    put(set, "b.csv", "1");
    put(set, "c.csv", "1");
    ASSERT_TRUE(set.commit());
  }
  const auto before = fs::hard_link_count(folder_.path() + "/out/set/a.csv");
  {
    FileSet set = begin();
    put(set, "b.csv", "2");
    ASSERT_TRUE(set.remove("c.csv"));
    ASSERT_TRUE(set.remove("never.csv"));
    ASSERT_TRUE(set.commit());
  }
  EXPECT_EQ(seen(), "a.csv=1 b.csv=2");
  EXPECT_EQ(fs::hard_link_count(folder_.path() + "/out/set/a.csv"), before)
      << "the old one is gone";
}

TEST_F(FileSetTest, LeavesNoTraceWhenItIsGivenUp) {
  {
    FileSet set = begin();
    put(set, "a.csv", "1");
    ASSERT_TRUE(set.commit());
  }
  {
    FileSet set = begin();
    put(set, "a.csv", "2");
    auto open = set.create("b.csv");
    ASSERT_TRUE(open);
  }
  EXPECT_EQ(seen(), "a.csv=1");
}

TEST_F(FileSetTest, ClearsWhatACrashLeft) {
  folder_.write("out/.crosswalk-set-set/a.csv", "half");
  EXPECT_THAT(*host().files().list("path"), ::testing::Not(HasSubstr("a.csv"))) << "never listed";
  {
    FileSet set = begin();
    put(set, "b.csv", "1");
    ASSERT_TRUE(set.commit());
  }
  EXPECT_EQ(seen(), "b.csv=1");
}

TEST_F(FileSetTest, ReadsTheVersionThatStands) {
  FileSet set = begin();
  put(set, "a.csv", "1");
  EXPECT_EQ(host().files().open("path", "set/a.csv").error().code, ErrorCode::NotFound);
  ASSERT_TRUE(set.commit());
  EXPECT_TRUE(host().files().open("path", "set/a.csv"));
  EXPECT_FALSE(set.commit()) << "once";
  EXPECT_FALSE(set.create("b.csv"));
}

TEST_F(FileSetTest, RefusesNamesThatLeadElsewhere) {
  for (const char* name : {"", ".", "..", "../x", "a/b", ".crosswalk-x", "/etc"}) {
    EXPECT_FALSE(host().begin_file_set("path", name)) << name;
  }
  FileSet set = begin();
  for (const char* name : {"", "..", "../x", "a/b", ".crosswalk-x"}) {
    EXPECT_FALSE(set.create(name)) << name;
    EXPECT_FALSE(set.remove(name)) << name;
  }
}

TEST_F(FileSetTest, RefusesAFolderThatHoldsMoreThanFiles) {
  folder_.write("out/set/inner/a.csv", "1");
  EXPECT_THAT(host().begin_file_set("path", "set").error().message, HasSubstr("no plain file"));
  fs::remove_all(folder_.path() + "/out/set");
  fs::create_symlink("/etc", folder_.path() + "/out/set");
  EXPECT_THAT(host().begin_file_set("path", "set").error().message, HasSubstr("is no folder"));
  EXPECT_TRUE(fs::is_symlink(folder_.path() + "/out/set"));
}

TEST_F(FileSetTest, IsNotForZips) {
  EXPECT_EQ(host().begin_file_set("zip", "set").error().code, ErrorCode::Unsupported);
}

TEST_F(FileSetTest, IsForCallsOnly) {
  call_.reset();
  EXPECT_FALSE(host().begin_file_set("path", "set"));
}

}  // namespace
}  // namespace crosswalk::adapters
