#include "app/present/render_result.hpp"

#include "app/present/render_plan.hpp"
#include "app/present/words.hpp"

#include <array>

namespace crosswalk::app {
namespace {

struct OutcomeWords {
  const char* key;
  const char* text;
};

constexpr std::array<OutcomeWords, 6> kGood{{{"created", "created"},
                                             {"updated", "updated"},
                                             {"dropped", "dropped"},
                                             {"restored", "restored"},
                                             {"adopted", "linked to what was there"},
                                             {"noop", "already so"}}};
constexpr std::array<OutcomeWords, 4> kBad{{{"failed", "refused by the destination"},
                                            {"blocked", "blocked by another record"},
                                            {"unknown", "with an unknown outcome"},
                                            {"skipped", "not sent"}}};

std::uint64_t count_of(const sync::ApplyResult& result, const char* key) {
  const auto at = result.outcomes.find(key);
  return at == result.outcomes.end() ? 0 : at->second;
}

template <std::size_t N>
std::string counts(const sync::ApplyResult& result, const std::array<OutcomeWords, N>& words) {
  std::string out;
  for (const OutcomeWords& each : words) {
    const std::uint64_t count = count_of(result, each.key);
    if (count == 0) continue;
    out += (out.empty() ? "" : ", ") + grouped(count) + " " + each.text;
  }
  return out;
}

std::string failures(const ResultView& view, const Style& style) {
  std::string out;
  for (const FailedRecord& each : view.failed) {
    out += "  " + paint(style, Tone::Bad, "x") + " " + std::string(word(each.operation.action)) +
           " " + std::string(model::name(each.operation.entity)) + " " +
           record_text(each.operation.entity, each.operation.identity, view.name_of) + ": " +
           (each.outcome.message.empty() ? std::string(word(each.outcome.state))
                                         : printable(each.outcome.message)) +
           "\n";
  }
  return out;
}

std::string heading(const ResultView& view, const Style& style) {
  const std::string run = "Run " + std::to_string(view.result.run);
  const std::string time = " after " + duration(view.seconds);
  if (view.interrupted) return paint(style, Tone::Change, run + " stopped" + time);
  if (view.result.paused) return paint(style, Tone::Bad, run + " paused" + time);
  const bool failed = exit_code_for(view.result, false) == ExitCode::SomeFailed;
  return paint(style, failed ? Tone::Change : Tone::Good, run + " done" + time);
}

}  // namespace

ExitCode exit_code_for(const sync::ApplyResult& result, bool interrupted) {
  if (interrupted && result.paused) return ExitCode::Interrupted;
  if (result.paused) return ExitCode::Paused;
  const bool failed =
      count_of(result, "failed") + count_of(result, "unknown") + count_of(result, "blocked") > 0;
  return failed ? ExitCode::SomeFailed : ExitCode::Done;
}

std::string render_calls(const http::Counters& calls) {
  std::string out = "API calls: " + counted(calls.writes, "write", "writes") + ", " +
                    counted(calls.reads, "read", "reads");
  if (calls.token_requests > 0) {
    out += ", " + counted(calls.token_requests, "token request", "token requests");
  }
  if (calls.retries > 0) out += "; " + counted(calls.retries, "retry", "retries") + " among them";
  if (calls.waited_ms >= 1000) {
    out += "; waited " + duration(calls.waited_ms / 1000) + " for rate limits and before retries";
  }
  return out + ".\n";
}

std::string render_result(const ResultView& view, const Style& style) {
  std::string out = heading(view, style);
  const std::string good = counts(view.result, kGood);
  const std::string bad = counts(view.result, kBad);
  if (good.empty() && bad.empty()) {
    out += ": nothing was sent.\n";
  } else {
    out += ": " + good + (good.empty() || bad.empty() ? "" : "; ") + paint(style, Tone::Bad, bad) +
           ".\n";
  }
  out += failures(view, style);
  if (!view.result.reason.empty()) out += printable(view.result.reason) + "\n";
  out += render_calls(view.calls);
  const std::string plan = short_hash(view.plan);
  if (view.result.paused) {
    return out + "Nothing is lost. Go on with: crosswalk apply " + plan + "\n";
  }
  out += "Record by record: crosswalk show " + std::to_string(view.result.run) +
         ". All runs: crosswalk runs.\n";
  if (good.empty()) return out;
  return out + "To take it back: crosswalk undo " + std::to_string(view.result.run) +
         " (a plan first, like any other).\n";
}

}  // namespace crosswalk::app
