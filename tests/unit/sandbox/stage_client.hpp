#pragma once

/// \file
/// Any played system on loopback, in this process, and requests to it.

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "client.hpp"
#include "sandbox/core/kind.hpp"
#include "sandbox/core/stage.hpp"

namespace crosswalk::sandbox::test {

/// One played system; a failure to start fails the test.
class Played {
 public:
  Played(const Kind& kind, const SystemStart& start) {
    auto stage = Stage::create(
        0, [&](const std::string& url, Clock& clock) { return kind.create(start, url, clock); });
    EXPECT_TRUE(stage) << stage.error().message;
    if (stage) stage_ = std::move(*stage);
  }

  Answered get(const std::string& target, const HeaderList& headers = {}) {
    return test::send(stage_->base_url(), "GET", target, headers);
  }
  Answered send(const std::string& verb, const std::string& target, const HeaderList& headers,
                const std::string& body = {}) {
    return test::send(stage_->base_url(), verb, target, headers, body);
  }
  Answered control(const std::string& verb, const std::string& name, const Json& body = nullptr) {
    return test::send(stage_->base_url(), verb, "/_sandbox/" + name,
                      {{"Content-Type", "application/json"}}, body.is_null() ? "" : body.dump());
  }
  Stage& stage() { return *stage_; }

 private:
  std::unique_ptr<Stage> stage_;
};

}  // namespace crosswalk::sandbox::test
