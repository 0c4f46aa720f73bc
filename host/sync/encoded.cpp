#include "sync/encoded.hpp"

namespace crosswalk::sync {
namespace {

/// Length of the first column of canonical bytes: a tag, four bytes of length, the text.
std::size_t first_column_size(std::string_view record) {
  std::uint32_t size = 0;
  std::memcpy(&size, record.data() + 1, sizeof size);
  return 5 + size;
}

}  // namespace

Hash128 content_hash(Entity entity, std::string_view record) {
  return model::hash_bytes(grouped(entity) ? record.substr(first_column_size(record)) : record);
}

void EncodedBatch::prepare() {
  if (prepared_) return;
  prepared_ = true;
  const BatchView& batch = view();
  canonical_.clear();
  encoded_.clear();
  faults_.clear();
  encoded_.resize(batch.rows());
  for (std::uint32_t r = 0; r < batch.rows(); ++r) {
    Row& row = encoded_[r];
    if ((batch.row(r).flags & CW_ROW_F_BAD) == 0) {
      const auto record = canonical_.append(batch, r);
      row.sound = record.has_value();
      row.deleted = batch.row(r).op == CW_ROW_DELETE;
      if (!record) faults_.emplace(r, record.error().message);
    }
    row.end = static_cast<std::uint32_t>(canonical_.bytes().size());
  }
}

std::unique_ptr<RowBuffer> EncodingStream::make_buffer() {
  return std::make_unique<EncodedBatch>(stream_.make_buffer(), entity_);
}

Result<bool> EncodingStream::next(RowBuffer& buffer) {
  auto* batch = dynamic_cast<EncodedBatch*>(&buffer);
  if (batch == nullptr) return Error{ErrorCode::Internal, "a buffer of another stream"};
  batch->prepared_ = false;
  return stream_.next(*batch->rows_);
}

}  // namespace crosswalk::sync
