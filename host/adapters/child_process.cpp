#include "adapters/child_process.hpp"

#include "adapters/fd.hpp"
#include "adapters/files/system_error.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>  // glibc 2.36 declares pidfd_open() without C linkage
#include <sys/wait.h>
#include <algorithm>
#include <array>
#include <csignal>

namespace crosswalk::adapters {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  Fd read;
  Fd write;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("making a pipe");
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return Pipe{Fd(ends[0]), Fd(ends[1])};
}

/// posix_spawn's two argument structs, which must be destroyed.
struct SpawnPlan {
  posix_spawn_file_actions_t actions{};
  posix_spawnattr_t attributes{};
  SpawnPlan() {
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
  }
  ~SpawnPlan() {
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
};

Result<pid_t> spawn(const std::vector<std::string>& argv, const Fd& out, const Fd& err) {
  SpawnPlan plan;
  ::posix_spawn_file_actions_addopen(&plan.actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&plan.actions, out.get(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&plan.actions, err.get(), STDERR_FILENO);
  ::posix_spawnattr_setpgroup(&plan.attributes, 0);
  sigset_t none{};
  ::sigemptyset(&none);
  sigset_t usual{};
  ::sigemptyset(&usual);
  for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGCHLD}) ::sigaddset(&usual, number);
  ::posix_spawnattr_setsigmask(&plan.attributes, &none);
  ::posix_spawnattr_setsigdefault(&plan.attributes, &usual);
  ::posix_spawnattr_setflags(
      &plan.attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> copies = argv;
  std::vector<char*> arguments;
  for (std::string& copy : copies) arguments.push_back(copy.data());
  arguments.push_back(nullptr);
  std::array<char*, 1> environment{nullptr};
  pid_t pid = 0;
  const int failed = ::posix_spawn(&pid, argv[0].c_str(), &plan.actions, &plan.attributes,
                                   arguments.data(), environment.data());
  if (failed == 0) return pid;
  errno = failed;
  return system_error("starting " + argv[0]);
}

/// Takes what is there. False: the other end is closed.
bool drain(const Fd& pipe, std::string& into, std::size_t most, bool keep_end) {
  std::array<char, 16384> chunk{};
  while (true) {
    const ssize_t got = ::read(pipe.get(), chunk.data(), chunk.size());
    if (got == 0) return false;
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    into.append(chunk.data(), static_cast<std::size_t>(got));
    if (into.size() <= most) continue;
    into.erase(keep_end ? 0 : most, into.size() - most);
  }
}

constexpr int kLook = 200;  // milliseconds from one look at the stop token to the next

int milliseconds_left(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count() + 1, 0, 60'000));
}

/// Collects output until the child has ended. False: the deadline came first, or a wish to stop.
bool watch(const ChildSpec& spec, const Fd& child, const Fd& out, const Fd& err, ChildEnd& end) {
  const Clock::time_point until = Clock::now() + spec.deadline;
  std::array<pollfd, 3> ready{
      {{child.get(), POLLIN, 0}, {out.get(), POLLIN, 0}, {err.get(), POLLIN, 0}}};
  while (Clock::now() < until && !spec.stop.stop_requested()) {
    const int left = milliseconds_left(until);
    const int wait = spec.stop.stop_possible() ? std::min(left, kLook) : left;
    if (::poll(ready.data(), ready.size(), wait) < 0 && errno != EINTR) return false;
    const bool ended = ready[0].revents != 0;
    // A closed pipe is always ready: poll must not look at it again.
    if (ready[1].fd >= 0 && !drain(out, end.out, spec.out_most, false)) ready[1].fd = -1;
    if (ready[2].fd >= 0 && !drain(err, end.err, spec.err_most, true)) ready[2].fd = -1;
    if (ended) return true;
  }
  return false;
}

}  // namespace

Result<ChildEnd> run_child(const ChildSpec& spec) {
  CW_TRY(Pipe out, make_pipe());
  CW_TRY(Pipe err, make_pipe());
  CW_TRY(const pid_t pid, spawn(spec.argv, out.write, err.write));
  out.write.reset();
  err.write.reset();
  const Fd child(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));

  ChildEnd end;
  const bool ended = child && watch(spec, child, out.read, err.read, end);
  // Not reaped yet, so the number still is the child's, and its group's.
  ::kill(-pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (!child)
    return Error{ErrorCode::Unavailable, "the system gives no handle for a child process"};
  if (!ended && spec.stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped"};
  if (!ended) {
    end.how = ChildEnd::How::Deadline;
  } else if (WIFSIGNALED(status)) {
    end.how = ChildEnd::How::Signalled;
    end.code = WTERMSIG(status);
  } else {
    end.code = WEXITSTATUS(status);
  }
  return end;
}

}  // namespace crosswalk::adapters
