/// The composition root, as far as it goes without an adapter.

#include "app/wiring/app.hpp"
#include "app/exit_code.hpp"
#include "app/wiring/integration.hpp"
#include "app/wiring/json_log.hpp"
#include "http/clock.hpp"
#include "http/random.hpp"
#include "unit/app/wiring/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class AppTest : public ::testing::Test {
 protected:
  std::unique_ptr<App> open(const std::string& database = "sqlite:state.db") {
    auto config = parse_config(R"({
      "district": {"name": "Sample", "time_zone": "UTC"},
      "state": {"database": ")" + database +
                                   R"("},
      "adapters": {"folders": ["none"]},
      "connectors": {"sis": {"adapter": "files"}, "lms": {"adapter": "lms"}},
      "integrations": {"roster": {"source": "sis", "destination": "lms"}}})",
                               folder_.path() / "crosswalk.json");
    EXPECT_TRUE(config) << config.error().message;
    auto app = App::create(
        *std::move(config),
        Surroundings{clock_, **log_, random_, [](const std::string&) { return std::nullopt; }});
    if (!app) {
      failure_ = app.error();
      return nullptr;
    }
    return *std::move(app);
  }

  TempFolder folder_;
  http::SystemClock clock_;
  http::SystemRandom random_;
  Result<std::unique_ptr<JsonLog>> log_ = JsonLog::create(clock_, false, "");
  Error failure_;
};

TEST_F(AppTest, MakesTheDatabaseBesideTheConfiguration) {
  ASSERT_NE(open(), nullptr) << failure_.message;
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "state.db"));
}

TEST_F(AppTest, AnAdapterThatIsNotThereIsNamedWithThePlacesThatWereLookedIn) {
  const auto app = open();
  ASSERT_NE(app, nullptr);
  const auto adapter = app->adapter_of(app->config().connectors.front());
  ASSERT_FALSE(adapter);
  EXPECT_EQ(exit_code_for(adapter.error()), ExitCode::Usage);
  EXPECT_THAT(adapter.error().message, AllOf(HasSubstr("\"connectors/lms/adapter\""),
                                             HasSubstr((folder_.path() / "none").string())));
}

TEST_F(AppTest, ADatabasePasswordThatIsNotSetIsNamed) {
  EXPECT_EQ(open("postgresql://u:${DB_PASSWORD}@127.0.0.1:1/db"), nullptr);
  EXPECT_THAT(failure_.message, HasSubstr("DB_PASSWORD, which is not set"));
}

TEST_F(AppTest, AnIntegrationRemembersItsKeySecretAndItsRuns) {
  std::string first;
  for (int i = 0; i < 2; ++i) {
    const auto app = open();
    ASSERT_NE(app, nullptr);
    const auto integration = Integration::open(*app, app->config().integrations.front());
    ASSERT_TRUE(integration) << integration.error().message;
    const std::string key = model::to_hex((*integration)->keys().key(model::Entity::User, "u1"));
    if (first.empty()) first = key;
    EXPECT_EQ(key, first);
    EXPECT_EQ((*integration)->schema(), nullptr) << "its adapter is not there";
    EXPECT_TRUE((*integration)->store().runs.latest(5)->empty());
  }
}

TEST_F(AppTest, OnlyOneMayWriteAtATime) {
  const auto app = open();
  ASSERT_NE(app, nullptr);
  const auto one = Integration::open(*app, app->config().integrations.front());
  const auto two = Integration::open(*app, app->config().integrations.front());
  ASSERT_TRUE(one && two);
  ASSERT_TRUE((*one)->take_write_access());
  ASSERT_TRUE((*one)->take_write_access()) << "it has it already";
  const auto refused = (*two)->take_write_access();
  ASSERT_FALSE(refused);
  EXPECT_EQ(exit_code_for(refused.error()), ExitCode::Stale);
}

TEST_F(AppTest, ATestMayStandBetweenTheEngineAndTheStore) {
  const auto plain = open();
  ASSERT_NE(plain, nullptr);
  int wrapped = 0;
  Surroundings around = plain->surroundings();
  around.wrappers.store = [&](sync::Store store) {
    ++wrapped;
    return store;
  };
  const auto app = App::create(plain->config(), around);
  ASSERT_TRUE(app);
  ASSERT_TRUE(Integration::open(**app, (*app)->config().integrations.front()));
  EXPECT_EQ(wrapped, 1);
}

}  // namespace
}  // namespace crosswalk::app
