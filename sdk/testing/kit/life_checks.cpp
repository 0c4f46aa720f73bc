/// C: from create() to destroy().

#include <nlohmann/json.hpp>

#include "crosswalk/status.hpp"
#include "testing/kit/groups.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/process_state.hpp"
#include "testing/kit/reading.hpp"

namespace crosswalk::kit {
namespace {

constexpr int kRounds = 1000;
constexpr std::size_t kMostGrowth = std::size_t{256} << 10U;  // bytes over all rounds

Finding c1(Bench& bench) {
  const auto round = [&] { return static_cast<bool>(Guest(bench)); };
  for (int i = 0; i < 50; ++i) {
    if (!round()) return failed("create() failed: " + Guest(bench).created().message);
  }
  const std::size_t heap = heap_bytes();
  const std::size_t descriptors = descriptor_count();
  for (int i = 0; i < kRounds; ++i) round();
  const std::size_t now = heap_bytes();
  const std::size_t grown = now > heap ? now - heap : 0;
  if (descriptor_count() != descriptors) return failed("it leaves descriptors open");
  if (grown > kMostGrowth) {
    return failed("memory grew by " + std::to_string(grown / kRounds) + " bytes a round");
  }
  return passed("1000 rounds, memory grew by " + std::to_string(grown) + " bytes");
}

/// open() of the first read that is offered; null: it failed.
cw_stream* open_first(Guest& guest, const ReadAsk& ask) {
  std::vector<cw_str> columns;
  for (const std::string& column : ask.columns) columns.push_back(to_abi(column));
  cw_read_request request{};
  request.struct_size = sizeof request;
  request.mode = ask.mode;
  request.entity = to_abi(ask.entity);
  request.schema_id = 77;
  request.n_columns = static_cast<std::uint32_t>(columns.size());
  request.columns = columns.data();
  request.partition = to_abi(ask.partition);
  request.side = ask.side;
  cw_stream* stream = nullptr;
  cw_error error = empty_error();
  guest.call(
      [&] { return guest.bench().reading()->open(guest.self(), &request, &stream, &error); });
  return stream;
}

cw_status next_once(Guest& guest, cw_stream* stream, std::uint32_t& rows) {
  std::vector<std::uint64_t> memory(std::size_t{1} << 15U);
  auto* base = reinterpret_cast<std::uint8_t*>(memory.data());
  base += (64 - reinterpret_cast<std::uintptr_t>(base) % 64) % 64;
  cw_batch_buf buffer{};
  buffer.struct_size = sizeof buffer;
  buffer.base = base;
  buffer.capacity = (memory.size() - 8) * 8;
  cw_error error = empty_error();
  const cw_status status =
      guest.call([&] { return guest.bench().reading()->next(stream, &buffer, &error); });
  if (status >= 0) rows = reinterpret_cast<const cw_batch_header*>(base)->rows;
  return status;
}

cw_status finish_once(Guest& guest, cw_stream* stream, bool& complete) {
  cw_read_end end{};
  end.struct_size = sizeof end;
  StringSink token;
  cw_error error = empty_error();
  const cw_status status = guest.call(
      [&] { return guest.bench().reading()->finish(stream, &end, token.abi(), &error); });
  complete = status == CW_OK && (end.flags & CW_READ_COMPLETE) != 0;
  return status;
}

void close_stream(Guest& guest, cw_stream* stream) {
  guest.call([&] {
    guest.bench().reading()->close(stream);
    return 0;
  });
}

Finding c2(Bench& bench) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  int open = 0;
  for (const ReadAsk& ask : offered_reads(guest)) {
    std::uint32_t rows = 0;
    cw_stream* stream = open_first(guest, ask);
    if (stream == nullptr) continue;
    next_once(guest, stream, rows);
    ++open;
  }
  guest.end();
  return passed(std::to_string(open) + " streams were open");
}

Finding c3(Bench& bench) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  for (const ReadAsk& ask : offered_reads(guest)) {
    for (const bool after_a_batch : {false, true}) {
      cw_stream* stream = open_first(guest, ask);
      std::uint32_t rows = 0;
      if (stream == nullptr) return failed("open() failed for " + ask.entity);
      if (after_a_batch) next_once(guest, stream, rows);
      close_stream(guest, stream);
    }
    const ReadDone done = guest.read(ask);
    if (!done.whole()) return failed("afterwards, " + ask.entity + ": " + done.words());
  }
  return passed();
}

Finding c4(Bench& bench) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  for (const ReadAsk& ask : offered_reads(guest)) {
    const ReadDone whole = guest.read(ask);
    bool complete = false;
    if (cw_stream* stream = open_first(guest, ask)) {
      finish_once(guest, stream, complete);
      close_stream(guest, stream);
      if (complete && !whole.rows.empty()) {
        return failed("finish() before the first next() calls the read of " + ask.entity +
                      " complete");
      }
    }
    cw_stream* stream = open_first(guest, ask);
    if (stream == nullptr) return failed("open() failed for " + ask.entity);
    std::uint32_t rows = 0;
    cw_status status = CW_OK;
    while (status == CW_OK) status = next_once(guest, stream, rows);
    rows = 0;
    const cw_status again = status == CW_END ? next_once(guest, stream, rows) : CW_END;
    close_stream(guest, stream);
    if (again == CW_OK && rows != 0) {
      return failed("next() after the end of " + ask.entity + " has more rows");
    }
  }
  return passed();
}

Finding c5(Bench& bench) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest one(bench);
  Guest two(bench);
  if (!one || !two) return failed("a second instance cannot be made");
  for (const ReadAsk& ask : offered_reads(one)) {
    const ReadDone alone = one.read(ask);
    ReadDone inner;
    ReadAsk outer = ask;
    bool once = false;
    outer.look = [&](const BatchView&) {
      if (!once) inner = two.read(ask);
      once = true;
    };
    const ReadDone around = one.read(outer);
    if (!(alone.rows == around.rows) || !(alone.rows == inner.rows)) {
      return failed("two instances that read " + ask.entity + " at a time get other rows than one");
    }
  }
  return passed();
}

/// Whether the report has a failed step, and what it says; empty: no step failed.
std::string failed_steps(const std::string& report) {
  const auto json = nlohmann::json::parse(report, nullptr, false);
  std::string words;
  if (!json.is_object()) return words;
  for (const auto& step : json.value("steps", nlohmann::json::array())) {
    if (!step.value("ok", false)) words += step.value("detail", "") + " " + step.value("hint", "");
  }
  return words;
}

Finding c6(Bench& bench) {
  if (!bench.lender().why_no_data().empty()) return skipped(bench.lender().why_no_data());
  Guest whole(bench);
  if (!whole) return failed("create() failed: " + whole.created().message);
  std::string report;
  const Called good = whole.check(report);
  if (!good.ok()) return failed("check() failed with " + status_word(good.status));
  if (const auto words = failed_steps(report); !words.empty()) {
    return failed("a step fails although all is well: " + words);
  }
  if (whole.tap().seen().answers == 0) return skipped("its check asks nothing over HTTP");
  std::vector<std::string> said;
  const Fault unreachable{Fault::Kind::Status, 3, CW_E_TRANSIENT};  // the first answer's head
  const Fault unauthorised{Fault::Kind::HttpStatus, 1, CW_OK, 401};
  const Fault forbidden{Fault::Kind::HttpStatus, 1, CW_OK, 403};
  for (const Fault& fault : {unreachable, unauthorised, forbidden}) {
    Guest guest(bench, {TableShape::Exact, {}, fault});
    if (!guest) return failed("create() failed: " + guest.created().message);
    const Called called = guest.check(report);
    said.push_back(called.ok() ? failed_steps(report) : called.message);
    if (said.back().empty()) return failed("a failure is reported as all well: " + report);
  }
  if (said[0] == said[1] || said[0] == said[2] || said[1] == said[2]) {
    return failed("unreachable, unauthorised and forbidden read the same: " + said[0]);
  }
  return passed();
}

constexpr Check kLifeChecks[] = {
    {"C1", "A thousand instances made and ended leave memory and descriptors as they were.", c1},
    {"C2", "It can be ended while reads are open.", c2},
    {"C3", "A read can be closed at any point, and the next one is whole.", c3},
    {"C4", "Calls in the wrong order never crash, and never make a read complete.", c4},
    {"C5", "Two instances at a time do not disturb each other.", c5},
    {"C6", "Its connection test tells unreachable, unauthorised and forbidden apart.", c6},
};

}  // namespace

std::span<const Check> life_checks() { return kLifeChecks; }

}  // namespace crosswalk::kit
