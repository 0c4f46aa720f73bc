/// What a run says: to its person, and to the process log.

#include "app/signals.hpp"
#include "app/wiring/json_log.hpp"
#include "app/wiring/run_observer.hpp"
#include "support/fake_clock.hpp"
#include "unit/app/wiring/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sstream>

namespace crosswalk::app {
namespace {

std::string content(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

TEST(JsonLog, ALineIsOneObject) {
  const http::WallTime at{std::chrono::milliseconds{1'772'719'620'123}};
  EXPECT_EQ(log_line(at, http::LogLevel::Warning, "http.retry", "a \"b\"\n\xFF"),
            "{\"at\":\"2026-03-05T14:07:00.123Z\",\"level\":\"warning\",\"code\":\"http.retry\","
            "\"text\":\"a \\\"b\\\"\\n\xEF\xBF\xBD\"}\n");
}

TEST(JsonLog, AppendsToItsFileWithoutDebugLines) {
  const TempFolder folder;
  const std::string file = (folder.path() / "log").string();
  const test::FakeClock clock;
  for (int i = 0; i < 2; ++i) {
    const auto log = JsonLog::create(clock, false, file);
    ASSERT_TRUE(log);
    (*log)->write(http::LogLevel::Debug, "a", "left out");
    (*log)->write(http::LogLevel::Info, "b", "kept");
  }
  EXPECT_EQ(
      content(file),
      "{\"at\":\"2026-01-05T00:00:00.000Z\",\"level\":\"info\",\"code\":\"b\",\"text\":\"kept\"}\n"
      "{\"at\":\"2026-01-05T00:00:00.000Z\",\"level\":\"info\",\"code\":\"b\",\"text\":\"kept\"}"
      "\n");
}

TEST(JsonLog, SaysWhichFileCannotBeWritten) {
  const test::FakeClock clock;
  const auto log = JsonLog::create(clock, false, "/nowhere/log");
  ASSERT_FALSE(log);
  EXPECT_THAT(log.error().message, ::testing::HasSubstr("--log: /nowhere/log"));
}

TEST(RunObserver, ShowsProgressAndLogsEvents) {
  const TempFolder folder;
  test::FakeClock clock;
  const auto log = JsonLog::create(clock, false, (folder.path() / "log").string());
  ASSERT_TRUE(log);
  std::FILE* out = std::fopen((folder.path() / "out").c_str(), "w");
  ASSERT_NE(out, nullptr);
  std::stop_source stop;
  {
    RunObserver observer(clock, **log, stop.get_token(), {out, false, {}});
    observer.count_retries_with([] { return std::uint64_t{2}; });
    observer.progress({"read user", 5, 0, 0});
    clock.advance(std::chrono::seconds{2});
    observer.finish();
    observer.event("run.planned", "12 operations");
    EXPECT_FALSE(observer.cancelled());
    stop.request_stop();
    EXPECT_TRUE(observer.cancelled());
  }
  std::fclose(out);
  EXPECT_EQ(content(folder.path() / "out"), "Reading users: 5 in 0:02, 2/s\n");
  EXPECT_THAT(content(folder.path() / "log"), ::testing::HasSubstr("\"code\":\"run.planned\""));
}

TEST(RunObserver, IsSilentWithoutAPlaceToShow) {
  test::FakeClock clock;
  const auto log = JsonLog::create(clock, false, "");
  RunObserver observer(clock, **log, {}, {});
  observer.progress({"read user", 5, 0, 0});
  observer.finish();
}

TEST(Signals, TheFirstAsksTheSecondBreaksOff) {
  const Signals signals;
  std::mutex mutex;
  std::condition_variable changed;
  bool stopped = false;
  bool cancelled = false;
  const auto set = [&](bool& flag) {
    const std::scoped_lock lock(mutex);
    flag = true;
    changed.notify_all();
  };
  const std::stop_callback on_stop(signals.stop(), [&] { set(stopped); });
  const std::stop_callback on_cancel(signals.cancel(), [&] { set(cancelled); });
  ::testing::internal::CaptureStderr();
  ::kill(::getpid(), SIGTERM);
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return stopped; });
  EXPECT_FALSE(cancelled);
  EXPECT_EQ(signals.last(), SIGTERM);
  ::kill(::getpid(), SIGINT);
  changed.wait(lock, [&] { return cancelled; });
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              ::testing::HasSubstr("once more to break it off"));
}

}  // namespace
}  // namespace crosswalk::app
