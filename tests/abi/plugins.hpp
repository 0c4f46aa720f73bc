#pragma once

/// \file
/// The plugins of these tests, and what an instance of one needs.

#include "adapters/first_look.hpp"
#include "adapters/instance.hpp"
#include "support/fake_clock.hpp"
#include "support/scratch_folder.hpp"
#include "unit/http/fakes.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace crosswalk::test {

inline std::string plugin(const std::string& name) {
  return std::string(ABI_PLUGINS) + "/" + name + ".adapter.so";
}

/// Everything that is lent, faked.
struct Lent {
  FakeClock clock;
  FakeLog log;
  FakeRandom random;
  adapters::MemoryState state;
  std::unique_ptr<FakeTransport> transport = std::make_unique<FakeTransport>();
  std::unique_ptr<http::Client> client;
  ScratchFolder folder;

  adapters::Services services() {
    adapters::Services services{clock, log, random};
    services.http = client.get();
    services.state = &state;
    services.connector = "test";
    services.allowed_roots = {folder.path()};
    return services;
  }
};

/// Loads a plugin into this process.
inline std::unique_ptr<adapters::Adapter> load(const std::string& name) {
  auto adapter = adapters::Adapter::load(plugin(name), "");
  EXPECT_TRUE(adapter) << adapter.error().message;
  return adapter ? std::move(adapter).value() : nullptr;
}

}  // namespace crosswalk::test
