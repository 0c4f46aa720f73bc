#include "export/decide.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::oneroster::exports {
namespace {

using ::testing::HasSubstr;
using What = Verdict::What;

Change change(std::uint16_t op, const std::string& id,
              std::vector<std::optional<std::string>> given) {
  Change out{0, op, id, std::move(given)};
  out.given.resize(2);
  return out;
}

/// Orgs: title and identifier.
const Sheet& orgs() { return sheet(SheetId::Orgs); }

Present present_org() {
  Present present;
  present.records["s1"] = {"s1", {"Fern North", "11"}};
  return present;
}

TEST(ExportDecide, CreatesOnce) {
  const auto decision = decide(
      orgs(),
      {change(CW_ROW_CREATE, "s2", {"Fern South"}), change(CW_ROW_CREATE, "s2", {"Fern South"}),
       change(CW_ROW_CREATE, "s2", {"Another"}), change(CW_ROW_CREATE, "s1", {"Fern North", "11"}),
       change(CW_ROW_CREATE, "", {"Nameless"})},
      present_org());
  EXPECT_EQ(decision.verdicts[0].what, What::Applied);
  EXPECT_EQ(decision.verdicts[1].what, What::Noop) << "its outcome was lost";
  EXPECT_EQ(decision.verdicts[2].status, CW_E_EXISTS);
  EXPECT_EQ(decision.verdicts[3].what, What::Noop);
  EXPECT_EQ(decision.verdicts[4].status, CW_E_INVALID);
  ASSERT_EQ(decision.edits.size(), 1U);
  EXPECT_EQ(decision.edits.at("s2")->values[0], "Fern South");
}

TEST(ExportDecide, ChangesWhatIsGivenAlone) {
  const auto decision =
      decide(orgs(),
             {change(CW_ROW_PATCH, "s1", {std::nullopt, "12"}),
              change(CW_ROW_PATCH, "s9", {"Nowhere"}), change(CW_ROW_PATCH, "s1", {"Fern North"})},
             present_org());
  EXPECT_EQ(decision.verdicts[0].what, What::Applied);
  EXPECT_EQ(decision.verdicts[1].status, CW_E_NOT_FOUND);
  EXPECT_EQ(decision.verdicts[2].what, What::Noop);
  EXPECT_EQ(decision.edits.at("s1")->values, (std::vector<std::string>{"Fern North", "12"}));
}

TEST(ExportDecide, RefusesAnEmptyColumnThatMustHaveAValue) {
  const auto decision = decide(orgs(), {change(CW_ROW_PATCH, "s1", {""})}, present_org());
  EXPECT_EQ(decision.verdicts[0].status, CW_E_INVALID);
  EXPECT_THAT(decision.verdicts[0].message, HasSubstr("column name must have a value"));
  EXPECT_TRUE(decision.edits.empty());
}

TEST(ExportDecide, LetsOnlyPeopleLeave) {
  EXPECT_EQ(decide(orgs(), {change(CW_ROW_DROP, "s1", {})}, present_org()).verdicts[0].status,
            CW_E_UNSUPPORTED);
  EXPECT_EQ(decide(orgs(), {change(CW_ROW_DELETE, "s1", {})}, present_org()).verdicts[0].status,
            CW_E_UNSUPPORTED);
}

TEST(ExportDecide, BringsBackFromNothing) {
  const auto decision = decide(orgs(), {change(CW_ROW_RESTORE, "s3", {"Fern West"})}, {});
  EXPECT_EQ(decision.verdicts[0].what, What::Applied);
  EXPECT_EQ(decision.edits.at("s3")->id, "s3");
}

}  // namespace
}  // namespace crosswalk::oneroster::exports
