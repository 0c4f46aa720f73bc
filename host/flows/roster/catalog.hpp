#pragma once

/// \file
/// A catalog of the destination: ids with titles, found by either.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::flows {

class Catalog {
 public:
  /// \param json  an array of {"id", "title"}; ids may be numbers
  /// \error BadData  it is nothing of that kind.
  static Result<Catalog> parse(std::string_view json);

  /// The id of the entry with this id, or else with this title in any case; nothing when there is
  /// none, or several.
  std::optional<std::string> resolve(std::string_view id_or_title) const;
  /// The title of an id; empty when it is not there.
  std::string_view title(std::string_view id) const;
  std::vector<std::string> titles() const;

 private:
  std::map<std::string, std::string, std::less<>> titles_;             ///< by id
  std::multimap<std::string, std::string, std::less<>> ids_by_title_;  ///< folded
};

using Catalogs = std::map<std::string, Catalog, std::less<>>;

}  // namespace crosswalk::flows
