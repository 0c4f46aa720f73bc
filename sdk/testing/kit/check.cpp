#include "testing/kit/check.hpp"

#include <dlfcn.h>
#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "crosswalk/status.hpp"
#include "testing/kit/groups.hpp"

namespace crosswalk::kit {
namespace {

using Json = nlohmann::json;

constexpr const char* kEntryName = "crosswalk_adapter_v1";

Error not_loaded(const std::string& what) { return Error{ErrorCode::BadData, what}; }

/// Loads the file for good; nothing is ever unloaded.
Result<const cw_module*> load(const std::string& path) {
  char* whole = ::realpath(path.c_str(), nullptr);
  if (whole == nullptr) return not_loaded("there is no such file");
  const std::string real = whole;
  std::free(whole);
  void* library = ::dlopen(real.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) return not_loaded(std::string("the loader says: ") + ::dlerror());
  void* found = ::dlsym(library, kEntryName);
  if (found == nullptr) return not_loaded(std::string("it does not export ") + kEntryName);
  const auto entry = reinterpret_cast<const cw_module* (*)(const cw_loader*)>(found);
  const cw_loader loader{sizeof loader, CW_ABI_MAJOR, CW_ABI_MINOR};
  const cw_module* module = entry(&loader);
  if (module == nullptr) return not_loaded("its entry refuses version 1 of the boundary");
  if (module->manifest == nullptr || module->get_interface == nullptr) {
    return not_loaded("its module lacks a function");
  }
  return module;
}

}  // namespace

struct Bench::Parts {
  std::optional<Result<ElfImage>> elf;
  std::optional<Result<const cw_module*>> module;
  std::optional<Json> manifest;
  std::string manifest_text;
};

Bench::Bench(std::string path, Lender& lender)
    : path_(std::move(path)), lender_(lender), parts_(std::make_unique<Parts>()) {}
Bench::~Bench() = default;

Result<const ElfImage*> Bench::elf() {
  if (!parts_->elf) parts_->elf = read_elf(path_);
  if (!*parts_->elf) return parts_->elf->error();
  return &parts_->elf->value();
}

Result<const cw_module*> Bench::module() {
  if (!parts_->module) parts_->module = load(path_);
  return *parts_->module;
}

const Json& Bench::manifest() {
  if (parts_->manifest) return *parts_->manifest;
  const auto loaded = module();
  if (loaded) {
    StringSink sink(std::size_t{1} << 20U);
    cw_error error = empty_error();
    (*loaded)->manifest(sink.abi(), &error);
    parts_->manifest_text = sink.take();
  }
  parts_->manifest = Json::parse(parts_->manifest_text, nullptr, /*allow_exceptions=*/false);
  if (!parts_->manifest->is_object()) parts_->manifest = Json::object();
  return *parts_->manifest;
}

const std::string& Bench::manifest_text() {
  manifest();
  return parts_->manifest_text;
}

const void* Bench::interface(std::string_view id) {
  const auto loaded = module();
  return loaded ? (*loaded)->get_interface(to_abi(id)) : nullptr;
}

const cw_if_adapter* Bench::adapter() {
  return static_cast<const cw_if_adapter*>(interface(CW_IF_ADAPTER));
}
const cw_if_read* Bench::reading() { return static_cast<const cw_if_read*>(interface(CW_IF_READ)); }
const cw_if_apply* Bench::applying() {
  return static_cast<const cw_if_apply*>(interface(CW_IF_APPLY));
}

std::span<const Check> catalog() {
  static const std::vector<Check> all = [] {
    std::vector<Check> list;
    for (const auto group :
         {static_checks(), load_checks(), version_checks(), manifest_checks(), life_checks(),
          read_checks(), apply_checks(), fault_checks(), thread_checks()}) {
      list.insert(list.end(), group.begin(), group.end());
    }
    return list;
  }();
  return all;
}

const Check* find_check(std::string_view id) {
  const auto all = catalog();
  const auto at = std::find_if(all.begin(), all.end(), [&](const Check& c) { return c.id == id; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace crosswalk::kit
