#include "app/cli/command_line.hpp"

#include "adapters/nearest_word.hpp"
#include "app/exit_code.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <sstream>

namespace crosswalk::app {
namespace {

constexpr const char* kAbout =
    "Crosswalk joins school systems: a roster goes from one into another, plan first.";
constexpr const char* kAfter =
    "Exit status: 0 done or nothing to do, 1 internal error, 2 usage or configuration, 3 held,\n"
    "4 stale plan or somebody else at work, 5 some records failed, 6 a system or its files could\n"
    "not be used, 7 paused, 130 or 143 stopped by a signal. docs/reference/cli.md says more.";

/// Builds the parser; the chosen subcommand leaves its values in `line`.
class Builder {
 public:
  Builder(CommandLine& line, Parsed& parsed)
      : line_(line), check_child_(parsed.check_child), check_one_(parsed.check_one) {
    app_.name("crosswalk");
    app_.require_subcommand(0, 1);  // none is told apart from an unknown one below
    app_.fallthrough();
    app_.footer(kAfter);
    app_.set_version_flag("--version", std::string("crosswalk ") + CW_VERSION);
    add_common(line.common);
    add_looking();
    add_running();
    add_history();
  }

  CLI::App& app() { return app_; }

  /// The sentence for a command line without a known subcommand; empty when there is one.
  std::string without_subcommand() const {
    if (!app_.get_subcommands().empty()) return {};
    const auto rest = app_.remaining();
    if (rest.empty()) return "A subcommand is required.";
    std::vector<std::string> known;
    for (const CLI::App* sub : app_.get_subcommands(nullptr)) known.push_back(sub->get_name());
    return "There is no subcommand \"" + rest.front() + "\"" +
           adapters::did_you_mean(rest.front(), known) + ".";
  }

 private:
  void add_common(CommonOptions& common) {
    app_.add_option("--config", common.config, "the configuration file")
        ->envname("CROSSWALK_CONFIG")
        ->default_str("crosswalk.json");
    app_.add_option("--integration", common.integration,
                    "which integration, where the file has several");
    app_.add_flag("--json", common.json, "print one JSON document instead of text");
    app_.add_flag("--verbose,-v", common.verbose, "print the process log on standard error");
    app_.add_option("--log", common.log_file, "append the process log to this file");
  }

  /// A subcommand whose values live as long as the parser.
  template <class Values>
  std::pair<CLI::App*, Values*> add(CLI::App& parent, const char* name, const char* about) {
    auto values = std::make_shared<Values>();
    CLI::App* sub = parent.add_subcommand(name, about);
    sub->callback([this, values] { line_.command = *values; });
    return {sub, values.get()};
  }

  void add_looking() {
    auto [adapters, folders] =
        add<AdaptersCommand>(app_, "adapters", "list the installed adapters and what each can do");
    one_each(adapters->add_option("--folder", folders->folders, "look here instead (repeatable)"));

    CLI::App* adapter = app_.add_subcommand("adapter", "write an adapter");
    adapter->require_subcommand(1);
    adapter->fallthrough();
    auto [fresh, made] = add<AdapterNewCommand>(
        *adapter, "new", "make the folder of a new adapter, out of the SDK's template");
    fresh->add_option("NAME", made->name, "its id, such as sample_sis")->required();
    fresh->add_option("--into", made->into, "make it in this folder");

    auto [check, file] = add<CheckCommand>(
        app_, "check", "check one adapter file, in a process of its own and with a deadline");
    check->add_option("FILE", file->file, "an .adapter.so file")->required();
    CLI::Option* full =
        check->add_flag("--full", file->full, "run every check of the conformance kit");
    check
        ->add_option("--sandbox", file->sandbox,
                     "play this system for the checks (crosswalk-sandbox --help lists them)")
        ->needs(full);
    CLI::Option* config = check
                              ->add_option("--config", file->config,
                                           "settings, recorded answers or sandbox for the checks")
                              ->needs(full);
    check->add_option("--junit", file->junit, "write the results as JUnit XML")->needs(full);
    check
        ->add_flag("--record", file->record,
                   "ask the system itself, and write its answers to the recording that the file "
                   "names")
        ->needs(config);

    CLI::App* child = app_.add_subcommand("check-child", "");
    child->group("");  // hidden: we start it ourselves
    child->add_option("FILE", check_child_)->required();
    auto one = std::make_shared<CheckOne>();
    CLI::App* single = app_.add_subcommand("check-one", "");
    single->group("");  // this too
    single->add_option("ID", one->id)->required();
    single->add_option("FILE", one->file)->required();
    single->add_option("FIXTURE", one->fixture)->required();
    single->callback([this, one] { check_one_ = *one; });

    CLI::App* connector = app_.add_subcommand("connector", "look at configured systems");
    connector->require_subcommand(1);
    connector->fallthrough();
    auto [test, name] = add<ConnectorTestCommand>(
        *connector, "test", "try the connection: address, credentials, permissions, files");
    test->add_option("NAME", name->name, "a connector; all of them without it");
  }

  /// Repeatable, one value each time: else an option would swallow the arguments behind it.
  static CLI::Option* one_each(CLI::Option* option) { return option->allow_extra_args(false); }

  static void add_limits(CLI::App& sub, Limits& limits) {
    one_each(sub.add_option("--only", limits.only, "users, courses or sections (repeatable)"))
        ->check(CLI::IsMember({"users", "courses", "sections"}));
    one_each(
        sub.add_option("--school", limits.schools, "id, number or name of a school (repeatable)"));
  }

  void add_running() {
    auto [plan, planned] = add<PlanCommand>(
        app_, "plan", "read the source and show what would be sent; nothing is sent");
    add_limits(*plan, planned->limits);

    auto [apply, applied] =
        add<ApplyCommand>(app_, "apply", "carry out exactly this plan, or go on with it");
    apply->add_option("PLAN", applied->plan, "the beginning of the plan's name")->required();
    apply->add_flag("--without-held", applied->without_held, "send what no hold names");
    one_each(apply->add_option("--release", applied->release,
                               "send what this hold names too, by its id (repeatable)"));

    auto [sync, synced] =
        add<SyncCommand>(app_, "sync", "plan, and apply it when nothing has to wait for a person");
    add_limits(*sync, synced->limits);
  }

  static CLI::IsMember an_entity() {
    return CLI::IsMember({"org", "academicSession", "course", "class", "user", "enrollment"});
  }

  void add_history() {
    auto [undo, undone] = add<UndoCommand>(
        app_, "undo", "plan to take a run back; nothing is sent before that plan is applied");
    undo->add_option("RUN", undone->run, "the run's number")->required();
    undo->add_option("--school", undone->school, "only of this school, by its id");
    undo->add_option("--entity", undone->entity, "only these records")->check(an_entity());
    undo->add_option("--record", undone->record, "only this record, by its id");

    auto [runs, listed] = add<RunsCommand>(app_, "runs", "list the latest runs");
    runs->add_option("--limit", listed->limit, "how many")->check(CLI::Range(1U, 1000U));

    auto [show, shown] = add<ShowCommand>(app_, "show", "show a run or a plan, record by record");
    show->add_option("WHAT", shown->what, "a run's number, or the beginning of a plan's name")
        ->required();
    show->add_option("--school", shown->school, "only this school");
    show->add_option("--entity", shown->entity, "only these records")
        ->check(CLI::IsMember({"org", "academicSession", "course", "class", "user", "enrollment"}));
    show->add_flag("--problems", shown->problems, "only what is not sent, and why");
  }

  CommandLine& line_;
  std::string& check_child_;
  std::optional<CheckOne>& check_one_;
  CLI::App app_{kAbout};
};

}  // namespace

Parsed parse_command_line(int argc, const char* const* argv) {
  Parsed parsed;
  CommandLine line;
  Builder builder(line, parsed);
  const auto refuse = [&] {
    parsed.status = number(ExitCode::Usage);
    parsed.err = builder.without_subcommand() + " crosswalk --help lists what there is.\n";
    return parsed;
  };
  try {
    builder.app().parse(argc, argv);
    if (!builder.without_subcommand().empty()) return refuse();
    if (!parsed.check_child.empty() || parsed.check_one) return parsed;
    if (line.common.config.empty()) line.common.config = "crosswalk.json";
    parsed.line = std::move(line);
  } catch (const CLI::ExtrasError& e) {
    if (!builder.without_subcommand().empty()) return refuse();
    parsed.status = number(ExitCode::Usage);
    parsed.err = std::string(e.what()) + "\nRun with --help for more information.\n";
  } catch (const CLI::ParseError& e) {  // help and version are thrown as well
    std::ostringstream out;
    std::ostringstream err;
    const bool mistake = builder.app().exit(e, out, err) != 0;
    parsed.status = number(mistake ? ExitCode::Usage : ExitCode::Done);
    parsed.out = out.str();
    parsed.err = err.str();
  }
  return parsed;
}

}  // namespace crosswalk::app
