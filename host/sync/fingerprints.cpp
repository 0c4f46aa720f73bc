#include "sync/fingerprints.hpp"

#include <sys/mman.h>

#include <new>

namespace crosswalk::sync {
namespace {

constexpr std::size_t kHugePage = 2U << 20;

}  // namespace

Fingerprints::Fingerprints(std::uint64_t expected, std::uint64_t salt)
    : count_(expected / 11 + 2),  // 11 of 16 slots: overflow stays rare
      salt_(salt * 0x9E3779B97F4A7C15ULL + 1) {
  // Every question goes to another page: with pages of 4 KiB, looking up where that page is costs
  // more than the line.
  const std::size_t size = (bytes() + kHugePage - 1) / kHugePage * kHugePage;
  void* const memory = ::operator new(size, std::align_val_t(kHugePage));
  ::madvise(memory, size, MADV_HUGEPAGE);  // a wish
  lines_.reset(::new (memory) Line[count_]());
}

void Fingerprints::Free::operator()(Line* lines) const {
  ::operator delete(lines, std::align_val_t(kHugePage));
}

std::uint32_t Fingerprints::print(const model::Key& key, const model::Hash128& source) const {
  std::uint64_t x = (key.low ^ source.low ^ salt_) + (source.high << 1);
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93ULL;
  const auto value = static_cast<std::uint32_t>(x >> 32);
  return value == 0 ? 1 : value;  // 0 is an empty slot
}

void Fingerprints::insert(const model::Key& key, const model::Hash128& source) {
  const std::uint32_t value = print(key, source);
  for (std::uint64_t line = line_of(key);; line = line + 1 == count_ ? 0 : line + 1) {
    for (std::uint32_t& slot : lines_[line].slots) {
      if (slot == 0) {
        slot = value;
        return;
      }
      if (slot == value) return;
    }
  }
}

bool Fingerprints::contains(const model::Key& key, const model::Hash128& source) const {
  const std::uint32_t value = print(key, source);
  for (std::uint64_t line = line_of(key);; line = line + 1 == count_ ? 0 : line + 1) {
    const Line& at = lines_[line];
    bool hit = false;
    for (const std::uint32_t slot : at.slots) hit |= slot == value;
    if (hit) return true;
    if (at.slots[kSlots - 1] == 0)
      return false;  // lines fill from the front: this one never overflowed
  }
}

}  // namespace crosswalk::sync
