#include "app/check/full_check.hpp"
#include "app/cli/commands.hpp"
#include "app/present/words.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::vector<std::string> source_entities(const adapters::Manifest& manifest) {
  std::vector<std::string> out;
  for (const auto& entity : manifest.source) out.push_back(entity.name);
  return out;
}

std::vector<std::string> operations(const model::DestinationEntity& entity) {
  std::vector<std::string> out;
  for (const auto& [operation, word] : {std::pair{model::Operation::Create, "create"},
                                        {model::Operation::Update, "update"},
                                        {model::Operation::Drop, "drop"},
                                        {model::Operation::Restore, "restore"},
                                        {model::Operation::Delete, "delete"}}) {
    if (entity.operations.contains(operation)) out.emplace_back(word);
  }
  return out;
}

struct Setting {
  std::string name;
  bool secret = false;
};

std::vector<Setting> settings(const adapters::Manifest& manifest) {
  std::vector<Setting> out;
  const auto schema = adapters::ConfigSchema::parse(manifest.config_schema);
  if (!schema) return out;
  for (const std::string& name : schema->names()) {
    out.push_back({name, std::ranges::find(schema->secrets(), name) != schema->secrets().end()});
  }
  return out;
}

std::string as_text(const adapters::Found& found, const Style& style) {
  if (!found.ok) return paint(style, Tone::Bad, "refused: ") + printable(found.sentence) + "\n";
  const adapters::Manifest& manifest = found.manifest;
  std::string out = paint(style, Tone::Heading, manifest.id) + "  " + printable(manifest.name) +
                    " " + printable(manifest.version) + ", by " + printable(manifest.vendor) + "\n";
  if (manifest.is_source()) out += "  reads:  " + joined(source_entities(manifest)) + "\n";
  for (const auto& entity : manifest.destination.entities) {
    const auto can = operations(entity);
    const std::string what = entity.name + " (" + printable(entity.label) + ")";
    out += can.empty() ? "  links:  " + what + ": what is there already\n"
                       : "  writes: " + what + ": " + joined(can) + "; at most " +
                             std::to_string(entity.batch) + " in a call\n";
  }
  if (manifest.by_hand_only) out += "  writes by hand only: plan and apply, never sync\n";
  std::vector<std::string> names;
  for (const Setting& setting : settings(manifest)) {
    names.push_back(setting.name + (setting.secret ? " (secret)" : ""));
  }
  out += "  settings: " + joined(names) + "\n";
  for (const std::string& warning : found.warnings) out += "  note: " + printable(warning) + "\n";
  return out + "  " + found.path + "\n";
}

Json as_json(const adapters::Found& found) {
  if (!found.ok) return {{"path", found.path}, {"ok", false}, {"sentence", found.sentence}};
  const adapters::Manifest& manifest = found.manifest;
  Json destination = Json::object();
  for (const auto& entity : manifest.destination.entities) {
    destination[entity.name] = {
        {"label", entity.label}, {"operations", operations(entity)}, {"batch", entity.batch}};
  }
  Json names = Json::array();
  for (const Setting& setting : settings(manifest)) {
    names.push_back({{"name", setting.name}, {"secret", setting.secret}});
  }
  return {{"path", found.path},          {"ok", true},
          {"id", manifest.id},           {"name", manifest.name},
          {"version", manifest.version}, {"vendor", manifest.vendor},
          {"sha256", found.sha256},      {"source", source_entities(manifest)},
          {"destination", destination},  {"by_hand_only", manifest.by_hand_only},
          {"settings", names},           {"warnings", found.warnings}};
}

/// Works without a configuration file, so that one can be written: then the usual places count.
Result<std::vector<std::filesystem::path>> folders(const AdaptersCommand& command,
                                                   const Console& console) {
  if (!command.folders.empty()) {
    return std::vector<std::filesystem::path>(command.folders.begin(), command.folders.end());
  }
  std::error_code ignored;
  if (!std::filesystem::exists(console.options.config, ignored))
    return std::vector<std::filesystem::path>{};
  CW_TRY(Config config, load_config(console.options.config));
  return std::move(config.adapter_folders);
}

}  // namespace

Result<ExitCode> run(const AdaptersCommand& command, const Console& console) {
  CW_TRY(const auto places, folders(command, console));
  adapters::MemoryVerdicts verdicts;
  AdapterShelf shelf(places, console.surroundings.executable, verdicts);
  const auto& found = shelf.registry().found();
  if (console.options.json) {
    Json list = Json::array();
    for (const adapters::Found& each : found) list.push_back(as_json(each));
    console.print(Json{{"folders", shelf.folders()}, {"adapters", list}});
    return ExitCode::Done;
  }
  std::string out;
  for (const adapters::Found& each : found)
    out += (out.empty() ? "" : "\n") + as_text(each, console.style());
  if (out.empty()) out = "No adapters (*.adapter.so) in " + joined(shelf.folders()) + "\n";
  console.print(out);
  return ExitCode::Done;
}

Result<ExitCode> run(const CheckCommand& command, const Console& console) {
  if (command.full) return full_check(command, console);
  adapters::MemoryVerdicts verdicts;
  adapters::FirstLookOptions options;
  options.executable = console.surroundings.executable;
  options.host_version = CW_VERSION;
  CW_TRY(const adapters::Verdict verdict,
         adapters::FirstLook(std::move(options), verdicts).look(command.file));
  if (console.options.json) {
    Json out{{"path", command.file}, {"ok", verdict.ok}, {"sha256", verdict.sha256}};
    if (verdict.ok) out["manifest"] = Json::parse(verdict.manifest, nullptr, false);
    if (!verdict.ok) out["sentence"] = verdict.sentence;
    out["warnings"] = verdict.warnings;
    console.print(out);
  } else if (verdict.ok) {
    std::string out = paint(console.style(), Tone::Good, "good: ") + command.file + "\n  SHA-256 " +
                      verdict.sha256 + "\n";
    for (const std::string& warning : verdict.warnings)
      out += "  note: " + printable(warning) + "\n";
    console.print(out);
  } else {
    console.print(paint(console.style(), Tone::Bad, "refused: ") + command.file + " " +
                  printable(verdict.sentence) + "\n");
  }
  return verdict.ok ? ExitCode::Done : ExitCode::NotConnected;
}

}  // namespace crosswalk::app
