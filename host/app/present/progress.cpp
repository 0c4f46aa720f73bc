#include "app/present/progress.hpp"

#include "app/present/words.hpp"
#include "model/entity.hpp"

#include <algorithm>
#include <array>

namespace crosswalk::app {
namespace {

constexpr std::int64_t kRedrawMs = 100;
constexpr std::int64_t kLineMs = 10'000;
constexpr std::int64_t kRateAfterMs = 1'000;  // an earlier rate would be a guess
constexpr std::size_t kBar = 24;
constexpr const char* kRedraw = "\r\x1b[K";

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kVerbs{{
    {"read", "Reading"},
    {"apply", "Sending"},
    {"compare", "Comparing"},
}};

std::uint64_t per_second(std::uint64_t done, std::int64_t elapsed_ms) {
  return elapsed_ms <= 0 ? 0 : done * 1000 / static_cast<std::uint64_t>(elapsed_ms);
}

}  // namespace

std::string phase_words(std::string_view phase) {
  if (phase == "apply") return "Sending changes";
  const auto blank = phase.find(' ');
  const std::string_view verb = phase.substr(0, blank);
  const auto at =
      std::ranges::find(kVerbs, verb, &std::pair<std::string_view, std::string_view>::first);
  if (at == kVerbs.end() || blank == std::string_view::npos) return std::string(phase);
  const std::string_view rest = phase.substr(blank + 1);
  const auto entity = model::entity_named(rest);
  return std::string(at->second) + " " + std::string(entity ? model::plural(*entity) : rest);
}

std::string ProgressText::update(const sync::Observer::Progress& progress, std::uint64_t retries,
                                 std::int64_t now_ms) {
  std::string out;
  const std::string phase = phase_words(progress.phase);
  // It counts stretches of keys, and is over before anybody has read it.
  const bool comparing = progress.phase.starts_with("compare ");
  if (phase != phase_) {
    out = finish(now_ms);
    phase_ = phase;
    comparing_ = comparing;
    began_ms_ = shown_ms_ = now_ms;
    retries_before_ = retries;
    if (terminal_) shown_ms_ -= kRedrawMs;  // a bar appears at once
  }
  done_ = progress.done;
  total_ = progress.total;
  failed_ = progress.failed;
  retries_ = retries - std::min(retries, retries_before_);
  if (now_ms - shown_ms_ < (terminal_ ? kRedrawMs : kLineMs)) return out;
  shown_ms_ = now_ms;
  return out + (terminal_ ? kRedraw + line(now_ms) : line(now_ms) + "\n");
}

std::string ProgressText::finish(std::int64_t now_ms) {
  if (phase_.empty()) return {};
  if (comparing_) {
    phase_.clear();
    return terminal_ ? kRedraw : "";
  }
  std::string out = (terminal_ ? kRedraw : "") + last_line(now_ms) + "\n";
  phase_.clear();
  return out;
}

std::string ProgressText::line(std::int64_t now_ms) const {
  const std::int64_t elapsed = now_ms - began_ms_;
  const std::uint64_t rate = per_second(done_, elapsed);
  std::string text = phase_ + (terminal_ ? "  " : ": ");
  if (total_ > 0) {
    const std::uint64_t done = std::min(done_, total_);
    if (terminal_) {
      const std::size_t filled = static_cast<std::size_t>(done * kBar / total_);
      text += "[" + std::string(filled, '#') + std::string(kBar - filled, '.') + "]  ";
    }
    if (!comparing_) text += grouped(done_) + " of " + grouped(total_) + "  ";
    text += std::to_string(done * 100 / total_) + " %";
  } else {
    text += grouped(done_);
  }
  if (elapsed >= kRateAfterMs && rate > 0 && !comparing_) {
    text += "  " + grouped(rate) + "/s";
    if (total_ > done_) text += "  " + duration((total_ - done_ + rate - 1) / rate) + " left";
  }
  if (retries_ > 0) text += "  " + counted(retries_, "retry", "retries");
  if (failed_ > 0) text += "  " + failures();
  return terminal_ ? shortened(text, style_.width - 1) : text;
}

std::string ProgressText::failures() const {
  return grouped(failed_) + (phase_.starts_with("Reading") ? " set aside" : " failed");
}

std::string ProgressText::last_line(std::int64_t now_ms) const {
  const std::int64_t elapsed = std::max<std::int64_t>(0, now_ms - began_ms_);
  std::string text = phase_ + ": " + grouped(done_) + " in " +
                     duration(static_cast<std::uint64_t>(elapsed / 1000));
  if (const std::uint64_t rate = per_second(done_, elapsed); elapsed >= kRateAfterMs && rate > 0) {
    text += ", " + grouped(rate) + "/s";
  }
  if (retries_ > 0) text += ", " + counted(retries_, "retry", "retries");
  if (failed_ > 0) text += ", " + failures();
  return text;
}

}  // namespace crosswalk::app
