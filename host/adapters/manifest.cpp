#include "adapters/manifest.hpp"

#include "adapters/auth_profile.hpp"
#include "adapters/config_schema.hpp"
#include "adapters/expand.hpp"
#include "adapters/json_reader.hpp"
#include "adapters/manifest_destination.hpp"
#include "adapters/nearest_word.hpp"

#include <algorithm>
#include <set>

namespace crosswalk::adapters {
namespace {

constexpr std::size_t kLargest = std::size_t{1} << 20U;  // bytes

const std::vector<std::string> kCanonical{"org",   "academicSession", "course",   "class",
                                          "user",  "enrollment",      "category", "lineItem",
                                          "result"};

/// Lower-case letters, digits, `.`, `_` and `-`, a letter first: fit for a file name and a URL.
bool is_id(std::string_view text) {
  if (text.empty() || text.size() > 64 || text[0] < 'a' || text[0] > 'z') return false;
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

void read_identity(JsonReader& top, Manifest& manifest) {
  if (top.number("manifest_version", 0, 1'000'000) != 1) {
    top.fail("manifest_version", "must be 1, the only version this host reads");
  }
  manifest.id = top.needed_text("id");
  if (!manifest.id.empty() && !is_id(manifest.id)) {
    top.fail("id", "must be up to 64 of a-z, 0-9, '.', '_', '-', a letter first");
  }
  manifest.name = top.needed_text("name");
  manifest.version = top.needed_text("version");
  manifest.vendor = top.text("vendor");
  manifest.needs = top.texts("needs");
  manifest.wants = top.texts("wants");
}

void read_abi(JsonReader& top, JsonFindings& findings, Manifest& manifest) {
  const Json* abi = top.member("abi");
  if (abi == nullptr) return top.fail("abi", "is missing");
  JsonReader reader(*abi, "/abi", findings);
  if (reader.number("major", 0, 1'000'000) != 1) reader.fail("major", "must be 1");
  manifest.needs_minor = reader.number("needs_minor", 0, 65'535);
  reader.warn_unasked();
}

void read_profiles(JsonReader& top, Manifest& manifest) {
  std::set<std::string> names;
  top.each_of_list("auth_profiles", [&](const std::string&, JsonReader& reader) {
    AuthSpec spec;
    spec.name = reader.needed_text("name");
    spec.kind = reader.needed_text("kind");
    spec.json = reader.json();
    if (!names.insert(spec.name).second) reader.fail("name", "is taken by another profile");
    const std::vector<std::string>* needs = auth_profile_needs(spec.kind);
    if (needs == nullptr) return reader.fail_choice("kind", spec.kind, auth_profile_kinds());
    for (const std::string& key : *needs) {
      if (!reader.has(key)) reader.fail(key, "is missing, " + spec.kind + " needs it");
    }
    manifest.auth_profiles.push_back(std::move(spec));
  });
}

void read_rates(JsonReader& top, Manifest& manifest) {
  std::set<std::string> names;
  top.each_of_list("rate", [&](const std::string&, JsonReader& reader) {
    RateSpec spec{reader.needed_text("bucket"), reader.json()};
    if (!names.insert(spec.bucket).second) reader.fail("bucket", "is taken by another bucket");
    for (const char* key : {"requests", "per_ms"}) {
      if (!reader.has(key)) reader.fail(key, "is missing");
    }
    manifest.rates.push_back(std::move(spec));
  });
}

/// The conformance kit reads them; here they are only looked at.
void check_quirks(JsonReader& top) {
  top.each_of_list("quirks", [](const std::string&, JsonReader& reader) {
    reader.needed_text("id");
    reader.needed_text("why");
    reader.warn_unasked();
  });
}

void read_source(JsonReader& top, JsonFindings& findings, Manifest& manifest) {
  const Json* source = top.member("source");
  if (source == nullptr) return;
  JsonReader reader(*source, "/source", findings);
  reader.each_of_object("entities", [&](const std::string& name, JsonReader& entity) {
    if (std::ranges::count(kCanonical, name) == 0) {
      findings.warnings.push_back("/source/entities/" + name + " is no entity of the model" +
                                  did_you_mean(name, kCanonical));
    }
    const model::ReadModes modes = read_modes(entity, "modes");
    if (modes == model::ReadModes{}) entity.fail("modes", "must name at least one mode");
    entity.warn_unasked();
    manifest.source.push_back({name, modes});
  });
  if (manifest.source.empty()) reader.fail("entities", "must name at least one entity");
  reader.warn_unasked();
}

/// Every `{name}` must be a setting. `{token}` of a session is the login's own.
void check_references(const Json& document, const std::vector<std::string>& settings,
                      JsonFindings& findings) {
  for (const char* part : {"auth_profiles", "egress", "rate"}) {
    const auto at = document.find(part);
    if (at == document.end() || findings.fault) continue;
    for (const std::string& name : references(*at)) {
      if (std::ranges::count(settings, name) != 0 || name == "token") continue;
      findings.fault = Error{ErrorCode::BadData, std::string("/") + part + ": {" + name +
                                                     "} is no setting of the config_schema" +
                                                     did_you_mean(name, settings)};
      return;
    }
  }
}

}  // namespace

Result<Manifest> parse_manifest(std::string_view json) {
  const auto refuse = [](const std::string& what) {
    return Error{ErrorCode::BadData, "its manifest is refused: " + what};
  };
  if (json.size() > kLargest) return refuse("it is larger than 1 MiB");
  const Json document = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) return refuse("it is not JSON");

  Manifest manifest;
  JsonFindings findings;
  JsonReader top(document, "", findings);
  read_identity(top, manifest);
  read_abi(top, findings, manifest);
  const Json* schema = top.member("config_schema");
  manifest.config_schema = schema == nullptr ? R"({"type":"object"})" : schema->dump();
  read_profiles(top, manifest);
  read_rates(top, manifest);
  check_quirks(top);
  manifest.egress = top.texts("egress");
  read_source(top, findings, manifest);
  if (const Json* destination = top.member("destination")) {
    DestinationPart part = read_destination(*destination, findings);
    manifest.destination = std::move(part.schema);
    manifest.by_hand_only = part.by_hand_only;
  }
  if (!manifest.is_source() && !manifest.is_destination()) {
    top.fail("", "neither a source nor a destination: it must declare one of them");
  }
  top.warn_unasked();
  if (findings.fault) return refuse(findings.fault->message);

  const auto config = ConfigSchema::parse(manifest.config_schema);
  if (!config) return refuse(config.error().message);
  check_references(document, config->names(), findings);
  if (findings.fault) return refuse(findings.fault->message);
  manifest.warnings = std::move(findings.warnings);
  return manifest;
}

}  // namespace crosswalk::adapters
