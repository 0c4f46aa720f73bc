#pragma once

/// \file
/// Step 1a. In: a stream of checked batches. Out: the same batches with each row's canonical bytes.

#include "model/canonical.hpp"
#include "sync/ports.hpp"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::sync {

/// Enrollments: several source rows (terms, re-entries, roles) are one record, and its source id is
/// not part of its content, so that an export which renumbers them changes nothing.
constexpr bool grouped(Entity entity) { return entity == Entity::Enrollment; }

/// The hash of what counts as the content of a record's canonical bytes.
Hash128 content_hash(Entity entity, std::string_view record);

class EncodedBatch final : public RowBuffer {
 public:
  EncodedBatch(std::unique_ptr<RowBuffer> rows, Entity entity)
      : rows_(std::move(rows)), entity_(entity), canonical_(entity) {}

  const BatchView& view() const override { return rows_->view(); }
  /// Makes the canonical bytes.
  void prepare() override;

  // After prepare():

  /// What of a row is needed without a look into view(): that was written by another core.
  struct Row {
    std::uint32_t end = 0;  ///< of its canonical bytes, which begin where those before end
    bool sound = false;     ///< false: it is marked bad, or has a fault, and has no bytes
    bool deleted = false;   ///< a tombstone
  };
  std::span<const Row> rows() const { return encoded_; }
  /// Canonical bytes of row `r`, valid as long as the batch.
  std::string_view record(std::uint32_t r) const {
    const std::size_t begin = r == 0 ? 0 : encoded_[r - 1].end;
    return canonical_.bytes().substr(begin, encoded_[r].end - begin);
  }
  /// Why a row that is not sound is not; empty when it is marked bad: then it says so itself.
  std::string_view fault(std::uint32_t r) const {
    const auto at = faults_.find(r);
    return at == faults_.end() ? std::string_view() : std::string_view(at->second);
  }

 private:
  friend class EncodingStream;
  std::unique_ptr<RowBuffer> rows_;
  Entity entity_;
  model::Canonicalizer canonical_;
  std::vector<Row> encoded_;
  std::map<std::uint32_t, std::string> faults_;
  bool prepared_ = false;
};

/// Its buffers are EncodedBatch.
class EncodingStream final : public RowStream {
 public:
  /// `stream` outlives it.
  EncodingStream(RowStream& stream, Entity entity) : stream_(stream), entity_(entity) {}

  std::unique_ptr<RowBuffer> make_buffer() override;
  Result<bool> next(RowBuffer& buffer) override;
  Result<End> finish() override { return stream_.finish(); }

 private:
  RowStream& stream_;
  Entity entity_;
};

}  // namespace crosswalk::sync
