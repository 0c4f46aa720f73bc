#include "adapters/library.hpp"

#include "adapters/elf_file.hpp"
#include "adapters/fd.hpp"
#include "adapters/file_hash.hpp"
#include "adapters/redact.hpp"
#include "adapters/sizes_1_0.hpp"

#include <dlfcn.h>
#include <sys/stat.h>
#include <boost/dll/shared_library.hpp>
#include <memory>

namespace crosswalk::adapters {
namespace {

namespace dll = boost::dll;

constexpr const char* kEntry = "crosswalk_adapter_v1";
// Boost.DLL has no name for it and passes unknown bits on to dlopen.
constexpr auto kNeverUnload = static_cast<dll::load_mode::type>(RTLD_NODELETE);
constexpr auto kMode = dll::load_mode::rtld_now | dll::load_mode::rtld_local | kNeverUnload;

Error bad(const std::string& what) { return Error{ErrorCode::BadData, what}; }

/// The loader's own words, with our sentence in front where we know what they mean.
std::string explain(const std::string& reason, const std::string& loaded_as) {
  std::string text = one_line(reason, 400);
  if (const auto at = text.find(loaded_as + ": "); at != std::string::npos) {
    text.erase(0, at + loaded_as.size() + 2);
  }
  constexpr std::string_view kUndefined = "undefined symbol: ";
  if (const auto at = text.find(kUndefined); at != std::string::npos) {
    const std::string symbol = text.substr(at + kUndefined.size());
    return "needs the symbol " + symbol.substr(0, symbol.find_first_of(" ,)")) +
           ", which nobody provides: link it whole";
  }
  if (text.find("cannot open shared object file") != std::string::npos) {
    return "needs a library that is not installed: " + text;
  }
  return "cannot be loaded: " + text;
}

/// Loads /proc/self/fd/N, so that the bytes that were hashed are the bytes that run. The handle and
/// the descriptor are never released: nothing unloads, and the loader knows libraries by the name
/// they were opened with, which must not be used again.
Result<dll::shared_library*> load(Fd& file) {
  const std::string name = "/proc/self/fd/" + std::to_string(file.get());
  try {
    auto library = std::make_unique<dll::shared_library>(name, kMode);
    file.release();
    return library.release();
  } catch (const std::exception& e) {
    return bad(explain(e.what(), name));
  }
}

/// Whether the code at `address` belongs to the file with this device and inode.
bool is_in_file(const void* address, const struct stat& file) {
  Dl_info info{};
  struct stat owner{};
  return ::dladdr(address, &info) != 0 && info.dli_fname != nullptr &&
         ::stat(info.dli_fname, &owner) == 0 && owner.st_dev == file.st_dev &&
         owner.st_ino == file.st_ino;
}

Result<const cw_module*> ask_entry(const dll::shared_library& library, const struct stat& file,
                                   const StepWatch& watch) {
  using Entry = const cw_module*(const cw_loader*);
  if (!library.has(kEntry)) {
    return bad(std::string("is no adapter: it does not export ") + kEntry);
  }
  Entry& entry = library.get<Entry>(kEntry);
  if (!is_in_file(reinterpret_cast<const void*>(&entry), file)) {
    return bad(std::string("is no adapter: its ") + kEntry + " belongs to a library that it needs");
  }
  const cw_loader loader{sizeof(cw_loader), CW_ABI_MAJOR, CW_ABI_MINOR};
  if (watch) watch("entry");
  return entry(&loader);
}

Result<> check_module(const cw_module* module) {
  if (module == nullptr) {
    return Error{ErrorCode::Unsupported,
                 "does not speak version 1 of the boundary: get a build for this version"};
  }
  if (module->struct_size < kSize10<cw_module>) {
    return bad("has a module table of " + std::to_string(module->struct_size) +
               " bytes, version 1.0 has " + std::to_string(kSize10<cw_module>));
  }
  if (module->abi_major != CW_ABI_MAJOR) {
    return Error{ErrorCode::Unsupported,
                 "was built for version " + std::to_string(module->abi_major) + "." +
                     std::to_string(module->abi_minor) + " of the boundary, this host speaks 1." +
                     std::to_string(CW_ABI_MINOR)};
  }
  if (module->manifest == nullptr) return bad("has no manifest function");
  if (module->get_interface == nullptr) return bad("has no get_interface function");
  return {};
}

}  // namespace

Result<Library> load_library(const std::string& path, const std::string& expected_sha256,
                             const StepWatch& watch) {
  const auto name_it = [&](Error error) { return Error{error.code, path + " " + error.message}; };
  CW_TRY(Fd file, open_regular(path));
  Library result;
  CW_TRY(result.sha256, sha256_of(file));
  if (!expected_sha256.empty() && result.sha256 != expected_sha256) {
    return name_it(Error{ErrorCode::Conflict, "changed after it was checked: check it again"});
  }
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return bad(path + " cannot be looked at");
  if (auto sound = check_elf(file); !sound) return name_it(sound.error());
  if (watch) watch("load");
  auto library = load(file);
  if (!library) return name_it(library.error());
  auto module = ask_entry(**library, info, watch);
  if (!module) return name_it(module.error());
  if (auto sound = check_module(*module); !sound) return name_it(sound.error());
  result.module = *module;
  return result;
}

}  // namespace crosswalk::adapters
