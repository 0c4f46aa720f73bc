#pragma once

/// \file
/// The two loops that look at every byte of a file: many bytes a step where the machine has SSE2
/// (every x86-64 has), byte by byte elsewhere.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace crosswalk::oneroster::csv {

/// How many readable bytes must follow the data that these functions look at.
inline constexpr std::size_t kScanPadding = 64;

/// One bit for each of the 64 bytes at `p`, the lowest for the first: set for a comma, CR or LF.
inline std::uint64_t delimiters(const char* p) {
  std::uint64_t mask = 0;
#if defined(__SSE2__)
  const __m128i comma = _mm_set1_epi8(',');
  const __m128i lf = _mm_set1_epi8('\n');
  const __m128i cr = _mm_set1_epi8('\r');
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p) + i);
    const __m128i hit =
        _mm_or_si128(_mm_cmpeq_epi8(block, comma),
                     _mm_or_si128(_mm_cmpeq_epi8(block, lf), _mm_cmpeq_epi8(block, cr)));
    mask |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(hit))} << (16 * i);
  }
#else
  for (unsigned i = 0; i < 64; ++i) {
    const bool hit = p[i] == ',' || p[i] == '\n' || p[i] == '\r';
    mask |= std::uint64_t{hit} << i;
  }
#endif
  return mask;
}

/// The delimiters at and after a place, one after the other. The caller has put one behind its
/// data, as a sentinel, and stops there.
class Delimiters {
 public:
  explicit Delimiters(const char* p) : block_(p), left_(delimiters(p)) {}
  const char* next() {
    while (left_ == 0) left_ = delimiters(block_ += 64);
    const char* const at = block_ + std::countr_zero(left_);
    left_ &= left_ - 1;
    return at;
  }

 private:
  const char* block_;
  std::uint64_t left_;
};

/// True when every byte is ASCII and none is NUL: then no row needs a look of its own.
inline bool is_clean(const char* p, const char* end) {
#if defined(__SSE2__)
  const __m128i one = _mm_set1_epi8(1);
  for (; end - p >= 16; p += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    if (_mm_movemask_epi8(_mm_cmplt_epi8(block, one)) != 0)
      return false;  // as signed: NUL and >= 0x80
  }
#endif
  for (; p != end; ++p) {
    if (static_cast<signed char>(*p) < 1) return false;
  }
  return true;
}

/// The first `what` in [from, end), or nullptr.
inline const char* find(const char* from, const char* end, char what) {
  if (from == end) return nullptr;
  return static_cast<const char*>(std::memchr(from, what, static_cast<std::size_t>(end - from)));
}

}  // namespace crosswalk::oneroster::csv
