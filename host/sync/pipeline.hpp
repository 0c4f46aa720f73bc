#pragma once

/// \file
/// Reads a stream in its own thread, a few batches ahead of who looks at them.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "sync/ports.hpp"

namespace crosswalk::sync {

/// Overlaps what the stream does (one core) with what is made of it (the other), and shares out
/// what either can do: the reading thread prepares a batch, unless the other one is idle: then it
/// hands the batch on as it is. Holds at most kBuffers batches.
class Pipeline {
 public:
  explicit Pipeline(RowStream& stream);
  ~Pipeline();
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  /// The next batch, prepared, valid until the next call; null at the end. The stream's error, once
  /// its batches are used up.
  Result<const RowBuffer*> next();

 private:
  static constexpr std::size_t kBuffers = 3;
  void read();
  bool awaited();

  RowStream& stream_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<RowBuffer>> free_;
  std::vector<std::unique_ptr<RowBuffer>> full_;  ///< oldest first
  std::unique_ptr<RowBuffer> lent_;
  std::optional<Error> error_;
  bool awaited_ = false;  ///< next() waits for a batch
  bool ended_ = false;
  bool stop_ = false;
  std::thread reader_;
};

}  // namespace crosswalk::sync
