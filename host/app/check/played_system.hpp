#pragma once

/// \file
/// A system played by crosswalk-sandbox, the program beside this one, for as long as the checks
/// take.

#include "app/check/fixture.hpp"

#include "crosswalk/result.hpp"

#include <sys/types.h>

#include <memory>
#include <string>

namespace crosswalk::app {

/// Where a played system is reached that only a recording of it plays: nobody listens there. It
/// stands in recordings in place of the real address, whose port is another one each time.
PlayedAt in_recordings();

class PlayedSystem {
 public:
  /// \param executable  this program's own file
  /// \param folder      for the file in which the sandbox says its port
  /// \error BadConfig    no such program or kind; its own words
  /// \error Unavailable  it did not start in time
  static Result<std::unique_ptr<PlayedSystem>> start(const PlayedSpec& spec,
                                                     const std::string& executable,
                                                     const std::string& folder);
  /// Ends it by its process id.
  ~PlayedSystem();
  PlayedSystem(const PlayedSystem&) = delete;
  PlayedSystem& operator=(const PlayedSystem&) = delete;

  const PlayedAt& at() const { return at_; }
  /// Back to its starting state. \error Unavailable  it does not answer
  Result<> reset() const;

 private:
  PlayedSystem() = default;
  pid_t pid_ = 0;
  PlayedAt at_;
};

}  // namespace crosswalk::app
