/// Every check of the kit is passed by a sound adapter, and failed by the one with its flaw.

#include "testing/kit/check.hpp"

#include "support/fake_files_host.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace crosswalk::kit {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

std::string plugin(const std::string& name) {
  return std::string(ABI_PLUGINS) + "/" + name + ".adapter.so";
}

class FilesHost final : public LentHost {
 public:
  explicit FilesHost(const std::string& orgs) { host_.memory["orgs.txt"] = orgs; }
  const cw_host* abi() const override { return host_.abi(); }
  void begin_call() override {}
  void end_call() override {}

 private:
  crosswalk::testing::FakeFilesHost host_;
};

/// A hundred orgs in a file, one flaw.
class FilesLender final : public Lender {
 public:
  explicit FilesLender(const std::string& flaw) : flaw_(flaw) {
    for (int i = 0; i < 100; ++i) {
      orgs_ += "org-" + std::to_string(i) +
               ",\xC3\x89"
               "cole " +
               std::to_string(i) + std::string(60, 'n') + "\n";
    }
  }
  std::unique_ptr<LentHost> lend() override { return std::make_unique<FilesHost>(orgs_); }
  std::string config() const override { return config_with("(kept by the host)"); }
  std::string config_with_secrets() const override { return config_with("canary-4711"); }
  std::vector<std::string> secrets() const override { return {"canary-4711"}; }
  std::string why_no_data() const override { return {}; }
  bool writable() const override { return false; }
  std::vector<std::string> egress() const override { return {}; }
  Result<> judge_manifest(std::string_view manifest) const override {
    if (Json::accept(manifest)) return {};
    return Error{ErrorCode::BadData, "no JSON"};
  }
  Result<> judge_config(std::string_view config) const override {
    const Json json = Json::parse(config, nullptr, false);
    for (const char* name : {"path", "key"}) {
      if (!json.contains(name)) return Error{ErrorCode::BadConfig, std::string(name) + " missing"};
    }
    return {};
  }
  Result<> judge_capabilities(std::string_view capabilities) const override {
    if (capabilities == "{}") return {};
    return Error{ErrorCode::BadData, "more than the manifest promises"};
  }
  std::vector<Column> columns(std::string_view) const override {
    return {{"sourcedId", "text"}, {"name", "text"}, {"type", "text"}, {"identifier", "text"}};
  }

 private:
  std::string config_with(const std::string& key) const {
    return Json{{"path", "/data"}, {"key", key}, {"flaw", flaw_}}.dump();
  }
  std::string flaw_;
  std::string orgs_;
};

Finding run(const std::string& id, const std::string& file, const std::string& flaw = "") {
  const Check* check = find_check(id);
  if (check == nullptr) return failed("no such check");
  FilesLender lender(flaw);
  Bench bench(plugin(file), lender);
  return check->run(bench);
}

struct Wrong {
  const char* check;
  const char* plugin;
  const char* flaw;
  const char* evidence;
};

class Kit : public ::testing::TestWithParam<Wrong> {};

TEST_P(Kit, SeesTheFlaw) {
  const Finding finding = run(GetParam().check, GetParam().plugin, GetParam().flaw);
  EXPECT_EQ(finding.kind, Finding::Kind::Failed);
  EXPECT_THAT(finding.evidence, HasSubstr(GetParam().evidence));
}

INSTANTIATE_TEST_SUITE_P(
    File, Kit,
    ::testing::Values(Wrong{"S2", "exports_more", "", "it also exports another_symbol"},
                      Wrong{"S2", "no_entry", "", "does not export crosswalk_adapter_v1"},
                      Wrong{"S3", "exports_weak", "", "weak_symbol"},
                      Wrong{"S4", "missing_symbol", "", "nobody_provides_this"},
                      Wrong{"S4", "needs_library", "", "zlibVersion"},
                      Wrong{"S5", "opens_socket", "", "it imports socket"},
                      Wrong{"S6", "needs_library", "", "it needs libz.so.1"},
                      Wrong{"S8", "rpath", "", "an RPATH or RUNPATH"},
                      Wrong{"S8", "executable_stack", "", "an executable stack"},
                      Wrong{"S8", "no_build_id", "", "no build id"},
                      Wrong{"L1", "missing_symbol", "", "nobody_provides_this"},
                      Wrong{"L4", "entry_of_dependency", "", "its functions belong to"},
                      Wrong{"V1", "wrong_major", "", "it serves a host of major version"},
                      Wrong{"V5", "answers_any_id", "", "it answers the unknown interface"},
                      Wrong{"M1", "manifest_not_json", "", "no JSON"},
                      Wrong{"M2", "manifest_changes", "", "another manifest the next time"},
                      Wrong{"M3", "promises_reading", "", "it promises reading and has no table"},
                      Wrong{"M3", "promises_writing", "",
                            "it promises operations and has no table"},
                      Wrong{"M4", "fails_to_create", "", "create()"},
                      Wrong{"M5", "secret_not_marked", "", "'api_secret' is a secret"}),
    [](const auto& wrong) { return std::string(wrong.param.check) + "_" + wrong.param.plugin; });

INSTANTIATE_TEST_SUITE_P(
    Behaviour, Kit,
    ::testing::Values(Wrong{"M6", "careless", "vague", "says only: something is missing"},
                      Wrong{"M6", "careless", "config_is_internal", "instead of CW_E_CONFIG"},
                      Wrong{"M7", "careless", "claims_more", "more than the manifest"},
                      Wrong{"C1", "careless", "leaks", "memory grew by 2"},
                      Wrong{"C4", "careless", "always_complete", "before the first next()"},
                      Wrong{"R2", "careless", "drops_what_does_not_fit", "buffers of 4 KiB"},
                      Wrong{"R3", "careless", "unstable", "other rows the second time"},
                      Wrong{"R4", "careless", "same_id", "comes twice"},
                      Wrong{"R4", "careless", "no_id", "without an id"},
                      Wrong{"R5", "careless", "wrong_type", "column name is of cell type 3"},
                      Wrong{"R7", "careless", "swallows_errors",
                            "of 100 rows although service call"},
                      Wrong{"R11", "careless", "mixes_columns", "column name differs"},
                      Wrong{"H1", "careless", "swallows_errors", "of 100 rows"},
                      Wrong{"T2", "careless", "own_words_for_cancelled",
                            "CW_E_TRANSIENT instead of CW_E_CANCELLED"},
                      Wrong{"T3", "careless", "off_thread", "on a thread of its own"},
                      Wrong{"T4", "careless", "leaves_thread", "threads are left"},
                      Wrong{"Z1", "careless", "tells_secret", "a secret setting comes out"},
                      Wrong{"Z2", "careless", "chatty", "log lines for 100 rows"}),
    [](const auto& wrong) { return std::string(wrong.param.check) + "_" + wrong.param.flaw; });

/// What the sound twin of these adapters must pass; the others are about HTTP or writing.
class Sound : public ::testing::TestWithParam<const char*> {};

TEST_P(Sound, AdaptersPass) {
  const Finding finding = run(GetParam(), "careless");
  EXPECT_EQ(finding.kind, Finding::Kind::Passed) << finding.evidence;
}

INSTANTIATE_TEST_SUITE_P(EachCheck, Sound,
                         ::testing::Values("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S10",
                                           "L0", "L1", "L2", "L3", "L4", "V1", "V2", "V3", "V4",
                                           "V5", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "C1",
                                           "C2", "C3", "C4", "C5", "R1", "R2", "R3", "R4", "R5",
                                           "R7", "R11", "R14", "H1", "H3", "H4", "T1", "T2", "T3",
                                           "T4", "Z1", "Z2"),
                         [](const auto& id) { return std::string(id.param); });

TEST(Catalog, IdsAreUniqueAndSentencesAreSentences) {
  std::set<std::string> ids;
  for (const Check& check : catalog()) {
    EXPECT_TRUE(ids.insert(check.id).second) << check.id;
    EXPECT_EQ(std::string(check.sentence).back(), '.') << check.id;
  }
  EXPECT_GT(ids.size(), 50U);
}

}  // namespace
}  // namespace crosswalk::kit
