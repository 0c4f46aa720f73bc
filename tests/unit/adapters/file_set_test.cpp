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

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <set>

namespace {

// What a file system may lack, and what it was asked to make durable.
bool no_links = false;
bool no_exchange = false;
int syncs = 0;

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

// In place of the C library's, for this program.
extern "C" {
int linkat(int from, const char* a, int to, const char* b, int flags) noexcept {
  if (!no_links)
    return real<int(int, const char*, int, const char*, int)>("linkat")(from, a, to, b, flags);
  errno = EPERM;
  return -1;
}
int renameat2(int from, const char* a, int to, const char* b, unsigned how) noexcept {
  if (!no_exchange)
    return real<int(int, const char*, int, const char*, unsigned)>("renameat2")(from, a, to, b,
                                                                                how);
  errno = EINVAL;
  return -1;
}
int fsync(int fd) {
  ++syncs;
  return real<int(int)>("fsync")(fd);
}
}

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
  ~FileSetTest() override { no_links = no_exchange = false; }
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

TEST_F(FileSetTest, IsMadeByOneAtATime) {
  std::optional<FileSet> first = begin();
  put(*first, "a.csv", "1");
  const auto second = host().begin_file_set("path", "set");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Conflict);
  EXPECT_THAT(second.error().message, HasSubstr("somebody else is writing"));
  EXPECT_TRUE(host().begin_file_set("path", "other")) << "another folder";
  EXPECT_TRUE(first->commit()) << "the other one left it alone";
  first.reset();
  EXPECT_EQ(seen(), "a.csv=1") << "and no lock is left";
  begin();
}

TEST_F(FileSetTest, FollowsNoLinkThatIsPutInItsWay) {
  folder_.write("victim/a.csv", "precious");
  folder_.write("out/set/a.csv", "1");
  {
    FileSet set = begin();
    const std::string staging = folder_.path() + "/out/.crosswalk-set-set";
    fs::rename(staging, folder_.path() + "/aside");
    fs::create_directory_symlink(folder_.path() + "/victim", staging);
    ASSERT_TRUE(set.remove("a.csv"));
    put(set, "b.csv", "2");
    EXPECT_EQ(set.commit().error().code, ErrorCode::Conflict);
  }
  EXPECT_EQ(folder_.read("victim/a.csv"), "precious");
  EXPECT_FALSE(fs::exists(folder_.path() + "/victim/b.csv"));
  EXPECT_EQ(seen(), "a.csv=1");
}

TEST_F(FileSetTest, CopiesDurablyWhereThereAreNoHardLinks) {
  folder_.write("out/set/a.csv", "1");
  folder_.write("out/set/b.csv", "1");
  no_links = true;
  syncs = 0;
  {
    FileSet set = begin();
    EXPECT_GE(syncs, 2) << "one for each file";
    put(set, "b.csv", "2");
    ASSERT_TRUE(set.commit());
  }
  EXPECT_EQ(seen(), "a.csv=1 b.csv=2");
}

TEST_F(FileSetTest, RefusesAFileSystemWithoutTheExchange) {
  no_exchange = true;
  const auto first = host().begin_file_set("path", "set");
  ASSERT_FALSE(first) << "before anything is there";
  EXPECT_EQ(first.error().code, ErrorCode::Unsupported);
  EXPECT_EQ(seen(), "none");
  folder_.write("out/set/a.csv", "1");
  {
    FileSet set = begin();
    put(set, "a.csv", "2");
    EXPECT_EQ(set.commit().error().code, ErrorCode::Unsupported);
  }
  EXPECT_EQ(seen(), "a.csv=1");
}

TEST_F(FileSetTest, KeepsWhoMayRead) {
  folder_.write("out/set/a.csv", "1");
  const std::string folder = folder_.path() + "/out/set";
  ::chmod(folder.c_str(), 0775);
  ::chmod((folder + "/a.csv").c_str(), 0664);
  const bool group = ::geteuid() == 0 &&
                     ::chown(folder.c_str(), static_cast<uid_t>(-1), 12345) == 0 &&
                     ::chown((folder + "/a.csv").c_str(), static_cast<uid_t>(-1), 12346) == 0;
  {
    FileSet set = begin();
    put(set, "a.csv", "2");
    put(set, "b.csv", "2");
    ASSERT_TRUE(set.commit());
  }
  struct stat info{};
  ASSERT_EQ(::stat(folder.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777U, 0775U);
  if (group) {
    EXPECT_EQ(info.st_gid, 12345U);
  }
  ASSERT_EQ(::stat((folder + "/a.csv").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777U, 0664U);
  if (group) {
    EXPECT_EQ(info.st_gid, 12346U);
  }
  ASSERT_EQ(::stat((folder + "/b.csv").c_str(), &info), 0);
  if (group) {
    EXPECT_EQ(info.st_gid, 12345U) << "a new file is its folder's";
  }
}

TEST_F(FileSetTest, IsNotFinishedWhileAFileIsOpen) {
  FileSet set = begin();
  auto open = set.create("a.csv");
  ASSERT_TRUE(open && open->write("1"));
  EXPECT_THAT(set.commit().error().message, HasSubstr("still open"));
  ASSERT_TRUE(open->commit());
  EXPECT_TRUE(set.commit());
  EXPECT_EQ(folder_.read("out/set/a.csv"), "1");
}

TEST_F(FileSetTest, IsTriedOnce) {
  folder_.write("out/set/a.csv", "1");
  FileSet set = begin();
  put(set, "a.csv", "2");
  no_exchange = true;
  EXPECT_FALSE(set.commit());
  no_exchange = false;
  EXPECT_THAT(set.commit().error().message, HasSubstr("finished already"));
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
