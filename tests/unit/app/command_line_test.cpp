/// What people type, as values; and what they get for typing something else.

#include "app/cli/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace crosswalk::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Parsed parse(std::vector<const char*> words) {
  words.insert(words.begin(), "crosswalk");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

template <class Command>
Command command(std::vector<const char*> words) {
  const Parsed parsed = parse(std::move(words));
  EXPECT_TRUE(parsed.line) << parsed.err;
  if (!parsed.line || !std::holds_alternative<Command>(parsed.line->command)) {
    ADD_FAILURE() << "another command";
    return {};
  }
  return std::get<Command>(parsed.line->command);
}

TEST(CommandLine, EverySubcommandHasItsValues) {
  command<AdaptersCommand>({"adapters"});
  const auto fresh = command<AdapterNewCommand>({"adapter", "new", "sample", "--into", "/tmp"});
  EXPECT_EQ(fresh.name, "sample");
  EXPECT_EQ(fresh.into, "/tmp");
  EXPECT_EQ(command<CheckCommand>({"check", "a.so"}).file, "a.so");
  EXPECT_EQ(parse({"check-child", "a.so"}).check_child, "a.so");
  EXPECT_EQ(command<ConnectorTestCommand>({"connector", "test"}).name, "");
  EXPECT_EQ(command<ConnectorTestCommand>({"connector", "test", "lms"}).name, "lms");
  const auto plan = command<PlanCommand>(
      {"plan", "--only", "users", "--only", "sections", "--school", "North High"});
  EXPECT_THAT(plan.limits.only, ElementsAre("users", "sections"));
  EXPECT_THAT(plan.limits.schools, ElementsAre("North High"));
  EXPECT_THAT(command<SyncCommand>({"sync", "--only", "courses"}).limits.only,
              ElementsAre("courses"));
  const auto undo = command<UndoCommand>({"undo", "7", "--entity", "user", "--record", "u1"});
  EXPECT_EQ(undo.run, 7);
  EXPECT_EQ(undo.entity, "user");
  EXPECT_EQ(undo.record, "u1");
  EXPECT_EQ(command<RunsCommand>({"runs", "--limit", "5"}).limit, 5U);
  const auto show =
      command<ShowCommand>({"show", "12", "--school", "s1", "--entity", "user", "--problems"});
  EXPECT_EQ(show.what, "12");
  EXPECT_EQ(show.school, "s1");
  EXPECT_EQ(show.entity, "user");
  EXPECT_TRUE(show.problems);
}

TEST(CommandLine, ARepeatableOptionTakesOneValueEachTime) {
  const auto apply = command<ApplyCommand>({"apply", "--release", "user.update@s1", "3f9a"});
  EXPECT_EQ(apply.plan, "3f9a");
  EXPECT_THAT(apply.release, ElementsAre("user.update@s1"));
}

TEST(CommandLine, CommonOptionsStandBeforeOrBehindTheSubcommand) {
  for (const auto& words :
       {std::vector<const char*>{"--json", "--config", "x.json", "runs"},
        std::vector<const char*>{"runs", "--json", "--config", "x.json"},
        std::vector<const char*>{"connector", "test", "--json", "--config", "x.json"}}) {
    const Parsed parsed = parse(words);
    ASSERT_TRUE(parsed.line) << parsed.err;
    EXPECT_TRUE(parsed.line->common.json);
    EXPECT_EQ(parsed.line->common.config, "x.json");
  }
}

TEST(CommandLine, TheConfigurationIsNamedByOptionEnvironmentOrHabit) {
  ::unsetenv("CROSSWALK_CONFIG");
  EXPECT_EQ(parse({"runs"}).line->common.config, "crosswalk.json");
  ::setenv("CROSSWALK_CONFIG", "/etc/cw.json", 1);
  EXPECT_EQ(parse({"runs"}).line->common.config, "/etc/cw.json");
  EXPECT_EQ(parse({"runs", "--config", "mine.json"}).line->common.config, "mine.json");
  ::unsetenv("CROSSWALK_CONFIG");
}

TEST(CommandLine, AMistakeIsStatusTwoAndASentence) {
  for (const auto& [words, says] :
       {std::pair{std::vector<const char*>{}, "A subcommand is required"},
        {std::vector<const char*>{"aply", "3f9a"},
         "no subcommand \"aply\" (did you mean \"apply\"?)"},
        {std::vector<const char*>{"check"}, "FILE"},
        {std::vector<const char*>{"check", "a.so", "--full", "--record"}, "--config"},
        {std::vector<const char*>{"plan", "--only", "grades"}, "grades"},
        {std::vector<const char*>{"show", "1", "--entity", "pupil"}, "pupil"},
        {std::vector<const char*>{"apply", "3f9a", "--yes"}, "--yes"}}) {
    const Parsed parsed = parse(words);
    EXPECT_FALSE(parsed.line);
    EXPECT_EQ(parsed.status, 2);
    EXPECT_THAT(parsed.err + parsed.out, HasSubstr(says));
  }
}

TEST(CommandLine, HelpAndVersionAreNoMistakes) {
  const Parsed version = parse({"--version"});
  EXPECT_FALSE(version.line);
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.out, HasSubstr("crosswalk 1."));
  const Parsed help = parse({"--help"});
  EXPECT_EQ(help.status, 0);
  EXPECT_THAT(help.out, HasSubstr("carry out exactly this plan"));
  EXPECT_THAT(help.out, ::testing::Not(HasSubstr("check-child")));
}

}  // namespace
}  // namespace crosswalk::app
