#include "testing/kit/guest.hpp"

#include <algorithm>
#include <cstring>
#include <thread>

#include "crosswalk/batch_view.hpp"
#include "crosswalk/status.hpp"

namespace crosswalk::kit {
namespace {

constexpr std::uint64_t kUsualCapacity = std::uint64_t{256} << 10U;
constexpr std::uint64_t kLargestCapacity = std::uint64_t{64} << 20U;
constexpr std::uint64_t kMostBatches = 1'000'000;
constexpr std::uint8_t kGuard = 0xC5;
constexpr std::uint32_t kSchemaId = 77;

/// A struct of the adapter's to fill, with bytes behind it that are not its own.
template <class T>
struct Boxed {
  T value{};
  std::uint8_t guard[64];
  Boxed() {
    std::memset(guard, kGuard, sizeof guard);
    value.struct_size = sizeof(T);
  }
  bool overrun() const {
    return std::any_of(std::begin(guard), std::end(guard), [](auto b) { return b != kGuard; });
  }
};

std::string bounded(const char* text, std::size_t most) {
  return std::string(text, strnlen(text, most));
}

Called called(cw_status status, const Boxed<cw_error>& error, const char* what) {
  Called out;
  out.status = status;
  if (status != CW_OK) {
    out.message = bounded(error.value.message, sizeof error.value.message);
    out.code = bounded(error.value.code, sizeof error.value.code);
  }
  if (error.overrun()) out.broken = std::string(what) + " wrote past the end of its cw_error";
  return out;
}

/// Collects what is put, or refuses all of it.
class Sink {
 public:
  explicit Sink(bool refuse = false) : refuse_(refuse) {
    sink_.struct_size = sizeof sink_;
    sink_.ctx = this;
    sink_.put = [](cw_sink* sink, const void* data, std::uint64_t len) CW_NX -> cw_status {
      auto& me = *static_cast<Sink*>(sink->ctx);
      if (me.refuse_) return CW_E_RESOURCE;
      me.text_.append(static_cast<const char*>(data), len);
      return CW_OK;
    };
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  cw_sink* abi() { return &sink_; }
  const std::string& text() const { return text_; }

 private:
  cw_sink sink_{};
  bool refuse_;
  std::string text_;
};

std::string cell_bytes(const BatchView& batch, const cw_cell& cell) {
  std::string out(1, static_cast<char>('A' + cell.type));
  if (cell.type == CW_T_LIST) {
    for (const cw_cell& each : batch.list(cell)) out += '(' + cell_bytes(batch, each) + ')';
  } else if (cell.type == CW_T_TEXT || cell.type == CW_T_JSON || cell.type == CW_T_BYTES) {
    out += batch.text(cell);
  } else if (cell.type != CW_T_ABSENT && cell.type != CW_T_NULL) {
    out += std::to_string(cell.v.i);
  }
  return out;
}

void take_rows(const BatchView& batch, ReadDone& done) {
  for (std::uint32_t r = 0; r < batch.rows(); ++r) {
    GuestRow row;
    row.bad = (batch.row(r).flags & CW_ROW_F_BAD) != 0;
    row.bytes = std::to_string(batch.row(r).op) + '/' + std::to_string(batch.row(r).flags);
    for (std::uint32_t c = 0; c < batch.columns(); ++c) {
      const cw_cell& cell = batch.cell(r, c);
      row.cells.push_back(cell.type == CW_T_ABSENT ? "" : cell_bytes(batch, cell));
      row.bytes += '|' + row.cells.back();
    }
    if (batch.columns() > 0) row.id = batch.text(batch.cell(r, 0));
    if (batch.row(r).op > CW_ROW_DELETE) done.broken = "a row with an operation of apply";
    if (row.bad && (batch.columns() < 2 || batch.text(batch.cell(r, 1)).empty())) {
      done.broken = "a refused row without a reason in words";
    }
    done.rows.push_back(std::move(row));
  }
}

}  // namespace

std::string status_word(cw_status status) {
  struct Word {
    cw_status status;
    const char* word;
  };
  static constexpr Word kWords[] = {
      {CW_OK, "CW_OK"},
      {CW_END, "CW_END"},
      {CW_MORE_ROOM, "CW_MORE_ROOM"},
      {CW_E_CANCELLED, "CW_E_CANCELLED"},
      {CW_E_DEADLINE, "CW_E_DEADLINE"},
      {CW_E_ARGUMENT, "CW_E_ARGUMENT"},
      {CW_E_STATE, "CW_E_STATE"},
      {CW_E_UNSUPPORTED, "CW_E_UNSUPPORTED"},
      {CW_E_CONFIG, "CW_E_CONFIG"},
      {CW_E_AUTH, "CW_E_AUTH"},
      {CW_E_FORBIDDEN, "CW_E_FORBIDDEN"},
      {CW_E_NOT_FOUND, "CW_E_NOT_FOUND"},
      {CW_E_CONFLICT, "CW_E_CONFLICT"},
      {CW_E_EXISTS, "CW_E_EXISTS"},
      {CW_E_INVALID, "CW_E_INVALID"},
      {CW_E_THROTTLED, "CW_E_THROTTLED"},
      {CW_E_TRANSIENT, "CW_E_TRANSIENT"},
      {CW_E_TOKEN_STALE, "CW_E_TOKEN_STALE"},
      {CW_E_REMOTE_DATA, "CW_E_REMOTE_DATA"},
      {CW_E_UNKNOWN, "CW_E_UNKNOWN"},
      {CW_E_RESOURCE, "CW_E_RESOURCE"},
      {CW_E_INTERNAL, "CW_E_INTERNAL"},
  };
  for (const Word& each : kWords) {
    if (each.status == status) return each.word;
  }
  return std::to_string(status);
}

std::string ReadDone::words() const {
  if (!broken.empty()) return broken;
  if (!failure.ok()) {
    return where + "() failed with " + status_word(failure.status) + ": " + failure.message;
  }
  if (!ended) return "it did not come to an end";
  return complete ? "complete, " + std::to_string(rows.size()) + " rows" : "not complete";
}

Guest::Guest(Bench& bench, TapOptions options, std::string config)
    : bench_(bench), tap_(bench.lender().lend(), std::move(options)) {
  const cw_if_adapter* table = bench.adapter();
  if (table == nullptr) {
    const auto module = bench.module();
    created_.status = CW_E_INTERNAL;
    created_.message = module ? "it has no table cw.adapter/1" : module.error().message;
    return;
  }
  if (config.empty()) config = bench.lender().config();
  Boxed<cw_error> error;
  cw_instance* made = nullptr;
  const cw_status status =
      call([&] { return table->create(tap_.abi(), to_abi(config), &made, &error.value); });
  created_ = called(status, error, "create()");
  if (status == CW_OK && made == nullptr) created_.broken = "create() said OK and made nothing";
  if (status == CW_OK) self_ = made;
}

Guest::~Guest() { end(); }

void Guest::end() {
  if (self_ == nullptr) return;
  call([&] {
    bench_.adapter()->destroy(self_);
    return 0;
  });
  self_ = nullptr;
}

Called Guest::text_of(cw_status (*function)(cw_instance*, cw_sink*, cw_error*) CW_NX,
                      std::string& out, bool refuse) {
  Sink sink(refuse);
  Boxed<cw_error> error;
  const cw_status status = call([&] { return function(self_, sink.abi(), &error.value); });
  out = sink.text();
  return called(status, error, "it");
}

Called Guest::check(std::string& report, bool refuse) {
  return text_of(bench_.adapter()->check, report, refuse);
}

Called Guest::capabilities(std::string& json, bool refuse) {
  return text_of(bench_.adapter()->capabilities, json, refuse);
}

/// One batch. False: the read goes no further.
bool Guest::next(const ReadAsk& ask, cw_stream* stream, std::uint64_t number, ReadDone& done) {
  std::uint64_t capacity = ask.capacity ? ask.capacity(number) : kUsualCapacity;
  for (;;) {
    std::vector<std::uint64_t> memory(capacity / 8 + 16);
    auto* base = reinterpret_cast<std::uint8_t*>(memory.data());
    base += (64 - reinterpret_cast<std::uintptr_t>(base) % 64) % 64;
    std::memset(base + capacity, kGuard, 8);
    Boxed<cw_batch_buf> buffer;
    buffer.value.base = base;
    buffer.value.capacity = capacity;
    Boxed<cw_error> error;
    cw_status status = CW_OK;
    const auto ask_once = [&] {
      status = call([&] { return bench_.reading()->next(stream, &buffer.value, &error.value); });
    };
    if (ask.change_threads) {
      std::thread(ask_once).join();
    } else {
      ask_once();
    }
    const bool over = std::any_of(base + capacity, base + capacity + 8,
                                  [](std::uint8_t b) { return b != kGuard; });
    if (over || buffer.overrun()) done.broken = "next() wrote past the end of its buffer";
    if (status == CW_MORE_ROOM && done.broken.empty()) {
      if (buffer.value.need <= capacity || buffer.value.need > kLargestCapacity) {
        done.broken = "next() asked for room for " + std::to_string(buffer.value.need) +
                      " bytes when it had " + std::to_string(capacity);
        return false;
      }
      capacity = (buffer.value.need + 7) & ~std::uint64_t{7};
      continue;
    }
    done.failure = called(status == CW_END ? CW_OK : status, error, "next()");
    done.where = "next";
    if (!done.failure.broken.empty()) done.broken = done.failure.broken;
    if (!done.failure.ok() || !done.broken.empty()) return false;
    const auto batch =
        BatchView::check(base, capacity, static_cast<std::uint32_t>(ask.columns.size()), kSchemaId);
    if (!batch) {
      done.broken = batch.error().message;
      return false;
    }
    take_rows(*batch, done);
    if (ask.look) ask.look(*batch);
    done.ended = status == CW_END;
    return !done.ended && done.broken.empty();
  }
}

void Guest::finish(cw_stream* stream, ReadDone& done) {
  Boxed<cw_read_end> end;
  Boxed<cw_error> error;
  Sink token;
  const cw_status status =
      call([&] { return bench_.reading()->finish(stream, &end.value, token.abi(), &error.value); });
  done.failure = called(status, error, "finish()");
  done.where = "finish";
  if (end.overrun()) done.broken = "finish() wrote past the end of its cw_read_end";
  if (!done.failure.broken.empty()) done.broken = done.failure.broken;
  if (!done.failure.ok()) return;
  done.complete = (end.value.flags & CW_READ_COMPLETE) != 0;
  const auto bad = static_cast<std::uint64_t>(
      std::count_if(done.rows.begin(), done.rows.end(), [](const GuestRow& r) { return r.bad; }));
  if (done.ended && (end.value.rows != done.rows.size() || end.value.refused != bad)) {
    done.broken = "it counts " + std::to_string(end.value.rows) + " rows, " +
                  std::to_string(end.value.refused) + " of them refused, but sent " +
                  std::to_string(done.rows.size()) + " and " + std::to_string(bad);
  }
}

ReadDone Guest::read(const ReadAsk& ask) {
  ReadDone done;
  std::vector<cw_str> columns;
  for (const std::string& column : ask.columns) columns.push_back(to_abi(column));
  std::vector<cw_str> ids;
  for (const std::string& id : ask.ids) ids.push_back(to_abi(id));
  cw_read_request request{};
  request.struct_size = sizeof request;
  request.mode = ask.mode;
  request.entity = to_abi(ask.entity);
  request.schema_id = kSchemaId;
  request.n_columns = static_cast<std::uint32_t>(columns.size());
  request.columns = columns.data();
  request.partition = to_abi(ask.partition);
  request.ids = ids.data();
  request.n_ids = ids.size();
  request.side = ask.side;
  cw_stream* stream = nullptr;
  Boxed<cw_error> error;
  const cw_status status =
      call([&] { return bench_.reading()->open(self_, &request, &stream, &error.value); });
  done.failure = called(status, error, "open()");
  done.where = "open";
  done.broken = done.failure.broken;
  if (!done.failure.ok()) return done;
  if (stream == nullptr) {
    done.broken = "open() said OK and made nothing";
    return done;
  }
  std::uint64_t number = 0;
  const std::uint64_t most = std::min(ask.most_batches, kMostBatches);
  while (number < most && next(ask, stream, number, done)) ++number;
  if (number == kMostBatches) done.broken = "a million batches, and no end";
  if (done.failure.ok() && done.broken.empty()) finish(stream, done);
  call([&] {
    bench_.reading()->close(stream);
    return 0;
  });
  return done;
}

Called Guest::apply(std::string_view entity, const std::vector<std::string>& columns,
                    const std::vector<std::uint64_t>& batch, std::uint32_t schema_id,
                    std::vector<ChangeOutcome>& outcomes) {
  std::vector<cw_str> names;
  for (const std::string& column : columns) names.push_back(to_abi(column));
  const auto* base = reinterpret_cast<const std::uint8_t*>(batch.data());
  const auto view =
      BatchView::check(base, batch.size() * 8, static_cast<std::uint32_t>(names.size()), schema_id);
  if (!view) return {CW_E_ARGUMENT, view.error().message, "", "the kit wrote a bad batch"};
  cw_apply_request request{};
  request.struct_size = sizeof request;
  request.entity = to_abi(entity);
  request.schema_id = schema_id;
  request.n_columns = static_cast<std::uint32_t>(names.size());
  request.columns = names.data();
  request.batch = {batch.data(), batch.size() * 8};
  std::vector<cw_outcome> slots(view->rows() + 1);
  std::memset(static_cast<void*>(&slots.back()), kGuard, sizeof(cw_outcome));
  for (std::uint32_t r = 0; r < view->rows(); ++r) slots[r].change_id = view->row(r).change_id;
  std::vector<std::uint8_t> arena(4096 + view->rows() * std::size_t{1024} + 8, kGuard);
  Boxed<cw_outcome_buf> buffer;
  buffer.value.count = view->rows();
  buffer.value.slots = slots.data();
  buffer.value.arena = arena.data();
  buffer.value.arena_cap = static_cast<std::uint32_t>(arena.size() - 8);
  Boxed<cw_error> error;
  const cw_status status =
      call([&] { return bench_.applying()->apply(self_, &request, &buffer.value, &error.value); });
  Called done = called(status, error, "apply()");
  const auto* behind = reinterpret_cast<const std::uint8_t*>(&slots.back());
  const bool over =
      buffer.overrun() ||
      std::any_of(behind, behind + sizeof(cw_outcome),
                  [](std::uint8_t b) { return b != kGuard; }) ||
      std::any_of(arena.end() - 8, arena.end(), [](std::uint8_t b) { return b != kGuard; });
  if (over) done.broken = "apply() wrote past the end of its outcomes";
  outcomes.clear();
  for (std::uint32_t r = 0; r < view->rows(); ++r) {
    const cw_outcome& slot = slots[r];
    const auto text = [&](std::uint32_t off, std::uint32_t len) {
      const bool inside = off <= buffer.value.arena_cap && len <= buffer.value.arena_cap - off;
      if (!inside) done.broken = "an outcome names a text outside of its arena";
      return inside ? std::string(reinterpret_cast<const char*>(arena.data()) + off, len)
                    : std::string();
    };
    outcomes.push_back({slot.state, slot.status, slot.change_id,
                        text(slot.remote_id_off, slot.remote_id_len),
                        text(slot.message_off, slot.message_len)});
    if (slot.state > CW_OUT_SKIPPED) done.broken = "an outcome with an unknown state";
    if (slot.change_id != view->row(r).change_id) {
      done.broken = "an outcome names another change than its row";
    }
  }
  return done;
}

}  // namespace crosswalk::kit
