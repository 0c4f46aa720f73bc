#include "testing/kit/process_state.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace crosswalk::kit {
namespace {

namespace fs = std::filesystem;

std::size_t count_in(const char* folder) {
  std::error_code error;
  const fs::directory_iterator begin(folder, error);
  return static_cast<std::size_t>(std::distance(fs::begin(begin), fs::end(begin)));
}

std::vector<std::string> open_descriptors() {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc/self/fd", error)) {
    const fs::path target = fs::read_symlink(entry.path(), error);
    if (error || target.string().find("/fd") != std::string::npos) continue;  // the look itself
    out.push_back(entry.path().filename().string() + " -> " + target.string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string signal_handlers() {
  std::string out;
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action{};
    if (::sigaction(number, nullptr, &action) != 0) continue;
    char text[32];
    std::snprintf(text, sizeof text, "%p ", reinterpret_cast<void*>(action.sa_sigaction));
    out += text;
  }
  return out;
}

std::string file_mask() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return std::to_string(mask);
}

}  // namespace

std::size_t thread_count() { return count_in("/proc/self/task"); }
std::size_t descriptor_count() { return open_descriptors().size(); }

std::size_t heap_bytes() {
  const auto info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

ProcessState look_at_process() {
  ProcessState state;
  state.threads = thread_count();
  state.descriptors = open_descriptors();
  state.handlers = signal_handlers();
  state.locale = std::setlocale(LC_ALL, nullptr);
  std::error_code error;
  state.folder = fs::current_path(error).string();
  state.mask = file_mask();
  state.rounding = std::to_string(std::fegetround());
  return state;
}

std::string difference(const ProcessState& before, const ProcessState& after) {
  std::string out;
  const auto also = [&](bool differs, const std::string& what) {
    if (differs) out += (out.empty() ? "" : ", ") + what;
  };
  also(before.threads != after.threads, "threads: " + std::to_string(after.threads) +
                                            " instead of " + std::to_string(before.threads));
  for (const std::string& each : after.descriptors) {
    const bool known =
        std::binary_search(before.descriptors.begin(), before.descriptors.end(), each);
    also(!known, "an open descriptor " + each);
  }
  also(before.descriptors.size() > after.descriptors.size(), "a descriptor was closed");
  also(before.handlers != after.handlers, "a signal handler");
  also(before.locale != after.locale, "the locale " + after.locale);
  also(before.folder != after.folder, "the working folder");
  also(before.mask != after.mask, "the file mode mask");
  also(before.rounding != after.rounding, "the rounding of floating point numbers");
  return out;
}

OutputCatcher::OutputCatcher() : file_(::memfd_create("output", MFD_CLOEXEC)) {
  std::fflush(stdout);
  std::fflush(stderr);
  out_ = ::dup(STDOUT_FILENO);
  err_ = ::dup(STDERR_FILENO);
  ::dup2(file_, STDOUT_FILENO);
  ::dup2(file_, STDERR_FILENO);
}

OutputCatcher::~OutputCatcher() { take(); }

std::string OutputCatcher::take() {
  if (file_ < 0) return {};
  std::fflush(stdout);
  std::fflush(stderr);
  ::dup2(out_, STDOUT_FILENO);
  ::dup2(err_, STDERR_FILENO);
  std::string text(4096, '\0');
  const ssize_t got = ::pread(file_, text.data(), text.size(), 0);
  text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  for (int* each : {&file_, &out_, &err_}) {
    ::close(*each);
    *each = -1;
  }
  return text;
}

}  // namespace crosswalk::kit
