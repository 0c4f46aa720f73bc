#include "adapters/first_look.hpp"

#include "adapters/child_process.hpp"
#include "adapters/file_hash.hpp"
#include "adapters/redact.hpp"

#include <nlohmann/json.hpp>

#include <cstring>
#include <map>
#include <mutex>
#include <string_view>

namespace crosswalk::adapters {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLastWords = 300;  // bytes of the child's standard error shown

/// The child's lines: where it stood, and its verdict if it came that far.
struct Said {
  std::string step;
  std::optional<Json> verdict;
};

Said read_lines(std::string_view out) {
  Said said;
  while (!out.empty()) {
    const std::string_view line = out.substr(0, out.find('\n'));
    out.remove_prefix(std::min(line.size() + 1, out.size()));
    Json json = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) continue;
    if (json.contains("step")) {
      said.step = json.value("step", "");
    } else if (json.contains("ok")) {
      said.verdict = std::move(json);
    }
  }
  return said;
}

std::string step_words(const std::string& step) {
  if (step == "load") return "while it was loaded (its static initialisers ran)";
  if (step == "entry") return "in its entry function";
  if (step == "manifest") return "while it was asked for its manifest and tables";
  if (step == "create") return "in create()";
  if (step == "destroy") return "in destroy()";
  return "before it was loaded";
}

/// How the child died, as a sentence part.
std::string end_words(const ChildEnd& end, std::chrono::milliseconds deadline) {
  switch (end.how) {
    case ChildEnd::How::Deadline:
      return "did not come back within " + std::to_string(deadline.count() / 1000) + " s";
    case ChildEnd::How::Signalled: {
      const char* name = ::sigabbrev_np(end.code);
      return std::string("crashed its process (SIG") + (name == nullptr ? "?" : name) + ")";
    }
    case ChildEnd::How::Exited:
      return "ended its process with exit status " + std::to_string(end.code);
  }
  return "";
}

std::string last_words(const std::string& err) {
  const std::size_t cut = err.size() > kLastWords ? err.size() - kLastWords : 0;
  const std::string words = one_line(std::string_view(err).substr(cut), kLastWords);
  return words.find_first_not_of(' ') == std::string::npos ? "" : "; its last words: " + words;
}

Verdict to_verdict(const Json& json) {
  Verdict verdict;
  verdict.ok = json.value("ok", false);
  verdict.sha256 = json.value("sha256", "");
  verdict.sentence = json.value("sentence", "");
  if (json.contains("manifest")) verdict.manifest = json["manifest"].dump();
  if (json.contains("warnings"))
    verdict.warnings = json["warnings"].get<std::vector<std::string>>();
  return verdict;
}

}  // namespace

struct MemoryVerdicts::Kept {
  std::mutex mutex;
  std::map<std::string, Verdict> by_key;
};

MemoryVerdicts::MemoryVerdicts() : kept_(std::make_unique<Kept>()) {}
MemoryVerdicts::~MemoryVerdicts() = default;

std::optional<Verdict> MemoryVerdicts::find(const std::string& key) {
  const std::lock_guard lock(kept_->mutex);
  const auto at = kept_->by_key.find(key);
  return at == kept_->by_key.end() ? std::nullopt : std::optional(at->second);
}

void MemoryVerdicts::keep(const std::string& key, const Verdict& verdict) {
  const std::lock_guard lock(kept_->mutex);
  kept_->by_key[key] = verdict;
}

Result<Verdict> FirstLook::look(const std::string& path) {
  CW_TRY(const Fd file, open_regular(path));
  CW_TRY(const std::string sha256, sha256_of(file));
  const std::string key = sha256 + "/" + options_.host_version;
  if (auto known = cache_.find(key)) return *known;

  ChildSpec spec;
  spec.argv = {options_.executable, "check-child", path};
  spec.deadline = options_.deadline;
  CW_TRY(const ChildEnd end, run_child(spec));
  const Said said = read_lines(end.out);
  const bool answered = said.verdict && end.how == ChildEnd::How::Exited && end.code == 0;
  if (!answered) {
    Verdict died;
    died.sha256 = sha256;
    died.sentence =
        end_words(end, options_.deadline) + " " + step_words(said.step) + last_words(end.err);
    return died;
  }
  Verdict verdict = to_verdict(*said.verdict);
  if (verdict.sha256.empty()) verdict.sha256 = sha256;  // refused before it was loaded
  // The child hashed what it loaded. Another hash: the file was replaced meanwhile, look again
  // later.
  if (verdict.sha256 == sha256) cache_.keep(key, verdict);
  return verdict;
}

}  // namespace crosswalk::adapters
