/// Each way of being wrong ends in the child, and has its own sentence.

#include "adapters/first_look.hpp"

#include "plugins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace crosswalk::adapters {
namespace {

using test::plugin;
using test::ScratchFolder;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

/// Long enough for a busy machine; only the plugins that hang wait for it.
constexpr std::chrono::milliseconds kPatience{4000};

Result<Verdict> look(const std::string& path,
                     std::chrono::milliseconds deadline = std::chrono::minutes{2}) {
  MemoryVerdicts cache;
  FirstLookOptions options;
  options.deadline = deadline;
  return FirstLook(options, cache).look(path);
}

struct Wrong {
  const char* plugin;
  const char* sentence;
};

class Broken : public ::testing::TestWithParam<Wrong> {};

TEST_P(Broken, IsRefusedWithItsOwnSentence) {
  const auto verdict = look(plugin(GetParam().plugin));
  ASSERT_TRUE(verdict) << verdict.error().message;
  EXPECT_FALSE(verdict->ok);
  EXPECT_THAT(verdict->sentence, HasSubstr(GetParam().sentence));
  EXPECT_EQ(verdict->sha256.size(), 64U);
}

INSTANTIATE_TEST_SUITE_P(
    EachWay, Broken,
    ::testing::Values(
        Wrong{"no_entry", "is no adapter: it does not export crosswalk_adapter_v1"},
        Wrong{"entry_of_dependency",
              "is no adapter: its crosswalk_adapter_v1 belongs to a library that it needs"},
        Wrong{"wrong_major", "was built for version 2.0 of the boundary, this host speaks 1.0"},
        Wrong{"refuses_host", "does not speak version 1 of the boundary"},
        Wrong{"needs_newer", "needs version 1.77 of the boundary, this host speaks 1.0"},
        Wrong{"short_module", "has a module table of 8 bytes, version 1.0 has 24"},
        Wrong{"short_table", "has a table cw.adapter/1 of 32 bytes, version 1.0 has 40"},
        Wrong{"missing_table", "has no table cw.adapter/1"},
        Wrong{"missing_function", "has no function create in its table cw.adapter/1"},
        Wrong{"answers_any_id", "answers the unknown interface \"cw.adapter\""},
        Wrong{"missing_symbol", "needs the symbol nobody_provides_this, which nobody provides"},
        Wrong{"manifest_not_json", "is refused, its manifest is refused: it is not JSON"},
        Wrong{"manifest_without_id", "/id: is missing"},
        Wrong{"manifest_changes", "gives another manifest the second time"},
        Wrong{"promises_reading", "promises reading in its manifest, but has no table cw.read/1"},
        Wrong{"promises_writing",
              "promises operations in its manifest, but has no table cw.apply/1"},
        Wrong{"needs_too_much",
              "needs the service \"cw.htp/1\", which this host does not lend (did you mean "
              "\"cw.http/1\"?)"},
        Wrong{"fails_to_create", "create() said OK and made nothing"},
        Wrong{"sends_in_create", "it sends a request before it is asked for anything"},
        Wrong{"throws_in_create", "crashed its process (SIGABRT) in create()"},
        Wrong{"aborts", "crashed its process (SIGABRT) in create()"},
        Wrong{"crashes_in_destroy", "in destroy()"},
        Wrong{"crashes_in_manifest",
              "crashed its process (SIGBUS) while it was asked for its manifest and tables"},
        Wrong{"exits", "ended its process with exit status 3 in create()"},
        Wrong{"exits_when_loaded", "ended its process with exit status 0 while it was loaded"}),
    [](const auto& wrong) { return wrong.param.plugin; });

TEST(FirstLook, RepeatsTheLastWordsOfWhatWasThrown) {
  const auto verdict = look(plugin("throws_in_create"));
  ASSERT_TRUE(verdict);
  EXPECT_THAT(verdict->sentence, HasSubstr("thrown on purpose"));
}

TEST(FirstLook, EndsAHangInTheEntry) {
  const auto verdict = look(plugin("hangs_in_entry"), kPatience);
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->sentence, "did not come back within 4 s in its entry function");
}

// It forked: the process it left behind is ended too, or this would wait for its pipes.
TEST(FirstLook, EndsAHangInCreate) {
  const auto verdict = look(plugin("hangs_in_create"), kPatience);
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->sentence, "did not come back within 4 s in create()");
}

TEST(FirstLook, RefusesWhatIsNoElfFile) {
  const ScratchFolder folder;
  EXPECT_THAT(look(folder.write("a.adapter.so", "#!/bin/sh\necho hello\n"))->sentence,
              "is not an ELF file");
  EXPECT_THAT(look(folder.write("b.adapter.so", std::string(5000, 'x')))->sentence,
              "is not an ELF file");
  EXPECT_THAT(look(folder.write("c.adapter.so", ""))->sentence, "is empty");
}

TEST(FirstLook, RefusesAFileThatWasCutShortAnywhere) {
  const ScratchFolder folder;
  std::ifstream file(plugin("good"), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(file), {}};
  for (const std::size_t size :
       {std::size_t{30}, std::size_t{64}, std::size_t{100}, whole.size() / 4, whole.size() / 2}) {
    const auto verdict = look(folder.write("cut.adapter.so", whole.substr(0, size)));
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(verdict->ok);
    EXPECT_THAT(verdict->sentence, HasSubstr("is cut short")) << size << " bytes";
  }
}

TEST(FirstLook, RefusesAnotherMachinesAndAProgram) {
  const ScratchFolder folder;
  std::ifstream file(plugin("good"), std::ios::binary);
  std::string image{std::istreambuf_iterator<char>(file), {}};
  image[18] = 40;  // e_machine: 32-bit Arm
  image[19] = 0;
  EXPECT_THAT(look(folder.write("arm.adapter.so", image))->sentence, HasSubstr("another machine"));
  image[18] = 62;
  image[16] = 2;  // e_type: ET_EXEC
  EXPECT_THAT(look(folder.write("program.adapter.so", image))->sentence,
              HasSubstr("not a shared library"));
}

TEST(FirstLook, SaysThatAFileIsNotThere) {
  EXPECT_EQ(look("/nowhere/x.adapter.so").error().code, ErrorCode::NotFound);
  EXPECT_EQ(look("/tmp").error().code, ErrorCode::BadData);
}

TEST(FirstLook, SaysThatNoProcessCanBeStarted) {
  MemoryVerdicts cache;
  FirstLookOptions options;
  options.executable = "/nowhere/crosswalk";
  const auto verdict = FirstLook(options, cache).look(plugin("good"));
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().code, ErrorCode::Unavailable);
  EXPECT_THAT(verdict.error().message, HasSubstr("/nowhere/crosswalk"));
}

TEST(FirstLook, AcceptsAGoodOneWithItsManifest) {
  const auto verdict = look(plugin("good"));
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(verdict->ok) << verdict->sentence;
  EXPECT_THAT(verdict->manifest, HasSubstr("\"id\":\"good\""));
  EXPECT_THAT(verdict->warnings, ::testing::IsEmpty());
}

class CountingCache final : public VerdictCache {
 public:
  std::optional<Verdict> find(const std::string& key) override {
    keys.insert(key);
    return inner.find(key);
  }
  void keep(const std::string& key, const Verdict& verdict) override {
    ++kept;
    inner.keep(key, verdict);
  }
  MemoryVerdicts inner;
  std::set<std::string> keys;
  int kept = 0;
};

TEST(FirstLook, LooksOnceAtAContentAndAgainForAnotherHost) {
  const ScratchFolder folder;
  CountingCache cache;
  FirstLookOptions options;
  FirstLook first(options, cache);
  ASSERT_TRUE(first.look(plugin("good")));
  std::filesystem::copy_file(plugin("good"), folder / "copy.adapter.so");
  options.executable = "/nowhere";  // a second process could not start
  const auto again = FirstLook(options, cache).look(folder / "copy.adapter.so");
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->ok);
  EXPECT_EQ(cache.kept, 1);
  options.host_version = "1.0.1";
  EXPECT_FALSE(FirstLook(options, cache).look(plugin("good")));
}

TEST(FirstLook, RemembersARefusalButNotACrash) {
  CountingCache cache;
  FirstLook first({}, cache);
  ASSERT_TRUE(first.look(plugin("no_entry")));
  EXPECT_EQ(cache.kept, 1);
  ASSERT_TRUE(first.look(plugin("aborts")));
  EXPECT_EQ(cache.kept, 1);
}

}  // namespace
}  // namespace crosswalk::adapters
