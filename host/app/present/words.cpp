#include "app/present/words.hpp"

#include <algorithm>
#include <cstdio>

namespace crosswalk::app {
namespace {

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return grouped(count) + " " + std::string(count == 1 ? one : many);
}

std::string counted(std::uint64_t count, sync::Entity entity) {
  const bool session = entity == sync::Entity::AcademicSession;
  return counted(count, session ? "academic session" : name(entity), plural(entity));
}

std::string duration(std::uint64_t seconds) {
  char text[32];
  if (seconds >= 3600) {
    std::snprintf(text, sizeof text, "%llu:%02u:%02u",
                  static_cast<unsigned long long>(seconds / 3600),
                  static_cast<unsigned>(seconds / 60 % 60), static_cast<unsigned>(seconds % 60));
  } else {
    std::snprintf(text, sizeof text, "%u:%02u", static_cast<unsigned>(seconds / 60),
                  static_cast<unsigned>(seconds % 60));
  }
  return text;
}

std::string_view word(sync::Action action) {
  switch (action) {
    case sync::Action::Create:
      return "create";
    case sync::Action::Update:
      return "update";
    case sync::Action::Adopt:
      return "adopt";
    case sync::Action::Drop:
      return "drop";
    case sync::Action::Restore:
      return "restore";
    case sync::Action::Delete:
      return "delete";
    case sync::Action::Settle:
      return "settle";
    case sync::Action::Forget:
      return "forget";
  }
  return "";
}

std::string_view word(sync::NoteKind kind) {
  switch (kind) {
    case sync::NoteKind::Quarantined:
      return "quarantined";
    case sync::NoteKind::Refused:
      return "refused";
    case sync::NoteKind::Excluded:
      return "excluded";
    case sync::NoteKind::Blocked:
      return "blocked";
    case sync::NoteKind::Disputed:
      return "disputed";
    case sync::NoteKind::Waiting:
      return "waiting";
    case sync::NoteKind::Reported:
      return "reported";
    case sync::NoteKind::Warning:
      return "warning";
  }
  return "";
}

std::string_view meaning(sync::NoteKind kind) {
  switch (kind) {
    case sync::NoteKind::Quarantined:
      return "the source got the record wrong";
    case sync::NoteKind::Refused:
      return "a rule of the destination refuses it";
    case sync::NoteKind::Excluded:
      return "the mapping leaves it out";
    case sync::NoteKind::Blocked:
      return "a record that it needs is not there";
    case sync::NoteKind::Disputed:
      return "it is not clear which record of the destination it is";
    case sync::NoteKind::Waiting:
      return "gone from the source, for less than the grace";
    case sync::NoteKind::Reported:
      return "gone from the source; a person decides";
    case sync::NoteKind::Warning:
      return "sent, but worth a look";
  }
  return "";
}

std::string_view word(sync::OutcomeState state) {
  switch (state) {
    case sync::OutcomeState::Unknown:
      return "unknown";
    case sync::OutcomeState::Applied:
      return "applied";
    case sync::OutcomeState::Noop:
      return "noop";
    case sync::OutcomeState::Rejected:
      return "rejected";
    case sync::OutcomeState::Retry:
      return "retry";
    case sync::OutcomeState::Skipped:
      return "skipped";
    case sync::OutcomeState::Adopted:
      return "adopted";
    case sync::OutcomeState::Blocked:
      return "blocked";
  }
  return "";
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_code_point));
}

std::string shortened(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) return std::string(text);
  const std::size_t keep = columns > 3 ? columns - 3 : 0;
  std::size_t end = 0;
  std::size_t seen = 0;
  while (end < text.size()) {
    if (starts_code_point(text[end]) && seen++ == keep) break;
    ++end;
  }
  return std::string(text.substr(0, end)) + std::string(std::min<std::size_t>(3, columns), '.');
}

std::string printable(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) c = ' ';
  }
  return out;
}

}  // namespace crosswalk::app
