#pragma once

/// \file
/// Lists with start, limit and links (contract 4.1, 4.5).

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

struct Page {
  std::int64_t start = 0;
  std::int64_t limit = 20;
};

/// From start and limit: default 20, cap 200, nonsense reads as the default.
Page page_of(const Call& call);

/// `links` of a list that has `total` items: self, and next unless this is the last page. Both
/// repeat the query of the call, with `fixed` (such as enrollment_status=1) when it was not sent.
Json page_links(const Call& call, const Page& page, std::size_t total,
                const Parameters& fixed = {});

/// The rows of a page out of everything that passes. `range` is walked once; `keep(item)` says what
/// belongs to the list, `show(item)` makes its row. The second value is the number of all.
template <class Range, class Keep, class Show>
std::pair<Json, std::size_t> page_rows(const Call& call, const Page& page, const Range& range,
                                       const Keep& keep, const Show& show) {
  const std::int64_t start = page.start + (page.start > 0 ? call.tampering.page_shift : 0);
  Json rows = Json::array();
  std::int64_t at = 0;
  for (const auto& item : range) {
    if (!keep(item)) continue;
    if (at >= start && at < start + page.limit) rows.push_back(show(item));
    ++at;
  }
  return {std::move(rows), static_cast<std::size_t>(at)};
}

/// Puts `rows` under `key`, leaving the key out when there are none (4.2).
void put_rows(Json& list, const char* key, Json rows);

}  // namespace crosswalk::sandbox::schoology
