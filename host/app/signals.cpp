#include "app/signals.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <string_view>

namespace crosswalk::app {
namespace {

constexpr std::string_view kPolite =
    "\ncrosswalk: stopping after the call that is under way; once more to break it off\n";
constexpr std::string_view kFirm = "\ncrosswalk: breaking off\n";

sigset_t waited_for() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaddset(&set, signal);
  return set;
}

void say(std::string_view text) {
  if (::write(STDERR_FILENO, text.data(), text.size()) < 0) return;  // nobody listens
}

}  // namespace

Signals::Signals() {
  const sigset_t set = waited_for();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  waiting_ = std::thread([this] { wait(); });
}

Signals::~Signals() {
  ended_ = true;
  pthread_kill(waiting_.native_handle(), SIGUSR1);
  waiting_.join();
}

void Signals::wait() {
  const sigset_t set = waited_for();
  for (;;) {
    int signal = 0;
    if (sigwait(&set, &signal) != 0 || ended_) return;
    if (signal == SIGUSR1) continue;  // somebody else's: it means nothing here
    last_ = signal;
    if (cancel_.stop_requested()) ::_exit(128 + signal);
    if (stop_.stop_requested()) {
      say(kFirm);
      cancel_.request_stop();
    } else {
      say(kPolite);
      stop_.request_stop();
    }
  }
}

}  // namespace crosswalk::app
