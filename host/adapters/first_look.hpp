#pragma once

/// \file
/// The first look at an adapter file, from a safe distance: a child process of the same executable
/// runs it, with a deadline. A throw, an abort or a hang is the child's end, and a sentence.

#include "crosswalk/result.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::adapters {

/// What is known about one file's content.
struct Verdict {
  bool ok = false;
  std::string sha256;    ///< of the bytes that were looked at
  std::string sentence;  ///< why not: "FILE " and this are a sentence; empty when ok
  std::string manifest;  ///< JSON, when ok
  std::vector<std::string> warnings;
};

/// Where verdicts are kept, by the hash of the file. Thread-safe.
class VerdictCache {
 public:
  virtual ~VerdictCache() = default;
  virtual std::optional<Verdict> find(const std::string& key) = 0;
  virtual void keep(const std::string& key, const Verdict& verdict) = 0;
};

/// For as long as the process lives.
class MemoryVerdicts final : public VerdictCache {
 public:
  MemoryVerdicts();
  ~MemoryVerdicts() override;
  std::optional<Verdict> find(const std::string& key) override;
  void keep(const std::string& key, const Verdict& verdict) override;

 private:
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

struct FirstLookOptions {
  /// Run as `executable check-child FILE`, with an empty environment; it calls check_child().
  std::string executable = "/proc/self/exe";
  std::chrono::milliseconds deadline{10'000};
  std::string host_version = "1.0.0";  ///< a verdict of another version does not count
};

class FirstLook {
 public:
  /// `cache` outlives it.
  FirstLook(FirstLookOptions options, VerdictCache& cache)
      : options_(std::move(options)), cache_(cache) {}

  /// The verdict on the file, from the cache if its content is known. Only what the child itself
  /// said is kept: after a crash or a hang the next look tries again.
  /// \error NotFound, Unavailable  the file cannot be read, or no process can be started
  Result<Verdict> look(const std::string& path);

 private:
  FirstLookOptions options_;
  VerdictCache& cache_;
};

}  // namespace crosswalk::adapters
