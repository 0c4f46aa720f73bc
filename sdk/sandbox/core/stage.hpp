#pragma once

/// \file
/// The stage a system is played on: server, clock, faults, request log and control endpoints.

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "crosswalk/result.hpp"
#include "sandbox/core/clock.hpp"
#include "sandbox/core/fault.hpp"
#include "sandbox/core/request_log.hpp"
#include "sandbox/core/system.hpp"

namespace crosswalk::sandbox {

/// Makes the system; `base_url` is the address it will be reached at, the clock outlives it.
using MakeSystem =
    std::function<Result<std::unique_ptr<System>>(const std::string& base_url, Clock& clock)>;

/// One played system on one loopback port, from create() until destroyed.
class Stage {
 public:
  /// Port 0 picks a free one.
  static Result<std::unique_ptr<Stage>> create(std::uint16_t port, const MakeSystem& make_system);

  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage();

  std::string base_url() const;
  std::uint16_t port() const;

  Clock& clock();
  FaultPlan& faults();
  RequestLog& log();
  System& system();

  /// Fresh system, clock, faults and log.
  void reset();

 private:
  struct Impl;
  explicit Stage(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace crosswalk::sandbox
