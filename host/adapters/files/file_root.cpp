#include "adapters/files/file_root.hpp"

#include "adapters/files/folder_root.hpp"
#include "adapters/files/zip_root.hpp"

#include "crosswalk/utf8.hpp"

#include <algorithm>
#include <filesystem>

namespace crosswalk::adapters {
namespace {

namespace fs = std::filesystem;

bool is_within(const fs::path& path, const fs::path& root) {
  const auto mismatch = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return mismatch.first == root.end();
}

Result<> check_allowed(const fs::path& canonical, const std::vector<std::string>& allowed) {
  std::string list;
  for (const std::string& root : allowed) {
    std::error_code failed;
    const fs::path folder = fs::canonical(root, failed);
    if (!failed && is_within(canonical, folder)) return {};
    list += (list.empty() ? "" : ", ") + root;
  }
  return Error{ErrorCode::BadConfig,
               canonical.string() + " is outside of the folders that files may be read from (" +
                   (list.empty() ? "none is allowed" : list) + "): allow its folder or move it"};
}

}  // namespace

Result<> check_file_name(std::string_view name) {
  const auto bad = [&](const char* what) {
    return Error{ErrorCode::InvalidArgument, std::string("a file name ") + what};
  };
  if (name.empty() || name.size() > 1024) return bad("must have 1 to 1024 bytes");
  if (!is_utf8(name)) return bad("must be UTF-8");
  if (name.find('\0') != std::string_view::npos) return bad("must have no NUL");
  if (name.find('\\') != std::string_view::npos) return bad("must use slashes, not backslashes");
  while (true) {
    const std::string_view part = name.substr(0, name.find('/'));
    if (part.empty()) return bad("must be relative and have no empty part");
    if (part == "." || part == "..") return bad("must not have the parts . and ..");
    if (part.size() == name.size()) return {};
    name.remove_prefix(part.size() + 1);
  }
}

Result<std::unique_ptr<FileRoot>> open_root(const std::string& path,
                                            const std::vector<std::string>& allowed,
                                            const ZipLimits& limits) {
  std::error_code failed;
  const fs::path canonical = fs::canonical(path, failed);
  if (failed) {
    return Error{ErrorCode::BadConfig,
                 path + ": " + failed.message() + "; give an existing folder or zip file"};
  }
  CW_CHECK(check_allowed(canonical, allowed));
  if (fs::is_directory(canonical, failed)) return FolderRoot::at(canonical.string());
  return ZipRoot::at(canonical.string(), limits);
}

}  // namespace crosswalk::adapters
