// cw-generate-roster: writes a synthetic district, before and after a night, into a folder.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "roster.hpp"

namespace {

using crosswalk::Error;
using crosswalk::ErrorCode;
using crosswalk::Result;

class FolderSink final : public crosswalk::bench::RosterSink {
 public:
  explicit FolderSink(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<> begin(char snapshot, std::string_view name) override {
    const auto path = folder_ / std::string(1, snapshot) / name;
    std::error_code failed;
    std::filesystem::create_directories(path.parent_path(), failed);
    file_.reset(std::fopen(path.c_str(), "wb"));
    if (!file_) return Error{ErrorCode::BadConfig, "cannot write " + path.string()};
    return {};
  }
  Result<> write(std::string_view bytes) override {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) == bytes.size()) return {};
    return Error{ErrorCode::BadConfig, "cannot write on: is the disk full?"};
  }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{nullptr, std::fclose};
};

}  // namespace

int main(int argc, char** argv) {
  crosswalk::bench::RosterOptions options;
  std::string folder;
  CLI::App app{
      "Writes a synthetic OneRoster 1.1 district: OUT/a, OUT/b (a night later) and "
      "OUT/expected.json"};
  app.add_option("OUT", folder, "the folder to write into")->required();
  app.add_option("--users", options.users)->capture_default_str();
  app.add_option("--enrollments", options.enrollments)->capture_default_str();
  app.add_option("--seed", options.seed)->capture_default_str();
  app.add_option("--change", options.change, "share of users and enrollments that differ in b")
      ->capture_default_str();
  app.add_option("--users-per-school", options.users_per_school)->capture_default_str();
  app.add_option("--enrollments-per-class", options.enrollments_per_class)->capture_default_str();
  app.add_option("--classes-per-course", options.classes_per_course)->capture_default_str();
  app.add_flag("--crlf", options.crlf, "end lines with CR LF");
  app.add_flag("--quote-all", options.quote_all, "quotes around every cell");
  CLI11_PARSE(app, argc, argv);

  FolderSink sink(folder);
  const auto expected = crosswalk::bench::generate(options, sink);
  if (!expected) {
    std::fprintf(stderr, "cw-generate-roster: %s\n", expected.error().message.c_str());
    return 1;
  }
  const std::string json = crosswalk::bench::to_json(options, *expected);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{
      std::fopen((std::filesystem::path(folder) / "expected.json").c_str(), "wb"), std::fclose};
  if (!file || std::fwrite(json.data(), 1, json.size(), file.get()) != json.size()) {
    std::fprintf(stderr, "cw-generate-roster: cannot write expected.json\n");
    return 1;
  }
  std::fputs(json.c_str(), stdout);
  return 0;
}
