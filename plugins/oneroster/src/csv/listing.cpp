#include "csv/listing.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "decode.hpp"

namespace crosswalk::oneroster::csv {
namespace {

std::string_view folder_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : name.substr(0, slash);
}

bool is_left_behind(std::string_view name) {
  if (name.starts_with("__MACOSX/")) return true;
  const std::size_t slash = name.rfind('/');
  return name.substr(slash == std::string_view::npos ? 0 : slash + 1).starts_with('.');
}

}  // namespace

Result<std::vector<ListedFile>> read_listing(std::string_view json) {
  const auto document = nlohmann::json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!document.is_array()) {
    return Error{ErrorCode::Internal, "the host's list of files is not a JSON array"};
  }
  std::vector<ListedFile> files;
  for (const auto& entry : document) {
    if (!entry.is_object()) continue;
    const auto named = entry.find("name");
    const auto sized = entry.find("size");
    if (named == entry.end() || !named->is_string()) continue;
    ListedFile file;
    file.name = named->get<std::string>();
    if (sized != entry.end() && sized->is_number_unsigned())
      file.size = sized->get<std::uint64_t>();
    const std::string_view name = file.name;
    if (is_left_behind(name) || name.size() < 4 ||
        !equal_ignoring_case(name.substr(name.size() - 4), ".csv")) {
      continue;
    }
    const std::size_t begin = folder_of(name).empty() ? 0 : folder_of(name).size() + 1;
    file.stem = name.substr(begin, name.size() - 4 - begin);
    files.push_back(std::move(file));
  }
  if (files.empty()) {
    return Error{
        ErrorCode::BadData,
        "no CSV file there: 'path' must name the folder or zip that holds orgs.csv, users.csv "
        "and the other OneRoster files"};
  }
  const auto in_root = [](const ListedFile& f) { return folder_of(f.name).empty(); };
  if (std::any_of(files.begin(), files.end(), in_root)) {
    std::erase_if(files, [&](const ListedFile& f) { return !in_root(f); });
  }
  const std::string folder(folder_of(files.front().name));
  for (const ListedFile& file : files) {
    if (folder_of(file.name) == folder) continue;
    return Error{ErrorCode::BadData, "CSV files in several folders ('" + folder + "', '" +
                                         std::string(folder_of(file.name)) +
                                         "'): let 'path' name the one that is meant"};
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      if (!equal_ignoring_case(files[i].stem, files[k].stem)) continue;
      return Error{ErrorCode::BadData, "both " + files[k].name + " and " + files[i].name +
                                           " are there; nobody can tell which is meant"};
    }
  }
  return files;
}

}  // namespace crosswalk::oneroster::csv
