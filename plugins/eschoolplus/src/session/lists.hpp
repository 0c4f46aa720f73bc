#pragma once

/// \file
/// Lists of the session service, whole: page after page of a job (contract 4.2).

#include "session/client.hpp"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::eschoolplus {

using Filters = std::vector<std::pair<std::string_view, std::string>>;

/// One answer of a list.
struct Page {
  std::vector<nlohmann::json> records;  ///< live ones
  std::string job;                      ///< empty: this service has no jobs
  std::string as_of;
  std::uint64_t seen = 0;  ///< records, removed ones included
  std::uint64_t page_total = 1;
  std::optional<std::uint64_t> record_total;
};

/// \error BadData  no page of a list
Result<Page> decode_page(std::string_view body);

struct Listing {
  std::vector<nlohmann::json> rows;  ///< each once
  std::string as_of;
  bool complete = true;
};

/// The list at `path`. It is begun anew once when its job expires, and once when its pages do not
/// add up.
Result<Listing> list_all(Client& client, std::string_view path, const Filters& filters,
                         std::string_view what, std::uint64_t page_size);

}  // namespace crosswalk::eschoolplus
