/// \file
/// Every request of a read is answered once with everything that can go wrong: nobody is taken out
/// of a class, nothing is sent twice, the message is a sentence, and the next run completes.
///
/// A night after the first load, so that an incomplete read could do harm. Faults that the host
/// waits out for seconds (500, a body or a connection cut) strike the first request alone; the
/// others strike every CW_FAULT_STRIDE-th request (default 3; 1: all of them).

#include <gtest/gtest.h>

#include <cstdlib>

#include "e2e/systems.hpp"

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;

struct Faulty {
  const char* name;
  Json fault;
  bool waited_out;  ///< the host repeats the request after seconds
};

const std::vector<Faulty>& faults() {
  static const std::vector<Faulty> kAll{
      {"401", {{"kind", "status"}, {"status", 401}}, false},
      {"403", {{"kind", "status"}, {"status", 403}}, false},
      {"404", {{"kind", "status"}, {"status", 404}}, false},
      {"409", {{"kind", "status"}, {"status", 409}}, false},
      {"429", {{"kind", "status"}, {"status", 429}, {"retry_after", 0}}, false},
      {"503", {{"kind", "status"}, {"status", 503}, {"retry_after", 0}}, false},
      {"truncated", {{"kind", "truncate"}}, true},
      {"html", {{"kind", "html"}, {"status", 200}}, false},
      {"empty", {{"kind", "empty"}}, false},
      {"500", {{"kind", "status"}, {"status", 500}}, true},
      {"cut", {{"kind", "cut_before"}}, true}};
  return kAll;
}

std::uint64_t stride() {
  const char* text = std::getenv("CW_FAULT_STRIDE");
  const long given = text == nullptr ? 3 : std::strtol(text, nullptr, 10);
  return given < 1 ? 1 : static_cast<std::uint64_t>(given);
}

class FaultMatrix : public testing::TestWithParam<SourceSystem> {};

TEST_P(FaultMatrix, NothingIsLostAndNothingIsSentTwice) {
  const SourceSystem& system = GetParam();
  const Folder folder;
  const auto sis = play(system, folder.path(), 20);
  const Sandbox lms(folder.path());
  const Stage stage(lms, {system.adapter, system.config(sis->url()).dump()});
  ASSERT_EQ(stage.run({"sync"}).status, 0);
  const auto world = picture(lms.get("state"));
  const Json writes = lms.get("counts").at("writes");
  std::size_t refused = 0;
  for (const Faulty& faulty : faults()) {
    const std::uint64_t last = faulty.waited_out ? 1 : system.calls;
    for (std::uint64_t nth = 1; nth <= last; nth += stride()) {
      SCOPED_TRACE(std::string(faulty.name) + " for request " + std::to_string(nth));
      Json fault = faulty.fault;
      fault["nth"] = nth;
      sis->post("faults", fault);
      const Ended run = stage.run({"sync"});
      const Json hits = sis->get("faults").at("faults").at(0).at("hits");
      sis->clear_faults();
      EXPECT_EQ(hits, 1) << "the fault struck";
      EXPECT_LT(run.status, 128) << "it did not crash";
      if (run.status != 0) {
        ++refused;
        EXPECT_GT(run.err.size() + run.out.size(), 40U) << "a sentence says why";
        EXPECT_EQ((run.err + run.out).find("sandbox-secret"), std::string::npos);
      }
      EXPECT_EQ(lms.get("counts").at("writes"), writes) << run.out << run.err;
    }
  }
  EXPECT_GT(refused, 0U) << "some faults must end a run";
  EXPECT_EQ(picture(lms.get("state")), world);
  const Ended after = stage.run({"sync"});
  EXPECT_EQ(after.status, 0) << after.out << after.err;
  EXPECT_EQ(lms.get("counts").at("writes"), writes) << "the next run has nothing to mend";
}

INSTANTIATE_TEST_SUITE_P(EverySystem, FaultMatrix, testing::ValuesIn(source_systems()),
                         [](const auto& each) { return each.param.name(); });

}  // namespace
}  // namespace crosswalk::e2e
