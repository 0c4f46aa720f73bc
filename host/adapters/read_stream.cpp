#include "adapters/read_stream.hpp"

#include "adapters/guard_bytes.hpp"
#include "adapters/instance_core.hpp"

#include "crosswalk/batch_writer.hpp"

#include <algorithm>

namespace crosswalk::adapters {
namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kTokenBytes = std::size_t{64} << 10U;
constexpr std::uint32_t kEmptyBatches = 10'000;  // in a row: then it is a loop, not a search

std::size_t round_up(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

Result<> Batch::reserve(std::size_t capacity) {
  view_.reset();
  if (capacity <= capacity_) return {};
  capacity = round_up(capacity);
  memory_.reset(static_cast<std::uint8_t*>(std::aligned_alloc(kAlignment, capacity + kGuardBytes)));
  capacity_ = memory_ == nullptr ? 0 : capacity;
  if (memory_ == nullptr) {
    return Error{ErrorCode::Internal,
                 "no memory for a batch of " + std::to_string(capacity) + " bytes"};
  }
  lay_guard(memory_.get() + capacity_);
  return {};
}

bool Batch::overrun() const { return guard_broken(memory_.get() + capacity_); }

ReadStream::ReadStream(std::shared_ptr<InstanceCore> core, cw_stream* stream, std::uint32_t columns,
                       std::uint32_t schema_id)
    : core_(std::move(core)), stream_(stream), columns_(columns), schema_id_(schema_id) {}

ReadStream::~ReadStream() {
  const Turn turn(*core_, Turn::Ask::Wait);
  core_->adapter.tables().read->close(stream_);
}

Error ReadStream::dead(Error error) {
  phase_ = Phase::Dead;
  return error;
}

Result<cw_status> ReadStream::fill(Batch& batch, std::size_t capacity, std::uint64_t& need) {
  CW_CHECK(batch.reserve(capacity));
  // An empty batch to begin with, so that nothing of an earlier one can be taken for an answer.
  BatchWriter(batch.memory_.get(), batch.capacity_, columns_, schema_id_);
  cw_batch_buf buffer{};
  buffer.struct_size = sizeof buffer;
  buffer.base = batch.memory_.get();
  buffer.capacity = batch.capacity_;
  cw_error error = empty_error();
  const cw_status status = core_->adapter.tables().read->next(stream_, &buffer, &error);
  if (batch.overrun()) return core_->broken("next() wrote past the end of its buffer");
  need = buffer.need;
  if (status == CW_OK || status == CW_END || status == CW_MORE_ROOM) return status;
  return core_->failure(status, error, "read");
}

Result<bool> ReadStream::next(Batch& batch) {
  if (phase_ != Phase::Reading) {
    return Error{ErrorCode::InvalidArgument, "the stream has ended or failed already"};
  }
  const Turn turn(*core_);
  if (!turn) return Turn::refused();
  const std::size_t most = core_->limits.batch_bytes_max;
  std::size_t capacity = std::max(batch.capacity(), core_->limits.batch_bytes);
  cw_status status = CW_OK;
  while (true) {
    std::uint64_t need = 0;
    auto filled = fill(batch, capacity, need);
    if (!filled) return dead(std::move(filled).error());
    status = *filled;
    if (status != CW_MORE_ROOM) break;
    if (batch.capacity() >= most || need > most) {
      return dead(Error{ErrorCode::BadData, core_->adapter.manifest().id + ": one record wants " +
                                                std::to_string(need) + " bytes, the limit is " +
                                                std::to_string(most)});
    }
    capacity = std::min(most, std::max<std::size_t>(batch.capacity() * 2, need));
  }
  auto view = BatchView::check(batch.memory_.get(), batch.capacity_, columns_, schema_id_);
  if (!view) return dead(core_->broken(view.error().message));
  if (auto counted = count(*view); !counted) return dead(std::move(counted).error());
  batch.view_ = *view;
  if (status == CW_END) phase_ = Phase::Ended;
  return status == CW_OK;
}

Result<> ReadStream::count(const BatchView& batch) {
  empty_batches_ = batch.rows() == 0 ? empty_batches_ + 1 : 0;
  if (empty_batches_ > kEmptyBatches) {
    return core_->broken("it sends empty batches without end");
  }
  for (std::uint32_t r = 0; r < batch.rows(); ++r) {
    const cw_row& row = batch.row(r);
    if (row.op != CW_ROW_UPSERT && row.op != CW_ROW_DELETE) {
      return core_->broken("batch: row " + std::to_string(r) + " has an operation of apply");
    }
    if ((row.flags & CW_ROW_F_BAD) == 0) continue;
    ++refused_;
    const cw_cell* cells = batch.cells(r);
    const bool sound = (cells[0].type == CW_T_TEXT || cells[0].type == CW_T_ABSENT) &&
                       (columns_ == 1 || cells[1].type == CW_T_TEXT);
    if (!sound) {
      return core_->broken("batch: refused row " + std::to_string(r) + " has no reason in words");
    }
  }
  rows_ += batch.rows();
  return {};
}

Result<ReadEnd> ReadStream::finish() {
  if (phase_ != Phase::Ended) {
    return Error{ErrorCode::InvalidArgument, "the stream is not at its end, or failed"};
  }
  const Turn turn(*core_);
  if (!turn) return Turn::refused();
  cw_read_end end{};
  end.struct_size = sizeof end;
  StringSink token(kTokenBytes);
  cw_error error = empty_error();
  const cw_status status = core_->adapter.tables().read->finish(stream_, &end, token.abi(), &error);
  if (status != CW_OK) return dead(core_->failure(status, error, "finish"));
  if (end.rows != rows_ || end.refused != refused_) {
    return dead(core_->broken("it counts " + std::to_string(end.rows) + " rows and " +
                              std::to_string(end.refused) + " refused ones, but sent " +
                              std::to_string(rows_) + " and " + std::to_string(refused_)));
  }
  return ReadEnd{(end.flags & CW_READ_COMPLETE) != 0, end.rows, end.refused, token.take()};
}

}  // namespace crosswalk::adapters
