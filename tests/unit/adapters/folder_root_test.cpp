/// A folder is read and written, and nothing outside of it.

#include "adapters/files/file_root.hpp"
#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>

namespace crosswalk::adapters {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FolderRootTest : public ::testing::Test {
 protected:
  std::unique_ptr<FileRoot> root() {
    auto opened = open_root(folder_ / "drop", {folder_.path()}, {});
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(opened).value();
  }
  void SetUp() override { folder_.write("drop/users.csv", "sourcedId\nu1\n"); }

  std::vector<std::string> names() {
    const auto entries = root()->list();
    EXPECT_TRUE(entries) << entries.error().message;
    std::vector<std::string> names;
    for (const FileEntry& entry : *entries) names.push_back(entry.name);
    return names;
  }

  test::ScratchFolder folder_;
};

std::string read_all(ReadableFile& file, std::size_t piece = 7) {
  std::string all;
  std::string buffer(piece, '\0');
  while (true) {
    const auto got = file.read(all.size(), buffer.data(), buffer.size());
    EXPECT_TRUE(got) << got.error().message;
    if (!got || *got == 0) return all;
    all.append(buffer, 0, *got);
  }
}

TEST_F(FolderRootTest, ListsEveryRegularFileSorted) {
  folder_.write("drop/b/c.csv", "12345");
  folder_.write("drop/a.csv", "");
  ::mkfifo((folder_ / "drop/pipe").c_str(), 0600);
  const auto entries = root()->list();
  ASSERT_TRUE(entries);
  ASSERT_THAT(names(), ElementsAre("a.csv", "b/c.csv", "users.csv"));
  EXPECT_EQ((*entries)[1].size, 5U);
  EXPECT_GT((*entries)[1].modified_ms, 1'600'000'000'000);
}

TEST_F(FolderRootTest, ReadsForwardBackwardAndBeyondTheEnd) {
  auto file = root()->open("users.csv");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ((*file)->size(), 13U);
  EXPECT_EQ(read_all(**file), "sourcedId\nu1\n");
  char two[2];
  EXPECT_EQ(*(*file)->read(10, two, 2), 2U);
  EXPECT_EQ(std::string(two, 2), "u1");
  EXPECT_EQ(*(*file)->read(13, two, 2), 0U);
  EXPECT_EQ(*(*file)->read(UINT64_MAX, two, 2), 0U);
}

TEST_F(FolderRootTest, SaysThatAFileIsNotThere) {
  EXPECT_EQ(root()->open("nobody.csv").error().code, ErrorCode::NotFound);
}

TEST_F(FolderRootTest, RefusesNamesThatLeadElsewhere) {
  folder_.write("secret.txt", "secret");
  for (const std::string name : {"../secret.txt", "/etc/passwd", "a/../../secret.txt", "",
                                 "./users.csv", "a//b", "a/", "..\\secret.txt", ".."}) {
    const auto file = root()->open(name);
    ASSERT_FALSE(file) << name;
    EXPECT_EQ(file.error().code, ErrorCode::InvalidArgument) << name;
    EXPECT_EQ(root()->create(name).error().code, ErrorCode::InvalidArgument) << name;
  }
  EXPECT_FALSE(root()->open(std::string("users.csv\0x", 11)));
  EXPECT_FALSE(root()->open("\xFF.csv"));
}

TEST_F(FolderRootTest, FollowsLinksInsideAndRefusesThoseThatLeadOut) {
  folder_.write("secret.txt", "secret");
  folder_.write("outside/x.csv", "secret");
  fs::create_symlink("users.csv", folder_ / "drop/inside.csv");
  fs::create_symlink("../secret.txt", folder_ / "drop/out.csv");
  fs::create_symlink(folder_ / "outside", folder_ / "drop/folder");
  EXPECT_TRUE(root()->open("inside.csv"));
  EXPECT_EQ(root()->open("out.csv").error().code, ErrorCode::Forbidden);
  EXPECT_EQ(root()->open("folder/x.csv").error().code, ErrorCode::Forbidden);
  EXPECT_EQ(root()->create("folder/new.csv").error().code, ErrorCode::Forbidden);
  EXPECT_THAT(names(), ElementsAre("inside.csv", "users.csv"));
}

TEST_F(FolderRootTest, RefusesWhatIsNotARegularFile) {
  ::mkfifo((folder_ / "drop/pipe").c_str(), 0600);  // and does not wait for its writer
  EXPECT_EQ(root()->open("pipe").error().code, ErrorCode::InvalidArgument);
  fs::create_directory(folder_ / "drop/sub");
  EXPECT_EQ(root()->open("sub").error().code, ErrorCode::InvalidArgument);
}

TEST_F(FolderRootTest, AFolderBesideTheAllowedOneIsRefused) {
  folder_.write("allowed/x", "");
  folder_.write("allowed-not/x", "");
  const std::vector<std::string> allowed{folder_ / "allowed"};
  EXPECT_TRUE(open_root(folder_ / "allowed", allowed, {}));
  for (const std::string& path : {folder_ / "allowed-not", folder_ / "allowed/../drop",
                                  folder_.path(), std::string("/etc")}) {
    const auto opened = open_root(path, allowed, {});
    ASSERT_FALSE(opened) << path;
    EXPECT_EQ(opened.error().code, ErrorCode::BadConfig);
    EXPECT_THAT(opened.error().message,
                HasSubstr("outside of the folders that files may be read from"));
  }
  EXPECT_FALSE(open_root(folder_ / "allowed", {}, {}));
}

TEST_F(FolderRootTest, ALinkToAnAllowedFolderCountsAsWhereItLeads) {
  fs::create_symlink("/etc", folder_ / "etc");
  EXPECT_FALSE(open_root(folder_ / "etc", {folder_.path()}, {}));
  fs::create_symlink("drop", folder_ / "current");
  EXPECT_TRUE(open_root(folder_ / "current", {folder_.path()}, {}));
}

TEST_F(FolderRootTest, ARootThatIsNotThereIsAMistakeInTheConfiguration) {
  const auto opened = open_root(folder_ / "nowhere", {folder_.path()}, {});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(opened.error().message, HasSubstr("give an existing folder or zip file"));
}

TEST_F(FolderRootTest, AWrittenFileAppearsWholeAtItsCommit) {
  auto opened = root();
  auto file = opened->create("out.zip");
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_TRUE((*file)->write("first ", 6));
  ASSERT_TRUE((*file)->write("second", 6));
  EXPECT_FALSE(fs::exists(folder_ / "drop/out.zip"));
  EXPECT_THAT(names(), ElementsAre("users.csv"));  // nor its beginnings
  ASSERT_TRUE((*file)->commit());
  file->reset();
  EXPECT_EQ(folder_.read("drop/out.zip"), "first second");
  EXPECT_THAT(names(), ElementsAre("out.zip", "users.csv"));
}

TEST_F(FolderRootTest, ACommittedFileReplacesTheOldOne) {
  auto file = root()->create("users.csv");
  ASSERT_TRUE((*file)->write("new", 3));
  EXPECT_EQ(folder_.read("drop/users.csv"), "sourcedId\nu1\n");
  ASSERT_TRUE((*file)->commit());
  EXPECT_EQ(folder_.read("drop/users.csv"), "new");
}

TEST_F(FolderRootTest, AFileThatWasNotCommittedLeavesNoTrace) {
  {
    auto one = root()->create("out.csv");
    auto two = root()->create("out.csv");  // at the same time
    ASSERT_TRUE(one);
    ASSERT_TRUE(two);
    ASSERT_TRUE((*one)->write("half", 4));
  }
  std::vector<std::string> left;
  for (const auto& entry : fs::directory_iterator(folder_ / "drop"))
    left.push_back(entry.path().filename());
  EXPECT_THAT(left, ElementsAre("users.csv"));
}

TEST_F(FolderRootTest, AFileIsCreatedInAnExistingFolderOnly) {
  fs::create_directory(folder_ / "drop/sub");
  EXPECT_TRUE(root()->create("sub/new.csv"));
  EXPECT_EQ(root()->create("none/new.csv").error().code, ErrorCode::NotFound);
  EXPECT_EQ(root()->create(".crosswalk-x").error().code, ErrorCode::InvalidArgument);
}

/// A limit on the size of files stands in for a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &now);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(FolderRootTest, AFailedWriteIsSaidAndLeavesNothing) {
  {
    auto file = root()->create("big.csv");
    ASSERT_TRUE(file);
    const std::string half(6000, 'x');
    const FileSizeLimit limit(10'000);
    ASSERT_TRUE((*file)->write(half.data(), half.size()));
    const auto failed = (*file)->write(half.data(), half.size());
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::Unavailable);
    EXPECT_THAT(failed.error().message, HasSubstr("writing big.csv"));
  }
  EXPECT_THAT(names(), ElementsAre("users.csv"));
}

}  // namespace
}  // namespace crosswalk::adapters
