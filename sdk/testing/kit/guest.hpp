#pragma once

/// \file
/// One instance of the adapter under test, called through its raw tables. Nothing that it says is
/// believed, and every struct it is handed has a guard behind it.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/batch_view.hpp"
#include "testing/kit/check.hpp"
#include "testing/kit/tap.hpp"

namespace crosswalk::kit {

/// How one call ended.
struct Called {
  cw_status status = CW_OK;
  std::string message;
  std::string code;
  std::string broken;  ///< how the call itself broke the contract; empty: it did not
  bool ok() const { return status == CW_OK; }
};

/// "CW_E_CONFIG", or the number.
std::string status_word(cw_status status);

struct GuestRow {
  std::string id;                  ///< cell 0
  std::string bytes;               ///< everything, comparable
  std::vector<std::string> cells;  ///< each, comparable; empty: ABSENT
  bool bad = false;
  bool operator==(const GuestRow& other) const { return bytes == other.bytes; }
};

struct ReadAsk {
  std::string entity;
  std::vector<std::string> columns;
  std::uint32_t side = CW_SIDE_SOURCE;
  std::uint32_t mode = CW_READ_FULL;
  std::string partition{};
  std::vector<std::string> ids{};
  /// The capacity of batch number n (from 0); none: 256 KiB.
  std::function<std::uint64_t(std::uint64_t)> capacity{};
  std::uint64_t most_batches = UINT64_MAX;       ///< then it is closed
  bool change_threads = false;                   ///< each next() on a thread of its own
  std::function<void(const BatchView&)> look{};  ///< at every checked batch
};

struct ReadDone {
  Called failure;     ///< of the call that failed; ok() when none did
  std::string where;  ///< that call: "open", "next", "finish"
  std::string broken;
  std::vector<GuestRow> rows;
  bool ended = false;  ///< next() said so
  bool complete = false;
  bool whole() const { return failure.ok() && broken.empty() && ended && complete; }
  /// What went wrong, for evidence.
  std::string words() const;
};

struct ChangeOutcome {
  std::uint32_t state = CW_OUT_UNKNOWN;
  cw_status status = CW_OK;
  std::uint64_t change_id = 0;
  std::string remote_id;
  std::string message;
};

class Guest {
 public:
  /// \param config  empty: the lender's
  explicit Guest(Bench& bench, TapOptions options = {}, std::string config = {});
  ~Guest();
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  /// How create() ended; without an instance nothing below may be called.
  const Called& created() const { return created_; }
  explicit operator bool() const { return self_ != nullptr; }
  Tap& tap() { return tap_; }
  Bench& bench() { return bench_; }

  /// `refuse`: the sink takes nothing.
  Called check(std::string& report, bool refuse = false);
  Called capabilities(std::string& json, bool refuse = false);
  ReadDone read(const ReadAsk& ask);
  Called apply(std::string_view entity, const std::vector<std::string>& columns,
               const std::vector<std::uint64_t>& batch, std::uint32_t schema_id,
               std::vector<ChangeOutcome>& outcomes);
  /// destroy(); what is open stays open.
  void end();
  cw_instance* self() { return self_; }

  /// Around raw calls of a check's own.
  template <class Body>
  auto call(Body&& body) {
    tap_.begin_call();
    auto result = body();
    tap_.end_call();
    return result;
  }

 private:
  Called text_of(cw_status (*function)(cw_instance*, cw_sink*, cw_error*) CW_NX, std::string& out,
                 bool refuse);
  bool next(const ReadAsk& ask, cw_stream* stream, std::uint64_t number, ReadDone& done);
  void finish(cw_stream* stream, ReadDone& done);

  Bench& bench_;
  Tap tap_;
  Called created_;
  cw_instance* self_ = nullptr;
};

}  // namespace crosswalk::kit
