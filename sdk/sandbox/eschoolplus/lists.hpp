#pragma once

/// \file
/// The lists: which rows, filtered by what, in pages that stand still (contract 4.2, 5).

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/core/collections.hpp"
#include "sandbox/core/message.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/eschoolplus/replies.hpp"

namespace crosswalk::sandbox::eschoolplus {

struct ListSpec {
  std::string_view path;  ///< below the base path
  std::string_view collection;
  std::string_view call_type;
  std::vector<std::string_view> filters;  ///< query keys it knows besides paging
  std::string_view feature;               ///< that it needs; empty: none
};

/// Null when the path is no list.
const ListSpec* find_list(std::string_view path);

/// What a list is answered under.
struct ListRules {
  bool jobs = true;  ///< pages are frozen under a job's id
  bool birth_dates = false;
  std::int64_t school_year = 0;
  std::int64_t utc_offset_minutes = 0;
  std::int64_t now_ms = 0;
  std::int64_t page_shift = 0;
};

/// Frozen pages, by the job's id. Not thread-safe: the system's lock covers it.
class Jobs {
 public:
  Reply list(const ListSpec& spec, const Collections& rows, const Parameters& query,
             const ListRules& rules);
  void forget() { jobs_.clear(); }

 private:
  struct Job {
    std::vector<Json> rows;
    std::int64_t last_read = 0;
    std::int64_t as_of = 0;
  };
  std::map<std::string, Job> jobs_;
  std::uint64_t made_ = 0;
};

}  // namespace crosswalk::sandbox::eschoolplus
