#pragma once

/// \file
/// What the tests of the store share: a fixture for both engines, and short words for records.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "store/integration_store.hpp"
#include "support/temp_database.hpp"

namespace crosswalk::test {

using model::Entity;
using model::Hash128;
using model::Key;

/// The value of a result that has to be one.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

MATCHER(IsOk, "is a value") {
  if (!arg) *result_listener << arg.error().message;
  return static_cast<bool>(arg);
}

MATCHER_P(IsError, code, "is an error of that kind") {
  if (arg) {
    *result_listener << "it is a value";
    return false;
  }
  *result_listener << "code " << static_cast<int>(arg.error().code) << ": " << arg.error().message;
  return arg.error().code == code;
}

MATCHER_P2(IsErrorSaying, code, text, "is an error of that kind with that text") {
  if (arg) {
    *result_listener << "it is a value";
    return false;
  }
  *result_listener << "code " << static_cast<int>(arg.error().code) << ": " << arg.error().message;
  return arg.error().code == code && arg.error().message.find(text) != std::string::npos;
}

inline constexpr std::int64_t kNowMs = 1'767'600'000'000;  // 2026-01-05 08:00:00 UTC

inline Key key(std::uint64_t high, std::uint64_t low = 0) { return {high, low}; }

inline sync::StateRecord record(std::uint64_t high, std::uint64_t content = 1) {
  return {.key = key(high), .source = {content, content}, .projection = {content, content + 1}};
}

inline sync::Link link(Entity entity, std::uint64_t high, std::string destination_id) {
  return {.entity = entity,
          .key = key(high),
          .identity = "source-" + std::to_string(high),
          .destination_id = std::move(destination_id),
          .code = "code-" + std::to_string(high),
          .origin = sync::Origin::Created,
          .dropped = false,
          .school = {},
          .scope = {}};
}

inline sync::Outcome applied(std::uint64_t index, std::string destination_id = "") {
  return {.index = index,
          .state = sync::OutcomeState::Applied,
          .exists = false,
          .destination_id = std::move(destination_id),
          .message = ""};
}

inline sync::Settlement settlement(std::uint64_t index, sync::Link of) {
  sync::Settlement out;
  out.outcome = applied(index, of.destination_id);
  out.link = std::move(of);
  return out;
}

/// One integration on a fresh database of either engine, with a run that is begun.
class StoreTest : public ::testing::TestWithParam<store::Engine> {
 protected:
  static constexpr const char* kSource = "sis";
  static constexpr const char* kDestination = "lms";

  StoreTest() : temp_(GetParam()) {}

  void SetUp() override {
    if (!temp_.unavailable().empty()) GTEST_SKIP() << temp_.unavailable();
    reopen();
  }

  /// As a restart does.
  void reopen() {
    store_.reset();
    database_.reset();
    database_ = temp_.open();
    store_ = open("roster");
  }

  std::unique_ptr<store::IntegrationStore> open(const std::string& integration) {
    return must(store::open_integration(*database_,
                                        {.district = "springfield",
                                         .integration = integration,
                                         .source = kSource,
                                         .destination = kDestination},
                                        [this] { return now_ms_; }));
  }

  sync::Store ports() { return store_->ports(); }

  /// Leases the destination and begins a plan in a new run.
  void begin_run() {
    lease_ = must(ports().leases.acquire(kDestination, "test", now_ms_, now_ms_ + 60'000));
    run_ = must(ports().runs.create(now_ms_));
    must(ports().journal.begin(run_, "plan", must(ports().runs.generation()), lease_));
  }

  /// Settles under the next batch number.
  Result<> settle(const std::vector<sync::Settlement>& settlements,
                  const sync::JournalPort::Intent* next = nullptr) {
    return ports().journal.settle(run_, lease_, batch_++, settlements, next);
  }

  TempDatabase temp_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<store::IntegrationStore> store_;
  std::int64_t now_ms_ = kNowMs;
  std::uint64_t lease_ = 0;
  std::int64_t run_ = 0;
  std::uint32_t batch_ = 0;
};

inline auto engines() { return ::testing::Values(store::Engine::Sqlite, store::Engine::Postgres); }
inline std::string name_of(const ::testing::TestParamInfo<store::Engine>& info) {
  return engine_name(info.param);
}

}  // namespace crosswalk::test
