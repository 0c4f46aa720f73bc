#pragma once

/// \file
/// Lists, whole: paged or flat as the answer's shape says (contract 1.1).

#include "client.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::quickschools {

struct Listing {
  std::vector<nlohmann::json> rows;  ///< each id once
  bool complete = true;              ///< false: the list changed while it was read, twice
};

/// One answer of a list. Figures come as numbers or as texts.
struct Page {
  std::vector<nlohmann::json> rows;
  bool flat = false;  ///< a top-level array: the whole list
  std::optional<std::uint64_t> number;
  std::optional<std::uint64_t> pages;
  std::optional<std::uint64_t> items;
};

/// \error BadData  neither a paged nor a flat list
Result<Page> decode_page(nlohmann::json document);

/// The list at `path`, with the extras that `fields` names. A list that changes while its pages are
/// read is read once more.
/// \error as Client::get()
Result<Listing> list_all(const Client& client, std::string_view path, std::string_view fields,
                         std::string_view what);

}  // namespace crosswalk::quickschools
