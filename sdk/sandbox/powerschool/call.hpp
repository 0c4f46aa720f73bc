#pragma once

/// \file
/// One request with a good token on its way through the resources.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sandbox/core/message.hpp"
#include "sandbox/core/system.hpp"
#include "sandbox/powerschool/settings.hpp"
#include "sandbox/powerschool/tables.hpp"

namespace crosswalk::sandbox::powerschool {

struct Call {
  const State& state;
  const Settings& settings;
  std::string method;
  std::vector<std::string> path;  ///< segments, decoded; one slash at the end does not count
  std::vector<std::pair<std::string, std::string>> query;
  Json body;  ///< of a POST; null when there was none or it was no JSON
  std::int64_t now_ms = 0;
  const Tampering& tampering;

  std::optional<std::string> parameter(std::string_view name) const {
    for (const auto& [key, value] : query) {
      if (key == name) return value;
    }
    return std::nullopt;
  }
  /// The sandbox's day, YYYY-MM-DD.
  std::string today() const;
};

/// Which slice of a list a call asks for.
struct PageWish {
  std::size_t from = 0;
  std::size_t size = 0;  ///< 0: everything
};

/// `page` from 1, `pagesize` cut at `largest`. InvalidArgument: one of them is no such number.
Result<PageWish> page_wish(const Call& call, std::int64_t largest);

/// Answers below /ws/v1/, the gate passed.
Reply answer_v1(const Call& call);
/// Answers below /ws/schema/query/.
Reply answer_query(const Call& call);
/// Answers below /ws/schema/table, reads only.
Reply answer_table(const Call& call);

}  // namespace crosswalk::sandbox::powerschool
