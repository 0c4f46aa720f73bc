#pragma once

/// \file
/// An export in a folder of the test's own, written and read through the host's real services.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "adapter.hpp"
#include "adapters/host_services.hpp"
#include "support/fake_clock.hpp"
#include "support/scratch_folder.hpp"
#include "support/strict_package.hpp"
#include "unit/http/fakes.hpp"

namespace crosswalk::oneroster::testing {

/// What a change gives: lists in brackets ("[a;b]"), dates with a leading `@`, "true" and "false"
/// as flags, "-" for a NULL.
using Given = std::vector<std::pair<std::string, std::string>>;

struct Asked {
  std::uint16_t op = CW_ROW_CREATE;
  std::string id;
  Given given;
};

/// "applied ID", "noop ID", "rejected EXISTS: ...", in order.
using Answers = std::vector<std::string>;

class Exporting {
 public:
  explicit Exporting(std::string config_members = R"("export": "1.2")", bool with_state = true);

  /// One apply call; a failure of the call as a whole is the only answer, "failed: ...".
  Answers apply(const std::string& entity, const std::vector<Asked>& rows);
  /// Everything that a small school needs, by six applies; each must succeed.
  void fill();
  /// The records as the host reads them back: "id" -> "column=value ...".
  std::map<std::string, std::string> read_back(const std::string& entity,
                                               std::vector<std::string_view> columns);

  std::string file(const std::string& name) const { return folder.read("out/oneroster/" + name); }
  /// The line of a file that begins with the id and a comma; empty: none.
  std::string line(const std::string& name, const std::string& id) const;
  std::vector<std::string> complaints() const;
  crosswalk::testing::PackageFiles files() const;
  void forget() { EXPECT_TRUE(state_.erase("export")); }
  OneRoster& adapter() { return *adapter_; }
  const cw_host* abi() const { return lent_->abi(); }

  test::ScratchFolder folder;
  std::stop_source stop;

 private:
  test::FakeClock clock_;
  test::FakeLog log_;
  test::FakeRandom random_;
  adapters::MemoryState state_;
  std::unique_ptr<adapters::HostServices> lent_;
  std::unique_ptr<adapters::HostServices::Call> call_;
  std::unique_ptr<OneRoster> adapter_;
};

}  // namespace crosswalk::oneroster::testing
