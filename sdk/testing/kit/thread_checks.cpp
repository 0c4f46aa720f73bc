/// T: threads and cancellation.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "testing/kit/groups.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/process_state.hpp"
#include "testing/kit/reading.hpp"

namespace crosswalk::kit {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};
constexpr std::uint64_t kMostCancels = 12;

Finding t1(Bench& bench) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  for (ReadAsk ask : offered_reads(guest)) {
    const ReadDone whole = guest.read(ask);
    ask.change_threads = true;
    const ReadDone done = guest.read(ask);
    if (!done.whole()) return failed("reading " + ask.entity + ": " + done.words());
    if (!(done.rows == whole.rows)) return failed("other rows of " + ask.entity);
  }
  return passed();
}

Finding t2(Bench& bench) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  int tried = 0;
  for (const ReadAsk& ask : offered_reads(guest)) {
    Guest counting(bench);
    counting.tap().arm({});
    counting.read(ask);
    const std::uint64_t calls = counting.tap().seen().calls;
    const std::uint64_t step = std::max<std::uint64_t>(1, calls / kMostCancels);
    for (std::uint64_t at = 1; at <= calls; at += step, ++tried) {
      Guest fresh(bench);
      fresh.tap().arm({Fault::Kind::Cancel, at});
      const ReadDone done = fresh.read(ask);
      const auto took = fresh.tap().since_cancelled();
      const std::string place =
          ask.entity + ", cancelled at service call " + std::to_string(at) + ": ";
      if (took > kPatience) {
        return failed(place + "it came back after " + std::to_string(took.count()) + " ms");
      }
      if (done.failure.ok() || done.failure.status != CW_E_CANCELLED) {
        return failed(
            place + "it ends with " +
            (done.failure.ok() ? std::string("no failure") : status_word(done.failure.status)) +
            " instead of CW_E_CANCELLED");
      }
    }
  }
  return passed(std::to_string(tried) + " cancellations");
}

Finding t3(Bench& bench) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  std::string report;
  guest.check(report);
  for (const ReadAsk& ask : offered_reads(guest)) guest.read(ask);
  if (guest.tap().seen().off_thread) {
    return failed("it uses a service outside of a call, or on a thread of its own");
  }
  return passed();
}

Finding t4(Bench& bench) {
  const auto module = bench.module();
  if (!module) return failed(module.error().message);
  {
    Guest guest(bench);  // the lender may start threads of its own: they are counted as before
    if (!guest) return failed("create() failed: " + guest.created().message);
  }
  const std::size_t before = thread_count();
  {
    Guest guest(bench);
    std::string report;
    guest.check(report);
    if (why_no_reads(bench).empty()) {
      for (const ReadAsk& ask : offered_reads(guest)) guest.read(ask);
    }
  }
  const std::size_t after = thread_count();
  if (after > before) return failed(std::to_string(after - before) + " threads are left");
  return passed();
}

constexpr Check kThreadChecks[] = {
    {"T1", "Calls may come from one thread after another.", t1},
    {"T2", "A cancelled call comes back within two seconds with CW_E_CANCELLED.", t2},
    {"T3", "Services marked [call] are used during a call only, on its thread.", t3},
    {"T4", "No thread is left when an instance has ended.", t4},
};

}  // namespace

std::span<const Check> thread_checks() { return kThreadChecks; }

}  // namespace crosswalk::kit
