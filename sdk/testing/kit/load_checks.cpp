/// L: what happens when the file is loaded, in a process that has seen no adapter before.

#include <dlfcn.h>
#include <sys/stat.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "testing/kit/groups.hpp"
#include "testing/kit/process_state.hpp"

namespace crosswalk::kit {
namespace {

constexpr double kMostSeconds = 0.1;  // of the processor
constexpr std::size_t kMostBytes = std::size_t{16} << 20U;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

Finding l0(Bench& bench) {
  const auto module = bench.module();
  if (!module) return failed(module.error().message);
  const auto judged = bench.lender().judge_manifest(bench.manifest_text());
  return judged ? passed() : failed(judged.error().message);
}

Finding l1(Bench& bench) {
  const auto module = bench.module();
  return module ? passed() : failed(module.error().message);
}

Finding l2(Bench& bench) {
  const std::size_t bytes = resident_bytes();
  const double begin = processor_seconds();
  const auto module = bench.module();
  if (!module) return failed(module.error().message);
  const double took = processor_seconds() - begin;
  const std::size_t now = resident_bytes();
  const std::size_t grown = now > bytes ? now - bytes : 0;
  const std::string evidence = std::to_string(static_cast<int>(took * 1000)) + " ms, " +
                               std::to_string(grown >> 10U) + " KiB";
  if (took > kMostSeconds || grown > kMostBytes)
    return failed(evidence + ", at most 100 ms, 16 MiB");
  return passed(evidence);
}

Finding l3(Bench& bench) {
  const ProcessState before = look_at_process();
  OutputCatcher output;
  const auto module = bench.module();
  bench.manifest();
  const std::string printed = output.take();
  if (!module) return failed(module.error().message);
  const std::string changed = difference(before, look_at_process());
  if (!changed.empty()) return failed("loading it changed " + changed);
  if (!printed.empty()) return failed("it printed " + std::to_string(printed.size()) + " bytes");
  return passed();
}

Finding l4(Bench& bench) {
  const auto module = bench.module();
  if (!module) return failed(module.error().message);
  struct stat file{};
  struct stat owner{};
  Dl_info info{};
  const void* code = reinterpret_cast<const void*>((*module)->manifest);
  if (::dladdr(code, &info) == 0 || info.dli_fname == nullptr ||
      ::stat(info.dli_fname, &owner) != 0 || ::stat(bench.path().c_str(), &file) != 0) {
    return failed("nobody knows which file its functions are from");
  }
  if (file.st_dev == owner.st_dev && file.st_ino == owner.st_ino) return passed();
  return failed(std::string("its functions belong to ") + info.dli_fname);
}

constexpr Check kLoadChecks[] = {
    {"L0", "A host's first look accepts it.", l0},
    {"L1", "It loads with all its symbols bound at once, in an empty environment.", l1},
    {"L2", "Loading takes less than 100 ms of the processor and 16 MiB.", l2},
    {"L3",
     "Loading it and asking for its manifest leaves the process as it was, and prints nothing.",
     l3},
    {"L4", "Its functions are its own, not those of a library that it needs.", l4},
};

}  // namespace

std::span<const Check> load_checks() { return kLoadChecks; }

}  // namespace crosswalk::kit
