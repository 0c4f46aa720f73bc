#pragma once

/// \file
/// A roster to read from, whichever way: one feed for each entity of the model.

#include "feed.hpp"

#include <string_view>

namespace crosswalk::powerschool {

class RosterSource {
 public:
  RosterSource() = default;
  RosterSource(const RosterSource&) = delete;
  RosterSource& operator=(const RosterSource&) = delete;
  virtual ~RosterSource() = default;

  /// The rows of an entity. The feed must not outlive the source.
  /// \error Unsupported  there is no such entity
  virtual Result<Feed> feed(std::string_view entity) = 0;
};

/// Of an entity that is none.
inline Error unknown_entity(std::string_view entity) {
  return Error{ErrorCode::Unsupported,
               "powerschool: '" + std::string(entity) + "' is nothing that can be read"};
}

}  // namespace crosswalk::powerschool
