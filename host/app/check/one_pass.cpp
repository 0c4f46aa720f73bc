#include "app/check/one_pass.hpp"

#include "adapters/child_process.hpp"
#include "adapters/config_schema.hpp"
#include "adapters/manifest.hpp"
#include "adapters/redact.hpp"
#include "app/check/listen.hpp"
#include "app/check/private_file.hpp"
#include "crosswalk/status.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <iterator>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::hours kLongest{6};  // a system may allow few requests a minute
constexpr std::size_t kLongestWords = 600;

/// What the listening process said, or how it ended.
Result<> outcome_of(const adapters::ChildEnd& end) {
  const Json said = Json::parse(end.out, nullptr, /*allow_exceptions=*/false);
  if (end.how == adapters::ChildEnd::How::Deadline) {
    return Error{ErrorCode::Unavailable, "not all was answered within six hours"};
  }
  if (!said.is_object()) {
    return Error{ErrorCode::Internal, "the adapter ended its process while it was listened to: " +
                                          adapters::one_line(end.err, kLongestWords)};
  }
  if (said.value("result", "") == "passed") return {};
  return Error{error_code(said.value("status", to_status(ErrorCode::Internal))),
               adapters::one_line(said.value("evidence", ""), kLongestWords)};
}

/// The values of the secret settings.
Result<std::vector<std::string>> secrets_of(const Fixture& fixture) {
  CW_TRY(const adapters::Manifest manifest, adapters::parse_manifest(fixture.manifest));
  CW_TRY(const auto schema, adapters::ConfigSchema::parse(manifest.config_schema));
  const Json config = Json::parse(fixture.config, nullptr, /*allow_exceptions=*/false);
  std::vector<std::string> out;
  for (const std::string& name : schema.secrets()) {
    const auto at = config.find(name);
    if (at != config.end() && at->is_string()) out.push_back(*at);
  }
  return out;
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Result<Recorded> record_once(const OnePass& pass, Fixture fixture) {
  CW_TRY(const std::vector<std::string> secrets, secrets_of(fixture));
  fixture.heard = pass.folder.string();
  const std::filesystem::path path = pass.folder / "listen.json";
  CW_CHECK(write_new_private(path, to_text(fixture)));
  adapters::ChildSpec spec;
  spec.argv = {pass.executable, "check-one", kListen, pass.adapter, path.string()};
  spec.deadline = kLongest;
  spec.stop = pass.stop;
  CW_TRY(const adapters::ChildEnd end, adapters::run_child(spec));
  CW_CHECK(outcome_of(end));
  Recorded recorded = put_together(text_of_file(pass.folder / (std::string(kListen) + ".jsonl")),
                                   pass.address, secrets);
  if (recorded.answers != 0) return recorded;
  return Error{ErrorCode::Unavailable, "nothing was answered"};
}

}  // namespace crosswalk::app
