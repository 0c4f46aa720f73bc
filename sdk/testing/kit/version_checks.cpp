/// V: older and newer hosts.

#include <array>
#include <nlohmann/json.hpp>

#include "crosswalk/status.hpp"
#include "testing/kit/groups.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/reading.hpp"

#include <dlfcn.h>

namespace crosswalk::kit {
namespace {

Finding v1(Bench& bench) {
  const auto module = bench.module();
  if (!module) return failed(module.error().message);
  void* library = ::dlopen(bench.path().c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  void* found = library == nullptr ? nullptr : ::dlsym(library, "crosswalk_adapter_v1");
  if (found == nullptr) return failed("its entry is not found again");
  const auto entry = reinterpret_cast<const cw_module* (*)(const cw_loader*)>(found);
  for (const std::uint16_t major : {std::uint16_t{0}, std::uint16_t{2}, std::uint16_t{65535}}) {
    const cw_loader loader{sizeof loader, major, 0};
    if (entry(&loader) != nullptr) {
      return failed("it serves a host of major version " + std::to_string(major));
    }
  }
  const cw_loader newer{sizeof newer, CW_ABI_MAJOR, 999};
  if (entry(&newer) == nullptr) return failed("it refuses a host of version 1.999");
  return passed();
}

/// An instance and a read on a host whose tables lie in another way.
Finding on_tables(Bench& bench, TableShape shape) {
  TapOptions options;
  options.shape = shape;
  Guest guest(bench, std::move(options));
  if (!guest) return failed("create() failed: " + guest.created().message);
  std::string report;
  const Called checked = guest.check(report);
  if (!checked.broken.empty()) return failed(checked.broken);
  const auto reads = offered_reads(guest);
  for (const ReadAsk& ask : reads) {
    if (!bench.lender().why_no_data().empty()) break;
    const ReadDone done = guest.read(ask);
    if (!done.whole()) return failed("reading " + ask.entity + ": " + done.words());
  }
  return passed();
}

Finding v2(Bench& bench) { return on_tables(bench, TableShape::Guarded); }
Finding v3(Bench& bench) { return on_tables(bench, TableShape::LongTail); }

Finding v4(Bench& bench) {
  Guest guest(bench);
  if (!guest.created().broken.empty()) return failed(guest.created().broken);
  if (!guest) return failed("create() failed: " + guest.created().message);
  Guest refused(bench, {}, "{}");
  if (!refused.created().broken.empty()) return failed(refused.created().broken);
  std::string text;
  for (const Called& called : {guest.check(text), guest.capabilities(text)}) {
    if (!called.broken.empty()) return failed(called.broken);
  }
  if (bench.reading() == nullptr) return passed();
  ReadAsk unknown;
  unknown.entity = "no such entity";
  unknown.columns = {"sourcedId"};
  const ReadDone done = guest.read(unknown);
  if (!done.broken.empty()) return failed(done.broken);
  if (done.failure.ok()) return failed("it reads an entity \"no such entity\"");
  return passed();
}

Finding v5(Bench& bench) {
  for (const char* id :
       {"", "cw.adapter", "cw.adapter/", "cw.adapter/2", "cw.adapter/1 ", "cw.adapter/11",
        "cw.read", "cw.read/2", "cw.apply/", "cw.apply/12", "CW.ADAPTER/1", "nobody.knows/1"}) {
    if (bench.interface(id) != nullptr) {
      return failed("it answers the unknown interface \"" + std::string(id) + "\"");
    }
  }
  const std::string_view whole = "cw.adapter/1 and more";
  if (bench.interface(whole.substr(0, 12)) == nullptr) {
    return failed("it looks beyond the length of an id");
  }
  return passed();
}

constexpr Check kVersionChecks[] = {
    {"V1", "Its entry refuses another major version and accepts a newer minor one.", v1},
    {"V2", "It works with host tables of exactly version 1.0, and looks at nothing behind them.",
     v2},
    {"V3", "It works with longer host tables of a newer host.", v3},
    {"V4", "It never writes past the end of a struct that it is given.", v4},
    {"V5", "It answers the interfaces it knows, to the letter, and no other.", v5},
};

}  // namespace

std::span<const Check> version_checks() { return kVersionChecks; }

}  // namespace crosswalk::kit
