#pragma once

/// \file
/// The SDK's scripted host, under gtest: a request that nothing was scripted for fails the test.

#include "crosswalk/testing/scripted_host.hpp"

#include <gtest/gtest.h>

namespace crosswalk::testing {

class FakeHttpHost : public ScriptedHost {
 public:
  FakeHttpHost() {
    on_unexpected = [](const std::string& sentence) { ADD_FAILURE() << sentence; };
  }
};

}  // namespace crosswalk::testing
