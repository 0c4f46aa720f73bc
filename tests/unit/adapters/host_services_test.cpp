/// The services as an adapter sees them, through the binding: core, state, files, and when they may
/// be used.

#include "adapters/host_services.hpp"
#include "adapters/service_parts.hpp"
#include "crosswalk/host.hpp"
#include "support/fake_clock.hpp"
#include "support/scratch_folder.hpp"
#include "support/zip_builder.hpp"
#include "unit/http/fakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace crosswalk::adapters {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Heard final : public ProgressSink {
 public:
  void progress(std::uint64_t done, std::uint64_t total, std::string_view phase) override {
    text += std::to_string(done) + "/" + std::to_string(total) + " " + std::string(phase);
  }
  std::string text;
};

class HostServicesTest : public ::testing::Test {
 protected:
  HostServicesTest() {
    Services outside{clock_, log_, random_};
    outside.state = &state_;
    outside.progress = &heard_;
    outside.cancel = stop_.get_token();
    outside.connector = "sis";
    outside.allowed_roots = {folder_.path()};
    ConfiguredServices inside;
    inside.secrets = {"hunter22"};
    inside.roots = {
        {"path", folder_.path() + "/drop"}, {"zip", folder_.path() + "/a.zip"}, {"etc", "/etc"}};
    lent_ = std::make_unique<HostServices>(std::move(outside), std::move(inside));
    call_ = std::make_unique<HostServices::Call>(*lent_);
    folder_.write("drop/users.csv", "abc");
    folder_.write("a.zip", test::ZipBuilder().add("x/users.csv", "from a zip").bytes());
  }
  Host host() const { return Host(lent_->abi()); }

  test::FakeClock clock_;
  test::FakeLog log_;
  test::FakeRandom random_;
  MemoryState state_;
  Heard heard_;
  std::stop_source stop_;
  test::ScratchFolder folder_;
  std::unique_ptr<HostServices> lent_;
  std::unique_ptr<HostServices::Call> call_;
};

TEST_F(HostServicesTest, AreKnownToTheLetter) {
  const cw_host* host = lent_->abi();
  EXPECT_NE(host->get_interface(host, to_abi("cw.core/1")), nullptr);
  EXPECT_NE(host->get_interface(host, to_abi("cw.state/1")), nullptr);
  for (const char* id : {"", "cw.core", "cw.core/2", "cw.core/1 ", "cw.http/1", "cw.auth/1"}) {
    EXPECT_EQ(host->get_interface(host, to_abi(id)), nullptr) << id;
  }
}

TEST_F(HostServicesTest, LogOneCleanLineWithTheConnectorsName) {
  host().log(CW_LOG_WARN, "csv.row", "line 5\nof \xFF users.csv, key hunter22");
  EXPECT_EQ(log_.text(), "csv.row: sis: line 5 of ? users.csv, key ***\n");
}

TEST_F(HostServicesTest, LogNothingAboveAWarning) {
  class Levels final : public http::Log {
   public:
    void write(http::LogLevel level, std::string_view, std::string_view) override {
      highest = std::max(highest, level);
    }
    http::LogLevel highest = http::LogLevel::Debug;
  } levels;
  HostServices lent(Services{clock_, levels, random_}, {});
  Host(lent.abi()).log(99, "code", "text");
  EXPECT_EQ(levels.highest, http::LogLevel::Warning);
}

TEST_F(HostServicesTest, LogSoMuchAMinuteAndCountTheRest) {
  for (int i = 0; i < 1500; ++i) host().log(CW_LOG_INFO, "spam", "x");
  const auto lines = [&] {
    const std::string text = log_.text();
    return std::count(text.begin(), text.end(), '\n');
  };
  EXPECT_EQ(lines(), 1000);
  clock_.advance(std::chrono::minutes{1});
  host().log(CW_LOG_INFO, "later", "y");
  EXPECT_EQ(lines(), 1002);
  EXPECT_THAT(log_.text(), HasSubstr("500 lines of the adapter were left out"));
}

TEST_F(HostServicesTest, LogAVeryLongTextCut) {
  host().log(CW_LOG_INFO, "long", std::string(100'000, 'x'));
  EXPECT_LT(log_.text().size(), 2200U);
}

TEST_F(HostServicesTest, TellTheTimeAndSleepInTheHostsClock) {
  const std::uint64_t before = host().now_ms();
  EXPECT_EQ(before, static_cast<std::uint64_t>(clock_.now().time_since_epoch().count()));
  ASSERT_TRUE(host().sleep_ms(1500));
  EXPECT_EQ(host().now_ms(), before + 1500);
  EXPECT_EQ(clock_.sleeps().size(), 1U);
}

TEST_F(HostServicesTest, PassOnThatSomebodyAskedToStop) {
  EXPECT_FALSE(host().cancelled());
  stop_.request_stop();
  EXPECT_TRUE(host().cancelled());
  EXPECT_EQ(host().sleep_ms(1000).error().code, ErrorCode::Cancelled);
}

TEST_F(HostServicesTest, PassOnProgress) {
  host().progress(5, 10, "users");
  EXPECT_EQ(heard_.text, "5/10 users");
}

TEST_F(HostServicesTest, KeepState) {
  EXPECT_EQ(host().state_get("token").error().code, ErrorCode::NotFound);
  ASSERT_TRUE(host().state_put("token", std::string("a\0b", 3)));
  EXPECT_EQ(*host().state_get("token"), std::string("a\0b", 3));
  EXPECT_EQ(host().state_put("", "x").error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(host().state_put(std::string(201, 'k'), "x").error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(host().state_put("\xFF", "x").error().code, ErrorCode::InvalidArgument);
  EXPECT_TRUE(host().state_put("big", std::string(64 << 10, 'x')));
  EXPECT_EQ(host().state_put("big", std::string((64 << 10) + 1, 'x')).error().code,
            ErrorCode::InvalidArgument);
}

TEST_F(HostServicesTest, ReadFilesOfAFolderAndOfAZip) {
  EXPECT_THAT(*host().files().list("path"), HasSubstr(R"("name":"users.csv","size":3)"));
  auto file = host().files().open("path", "users.csv");
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->size(), 3U);
  char buffer[100];
  EXPECT_EQ(*file->read(buffer, 100), 3U);
  EXPECT_EQ(*file->read(buffer, 100), 0U);

  auto packed = host().files().open("zip", "users.csv");
  ASSERT_TRUE(packed) << packed.error().message;
  EXPECT_EQ(*packed->read(buffer, 100), 10U);
  EXPECT_EQ(std::string(buffer, 10), "from a zip");
}

TEST_F(HostServicesTest, ListAFolderAnewEachTime) {
  ASSERT_TRUE(host().files().list("path"));
  folder_.write("drop/orgs.csv", "");
  EXPECT_THAT(*host().files().list("path"), HasSubstr("orgs.csv"));
}

TEST_F(HostServicesTest, RefuseRootsThatAreNotSetOrNotAllowed) {
  EXPECT_EQ(host().files().list("other").error().code, ErrorCode::BadConfig);
  EXPECT_THAT(host().files().list("other").error().message, HasSubstr("\"other\" is not set"));
  EXPECT_EQ(host().files().open("etc", "passwd").error().code, ErrorCode::BadConfig);
  EXPECT_THAT(host().files().open("etc", "passwd").error().message,
              HasSubstr("\"etc\": /etc is outside"));
}

TEST_F(HostServicesTest, WriteAFileWholeOrNotAtAll) {
  {
    auto file = host().files().create("path", "out.csv");
    ASSERT_TRUE(file) << file.error().message;
    ASSERT_TRUE(file->write("abc"));
    char buffer[3];
    EXPECT_EQ(file->read(buffer, 3).error().code, ErrorCode::InvalidArgument);
    ASSERT_TRUE(file->commit());
    EXPECT_EQ(file->write("more").error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(file->commit().error().code, ErrorCode::InvalidArgument);
  }
  EXPECT_EQ(folder_.read("drop/out.csv"), "abc");
  auto file = host().files().open("path", "out.csv");
  EXPECT_EQ(file->write("x").error().code, ErrorCode::InvalidArgument);
  EXPECT_EQ(host().files().create("zip", "new.csv").error().code, ErrorCode::Unsupported);
}

TEST_F(HostServicesTest, RefuseForgedFilesAndNoRoom) {
  const cw_if_files& files = files_table();
  const cw_host* host = lent_->abi();
  cw_error error = empty_error();
  std::uint64_t got = 0;
  char buffer[8];
  for (const cw_file forged : {cw_file{0}, cw_file{1}, cw_file{999}, UINT64_MAX}) {
    EXPECT_EQ(files.read(host, forged, 0, buffer, sizeof buffer, &got, &error), CW_E_ARGUMENT);
    EXPECT_EQ(files.write(host, forged, "x", 1, &error), CW_E_ARGUMENT);
    EXPECT_EQ(files.commit(host, forged, &error), CW_E_ARGUMENT);
    files.close(host, forged);
  }
  cw_file file = 0;
  std::uint64_t size = 0;
  ASSERT_EQ(files.open(host, to_abi("path"), to_abi("users.csv"), &file, &size, &error), CW_OK);
  EXPECT_EQ(files.read(host, file, 0, buffer, 0, &got, &error),
            CW_E_ARGUMENT);  // 0 would read as the end
  files.close(host, file);
  EXPECT_EQ(files.read(host, file, 0, buffer, sizeof buffer, &got, &error), CW_E_ARGUMENT);
}

TEST_F(HostServicesTest, BoundHowManyFilesAreOpen) {
  std::vector<File> open;
  while (true) {
    auto file = host().files().open("path", "users.csv");
    if (!file) {
      EXPECT_EQ(file.error().code, ErrorCode::InvalidArgument);
      break;
    }
    open.push_back(std::move(*file));
    ASSERT_LE(open.size(), 256U);
  }
  EXPECT_EQ(open.size(), 256U);
}

TEST_F(HostServicesTest, AreLentDuringACallOnItsThreadOnly) {
  call_.reset();
  const cw_host* host = lent_->abi();
  cw_error error = empty_error();
  EXPECT_EQ(core_table().sleep_ms(host, 1), CW_E_STATE);
  EXPECT_EQ(state_table().put(host, to_abi("k"), {"v", 1}, &error), CW_E_STATE);
  EXPECT_THAT(error.message, HasSubstr("during a call only"));
  StringSink sink;
  EXPECT_EQ(files_table().list(host, to_abi("path"), sink.abi(), &error), CW_E_STATE);
  this->host().log(CW_LOG_INFO, "any", "time");  // [any]
  EXPECT_THAT(log_.text(), HasSubstr("time"));

  const HostServices::Call call(*lent_);
  EXPECT_EQ(core_table().sleep_ms(host, 1), CW_OK);
  cw_status elsewhere = CW_OK;
  std::thread([&] { elsewhere = core_table().sleep_ms(host, 1); }).join();
  EXPECT_EQ(elsewhere, CW_E_STATE);
}

TEST_F(HostServicesTest, RandomBytesComeFromTheHost) {
  unsigned char bytes[16] = {};
  core_table().random(lent_->abi(), bytes, sizeof bytes);
  EXPECT_EQ(bytes[0], 1);  // FakeRandom counts
}

/// A backend with a bug: exceptions end at the table.
class Throwing final : public StateBackend {
 public:
  Result<std::optional<std::string>> get(const std::string&) override {
    throw std::runtime_error("database is gone");
  }
  Result<> put(const std::string&, std::string_view) override {
    return Error{ErrorCode::Unavailable, "locked"};
  }
  Result<> erase(const std::string&) override { return {}; }
};

TEST_F(HostServicesTest, LetNoExceptionIntoTheAdapter) {
  Throwing backend;
  Services outside{clock_, log_, random_};
  outside.state = &backend;
  HostServices lent(std::move(outside), {});
  const HostServices::Call call(lent);
  const Host host(lent.abi());
  EXPECT_EQ(host.state_get("k").error().code, ErrorCode::Internal);
  EXPECT_THAT(host.state_get("k").error().message, HasSubstr("database is gone"));
  EXPECT_EQ(host.state_put("k", "v").error().code, ErrorCode::Unavailable);
}

}  // namespace
}  // namespace crosswalk::adapters
