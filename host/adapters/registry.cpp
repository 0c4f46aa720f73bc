#include "adapters/registry.hpp"

#include "adapters/nearest_word.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace crosswalk::adapters {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".adapter.so";

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->path().filename().string().ends_with(kEnding)) paths.push_back(at->path().string());
  }
  std::ranges::sort(paths);
  return paths;
}

Found look_at(const std::string& path, FirstLook& look) {
  Found found;
  found.path = path;
  const auto verdict = look.look(path);
  if (!verdict) {
    found.sentence = verdict.error().message;
    return found;
  }
  found.sha256 = verdict->sha256;
  found.warnings = verdict->warnings;
  if (!verdict->ok) {
    found.sentence = path + " " + verdict->sentence;
    return found;
  }
  auto manifest = parse_manifest(verdict->manifest);
  if (!manifest) {
    found.sentence = path + ": " + manifest.error().message;
    return found;
  }
  found.manifest = std::move(*manifest);
  found.ok = true;
  return found;
}

}  // namespace

std::unique_ptr<Registry> Registry::scan(const std::vector<std::string>& folders, FirstLook& look) {
  std::unique_ptr<Registry> registry(new Registry());
  for (const std::string& folder : folders) {
    for (const std::string& path : files_in(folder)) {
      Found found = look_at(path, look);
      const auto twin = std::ranges::find_if(registry->found_, [&](const Found& other) {
        return found.ok && other.ok && other.manifest.id == found.manifest.id;
      });
      if (twin != registry->found_.end()) {
        found.ok = false;
        found.sentence = path + " has the id \"" + found.manifest.id + "\" like " + twin->path +
                         ", which is used: remove one of them";
      }
      registry->found_.push_back(std::move(found));
    }
  }
  return registry;
}

Result<const Adapter*> Registry::get(const std::string& id) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, adapter] : loaded_) {
    if (name == id) return adapter.get();
  }
  std::vector<std::string> ids;
  for (const Found& found : found_) {
    if (!found.ok) continue;
    ids.push_back(found.manifest.id);
    if (found.manifest.id != id) continue;
    CW_TRY(auto adapter, Adapter::load(found.path, found.sha256));
    return loaded_.emplace_back(id, std::move(adapter)).second.get();
  }
  const std::string file = id + std::string(kEnding);
  for (const Found& found : found_) {
    if (fs::path(found.path).filename() == file) return Error{ErrorCode::NotFound, found.sentence};
  }
  return Error{ErrorCode::NotFound, "there is no adapter \"" + id + "\"" + did_you_mean(id, ids) +
                                        "; `crosswalk adapters` lists what is installed"};
}

}  // namespace crosswalk::adapters
