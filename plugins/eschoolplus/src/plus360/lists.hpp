#pragma once

/// \file
/// Lists of the OneRoster API, whole: page after page by limit and offset (contract 8). The host
/// signs, limits the rate and repeats; the adapter never sees the secret.

#include "plus360/table.hpp"

#include "crosswalk/host.hpp"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::eschoolplus::plus360 {

/// The array of records in an answer.
/// \error BadData  no JSON, or no such array: never taken for an empty list
Result<nlohmann::json> records_in(std::string_view body, std::string_view key);

/// What an answer other than 200 means to a read of `what`. `now_ms`: our clock.
Error refusal(const HttpResponse& answer, std::string_view what, std::uint64_t now_ms);

struct Listing {
  std::vector<nlohmann::json> records;  ///< each once
  bool complete = true;
};

/// \param filter  such as role='teacher'; empty: none
/// It is read anew once when its pages do not add up, or cannot: several without a total are whole
/// only when a second reading brings the same ids.
Result<Listing> list_all(const Host& host, const std::string& base_url, const Source& source,
                         std::string_view filter);

}  // namespace crosswalk::eschoolplus::plus360
