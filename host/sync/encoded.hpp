#pragma once

/// \file
/// Step 1a, in the reading thread. In: a stream of checked batches. Out: the same batches with what
/// each row says by itself: its canonical bytes and their hash.

#include "model/canonical.hpp"
#include "sync/ports.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::sync {

/// Enrollments: several source rows (terms, re-entries, roles) are one record, and its source id is
/// not part of its content, so that an export which renumbers them changes nothing.
constexpr bool grouped(Entity entity) { return entity == Entity::Enrollment; }

class EncodedBatch final : public RowBuffer {
 public:
  explicit EncodedBatch(std::unique_ptr<RowBuffer> rows) : rows_(std::move(rows)) {}

  const BatchView& view() const override { return rows_->view(); }

  /// Canonical bytes of row `r`, valid as long as the batch; empty for a row that is marked bad or
  /// has a fault.
  std::string_view record(std::uint32_t r) const {
    const std::size_t begin = r == 0 ? 0 : encoded_[r - 1].end;
    return std::string_view(bytes_).substr(begin, encoded_[r].end - begin);
  }
  /// The hash of what counts as the row's content.
  const Hash128& content(std::uint32_t r) const { return encoded_[r].content; }
  /// Why a row that is not marked bad has no record; empty when it has one.
  std::string_view fault(std::uint32_t r) const {
    const auto at = faults_.find(r);
    return at == faults_.end() ? std::string_view() : std::string_view(at->second);
  }

 private:
  friend class EncodingStream;
  struct Encoded {
    std::size_t end = 0;  ///< of its bytes
    Hash128 content;
  };
  void encode(model::Canonicalizer& canonical, Entity entity);

  std::unique_ptr<RowBuffer> rows_;
  std::string bytes_;
  std::vector<Encoded> encoded_;
  std::map<std::uint32_t, std::string> faults_;
};

/// Its buffers are EncodedBatch.
class EncodingStream final : public RowStream {
 public:
  /// `stream` outlives it.
  EncodingStream(RowStream& stream, Entity entity)
      : stream_(stream), entity_(entity), canonical_(entity) {}

  std::unique_ptr<RowBuffer> make_buffer() override;
  Result<bool> next(RowBuffer& buffer) override;
  Result<End> finish() override { return stream_.finish(); }

 private:
  RowStream& stream_;
  Entity entity_;
  model::Canonicalizer canonical_;
};

}  // namespace crosswalk::sync
