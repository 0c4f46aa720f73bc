#include "mode.hpp"

#include "support.hpp"

namespace crosswalk::powerschool {
namespace {

using ::testing::HasSubstr;

constexpr char kProbe[] = "/ws/schema/query/org.example.bridge.roster.schools?page=1&pagesize=1";

class ModeTest : public PowerSchoolTest {
 protected:
  Result<Mode> choose(std::string_view config) {
    const auto options = Options::parse(config);
    EXPECT_TRUE(options);
    return choose_mode(Client(fake_.host(), options->origin), *options);
  }
};

TEST_F(ModeTest, ASettingIsNotProbed) {
  EXPECT_EQ(*choose(kV1Config), Mode::V1);
  EXPECT_EQ(*choose(kQueryConfig), Mode::PowerQuery);
  EXPECT_TRUE(fake_.seen().empty());
}

TEST_F(ModeTest, TheQueriesAreTakenWhereTheyAnswer) {
  fake_.on("POST", kProbe, {200, R"({"@extensions": ""})"});
  EXPECT_EQ(*choose(kAutoConfig), Mode::PowerQuery);
}

TEST_F(ModeTest, WithoutThemV1IsTaken) {
  fake_.on("POST", kProbe, {404, R"({"message": "Query X not found"})"});
  EXPECT_EQ(*choose(kAutoConfig), Mode::V1);
  fake_.on("POST", kProbe, {403, R"({"message": "no", "errors": []})"});
  EXPECT_EQ(*choose(kAutoConfig), Mode::V1);
}

// A server in trouble is no reason to read another way.
TEST_F(ModeTest, TroubleIsNoAnswer) {
  fake_.on("POST", kProbe, {500, "<html>"});
  EXPECT_EQ(choose(kAutoConfig).error().code, ErrorCode::Unavailable);
  fake_.on("POST", kProbe, {401, ""});
  EXPECT_EQ(choose(kAutoConfig).error().code, ErrorCode::Unauthenticated);
  fake_.on("POST", kProbe, {302, "", {{"Location", "https://ps.example/"}}});
  const auto redirected = choose(kAutoConfig);
  EXPECT_EQ(redirected.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(redirected.error().message, HasSubstr("https"));
}

}  // namespace
}  // namespace crosswalk::powerschool
