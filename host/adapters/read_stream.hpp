#pragma once

/// \file
/// Reading from an adapter: batches in host memory, each checked before anybody sees it.

#include "crosswalk/abi/read.h"
#include "crosswalk/batch_view.hpp"
#include "crosswalk/result.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace crosswalk::adapters {

struct InstanceCore;

enum class ReadMode : std::uint32_t {
  Full = CW_READ_FULL,
  Delta = CW_READ_DELTA,
  ById = CW_READ_BY_ID
};
enum class Side : std::uint32_t { Source = CW_SIDE_SOURCE, Destination = CW_SIDE_DESTINATION };

struct ReadSpec {
  ReadMode mode = ReadMode::Full;
  Side side = Side::Source;
  std::string entity{};
  std::vector<std::string> columns{};  ///< column k of every batch
  std::string token{};                 ///< Delta: where to start
  std::string partition{};             ///< a destination id within which to read; empty = all
  std::vector<std::string> ids{};      ///< ById
  std::string id_column{};             ///< ById: the column `ids` are values of; empty = the id
};

struct ReadEnd {
  bool complete = false;  ///< every matching record was seen: absence means something
  std::uint64_t rows = 0;
  std::uint64_t refused = 0;  ///< of them with CW_ROW_F_BAD
  std::string token;          ///< of the next Delta; may be empty
};

struct InstanceLimits {
  std::size_t batch_bytes = std::size_t{256} << 10U;     ///< a batch buffer's first size
  std::size_t batch_bytes_max = std::size_t{64} << 20U;  ///< what one record may want
  std::size_t text_bytes_max = std::size_t{4} << 20U;    ///< a report or a capability list
};

/// A buffer for batches; hand it from one next() to another, or keep several in flight.
class Batch {
 public:
  Batch() = default;

  /// The rows; only after next() returned a value, and until the next next() with this buffer.
  const BatchView& view() const { return *view_; }
  std::size_t capacity() const { return capacity_; }

 private:
  friend class ReadStream;
  struct Free {
    void operator()(std::uint8_t* p) const { std::free(p); }
  };
  Result<> reserve(std::size_t capacity);
  bool overrun() const;

  std::unique_ptr<std::uint8_t, Free>
      memory_;  ///< 64-byte aligned, with a guard behind `capacity_`
  std::size_t capacity_ = 0;
  std::optional<BatchView> view_;
};

/// One read in progress. One call at a time per instance, as there.
class ReadStream {
 public:
  ~ReadStream();
  ReadStream(const ReadStream&) = delete;
  ReadStream& operator=(const ReadStream&) = delete;

  /// Fills `batch` with the next rows (maybe none). True: there may be more; false: that was the
  /// end. Rows are UPSERT or DELETE; a refused one (CW_ROW_F_BAD) has its id or ABSENT first, then
  /// the reason. After an error the stream is dead.
  /// \error Internal  the adapter broke the contract of a batch
  /// \error BadData   one record wants more than InstanceLimits::batch_bytes_max
  Result<bool> next(Batch& batch);

  /// After next() returned false.
  /// \error Internal  the adapter's counts are not those of the rows it sent
  Result<ReadEnd> finish();

 private:
  friend class Instance;
  enum class Phase : std::uint8_t { Reading, Ended, Dead };

  ReadStream(std::shared_ptr<InstanceCore> core, cw_stream* stream, std::uint32_t columns,
             std::uint32_t schema_id);
  Result<cw_status> fill(Batch& batch, std::size_t capacity, std::uint64_t& need);
  Result<> count(const BatchView& batch);
  Error dead(Error error);

  std::shared_ptr<InstanceCore> core_;
  cw_stream* stream_;
  std::uint32_t columns_;
  std::uint32_t schema_id_;
  Phase phase_ = Phase::Reading;
  std::uint64_t rows_ = 0;
  std::uint64_t refused_ = 0;
  std::uint32_t empty_batches_ = 0;
};

}  // namespace crosswalk::adapters
