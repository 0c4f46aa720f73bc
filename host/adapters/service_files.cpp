/// cw.files/1 over files/: the adapter names a setting and a file, never a path.

#include "adapters/service_parts.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::adapters {
namespace {

using Parts = HostServices::Parts;

constexpr std::size_t kMostFiles = 256;  // open at a time

/// Opens the root anew.
Result<FileRoot*> open_anew(Parts& parts, const std::string& name) {
  for (const auto& [setting, path] : parts.configured.roots) {
    if (setting != name) continue;
    auto root = open_root(path, parts.services.allowed_roots, parts.services.zip);
    if (!root) return in_context(root.error(), "\"" + name + "\"");
    return (parts.roots[name] = std::move(root).value()).get();
  }
  return Error{ErrorCode::BadConfig, "\"" + name + "\" is not set: give a folder or a zip file"};
}

}  // namespace

Result<FileRoot*> root_named(Parts& parts, cw_str root) {
  const std::string name(view(root));
  const auto at = parts.roots.find(name);
  if (at != parts.roots.end()) return at->second.get();
  return open_anew(parts, name);
}

Result<> keep_file(Parts& parts, OpenFile file, cw_file& out) {
  if (parts.files.size() >= kMostFiles) return argument("256 files are open: close some first");
  out = ++parts.last_file;
  parts.files.emplace(out, std::move(file));
  return {};
}

namespace {

Result<OpenFile*> open_file(Parts& parts, cw_file file) {
  const auto at = parts.files.find(file);
  if (at == parts.files.end())
    return argument("a file that the host did not open, or a closed one");
  return &at->second;
}

cw_status list(const cw_host* host, cw_str root, cw_sink* sink, cw_error* error) noexcept {
  cw_status put = CW_OK;
  const cw_status status = lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(FileRoot * opened, open_anew(parts, std::string(view(root))));
    CW_TRY(const std::vector<FileEntry> entries, opened->list());
    nlohmann::json json = nlohmann::json::array();
    for (const FileEntry& entry : entries) {
      json.push_back(
          {{"name", entry.name}, {"size", entry.size}, {"modified_ms", entry.modified_ms}});
    }
    const std::string text = json.dump();
    put = sink->put(sink, text.data(), text.size());
    return {};
  });
  return status == CW_OK ? put : status;
}

cw_status open(const cw_host* host, cw_str root, cw_str name, cw_file* out, std::uint64_t* size,
               cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    *out = 0;
    CW_TRY(FileRoot * opened, root_named(parts, root));
    OpenFile file;
    CW_TRY(file.readable, opened->open(std::string(view(name))));
    *size = file.readable->size();
    return keep_file(parts, std::move(file), *out);
  });
}

cw_status read(const cw_host* host, cw_file file, std::uint64_t offset, void* buf,
               std::uint64_t cap, std::uint64_t* got, cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    *got = 0;
    CW_TRY(OpenFile * open, open_file(parts, file));
    if (open->readable == nullptr) return argument("a file that is written cannot be read");
    if (cap == 0) return argument("no room to read into");
    CW_TRY(*got, open->readable->read(offset, buf, cap));
    return {};
  });
}

void close(const cw_host* host, cw_file file) noexcept {
  lend(host, nullptr, [&](Parts& parts) -> Result<> {
    parts.files.erase(file);
    return {};
  });
}

cw_status create(const cw_host* host, cw_str root, cw_str name, cw_file* out,
                 cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    *out = 0;
    CW_TRY(FileRoot * opened, root_named(parts, root));
    OpenFile file;
    CW_TRY(file.writable, opened->create(std::string(view(name))));
    return keep_file(parts, std::move(file), *out);
  });
}

Result<OpenFile*> find_unfinished(Parts& parts, cw_file file) {
  CW_TRY(OpenFile * open, open_file(parts, file));
  if (open->writable == nullptr) return argument("a file that is read cannot be written");
  if (open->committed) return argument("the file is finished already");
  return open;
}

cw_status write(const cw_host* host, cw_file file, const void* data, std::uint64_t len,
                cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(OpenFile * open, find_unfinished(parts, file));
    return open->writable->write(data, len);
  });
}

cw_status commit(const cw_host* host, cw_file file, cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(OpenFile * open, find_unfinished(parts, file));
    CW_CHECK(open->writable->commit());
    open->committed = true;
    return {};
  });
}

}  // namespace

const cw_if_files& files_table() {
  static constexpr cw_if_files kTable{
      sizeof(cw_if_files), 0, list, open, read, close, create, write, commit};
  return kTable;
}

}  // namespace crosswalk::adapters
