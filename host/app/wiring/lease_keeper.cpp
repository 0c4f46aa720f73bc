#include "app/wiring/lease_keeper.hpp"

namespace crosswalk::app {
namespace {

std::int64_t from_now(const http::Clock& clock, std::chrono::milliseconds length) {
  return (clock.now() + length).time_since_epoch().count();
}

}  // namespace

Result<std::unique_ptr<LeaseKeeper>> LeaseKeeper::acquire(sync::LeasePort& leases,
                                                          http::Clock& clock, std::string connector,
                                                          std::string holder, Terms terms) {
  CW_TRY(const std::uint64_t number,
         leases.acquire(connector, holder, from_now(clock, {}), from_now(clock, terms.length)));
  return std::unique_ptr<LeaseKeeper>(
      new LeaseKeeper(leases, clock, std::move(connector), terms, number));
}

LeaseKeeper::LeaseKeeper(sync::LeasePort& leases, http::Clock& clock, std::string connector,
                         Terms terms, std::uint64_t number)
    : leases_(leases),
      clock_(clock),
      connector_(std::move(connector)),
      terms_(terms),
      number_(number),
      thread_([this](const std::stop_token& stop) { renew(stop); }) {}

void LeaseKeeper::renew(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  // Machine time, not clock_: this only has to happen often enough.
  while (!stopped_.wait_for(lock, stop, terms_.renew_every, [] { return false; })) {
    if (stop.stop_requested()) return;
    // A lost lease shows where it matters: the journal takes no further intent under its number.
    if (!leases_.renew(connector_, number_, from_now(clock_, terms_.length))) return;
  }
}

LeaseKeeper::~LeaseKeeper() {
  thread_.request_stop();
  thread_.join();
  // If it cannot be let go of, it ends by itself.
  static_cast<void>(static_cast<bool>(leases_.release(connector_, number_)));
}

}  // namespace crosswalk::app
