#include "app/wiring/scratch_folder.hpp"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <string>

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "run-";

/// The process of "run-<pid>-XXXXXX"; 0 = not one of ours.
pid_t owner_of(const std::string& name) {
  if (!name.starts_with(kPrefix)) return 0;
  pid_t pid = 0;
  const char* first = name.data() + kPrefix.size();
  const auto parsed = std::from_chars(first, name.data() + name.size(), pid);
  const bool ours =
      parsed.ec == std::errc{} && parsed.ptr != name.data() + name.size() && *parsed.ptr == '-';
  return ours ? pid : 0;
}

bool is_gone(pid_t pid) { return ::kill(pid, 0) != 0 && errno == ESRCH; }

void remove_leftovers(const fs::path& parent) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    const pid_t owner = owner_of(entry.path().filename().string());
    if (owner > 0 && is_gone(owner)) fs::remove_all(entry.path(), ignored);
  }
}

Error not_writable(const fs::path& parent, const std::string& why) {
  return Error{ErrorCode::BadConfig, "\"state/scratch\": no folder can be made in " +
                                         parent.string() + " (" + why +
                                         "); name one that this user may write to"};
}

}  // namespace

Result<ScratchFolder> ScratchFolder::create(const fs::path& parent) {
  std::error_code error;
  fs::create_directories(parent, error);
  if (error) return not_writable(parent, error.message());
  remove_leftovers(parent);
  std::string name =
      (parent / (std::string(kPrefix) + std::to_string(::getpid()) + "-XXXXXX")).string();
  if (::mkdtemp(name.data()) == nullptr) {  // mode 0700
    return not_writable(parent, std::error_code(errno, std::generic_category()).message());
  }
  return ScratchFolder(name);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

}  // namespace crosswalk::app
