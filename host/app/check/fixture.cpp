#include "app/check/fixture.hpp"

#include "adapters/config_schema.hpp"
#include "adapters/expand.hpp"
#include "adapters/manifest.hpp"
#include "adapters/nearest_word.hpp"
#include "app/config/json_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kNoSystem =
    "there is no system behind the sample: give --sandbox or --config";

/// Members of a profile that hold who signs in, and those that hold the secret.
const std::vector<std::string> kKeys{"key", "client_id", "user"};
const std::vector<std::string> kSecrets{"secret", "client_secret", "password", "value", "token"};

/// A setting that nobody gave a value of its own.
bool is_open(const Json& given, const std::string& name) { return !given.contains(name); }

/// The setting that a text stands for; empty: it is not one reference alone.
std::string reference_in(const Json& object, const std::string& member) {
  const auto at = object.find(member);
  if (at == object.end() || !at->is_string()) return {};
  const auto names = adapters::references(*at);
  return names.size() == 1 && *at == "{" + names[0] + "}" ? names[0] : std::string();
}

/// "{sandbox}" at the beginning of a setting is the played system's address.
void place_address(Json& given, const std::string& url) {
  constexpr std::string_view kPlace = "{sandbox}";
  for (Json& value : given) {
    if (!value.is_string()) continue;
    const auto text = value.get<std::string>();
    if (text.starts_with(kPlace)) value = url + text.substr(kPlace.size());
  }
}

/// The settings of a played system, where the manifest says they are used.
void sign_in(const Json& manifest, const Json& given, const PlayedAt& played,
             const std::vector<std::string>& secret_settings, Json& config) {
  const auto put = [&](const std::string& name, const std::string& value) {
    if (!name.empty() && is_open(given, name)) config[name] = value;
  };
  const Json egress = manifest.value("egress", Json::array());
  if (!egress.empty()) put(reference_in(Json{{"url", egress[0]}}, "url"), played.url);
  // Which of them signs is the adapter's choice by its settings.
  for (const Json& profile : manifest.value("auth_profiles", Json::array())) {
    for (const std::string& member : kKeys) put(reference_in(profile, member), played.key);
    const bool api_key = profile.value("kind", "") == "api_key";  // it has no secret besides
    const bool oauth1 = profile.value("kind", "") == "oauth1";    // its token is somebody else's
    for (const std::string& member : kSecrets) {
      if (!oauth1 || member == "secret")
        put(reference_in(profile, member), api_key ? played.key : played.secret);
    }
    const Json login = profile.value("login", Json::object());
    for (const std::string& name : adapters::references(login.value("body", Json()))) {
      const bool secret = std::ranges::count(secret_settings, name) != 0;
      put(name, secret ? played.secret : played.key);
    }
  }
}

void make_absolute(Json& config, const std::vector<std::string>& names, const fs::path& folder) {
  for (const std::string& name : names) {
    const auto at = config.find(name);
    if (at == config.end() || !at->is_string()) continue;
    const fs::path path = at->get<std::string>();
    if (path.is_relative()) *at = (folder / path).lexically_normal().string();
  }
}

Error bad(const fs::path& path, const std::string& what) {
  return Error{ErrorCode::BadConfig, path.string() + ": " + what};
}

}  // namespace

Result<CheckFile> read_check_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return bad(path, "no such file, or not readable");
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  auto json = parse_commented_json(text);
  if (!json) return in_context(json.error(), path.string());
  if (!json->is_object()) return bad(path, "must be a JSON object");
  static const std::vector<std::string> kKnown{"config", "sandbox", "recording", "scratch"};
  for (const auto& [key, value] : json->items()) {
    if (std::ranges::count(kKnown, key) == 0) {
      return bad(path, "\"" + key + "\" is not known here" + adapters::did_you_mean(key, kKnown));
    }
  }
  CheckFile file;
  file.there = true;
  file.folder = fs::absolute(path).parent_path();
  const Json config = json->value("config", Json::object());
  const Json sandbox = json->value("sandbox", Json::object());
  const Json recording = json->value("recording", Json(""));
  const Json scratch = json->value("scratch", Json(""));
  if (!config.is_object() || !sandbox.is_object() || !recording.is_string() ||
      !scratch.is_string()) {
    return bad(path,
               "\"config\" and \"sandbox\" are objects, \"recording\" is a path, "
               "\"scratch\" names a setting");
  }
  file.scratch = scratch.get<std::string>();
  file.config = config.dump();
  const Json kind = sandbox.value("kind", Json(""));
  const Json settings = sandbox.value("settings", Json::object());
  const Json students = sandbox.value("students", Json(file.played.students));
  if (!kind.is_string() || !settings.is_object() || !students.is_number_integer()) {
    return bad(path,
               "\"sandbox\" has a text \"kind\", an object \"settings\", a number \"students\"");
  }
  file.played = {kind.get<std::string>(), settings.dump(), students.get<std::int64_t>()};
  const auto name = recording.get<std::string>();
  if (!name.empty()) file.recording = (file.folder / name).lexically_normal().string();
  return file;
}

std::string to_text(const Fixture& fixture) {
  return Json{{"manifest", fixture.manifest},   {"config", fixture.config},
              {"recording", fixture.recording}, {"why_no_data", fixture.why_no_data},
              {"heard", fixture.heard},         {"allowed_roots", fixture.allowed_roots},
              {"played", fixture.played},       {"timeless", fixture.timeless},
              {"clock_s", fixture.clock_s}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Fixture> fixture_from(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Error{ErrorCode::BadConfig, "the fixture is no JSON object"};
  Fixture out;
  out.manifest = json.value("manifest", "");
  out.config = json.value("config", "{}");
  out.recording = json.value("recording", "");
  out.why_no_data = json.value("why_no_data", "");
  out.heard = json.value("heard", "");
  out.allowed_roots = json.value("allowed_roots", std::vector<std::string>{});
  out.played = json.value("played", false);
  out.timeless = json.value("timeless", false);
  out.clock_s = json.value("clock_s", std::int64_t{0});
  return out;
}

Result<Fixture> make_fixture(const std::string& manifest, const CheckFile& file,
                             const PlayedAt* played) {
  Fixture out;
  out.manifest = manifest;
  out.recording = file.recording;
  CW_TRY(const adapters::Manifest parsed, adapters::parse_manifest(manifest));
  CW_TRY(const auto schema, adapters::ConfigSchema::parse(parsed.config_schema));
  Json config = schema.sample();
  Json given = Json::parse(file.config, nullptr, false);
  if (played != nullptr) place_address(given, played->url);
  if (!file.scratch.empty()) given[file.scratch] = file.scratch_folder.string();
  config.update(given);
  make_absolute(config, schema.paths(), file.folder);
  if (played != nullptr) {
    sign_in(Json::parse(manifest, nullptr, false), given, *played, schema.secrets(), config);
  }
  out.config = config.dump();
  out.played = file.recording.empty() && (played != nullptr || !file.scratch.empty());
  out.timeless = played != nullptr || !file.scratch.empty() || !file.recording.empty();
  if (!file.there && played == nullptr) out.why_no_data = kNoSystem;
  for (const std::string& name : schema.paths()) {
    const auto at = config.find(name);
    if (at != config.end() && at->is_string()) out.allowed_roots.push_back(*at);
  }
  return out;
}

}  // namespace crosswalk::app
