#include "sandbox/core/stage.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "sandbox/core/control.hpp"
#include "sandbox/core/distort.hpp"
#include "sandbox/core/http_server.hpp"
#include "sandbox/core/json.hpp"
#include "sandbox/core/page.hpp"

namespace crosswalk::sandbox {
namespace {

constexpr std::int64_t kLongestWaitMs = 10'000;

void let_pass(Clock& clock, std::int64_t ms) {
  if (clock.by_hand()) return clock.advance(ms);
  std::this_thread::sleep_for(
      std::chrono::milliseconds{std::clamp<std::int64_t>(ms, 0, kLongestWaitMs)});
}

}  // namespace

struct Stage::Impl {
  Clock clock;
  FaultPlan faults;
  RequestLog log;
  std::unique_ptr<System> system;
  std::unique_ptr<HttpServer> server;  // last: it stops before the rest goes

  Reply answer(const Request& request);
  Reply play(const Request& request, const std::vector<Fault>& struck, Trace& trace);
  std::optional<Reply> before_the_work(const Fault& fault, const Request& request, Trace& trace);
  Reply stand_in(const Fault& fault) const;
};

Reply Stage::Impl::stand_in(const Fault& fault) const {
  if (fault.kind == FaultKind::Replay) return system->refusal("replay");
  if (fault.kind == FaultKind::Expired) return system->refusal("expired");
  if (fault.kind == FaultKind::CutBefore) return {0, {}, {}, {}, Delivery::Cut};
  return replacement(fault);
}

/// The reply of a fault that replaces the system's own, with or without the work done.
std::optional<Reply> Stage::Impl::before_the_work(const Fault& fault, const Request& request,
                                                  Trace& trace) {
  switch (fault.kind) {
    case FaultKind::Status:
    case FaultKind::Html:
    case FaultKind::Replay:
    case FaultKind::Expired:
      if (fault.after_effect) system->answer(request, {}, trace);
      return stand_in(fault);
    case FaultKind::CutBefore:
      return stand_in(fault);
    default:
      return std::nullopt;
  }
}

Reply Stage::Impl::play(const Request& request, const std::vector<Fault>& struck, Trace& trace) {
  Tampering tampering;
  for (const Fault& fault : struck) {
    if (fault.kind == FaultKind::Slow) let_pass(clock, fault.ms);
    if (fault.kind == FaultKind::RowFails) {
      tampering.failing_row = fault.row;
      tampering.failing_status = fault.status == 0 ? 500 : fault.status;
    }
    if (fault.kind == FaultKind::PageShift) tampering.page_shift = fault.by == 0 ? 1 : fault.by;
    if (auto reply = before_the_work(fault, request, trace)) return std::move(*reply);
  }
  Reply reply = system->answer(request, tampering, trace);
  for (const Fault& fault : struck) {
    reply = distort(std::move(reply), fault, server->base_url(), system->public_origin());
  }
  return reply;
}

Reply Stage::Impl::answer(const Request& request) {
  if (request.path.rfind(kControlPrefix, 0) == 0) {
    return control(request, {clock, faults, log, *system});
  }
  if (request.method == "GET" && request.path == "/" && request.query.empty()) {
    return {200, "text/html; charset=UTF-8", {}, std::string(page_html()), Delivery::Whole};
  }
  LogEntry entry;
  entry.at_ms = clock.now_ms();
  entry.method = request.method;
  entry.target = request.target();
  system->describe(request, entry.trace);
  if (!entry.trace.shown_target.empty()) entry.target = entry.trace.shown_target;
  const auto struck = faults.strike(request.method, request.path, entry.trace.is_write);
  for (const Fault& fault : struck) {
    if (!entry.fault.empty()) entry.fault += ',';
    entry.fault += name_of(fault.kind);
  }
  Reply reply = play(request, struck, entry.trace);
  entry.status = reply.delivery == Delivery::Cut ? 0 : reply.status;
  log.add(std::move(entry));
  return reply;
}

Stage::Stage(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stage::~Stage() = default;

Result<std::unique_ptr<Stage>> Stage::create(std::uint16_t port, const MakeSystem& make_system) {
  auto impl = std::make_unique<Impl>();
  CW_TRY(impl->server, HttpServer::bind(port));
  CW_TRY(impl->system, make_system(impl->server->base_url(), impl->clock));
  Impl* stage = impl.get();
  impl->server->start([stage](const Request& request) { return stage->answer(request); },
                      [stage] { return stage->clock.now_s(); });
  return std::unique_ptr<Stage>{new Stage{std::move(impl)}};
}

std::string Stage::base_url() const { return impl_->server->base_url(); }
std::uint16_t Stage::port() const { return impl_->server->port(); }
Clock& Stage::clock() { return impl_->clock; }
FaultPlan& Stage::faults() { return impl_->faults; }
RequestLog& Stage::log() { return impl_->log; }
System& Stage::system() { return *impl_->system; }

void Stage::reset() { reset_all({impl_->clock, impl_->faults, impl_->log, *impl_->system}); }

}  // namespace crosswalk::sandbox
