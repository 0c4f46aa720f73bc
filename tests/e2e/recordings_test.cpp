/// \file
/// The recordings that adapters are checked with are of the systems that are played now: both are
/// read, by the same adapter, and the same rows come out.

#include "app/check/fixture.hpp"
#include "app/check/lender.hpp"
#include "app/check/played_system.hpp"
#include "app/check/record.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/reading.hpp"

#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace crosswalk::app {
namespace {

namespace fs = std::filesystem;

struct Shipped {
  std::string adapter;
  std::string folder;  ///< of plugins/
  friend void PrintTo(const Shipped& each, std::ostream* out) { *out << each.adapter; }
};

constexpr std::size_t kLargest = std::size_t{200} * 1024;  // bytes of a recording

class Recordings : public ::testing::TestWithParam<Shipped> {
 protected:
  std::string library() const {
    return std::string(CW_ADAPTERS) + "/" + GetParam().adapter + ".adapter.so";
  }
  std::string config() const {
    return std::string(CW_SOURCE) + "/plugins/" + GetParam().folder + "/check/recorded.json";
  }
  std::string record_anew() const {
    return "the recording is not of the system as it is played now; if that is as it should be, "
           "record it anew:\n  crosswalk check " +
           library() + " --full --config " + config() + " --record";
  }
  std::string manifest() const {
    const auto lender = *make_lender(Fixture{});
    kit::Bench bench(library(), *lender);
    return bench.manifest_text();
  }
  /// The name of each offered read, with its rows.
  std::map<std::string, std::vector<std::string>> read_all(const Fixture& fixture) const {
    std::map<std::string, std::vector<std::string>> out;
    const auto lender = make_lender(fixture);
    EXPECT_TRUE(lender) << lender.error().message;
    if (!lender) return out;
    kit::Bench bench(library(), **lender);
    kit::Guest guest(bench);
    EXPECT_TRUE(guest) << guest.created().message;
    if (!guest) return out;
    for (const kit::ReadAsk& ask : kit::offered_reads(guest)) {
      const kit::ReadDone done = guest.read(ask);
      EXPECT_TRUE(done.whole()) << ask.entity << ": " << done.words() << "\n" << record_anew();
      out[ask.entity + (ask.side == CW_SIDE_DESTINATION ? " back" : "")] = kit::sorted(done.rows);
    }
    return out;
  }
};

TEST_P(Recordings, GiveTheRowsOfTheSystemTheyCameFrom) {
  auto file = read_check_file(config());
  ASSERT_TRUE(file) << file.error().message;
  file->played.clock_s = kRecordingDay;
  const std::string words = manifest();

  const test::ScratchFolder folder;
  const auto played = PlayedSystem::start(file->played, CW_CROSSWALK, folder.path());
  ASSERT_TRUE(played) << played.error().message;
  auto live = make_fixture(words, *file, &(*played)->at());
  ASSERT_TRUE(live) << live.error().message;
  live->recording.clear();
  live->clock_s = kRecordingDay;
  const auto expected = read_all(*live);

  const PlayedAt nowhere = in_recordings();
  const auto recorded = make_fixture(words, *file, &nowhere);
  ASSERT_TRUE(recorded) << recorded.error().message;
  const auto found = read_all(*recorded);

  ASSERT_GE(expected.size(), 6U);
  ASSERT_EQ(found.size(), expected.size());
  for (const auto& [read, rows] : expected) {
    EXPECT_FALSE(rows.empty()) << read;
    EXPECT_TRUE(found.at(read) == rows) << read << ": " << record_anew();
  }
}

TEST_P(Recordings, AreSmallAndHoldNoSecret) {
  const auto file = read_check_file(config());
  ASSERT_TRUE(file) << file.error().message;
  std::ifstream stream(file->recording, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_GT(text.size(), 0U);
  EXPECT_LT(text.size(), kLargest) << "play fewer students";
  for (const std::string& secret : {in_recordings().key, in_recordings().secret}) {
    EXPECT_EQ(text.find(secret), std::string::npos);
  }
}

INSTANTIATE_TEST_SUITE_P(EachAdapter, Recordings,
                         ::testing::Values(Shipped{"powerschool", "powerschool"},
                                           Shipped{"quickschools", "quickschools"},
                                           Shipped{"eschoolplus", "eschoolplus"},
                                           Shipped{"oneroster_rest", "oneroster"},
                                           Shipped{"schoology", "schoology"}),
                         [](const auto& each) { return each.param.adapter; });

}  // namespace
}  // namespace crosswalk::app
