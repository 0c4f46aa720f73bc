#include "app/present/plan_sections.hpp"
#include "app/present/words.hpp"

#include <map>

namespace crosswalk::app {
namespace {

struct Sign {
  const char* text;
  Tone tone;
};

Sign sign_of(sync::Action action) {
  switch (action) {
    case sync::Action::Create:
    case sync::Action::Restore:
      return {"+", Tone::Good};
    case sync::Action::Update:
      return {"~", Tone::Change};
    case sync::Action::Drop:
    case sync::Action::Delete:
      return {"-", Tone::Bad};
    case sync::Action::Adopt:
    case sync::Action::Settle:
    case sync::Action::Forget:
      return {"=", Tone::Faint};
  }
  return {" ", Tone::Plain};
}

}  // namespace

std::string operation_line(const PlanView& view, const sync::Operation& op, const Style& style) {
  const Sign sign = sign_of(op.action);
  std::string text = std::string(word(op.action)) + " " + std::string(model::name(op.entity)) +
                     " " + record_text(op.entity, op.identity, view.name_of);
  if (const std::string change = change_text(op, view.schema); !change.empty())
    text += ": " + change;
  if (!op.reason.empty()) text += " (" + printable(op.reason) + ")";
  return "  " + paint(style, sign.tone, sign.text) + " " + text + "\n";
}

std::string note_line(const PlanView& view, const sync::Note& note, const Style& style) {
  const bool sent = note.kind == sync::NoteKind::Warning;
  std::string out = "  " + paint(style, sent ? Tone::Change : Tone::Bad, word(note.kind)) + " ";
  out += note.identity.empty() ? counted(note.count, note.entity)
                               : std::string(model::name(note.entity)) + " " +
                                     record_text(note.entity, note.identity, view.name_of);
  return out + ": " +
         printable(note.reason.empty() ? std::string(meaning(note.kind)) : note.reason) + " [" +
         note.code + "]\n";
}

std::string plan_samples(const PlanView& view, const Style& style) {
  if (view.digest.actions.empty()) return {};
  std::uint64_t shown = 0;
  std::uint64_t all = 0;
  std::string lines;
  for (const ActionGroup& group : view.digest.actions) {
    for (const sync::Operation& op : group.samples) lines += operation_line(view, op, style);
    if (group.count > group.samples.size()) {
      lines += "    ... and " + grouped(group.count - group.samples.size()) + " more to " +
               std::string(word(group.action)) + "\n";
    }
    shown += group.samples.size();
    all += group.count;
  }
  const std::string title = shown == all ? "Changes" : "Changes, a few of each";
  return paint(style, Tone::Heading, title) + "\n" + lines;
}

std::string plan_not_sent(const PlanView& view, const Style& style) {
  std::string out;
  std::uint64_t all = 0;
  for (const NoteGroup& group : view.digest.notes) {
    const bool sent = group.kind == sync::NoteKind::Warning;
    if (!sent) all += group.count;
    out += "  " + paint(style, sent ? Tone::Change : Tone::Bad, word(group.kind)) + "  " +
           counted(group.count, group.entity) + ", " + group.code + ": " +
           std::string(meaning(group.kind)) + "\n";
    for (const sync::Note& note : group.samples) {
      const std::string who = note.identity.empty()
                                  ? std::string{}
                                  : record_text(note.entity, note.identity, view.name_of);
      out += "      " + who + (who.empty() || note.reason.empty() ? "" : ": ") +
             printable(note.reason) + "\n";
    }
    if (group.count > group.samples.size() && !group.samples.empty() &&
        !group.samples.front().identity.empty()) {
      out += "      ... and " + grouped(group.count - group.samples.size()) +
             " more: crosswalk show " + short_hash(view.hash) + " --problems\n";
    }
  }
  if (out.empty()) return {};
  return paint(style, Tone::Heading, "Not sent, and why: " + counted(all, "record", "records")) +
         "\n" + out;
}

std::string plan_holds(const PlanView& view, const Style& style) {
  if (view.header.holds.empty()) return {};
  std::string out = paint(style, Tone::Heading,
                          "Held: " + counted(view.header.holds.size(), "part waits", "parts wait") +
                              " for a person; nothing of it is sent") +
                    "\n";
  // One broken export crosses the same limit in every class: a few tell the story.
  constexpr std::size_t kOfAKind = 5;
  std::map<std::string, std::size_t> kinds;
  for (const sync::Hold& hold : view.header.holds) {
    if (++kinds[hold.id.substr(0, hold.id.find('@'))] > kOfAKind) continue;
    out += "  " + paint(style, Tone::Bad, "!") + " " + printable(hold.sentence) + "\n" +
           "    id: " + printable(hold.id) + "\n";
  }
  for (const auto& [kind, count] : kinds) {
    if (count <= kOfAKind) continue;
    out += "  ... and " + grouped(count - kOfAKind) + " more of " + kind +
           " (all of them: " + "crosswalk show " + short_hash(view.hash) + " --json; --release '" +
           kind + "@*' names them all)\n";
  }
  return out;
}

}  // namespace crosswalk::app
