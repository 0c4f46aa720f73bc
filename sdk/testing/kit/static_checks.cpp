/// S: what the file says about itself. None of its code runs, but for the sidecar's check.

#include <elf.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include "testing/kit/groups.hpp"

namespace crosswalk::kit {
namespace {

constexpr std::string_view kEntry = "crosswalk_adapter_v1";
constexpr std::uint64_t kLargestFile = std::uint64_t{256} << 20U;  // bytes

/// Libraries that every host has.
const std::set<std::string> kAllowed{"libc.so.6",
                                     "libm.so.6",
                                     "libgcc_s.so.1",
                                     "libstdc++.so.6",
                                     "libpthread.so.0",
                                     "ld-linux-x86-64.so.2",
                                     "ld-linux-aarch64.so.1"};

/// What the toolchain itself leaves undefined, and nobody needs to provide.
const std::set<std::string> kToolchain{"__gmon_start__", "_ITM_deregisterTMCloneTable",
                                       "_ITM_registerTMCloneTable", "__cxa_finalize"};

/// An adapter does no I/O of its own and changes nothing that belongs to the process.
const std::set<std::string> kDenied{
    "socket", "connect", "bind",       "listen",     "accept",    "accept4",     "fork",
    "vfork",  "clone",   "execve",     "execv",      "execvp",    "system",      "popen",
    "dlopen", "dlmopen", "signal",     "sigaction",  "setlocale", "chdir",       "fchdir",
    "umask",  "exit",    "_exit",      "quick_exit", "atexit",    "posix_spawn", "posix_spawnp",
    "setenv", "putenv",  "getaddrinfo"};

/// The oldest system that is served: Debian 12.
struct Floor {
  std::string_view family;
  std::array<int, 3> version;
};
constexpr Floor kFloors[] = {{"GLIBC_", {2, 36, 0}},
                             {"GLIBCXX_", {3, 4, 30}},
                             {"CXXABI_", {1, 3, 13}},
                             {"GCC_", {12, 0, 0}}};

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < 8; ++i) out += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > 8) out += " and " + std::to_string(names.size() - 8) + " more";
  return out;
}

/// Runs a body on the image, or says why there is none.
template <class Body>
Finding on_image(Bench& bench, Body&& body) {
  const auto image = bench.elf();
  return image ? body(**image) : failed("the file " + image.error().message);
}

Finding s1(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    return passed(std::to_string(image.file_size) + " bytes, " +
                  std::to_string(image.segments.size()) + " segments");
  });
}

Finding s2(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    std::vector<std::string> others;
    bool entry = false;
    for (const ElfSymbol& symbol : image.symbols) {
      if (!symbol.defined) continue;
      if (symbol.name == kEntry) entry = true;
      if (symbol.name != kEntry) others.push_back(symbol.name);
    }
    if (!entry) return failed("it does not export " + std::string(kEntry));
    if (others.empty()) return passed();
    return failed("it also exports " + joined(others) +
                  ": link with the SDK's exports.map, as crosswalk_add_adapter() does");
  });
}

Finding s3(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    std::vector<std::string> names;
    for (const ElfSymbol& symbol : image.symbols) {
      if (symbol.defined && (symbol.unique || symbol.weak)) names.push_back(symbol.name);
    }
    if (names.empty()) return passed();
    return failed("weak or unique exports, which another library may replace: " + joined(names));
  });
}

Finding s4(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    std::vector<std::string> unknown;
    std::size_t known = 0;
    for (const ElfSymbol& symbol : image.symbols) {
      if (symbol.defined || kToolchain.contains(symbol.name)) continue;
      if (kAllowed.contains(symbol.library)) {
        ++known;
      } else if (!symbol.weak) {
        unknown.push_back(symbol.name);
      }
    }
    if (unknown.empty()) return passed(std::to_string(known) + " imports");
    return failed("imports that neither libc, libm, libgcc nor libstdc++ provides: " +
                  joined(unknown) + "; link what they belong to statically");
  });
}

Finding s5(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    std::vector<std::string> names;
    for (const ElfSymbol& symbol : image.symbols) {
      if (!symbol.defined && kDenied.contains(symbol.name)) names.push_back(symbol.name);
    }
    if (names.empty()) return passed();
    return failed("it imports " + joined(names) +
                  ": an adapter does no I/O of its own and changes nothing of its process");
  });
}

Finding s6(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    std::vector<std::string> others;
    for (const std::string& library : image.needed) {
      if (!kAllowed.contains(library)) others.push_back(library);
    }
    if (others.empty()) return passed(joined(image.needed));
    return failed("it needs " + joined(others) +
                  ", which a host need not have: link it statically");
  });
}

std::array<int, 3> numbers(std::string_view text) {
  std::array<int, 3> out{};
  for (std::size_t i = 0; i < out.size() && !text.empty(); ++i) {
    const auto done = std::from_chars(text.data(), text.data() + text.size(), out[i]);
    text.remove_prefix(static_cast<std::size_t>(done.ptr - text.data()));
    if (!text.empty()) text.remove_prefix(1);
  }
  return out;
}

Finding s7(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    std::vector<std::string> newer;
    for (const ElfVersionNeed& need : image.version_needs) {
      for (const Floor& floor : kFloors) {
        const std::string_view version = need.version;
        if (version.substr(0, floor.family.size()) != floor.family) continue;
        if (numbers(version.substr(floor.family.size())) > floor.version) {
          newer.push_back(need.version);
        }
      }
    }
    if (newer.empty()) return passed("nothing beyond glibc 2.36 and libstdc++ of gcc 12");
    return failed("it needs " + joined(newer) +
                  ", newer than Debian 12 has: build it on the oldest system you serve");
  });
}

Finding s8(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    std::vector<std::string> wrong;
    const auto also = [&](bool is_so, const char* what) {
      if (is_so) wrong.emplace_back(what);
    };
    const ElfSegment* stack = image.segment(PT_GNU_STACK);
    also(image.text_relocations, "text relocations (compile with -fPIC)");
    also(stack == nullptr || (stack->flags & PF_X) != 0, "an executable stack (-z noexecstack)");
    also(!image.rpath.empty(), "an RPATH or RUNPATH");
    also((image.flags & DF_STATIC_TLS) != 0, "static thread-local storage");
    also(image.segment(PT_GNU_RELRO) == nullptr, "no RELRO (-z relro)");
    also((image.flags & DF_BIND_NOW) == 0 && (image.flags_1 & DF_1_NOW) == 0,
         "lazy binding (-z now)");
    also(image.build_id.empty(), "no build id (--build-id)");
    if (wrong.empty()) return passed("build id " + image.build_id);
    return failed("it has " + joined(wrong));
  });
}

Finding s9(Bench& bench) {
  namespace fs = std::filesystem;
  fs::path sidecar(bench.path());
  sidecar.replace_extension(".json");
  std::error_code ignored;
  if (!fs::exists(sidecar, ignored)) {
    return skipped("there is no " + sidecar.filename().string() + " beside it");
  }
  std::ifstream file(sidecar, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text == bench.manifest_text()) return passed();
  return failed(sidecar.filename().string() + " is not the manifest that the library gives");
}

Finding s10(Bench& bench) {
  return on_image(bench, [](const ElfImage& image) {
    if (image.file_size > kLargestFile) return failed("the file is larger than 256 MiB");
    for (const ElfSegment& segment : image.segments) {
      if (segment.type == PT_LOAD && (segment.flags & PF_W) != 0 && (segment.flags & PF_X) != 0) {
        return failed("a segment is writable and executable");
      }
    }
    return passed(std::to_string(image.loaded_bytes()) + " bytes of memory");
  });
}

constexpr Check kStaticChecks[] = {
    {"S1", "The file is a whole 64-bit shared library for this machine.", s1},
    {"S2", "It exports crosswalk_adapter_v1 and nothing else.", s2},
    {"S3", "No export is weak or unique.", s3},
    {"S4", "What it imports belongs to libc, libm, libgcc or libstdc++.", s4},
    {"S5", "It imports nothing that does I/O or changes the process.", s5},
    {"S6", "It needs no library that a host might not have.", s6},
    {"S7", "It runs on Debian 12: no newer version of glibc or libstdc++ is needed.", s7},
    {"S8",
     "It was linked safely: no text relocations, executable stack or RPATH; RELRO, NOW, build id.",
     s8},
    {"S9", "A NAME.adapter.json beside it is its manifest, byte for byte.", s9},
    {"S10", "Its size is sane, and no segment is writable and executable.", s10},
};

}  // namespace

std::span<const Check> static_checks() { return kStaticChecks; }

}  // namespace crosswalk::kit
