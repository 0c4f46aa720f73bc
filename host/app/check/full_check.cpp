#include "app/check/full_check.hpp"

#include "adapters/child_process.hpp"
#include "adapters/first_look.hpp"
#include "adapters/redact.hpp"
#include "app/check/fixture.hpp"
#include "app/check/lender.hpp"
#include "app/check/one_pass.hpp"
#include "app/check/played_system.hpp"
#include "app/check/private_file.hpp"
#include "app/check/record.hpp"
#include "app/present/words.hpp"
#include "app/wiring/scratch_folder.hpp"
#include "testing/kit/report.hpp"

#include <nlohmann/json.hpp>

#include <sys/stat.h>
#include <unistd.h>
#include <chrono>
#include <fstream>
#include <optional>
#include <utility>

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Kind = kit::CheckResult::Kind;

constexpr std::chrono::minutes kDeadline{2};  // of one check
constexpr std::size_t kLongestEvidence = 600;
constexpr std::string_view kFirstLook = "L0";

Result<adapters::Verdict> look(const CheckCommand& command, const Console& console) {
  adapters::MemoryVerdicts verdicts;
  adapters::FirstLookOptions options;
  options.executable = console.surroundings.executable;
  options.host_version = CW_VERSION;
  return adapters::FirstLook(std::move(options), verdicts).look(command.file);
}

/// Everything that stands while the checks run.
struct Bed {
  ScratchFolder folder;
  std::unique_ptr<PlayedSystem> played;
  std::string fixture;    ///< path
  fs::path scratch;       ///< emptied before each check; empty: none
  std::string recording;  ///< path of the one to be made; empty: none
  Recorded recorded;      ///< what will be in it, once the checks have found it good
};

Result<> write_private(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  ::chmod(path.c_str(), S_IRUSR | S_IWUSR);
  file << text;
  file.close();
  if (file) return {};
  return Error{ErrorCode::BadConfig, path.string() + " cannot be written"};
}

/// What is wrong with the file is said once, not by every check.
Result<> judge(const CheckCommand& command, const Fixture& fixture) {
  if (command.config.empty()) return {};
  const auto lender = make_lender(fixture);
  return lender ? Result<>{} : in_context(lender.error(), command.config);
}

/// The system itself is asked, once; the checks then ask what it answered.
Result<> record(const CheckCommand& command, const Console& console, Fixture live, CheckFile& file,
                Bed& bed) {
  live.recording.clear();
  if (bed.played) live.clock_s = kRecordingDay;
  live.timeless = bed.played != nullptr;  // a real one is asked at its own rate
  CW_CHECK(judge(command, live));
  OnePass pass{console.surroundings.executable, command.file, bed.folder.path(),
               bed.played ? bed.played->at().url : "", console.surroundings.stop};
  auto recorded = record_once(pass, std::move(live));
  if (!recorded) return in_context(recorded.error(), file.recording + " is left as it was");
  bed.recording = std::exchange(file.recording, (bed.folder.path() / "answers.jsonl").string());
  bed.recorded = std::move(*recorded);
  bed.played.reset();
  return write_new_private(file.recording, bed.recorded.text);
}

Result<Bed> make_bed(const CheckCommand& command, const Console& console,
                     const adapters::Verdict& verdict) {
  CheckFile file;
  if (!command.config.empty()) {
    CW_TRY(file, read_check_file(command.config));
  }
  if (!command.sandbox.empty()) file.played.kind = command.sandbox;
  if (command.record && file.recording.empty()) {
    return Error{ErrorCode::BadConfig,
                 command.config + ": name the file to record to: \"recording\": \"answers.jsonl\""};
  }
  CW_TRY(ScratchFolder folder,
         ScratchFolder::create(fs::temp_directory_path() /
                               ("crosswalk-check-" + std::to_string(::geteuid()))));
  Bed bed{std::move(folder), nullptr, "", "", "", {}};
  if (command.record) file.played.clock_s = kRecordingDay;
  if (!file.scratch.empty()) file.scratch_folder = bed.scratch = bed.folder.path() / "scratch";
  const bool replayed = !file.recording.empty() && !command.record;
  const PlayedAt recorded = in_recordings();
  const PlayedAt* played = file.played.kind.empty() ? nullptr : &recorded;
  if (played != nullptr && !replayed) {
    CW_TRY(bed.played, PlayedSystem::start(file.played, console.surroundings.executable,
                                           bed.folder.path().string()));
    played = &bed.played->at();
  }
  Fixture fixture;
  fixture.config = "{}";
  fixture.why_no_data = "the first look refused the file";
  if (verdict.ok) {
    CW_TRY(fixture, make_fixture(verdict.manifest, file, played));
    if (command.record) {
      CW_CHECK(record(command, console, std::move(fixture), file, bed));
      CW_TRY(fixture,
             make_fixture(verdict.manifest, file, file.played.kind.empty() ? nullptr : &recorded));
    }
    CW_CHECK(judge(command, fixture));
  }
  const fs::path path = bed.folder.path() / "fixture.json";
  CW_CHECK(write_new_private(path, to_text(fixture)));
  bed.fixture = path.string();
  return bed;
}

/// What the child said, or how it ended.
void take_answer(const adapters::ChildEnd& end, kit::CheckResult& result) {
  const Json said = Json::parse(end.out, nullptr, /*allow_exceptions=*/false);
  if (end.how == adapters::ChildEnd::How::Exited && end.code == 0 && said.is_object()) {
    const std::string word = said.value("result", "");
    result.kind = word == "passed"    ? Kind::Passed
                  : word == "skipped" ? Kind::Skipped
                                      : Kind::Failed;
    result.evidence = adapters::one_line(said.value("evidence", ""), kLongestEvidence);
    return;
  }
  result.kind = Kind::Failed;
  switch (end.how) {
    case adapters::ChildEnd::How::Deadline:
      result.evidence = "it did not come back within two minutes";
      break;
    case adapters::ChildEnd::How::Signalled:
      result.evidence = "it crashed its process (signal " + std::to_string(end.code) + ")";
      break;
    case adapters::ChildEnd::How::Exited:
      result.evidence = "it ended its process with exit status " + std::to_string(end.code);
      break;
  }
  if (!end.err.empty()) {
    result.evidence += ": " + adapters::one_line(end.err, kLongestEvidence);
  }
}

kit::CheckResult run_one(const kit::Check& check, const CheckCommand& command,
                         const Console& console, const Bed& bed) {
  kit::CheckResult result{check.id, check.sentence, Kind::Failed, "", "", 0};
  const auto begin = std::chrono::steady_clock::now();
  if (bed.played) {
    if (const auto reset = bed.played->reset(); !reset) {
      result.evidence = reset.error().message;
      return result;
    }
  }
  if (!bed.scratch.empty()) {
    std::error_code failed;
    fs::remove_all(bed.scratch, failed);
    if (!failed) fs::create_directory(bed.scratch, failed);
    if (failed) {
      result.evidence = bed.scratch.string() + ": " + failed.message();
      return result;
    }
  }
  adapters::ChildSpec spec;
  spec.argv = {console.surroundings.executable, "check-one", check.id, command.file, bed.fixture};
  spec.deadline = kDeadline;
  spec.stop = console.surroundings.stop;
  const auto end = adapters::run_child(spec);
  if (end) {
    take_answer(*end, result);
  } else {
    result.evidence = end.error().message;
  }
  result.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::steady_clock::now() - begin)
                            .count();
  return result;
}

/// Of a file that the first look refused only what does not run it is checked.
bool is_static(std::string_view id) { return id.front() == 'S' && id != "S9"; }

std::string line_of(const kit::CheckResult& result, const Style& style) {
  std::string label;
  switch (result.kind) {
    case Kind::Passed:
      label = paint(style, Tone::Good, "ok     ");
      break;
    case Kind::Failed:
      label = paint(style, Tone::Bad, "FAILED ");
      break;
    case Kind::Skipped:
      label = paint(style, Tone::Faint, "skipped");
      break;
    case Kind::Quirk:
      label = paint(style, Tone::Change, "quirk  ");
      break;
  }
  std::string id = result.id;
  id.resize(4, ' ');
  std::string out = "  " + label + " " + id + result.sentence + "\n";
  const std::string indent(14, ' ');
  if (result.kind == Kind::Quirk) out += indent + "declared: " + printable(result.why) + "\n";
  if (!result.evidence.empty()) out += indent + printable(result.evidence) + "\n";
  return out;
}

std::string summary(const kit::Report& report, const Style& style) {
  const auto number = [&](Kind kind) { return std::to_string(report.count(kind)); };
  std::string out =
      (report.good() ? paint(style, Tone::Good, "good: ") : paint(style, Tone::Bad, "refused: ")) +
      std::to_string(report.results.size()) + " checks, " + number(Kind::Passed) + " passed, " +
      number(Kind::Failed) + " failed, " + number(Kind::Skipped) + " skipped, " +
      number(Kind::Quirk) + " declared quirks\n  " + report.file + "\n  SHA-256 " + report.sha256 +
      "\n";
  for (const std::string& id : report.stale_quirks) {
    out += "  note: the manifest declares a quirk " + printable(id) +
           ", and that check does not fail: take it out\n";
  }
  return out;
}

/// Writes the recording that was asked for, if the checks are content with it. \return what to say
/// about it; empty: none was
Result<std::string> keep_recording(const Bed& bed, bool good) {
  if (bed.recording.empty()) return std::string();
  if (!good) return bed.recording + " is left as it was: what was recorded fails checks\n";
  CW_CHECK(write_recording(bed.recorded.text, bed.recording));
  return "recorded " + std::to_string(bed.recorded.answers) + " answers: " + bed.recording +
         "\n  They are the system's own, with whoever is in them; secrets are left out.\n";
}

}  // namespace

Result<ExitCode> full_check(const CheckCommand& command, const Console& console) {
  CW_TRY(const adapters::Verdict verdict, look(command, console));
  CW_TRY(const Bed bed, make_bed(command, console, verdict));
  kit::Report report;
  report.file = command.file;
  report.sha256 = verdict.sha256;
  const Json manifest = Json::parse(verdict.manifest, nullptr, /*allow_exceptions=*/false);
  if (manifest.is_object()) {
    report.adapter = manifest.value("id", "");
    report.version = manifest.value("version", "");
  }
  for (const kit::Check& check : kit::catalog()) {
    kit::CheckResult result{check.id, check.sentence, Kind::Skipped, "", "", 0};
    if (check.id == kFirstLook) {
      result.kind = verdict.ok ? Kind::Passed : Kind::Failed;
      result.evidence = verdict.ok ? "" : "it " + verdict.sentence;
    } else if (verdict.ok || is_static(check.id)) {
      result = run_one(check, command, console, bed);
    } else {
      result.evidence = "the first look refused the file";
    }
    if (console.surroundings.stop.stop_requested()) {
      return Error{ErrorCode::Cancelled, std::string("stopped at ") + check.id};
    }
    report.results.push_back(std::move(result));
    console.tell(std::string("checked ") + check.id);
  }
  kit::declare_quirks(report, manifest);
  CW_TRY(const std::string recorded, keep_recording(bed, report.good()));
  if (!command.junit.empty()) CW_CHECK(write_private(command.junit, kit::to_junit(report)));
  if (console.options.json) {
    console.print(kit::to_json(report));
  } else {
    std::string out;
    for (const kit::CheckResult& each : report.results) out += line_of(each, console.style());
    console.print(out + summary(report, console.style()) + recorded);
  }
  return report.good() ? ExitCode::Done : ExitCode::NotConnected;
}

}  // namespace crosswalk::app
