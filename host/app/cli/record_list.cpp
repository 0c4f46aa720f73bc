#include "app/cli/record_list.hpp"

#include "adapters/nearest_word.hpp"
#include "app/present/plan_sections.hpp"
#include "app/present/words.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

using Json = nlohmann::ordered_json;

/// Not an outcome that anybody has to look at.
bool fine(const sync::Outcome* outcome) {
  return outcome == nullptr || sync::settled(outcome->state);
}

}  // namespace

Result<RecordFilter> RecordFilter::create(const ShowCommand& command,
                                          const sync::PlanHeader& header,
                                          const model::KeyMaker& keys) {
  RecordFilter out;
  out.problems_ = command.problems;
  if (!command.entity.empty()) out.entity_ = model::entity_named(command.entity);
  if (command.school.empty()) return out;
  std::vector<std::string> known;
  for (const sync::SchoolTotals& school : header.schools) {
    if (school.identity.empty()) continue;
    if (school.identity == command.school || school.title == command.school) {
      out.school_ = keys.key(sync::Entity::Org, school.identity);
      return out;
    }
    known.push_back(school.title.empty() ? school.identity : school.title);
  }
  return Error{ErrorCode::InvalidArgument, "--school: nothing in this plan concerns a school \"" +
                                               command.school + "\"" +
                                               adapters::did_you_mean(command.school, known)};
}

bool RecordFilter::wants(sync::Entity entity, const sync::Key& school) const {
  return (!entity_ || *entity_ == entity) && (!school_ || *school_ == school);
}

bool RecordFilter::wants(const sync::Operation& operation, const sync::Outcome* outcome) const {
  if (problems_ ? fine(outcome) : !sync::writes(operation.action) && fine(outcome)) return false;
  return wants(operation.entity, operation.school);
}

bool RecordFilter::wants(const sync::Note& note) const { return wants(note.entity, note.school); }

void RecordList::begin(std::int64_t run) {
  if (!console_.options.json) return;
  Json head = plan_json(view_);
  head.erase("changes");
  head.erase("notes");
  if (run > 0) head["run"] = run;
  // The document is written piece by piece: the plan may be larger than memory.
  std::string text = head.dump(-1, ' ', false, Json::error_handler_t::replace);
  text.pop_back();
  console_.print(text + ",\"records\":[");
}

void RecordList::print_item(const Json& item) {
  console_.print(std::string(printed_++ == 0 ? "\n" : ",\n") +
                 item.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void RecordList::add(const sync::Operation& operation, const sync::Outcome* outcome) {
  if (!filter_.wants(operation, outcome)) return;
  if (console_.options.json) {
    Json item = operation_json(operation, view_.schema);
    if (outcome != nullptr) {
      item["outcome"] = word(outcome->state);
      if (!outcome->message.empty()) item["message"] = outcome->message;
    }
    return print_item(item);
  }
  std::string line = operation_line(view_, operation, console_.style());
  if (outcome != nullptr) {
    line.pop_back();
    line += "  [" + std::string(word(outcome->state)) +
            (outcome->message.empty() ? "" : ": " + printable(outcome->message)) + "]\n";
  }
  ++printed_;
  console_.print(line);
}

void RecordList::add(const sync::Note& note) {
  if (!filter_.wants(note)) return;
  if (console_.options.json) return print_item(note_json(note));
  ++printed_;
  console_.print(note_line(view_, note, console_.style()));
}

void RecordList::end() {
  if (console_.options.json) {
    console_.print(std::string("]}\n"));
  } else if (printed_ == 0) {
    console_.print(std::string("  Nothing of that kind.\n"));
  }
}

}  // namespace crosswalk::app
