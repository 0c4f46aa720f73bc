#include "app/check/played_system.hpp"

#include "http/client.hpp"
#include "http/net_transport.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{30};
constexpr std::chrono::milliseconds kBetweenLooks{10};
constexpr const char* kKey = "kit-key";
constexpr const char* kSecret = "kit-canary-6b1f0d2c";  // looked for in everything that comes out

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<pid_t> spawn(std::vector<std::string> argv, const fs::path& err) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::vector<char*> arguments;
  for (std::string& each : argv) arguments.push_back(each.data());
  arguments.push_back(nullptr);
  std::array<char*, 1> environment{nullptr};
  pid_t pid = 0;
  const int failed =
      ::posix_spawn(&pid, argv[0].c_str(), &actions, nullptr, arguments.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed == 0) return pid;
  return Error{ErrorCode::BadConfig, argv[0] + " cannot be started: install it beside crosswalk"};
}

class NoLog final : public http::Log {
 public:
  void write(http::LogLevel, std::string_view, std::string_view) override {}
};

}  // namespace

PlayedAt in_recordings() { return {"http://127.0.0.1:1", kKey, kSecret}; }

Result<std::unique_ptr<PlayedSystem>> PlayedSystem::start(const PlayedSpec& spec,
                                                          const std::string& executable,
                                                          const std::string& folder) {
  std::error_code error;
  const fs::path program = fs::canonical(executable, error).parent_path() / "crosswalk-sandbox";
  const fs::path port_file = fs::path(folder) / "port";
  const fs::path words = fs::path(folder) / "sandbox.err";
  std::unique_ptr<PlayedSystem> system(new PlayedSystem);
  CW_TRY(system->pid_,
         spawn({program.string(), spec.kind, "--port-file", port_file.string(), "--unlimited",
                "--settings", spec.settings, "--students", std::to_string(spec.students), "--clock",
                std::to_string(spec.clock_s), "--key", kKey, "--secret", kSecret},
               words));
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < until) {
    const std::string port = content_of(port_file);
    if (port.ends_with('\n')) {
      system->at_ = {"http://127.0.0.1:" + port.substr(0, port.size() - 1), kKey, kSecret};
      return system;
    }
    int status = 0;
    if (::waitpid(system->pid_, &status, WNOHANG) == system->pid_) {
      system->pid_ = 0;
      return Error{ErrorCode::BadConfig,
                   "crosswalk-sandbox " + spec.kind + " did not start: " + content_of(words)};
    }
    std::this_thread::sleep_for(kBetweenLooks);  // until it says that it listens
  }
  return Error{ErrorCode::Unavailable, "crosswalk-sandbox " + spec.kind + " did not start in time"};
}

PlayedSystem::~PlayedSystem() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGTERM);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
}

Result<> PlayedSystem::reset() const {
  http::SystemClock clock;
  http::SystemRandom random;
  NoLog log;
  CW_TRY(const auto network, http::NetTransport::create({}));
  http::ClientOptions options;
  CW_TRY(options.egress, http::Egress::from_urls({at_.url}));
  CW_TRY(const auto client,
         http::Client::create(std::move(options), {clock, log, random, *network}));
  http::Request request;
  request.method = "POST";
  request.url = at_.url + "/_sandbox/reset";
  CW_TRY(const http::Response answer, client->send(std::move(request), {}));
  if (answer.status == 200) return {};
  return Error{ErrorCode::Unavailable,
               "the played system answered " + std::to_string(answer.status) + " to a reset"};
}

}  // namespace crosswalk::app
