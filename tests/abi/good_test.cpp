/// Round trips through a real file: reading, applying, and every service, from the other side.

#include "plugins.hpp"

#include "crosswalk/batch_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace crosswalk::adapters {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Good : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    adapter_ = test::load("good").release();
  }  // never unloaded anyway

  void SetUp() override {
    http::ClientOptions options;
    options.egress.allow(*http::parse_url("https://sis.example"));
    options.profiles["api"] = {http::ApiKeyHeader{"X-Api-Key", "s3cret-key"}, {}};
    options.buckets = {{"api", 100, std::chrono::seconds{1}}};
    auto client =
        http::Client::create(options, {lent_.clock, lent_.log, lent_.random, *lent_.transport});
    ASSERT_TRUE(client) << client.error().message;
    lent_.client = std::move(client).value();
  }

  std::unique_ptr<Instance> make(int rows, InstanceLimits limits = {}) {
    const std::string config = R"({"url":"https://sis.example","key":"s3cret-key","rows":)" +
                               std::to_string(rows) + R"(,"path":")" + lent_.folder.path() + "\"}";
    auto instance = Instance::create(*adapter_, config, lent_.services(), limits);
    EXPECT_TRUE(instance) << instance.error().message;
    return instance ? std::move(instance).value() : nullptr;
  }
  static ReadSpec orgs() { return {.entity = "org", .columns = {"sourcedId", "name", "type"}}; }

  static Adapter* adapter_;
  test::Lent lent_;
};
Adapter* Good::adapter_ = nullptr;

TEST_F(Good, ReadsRowsInSmallAndLargeBuffers) {
  for (const std::size_t bytes : {std::size_t{4096}, std::size_t{256} << 10U}) {
    InstanceLimits limits;
    limits.batch_bytes = bytes;
    auto instance = make(20'000, limits);
    auto stream = instance->open(orgs());
    ASSERT_TRUE(stream) << stream.error().message;
    Batch batch;
    std::uint64_t rows = 0;
    std::uint64_t refused = 0;
    for (bool more = true; more;) {
      auto next = (*stream)->next(batch);
      ASSERT_TRUE(next) << next.error().message;
      more = *next;
      const BatchView& view = batch.view();
      for (std::uint32_t r = 0; r < view.rows(); ++r, ++rows) {
        ASSERT_EQ(view.row(r).origin, rows + 1);
        if ((view.row(r).flags & CW_ROW_F_BAD) != 0) {
          ++refused;
          EXPECT_EQ(view.text(view.cell(r, 1)), "orgs.csv line 5: too many cells");
        } else {
          ASSERT_EQ(view.text(view.cell(r, 0)), "org-" + std::to_string(rows));
        }
      }
    }
    EXPECT_EQ(rows, 20'000U);
    EXPECT_EQ(refused, 1U);
    EXPECT_GT(batch.capacity(), 100'000U);  // grown for the large one
    const auto end = (*stream)->finish();
    ASSERT_TRUE(end) << end.error().message;
    EXPECT_TRUE(end->complete);
    EXPECT_EQ(end->rows, 20'000U);
    EXPECT_EQ(end->refused, 1U);
    EXPECT_EQ(end->token, "after-20000");
  }
}

TEST_F(Good, KeepsSeveralBatchesInFlight) {
  InstanceLimits limits;
  limits.batch_bytes = 4096;
  auto instance = make(40, limits);
  auto stream = instance->open(orgs());
  Batch first;
  Batch second;
  ASSERT_TRUE(*(*stream)->next(first));
  const std::uint32_t rows = first.view().rows();
  ASSERT_TRUE((*stream)->next(second));
  EXPECT_EQ(first.view().text(first.view().cell(0, 0)), "org-0");  // untouched by the second
  EXPECT_EQ(second.view().row(0).origin, rows + 1);
}

TEST_F(Good, ReadsADeltaFromItsToken) {
  auto instance = make(1);
  ReadSpec spec = orgs();
  spec.mode = ReadMode::Delta;
  spec.token = "since-";
  auto stream = instance->open(spec);
  Batch batch;
  ASSERT_TRUE((*stream)->next(batch));
  EXPECT_EQ(batch.view().text(batch.view().cell(0, 0)), "since-org-0");
  spec.token = "old";
  const auto stale = instance->open(spec);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, ErrorCode::NotFound);
  EXPECT_EQ(stale.error().message, "good: the token is too old");
}

TEST_F(Good, RefusesWhatTheManifestDoesNotOffer) {
  auto instance = make(1);
  ReadSpec spec = orgs();
  spec.mode = ReadMode::ById;
  EXPECT_EQ(instance->open(spec).error().code, ErrorCode::Unsupported);
  spec.entity = "course";
  EXPECT_EQ(instance->open(spec).error().code, ErrorCode::Unsupported);
  spec = orgs();
  spec.side = Side::Destination;
  EXPECT_EQ(instance->open(spec).error().code, ErrorCode::Unsupported);
  spec = orgs();
  spec.columns.clear();
  EXPECT_EQ(instance->open(spec).error().code, ErrorCode::InvalidArgument);
}

TEST_F(Good, KeepsTheOrderOfTheCallsOfAStream) {
  auto instance = make(1);
  auto stream = instance->open(orgs());
  EXPECT_EQ((*stream)->finish().error().code, ErrorCode::InvalidArgument);  // not at its end
  Batch batch;
  ASSERT_FALSE(*(*stream)->next(batch));
  EXPECT_EQ((*stream)->next(batch).error().code, ErrorCode::InvalidArgument);  // beyond it
  EXPECT_TRUE((*stream)->finish());
}

TEST_F(Good, StreamsOutliveTheirInstance) {
  auto instance = make(5);
  auto stream = instance->open(orgs());
  auto other = instance->open(orgs());
  instance.reset();
  Batch batch;
  EXPECT_TRUE((*stream)->next(batch));
  other->reset();
  EXPECT_TRUE((*stream)->finish());
}

TEST_F(Good, StopsWhenItIsAskedTo) {
  std::stop_source stop;
  Services services = lent_.services();
  services.cancel = stop.get_token();
  auto instance = Instance::create(
      *adapter_, R"({"url":"https://sis.example","key":"s3cret-key","rows":100000,"path":"/x"})",
      std::move(services));
  ASSERT_TRUE(instance);
  auto stream = (*instance)->open(orgs());
  Batch batch;
  ASSERT_TRUE(*(*stream)->next(batch));
  stop.request_stop();
  const auto next = (*stream)->next(batch);
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().code, ErrorCode::Cancelled);
}

TEST_F(Good, UsesEveryServiceInOneCheck) {
  lent_.folder.write("hello.txt", "hello from a file");
  const auto steps = make(1)->check();
  ASSERT_TRUE(steps) << steps.error().message;
  ASSERT_EQ(steps->size(), 4U);
  EXPECT_EQ((*steps)[0].detail, "seen");
  EXPECT_EQ((*steps)[1].detail, "hello from a file");
  EXPECT_THAT((*steps)[2].detail, HasSubstr("200"));
  EXPECT_FALSE((*steps)[3].ok);
  EXPECT_EQ((*steps)[3].hint, "ask");
  EXPECT_EQ(**lent_.state.get("last"), "seen");
}

TEST_F(Good, NeverSeesASecretAndTheLogNeitherDoes) {
  lent_.folder.write("hello.txt", "s3cret-key");
  const auto steps = make(1)->check();
  ASSERT_TRUE(steps) << steps.error().message;
  EXPECT_EQ((*steps)[1].detail, "***");  // it came back from outside
  EXPECT_EQ((*steps)[3].detail, "(kept by the host)");
  EXPECT_THAT(lent_.log.text(), HasSubstr("good.check: test: checking, key (kept by the host)"));
  EXPECT_THAT(lent_.log.text(), Not(HasSubstr("s3cret")));
}

TEST_F(Good, NarrowsItsCapabilities) {
  const auto capabilities = make(1)->capabilities();
  ASSERT_TRUE(capabilities) << capabilities.error().message;
  EXPECT_EQ(capabilities->source.size(), 2U);
  const auto* user = capabilities->destination.find_entity("user");
  EXPECT_TRUE(user->operations.contains(model::Operation::Create));
  EXPECT_FALSE(user->operations.contains(model::Operation::Update));
  EXPECT_TRUE(user->read.full);
}

/// A batch of one row for each [operation, name].
struct Changes {
  explicit Changes(const std::vector<std::pair<std::uint16_t, std::string>>& rows) {
    BatchWriter writer(base(), 4096, 2, 9);
    std::uint64_t change = 1000;
    for (const auto& [op, name] : rows) {
      writer.begin(op, 0, change++);
      writer.text(1, name);
      writer.commit();
    }
  }
  std::uint8_t* base() { return reinterpret_cast<std::uint8_t*>(memory.data()); }
  ApplySpec spec() { return {"user", columns, {base(), 4096}, 9}; }

  std::vector<std::uint64_t> memory = std::vector<std::uint64_t>(512);
  std::vector<std::string> columns{"id", "username"};
};

TEST_F(Good, AppliesRowByRow) {
  Changes changes({{CW_ROW_CREATE, "anna"}, {CW_ROW_PATCH, "ben"}, {CW_ROW_DELETE, "carl"}});
  std::vector<Outcome> outcomes;
  const auto done = make(1)->apply(changes.spec(), outcomes);
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_EQ(outcomes.size(), 3U);
  EXPECT_EQ(outcomes[0].state, Outcome::State::Applied);
  EXPECT_EQ(outcomes[0].remote_id, "remote-anna");
  EXPECT_EQ(outcomes[0].change_id, 1000U);
  EXPECT_EQ(outcomes[1].state, Outcome::State::Noop);
  EXPECT_EQ(outcomes[2].state, Outcome::State::Rejected);
  EXPECT_EQ(outcomes[2].status, CW_E_NOT_FOUND);
  EXPECT_EQ(outcomes[2].http_status, 404U);
  EXPECT_EQ(outcomes[2].message, "no such user");
}

TEST_F(Good, KeepsTheOutcomesOfACallThatFailedHalfWay) {
  Changes changes({{CW_ROW_CREATE, "anna"}, {CW_ROW_CREATE, "stop"}, {CW_ROW_CREATE, "carl"}});
  std::vector<Outcome> outcomes;
  const auto done = make(1)->apply(changes.spec(), outcomes);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::Unauthenticated);
  ASSERT_EQ(outcomes.size(), 3U);
  EXPECT_EQ(outcomes[0].state, Outcome::State::Applied);
  EXPECT_EQ(outcomes[1].state, Outcome::State::Unknown);
  EXPECT_EQ(outcomes[2].state, Outcome::State::Unknown);
}

TEST_F(Good, IsNotHandedABatchThatIsNone) {
  Changes changes({{CW_ROW_CREATE, "anna"}});
  ApplySpec spec = changes.spec();
  spec.schema_id = 10;
  std::vector<Outcome> outcomes;
  EXPECT_EQ(make(1)->apply(spec, outcomes).error().code, ErrorCode::InvalidArgument);
}

TEST_F(Good, RefusesAConfigurationByName) {
  const auto instance = Instance::create(
      *adapter_, R"({"url":"https://sis.example","kye":"x","rows":-1})", lent_.services());
  ASSERT_FALSE(instance);
  EXPECT_EQ(instance.error().code, ErrorCode::BadConfig);
  EXPECT_EQ(instance.error().message,
            "test: \"key\" is missing; \"path\" is missing; \"kye\" is not a setting here (did you "
            "mean \"key\"?); "
            "\"rows\" must be at least 0");
}

TEST_F(Good, IsNotMadeWithoutWhatItNeeds) {
  Services services = lent_.services();
  services.http = nullptr;
  const auto instance =
      Instance::create(*adapter_, R"({"url":"https://sis.example","key":"s3cret-key","path":"/x"})",
                       std::move(services));
  ASSERT_FALSE(instance);
  EXPECT_THAT(instance.error().message, HasSubstr("cw.http/1"));
}

/// A progress listener that calls back into the instance, as no caller may.
class Nosy final : public ProgressSink {
 public:
  void progress(std::uint64_t, std::uint64_t, std::string_view) override {
    std::thread([this] { code = instance->check().error().code; }).join();
  }
  Instance* instance = nullptr;
  ErrorCode code = ErrorCode::Cancelled;
};

TEST_F(Good, TakesOneCallAtATime) {
  Nosy nosy;
  Services services = lent_.services();
  services.progress = &nosy;
  auto instance =
      Instance::create(*adapter_, R"({"url":"https://sis.example","key":"s3cret-key","path":"/x"})",
                       std::move(services));
  ASSERT_TRUE(instance);
  nosy.instance = instance->get();
  auto stream = (*instance)->open(orgs());
  Batch batch;
  ASSERT_TRUE((*stream)->next(batch));
  EXPECT_EQ(nosy.code, ErrorCode::InvalidArgument);
}

TEST(TwoCopies, OfOneFileKeepApart) {
  const test::ScratchFolder folder;
  std::filesystem::copy_file(test::plugin("good"), folder / "copy.adapter.so");
  const auto one = Adapter::load(test::plugin("good"), "");
  const auto two = Adapter::load(folder / "copy.adapter.so", "");
  ASSERT_TRUE(one);
  ASSERT_TRUE(two);
  EXPECT_NE((*one)->tables().adapter, (*two)->tables().adapter);
}

}  // namespace
}  // namespace crosswalk::adapters
