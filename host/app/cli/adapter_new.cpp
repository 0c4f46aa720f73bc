#include "app/cli/adapter_new.hpp"

#include "app/cli/commands.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view kSample = "my_system";  // what the template calls itself
constexpr std::size_t kLongestName = 40;

Error cannot(const std::string& what, const std::error_code& why) {
  return Error{ErrorCode::BadConfig, what + ": " + why.message()};
}

Result<std::string> read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad() || !file.is_open()) {
    return Error{ErrorCode::Unavailable, path.string() + " cannot be read"};
  }
  return text;
}

Result<> write_text(const fs::path& path, const std::string& text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) return Error{ErrorCode::BadConfig, path.string() + " cannot be written"};
  return {};
}

std::string renamed(std::string text, const std::string& name) {
  for (auto at = text.find(kSample); at != std::string::npos;
       at = text.find(kSample, at + name.size())) {
    text.replace(at, kSample.size(), name);
  }
  return text;
}

/// Beside the executable, as a build and as an installation lay it out.
Result<fs::path> template_folder(const std::string& executable) {
  std::error_code error;
  const fs::path bin = fs::canonical(executable, error).parent_path();
  fs::path folder = bin.parent_path() / "share" / "crosswalk" / "template";
  if (!error && fs::is_directory(folder, error)) return folder;
  return Error{ErrorCode::BadConfig, "the template is not installed: there is no folder " +
                                         folder.string() + "; install Crosswalk whole"};
}

}  // namespace

Result<> check_adapter_name(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (name.empty() || name.size() > kLongestName || name[0] < 'a' || name[0] > 'z' ||
      !std::ranges::all_of(name, fits)) {
    return Error{ErrorCode::BadConfig,
                 "\"" + name + "\" cannot be an adapter's id: use up to " +
                     std::to_string(kLongestName) +
                     " of a-z, 0-9 and _, a letter first, such as sample_sis"};
  }
  return {};
}

Result<std::vector<std::string>> make_adapter(const fs::path& sample, const std::string& name,
                                              const fs::path& folder) {
  CW_CHECK(check_adapter_name(name));
  std::error_code error;
  if (fs::exists(folder, error)) {
    return Error{ErrorCode::BadConfig, folder.string() +
                                           " exists already, and nothing in it was touched: "
                                           "choose another name, or another place with --into"};
  }
  std::vector<std::string> files;
  for (auto at = fs::recursive_directory_iterator(sample, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (!at->is_regular_file()) continue;
    const fs::path relative = at->path().lexically_relative(sample);
    CW_TRY(const std::string text, read_text(at->path()));
    CW_CHECK(write_text(folder / relative, renamed(text, name)));
    files.push_back(relative.string());
  }
  if (error) return cannot(sample.string() + " cannot be read", error);
  std::ranges::sort(files);
  return files;
}

Result<ExitCode> run(const AdapterNewCommand& command, const Console& console) {
  CW_CHECK(check_adapter_name(command.name));
  CW_TRY(const fs::path sample, template_folder(console.surroundings.executable));
  const fs::path folder = fs::path(command.into) / command.name;
  CW_TRY(const auto files, make_adapter(sample, command.name, folder));
  if (console.options.json) {
    console.print(Json{{"folder", folder.string()}, {"files", files}});
    return ExitCode::Done;
  }
  std::string out = "Made " + folder.string() + ":\n";
  for (const std::string& file : files) out += "  " + file + "\n";
  const std::string library = "build/adapters/" + command.name + ".adapter.so";
  console.print(out + "Next:\n  cd " + folder.string() +
                "\n  cmake -S . -B build && cmake --build build\n  ctest --test-dir build\n"
                "  crosswalk check " +
                library + " --full --config check/check.json\n");
  return ExitCode::Done;
}

}  // namespace crosswalk::app
