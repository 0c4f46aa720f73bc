#pragma once

/// \file
/// The adapters of this host: found in folders, looked at one by one, loaded when they are wanted.

#include "adapters/adapter.hpp"
#include "adapters/first_look.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace crosswalk::adapters {

/// One file that calls itself an adapter, and what came of it.
struct Found {
  std::string path;
  bool ok = false;
  std::string sha256;
  std::string sentence;  ///< why not, path included; empty when ok
  std::vector<std::string> warnings;
  Manifest manifest;  ///< when ok
};

/// Thread-safe. Adapters that were loaded stay for as long as the process lives.
class Registry {
 public:
  /// Looks at every `*.adapter.so` of the folders (not of their subfolders), by name. A bad file is
  /// listed with its sentence and stops nobody; of two with one id the first is used. A folder that
  /// is not there is empty.
  static std::unique_ptr<Registry> scan(const std::vector<std::string>& folders, FirstLook& look);

  const std::vector<Found>& found() const { return found_; }

  /// The adapter with that id, loaded at the first call.
  /// \error NotFound  no (sound) file has it; the message names the nearest id, or the bad file's
  /// sentence
  /// \error Conflict  the file changed since it was looked at
  Result<const Adapter*> get(const std::string& id);

 private:
  Registry() = default;

  std::vector<Found> found_;
  std::mutex mutex_;
  std::vector<std::pair<std::string, std::unique_ptr<Adapter>>> loaded_;  ///< by id
};

}  // namespace crosswalk::adapters
