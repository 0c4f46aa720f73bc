#include "adapters/outcome.hpp"

#include "adapters/guard_bytes.hpp"
#include "adapters/redact.hpp"

#include "crosswalk/utf8.hpp"

#include <algorithm>

namespace crosswalk::adapters {
namespace {

// A message may have 512 bytes (the binding cuts it), and an id must always find room: without its
// id what was created cannot be linked.
constexpr std::uint32_t kArenaPerRow = 768;
constexpr std::uint32_t kArenaLeast = 4096;
constexpr std::size_t kLongestMessage = 1024;  // bytes
constexpr std::uint64_t kGuardId = 0xA5A5A5A5A5A5A5A5U;

}  // namespace

OutcomeBuffer::OutcomeBuffer(const BatchView& batch)
    : slots_(std::size_t{batch.rows()} + 1),
      arena_size_(kArenaLeast + batch.rows() * kArenaPerRow) {
  arena_ = std::make_unique<std::uint8_t[]>(std::size_t{arena_size_} + kGuardBytes);
  lay_guard(arena_.get() + arena_size_);
  change_ids_.reserve(batch.rows());
  for (std::uint32_t row = 0; row < batch.rows(); ++row) {
    change_ids_.push_back(batch.row(row).change_id);
    slots_[row].change_id = change_ids_.back();
  }
  slots_.back().change_id = kGuardId;
  buffer_.struct_size = sizeof buffer_;
  buffer_.count = batch.rows();
  buffer_.slots = slots_.data();
  buffer_.arena = arena_.get();
  buffer_.arena_cap = arena_size_;
}

bool OutcomeBuffer::overrun() const {
  const cw_outcome& last = slots_.back();
  return guard_broken(arena_.get() + arena_size_) || last.change_id != kGuardId || last.state != 0;
}

std::vector<Outcome> OutcomeBuffer::harvest() const {
  std::vector<Outcome> outcomes;
  outcomes.reserve(change_ids_.size());
  for (std::size_t row = 0; row < change_ids_.size(); ++row) outcomes.push_back(read(row));
  return outcomes;
}

Outcome OutcomeBuffer::read(std::size_t row) const {
  const cw_outcome& slot = slots_[row];
  Outcome unknown;
  unknown.change_id = change_ids_[row];
  const std::uint32_t state = __atomic_load_n(&slot.state, __ATOMIC_ACQUIRE);
  if (state == CW_OUT_UNKNOWN) return unknown;  // what else the slot holds may be half written

  unknown.status = CW_E_INTERNAL;
  if (state > CW_OUT_SKIPPED || slot.change_id != change_ids_[row]) return unknown;
  const std::optional<std::string> id = text(slot.remote_id_off, slot.remote_id_len);
  const std::optional<std::string> message = text(slot.message_off, slot.message_len);
  // An id that is damaged would be linked for good; words are only words.
  if (!id || !is_utf8(*id) || !message) return unknown;

  Outcome outcome;
  outcome.change_id = slot.change_id;
  outcome.state = static_cast<Outcome::State>(state);
  outcome.status = slot.status;
  outcome.http_status = slot.http_status;
  outcome.retry_after = std::chrono::milliseconds{slot.retry_after_ms};
  outcome.remote_id = *id;
  outcome.message = one_line(*message, kLongestMessage);
  return outcome;
}

std::optional<std::string> OutcomeBuffer::text(std::uint32_t off, std::uint32_t len) const {
  if (len == 0) return std::string{};
  if (off > arena_size_ || len > arena_size_ - off) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(arena_.get()) + off, len);
}

}  // namespace crosswalk::adapters
