#include "app/wiring/stored_verdicts.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;

std::optional<adapters::Verdict> verdict_of(const std::string& text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  const auto sha256 = json.find("sha256");
  const auto manifest = json.find("manifest");
  const auto warnings = json.find("warnings");
  if (sha256 == json.end() || !sha256->is_string()) return std::nullopt;
  if (manifest == json.end() || !manifest->is_string()) return std::nullopt;
  if (warnings == json.end() || !warnings->is_array()) return std::nullopt;
  adapters::Verdict verdict;
  verdict.ok = true;
  verdict.sha256 = *sha256;
  verdict.manifest = *manifest;
  for (const Json& warning : *warnings) {
    if (!warning.is_string()) return std::nullopt;
    verdict.warnings.push_back(warning);
  }
  return verdict;
}

}  // namespace

std::optional<adapters::Verdict> StoredVerdicts::find(const std::string& key) {
  const auto text = verdicts_.find(key);
  if (!text || !*text) return std::nullopt;
  return verdict_of(**text);
}

void StoredVerdicts::keep(const std::string& key, const adapters::Verdict& verdict) {
  if (!verdict.ok) return;
  const Json json{
      {"sha256", verdict.sha256}, {"manifest", verdict.manifest}, {"warnings", verdict.warnings}};
  // Not kept: looked at again next time.
  (void)verdicts_.keep(key, json.dump(), clock_.now().time_since_epoch().count());
}

}  // namespace crosswalk::app
