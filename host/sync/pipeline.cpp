#include "sync/pipeline.hpp"

namespace crosswalk::sync {

Pipeline::Pipeline(RowStream& stream) : stream_(stream) {
  for (std::size_t i = 0; i < kBuffers; ++i) free_.push_back(stream.make_buffer());
  reader_ = std::thread([this] { read(); });
}

Pipeline::~Pipeline() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  reader_.join();
}

void Pipeline::read() {
  for (;;) {
    std::unique_ptr<RowBuffer> buffer;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stop_ || !free_.empty(); });
      if (stop_) return;
      buffer = std::move(free_.back());
      free_.pop_back();
    }
    auto more = stream_.next(*buffer);
    if (more && !awaited()) buffer->prepare();
    const std::lock_guard lock(mutex_);
    if (more)
      full_.push_back(std::move(buffer));
    else
      error_ = std::move(more).error();
    if (!more || !*more) ended_ = true;
    changed_.notify_all();
    if (ended_) return;
  }
}

bool Pipeline::awaited() {
  const std::lock_guard lock(mutex_);
  return awaited_;
}

Result<const RowBuffer*> Pipeline::next() {
  std::unique_lock lock(mutex_);
  if (lent_) {
    free_.push_back(std::move(lent_));
    changed_.notify_all();
  }
  awaited_ = full_.empty();
  changed_.wait(lock, [this] { return ended_ || !full_.empty(); });
  awaited_ = false;
  if (full_.empty()) {
    if (error_) return *error_;
    return static_cast<const RowBuffer*>(nullptr);
  }
  lent_ = std::move(full_.front());
  full_.erase(full_.begin());
  lock.unlock();
  lent_->prepare();
  return lent_.get();
}

}  // namespace crosswalk::sync
