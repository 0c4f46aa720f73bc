/// cw.file_set/1 over files/: the adapter names a setting, a folder and files, never a path.

#include "adapters/service_parts.hpp"

namespace crosswalk::adapters {
namespace {

using Parts = HostServices::Parts;

constexpr std::size_t kMostSets = 8;  // in the making at a time

Result<OpenSet*> unfinished_set(Parts& parts, cw_file_set set) {
  const auto at = parts.sets.find(set);
  if (at == parts.sets.end()) return argument("a set that the host did not begin, or a closed one");
  if (at->second.committed) return argument("the set is finished already");
  return &at->second;
}

cw_status begin_set(const cw_host* host, cw_str root, cw_str folder, cw_file_set* out,
                    cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    *out = 0;
    if (parts.sets.size() >= kMostSets) return argument("8 sets are in the making: close some");
    CW_TRY(FileRoot * opened, root_named(parts, root));
    OpenSet made;
    CW_TRY(made.set, opened->begin_set(std::string(view(folder))));
    *out = ++parts.last_set;
    parts.sets.emplace(*out, std::move(made));
    return {};
  });
}

cw_status create_in_set(const cw_host* host, cw_file_set set, cw_str name, cw_file* out,
                        cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    *out = 0;
    CW_TRY(OpenSet * open, unfinished_set(parts, set));
    OpenFile file;
    CW_TRY(file.writable, open->set->create(std::string(view(name))));
    file.set = set;
    return keep_file(parts, std::move(file), *out);
  });
}

cw_status remove_from_set(const cw_host* host, cw_file_set set, cw_str name,
                          cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(OpenSet * open, unfinished_set(parts, set));
    return open->set->remove(std::string(view(name)));
  });
}

cw_status commit_set(const cw_host* host, cw_file_set set, cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(OpenSet * open, unfinished_set(parts, set));
    for (const auto& [number, file] : parts.files) {
      if (file.set == set && !file.committed) {
        return argument("a file of the set is still open: commit or close it first");
      }
    }
    open->committed = true;
    return open->set->commit();
  });
}

void close_set(const cw_host* host, cw_file_set set) noexcept {
  lend(host, nullptr, [&](Parts& parts) -> Result<> {
    parts.sets.erase(set);
    return {};
  });
}

}  // namespace

const cw_if_file_set& file_set_table() {
  static constexpr cw_if_file_set kTable{
      sizeof(cw_if_file_set), 0, begin_set, create_in_set, remove_from_set, commit_set, close_set};
  return kTable;
}

}  // namespace crosswalk::adapters
