#pragma once

/// \file
/// The two loops that look at every byte of a file: 16 bytes a step where the machine has SSE2
/// (every x86-64 has), byte by byte elsewhere.

#include <bit>
#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace crosswalk::oneroster::csv {

/// How many readable bytes must follow the data that these functions look at.
inline constexpr std::size_t kScanPadding = 16;

/// The first comma, CR or LF at or after `p`. The caller has put one of them behind its data, as a
/// sentinel.
inline const char* find_delimiter(const char* p) {
#if defined(__SSE2__)
  const __m128i comma = _mm_set1_epi8(',');
  const __m128i lf = _mm_set1_epi8('\n');
  const __m128i cr = _mm_set1_epi8('\r');
  for (;; p += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i hit =
        _mm_or_si128(_mm_cmpeq_epi8(block, comma),
                     _mm_or_si128(_mm_cmpeq_epi8(block, lf), _mm_cmpeq_epi8(block, cr)));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hit));
    if (mask != 0) return p + std::countr_zero(mask);
  }
#else
  while (*p != ',' && *p != '\n' && *p != '\r') ++p;
  return p;
#endif
}

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
