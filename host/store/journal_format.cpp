#include "store/journal_format.hpp"

#include "store/bytes.hpp"

namespace crosswalk::store {
namespace {

constexpr std::uint64_t kExists = 0x10;
constexpr std::uint64_t kStateBits = 0x0F;

}  // namespace

std::string encode_operations(std::span<const std::uint64_t> operations) {
  std::string blob;
  std::uint64_t before = 0;
  for (const std::uint64_t operation : operations) {
    put_number(
        blob,
        operation - before);  // small while they ascend; wraps around, and back, when they do not
    before = operation;
  }
  return blob;
}

Result<std::vector<std::uint64_t>> decode_operations(std::string_view bytes) {
  std::vector<std::uint64_t> operations;
  ByteReader reader{bytes};
  std::uint64_t before = 0;
  while (!reader.at_end()) {
    CW_TRY(const std::uint64_t step, reader.number());
    before += step;
    operations.push_back(before);
  }
  return operations;
}

void append_outcome(std::string& blob, const sync::Outcome& outcome) {
  put_number(blob, outcome.index);
  put_number(blob, static_cast<std::uint64_t>(outcome.state) | (outcome.exists ? kExists : 0));
  put_text(blob, outcome.destination_id);
  put_text(blob, outcome.message);
}

Result<std::vector<sync::Outcome>> decode_outcomes(std::string_view bytes) {
  std::vector<sync::Outcome> outcomes;
  ByteReader reader{bytes};
  while (!reader.at_end()) {
    sync::Outcome outcome;
    CW_TRY(outcome.index, reader.number());
    CW_TRY(const std::uint64_t bits, reader.number());
    outcome.state = static_cast<sync::OutcomeState>(bits & kStateBits);
    outcome.exists = (bits & kExists) != 0;
    CW_TRY(outcome.destination_id, reader.text());
    CW_TRY(outcome.message, reader.text());
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace crosswalk::store
