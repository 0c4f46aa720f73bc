#include "app/present/plan_sections.hpp"
#include "app/present/table.hpp"
#include "app/present/words.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace crosswalk::app {
namespace {

using sync::SchoolTotals;
using Align = Table::Align;

constexpr std::array<std::string_view, 6> kActions{"create",  "update", "adopt",
                                                   "restore", "drop",   "delete"};
constexpr std::size_t kBarColumns = 20;

struct Row {
  std::map<std::string, std::uint64_t> actions;
  std::uint64_t not_sent = 0;
};
using Rows = std::map<std::string, Row>;  // by entity

/// A warning and a record inside its grace are looked at, not kept from anything.
bool keeps_back(const std::string& kind_and_code) { return !kind_and_code.starts_with("warning:"); }

Rows rows_of(const SchoolTotals& school) {
  Rows rows;
  for (const auto& [entity, actions] : school.actions) {
    for (const auto& [action, count] : actions) rows[entity].actions[action] += count;
  }
  for (const auto& [entity, notes] : school.notes) {
    for (const auto& [code, count] : notes) {
      if (keeps_back(code)) rows[entity].not_sent += count;
    }
  }
  return rows;
}

std::uint64_t changes_in(const SchoolTotals& school) {
  std::uint64_t sum = 0;
  for (const auto& [entity, row] : rows_of(school)) {
    for (const std::string_view action : kActions) {
      const auto at = row.actions.find(std::string(action));
      if (at != row.actions.end()) sum += at->second;
    }
    sum += row.not_sent;
  }
  return sum;
}

void add_rows(Table& table, const Rows& rows, const std::vector<std::string_view>& actions,
              const std::string& title) {
  std::string first = title;
  for (const sync::Entity entity : model::kEntities) {
    const auto at = rows.find(std::string(model::name(entity)));
    if (at == rows.end()) continue;
    std::vector<std::string> cells{first, std::string(model::plural(entity))};
    bool any = at->second.not_sent > 0;
    for (const std::string_view action : actions) {
      const auto count = at->second.actions.find(std::string(action));
      const std::uint64_t number = count == at->second.actions.end() ? 0 : count->second;
      any = any || number > 0;
      cells.push_back(number == 0 ? "-" : grouped(number));
    }
    cells.push_back(at->second.not_sent == 0 ? "-" : grouped(at->second.not_sent));
    if (!any) continue;
    table.row(std::move(cells));
    first.clear();
  }
}

std::string school_title(const SchoolTotals& school) {
  if (school.identity.empty()) return "(no school)";
  const std::string& title = school.title.empty() ? school.identity : school.title;
  return shortened(printable(title), 32);
}

/// The actions that occur; a column of nothing but dashes says nothing.
std::vector<std::string_view> used_actions(const Rows& all) {
  std::vector<std::string_view> used;
  for (const std::string_view action : kActions) {
    const bool any = std::ranges::any_of(all, [&](const auto& entry) {
      const auto at = entry.second.actions.find(std::string(action));
      return at != entry.second.actions.end() && at->second > 0;
    });
    if (any) used.push_back(action);
  }
  return used;
}

void merge(Rows& all, const Rows& more) {
  for (const auto& [entity, row] : more) {
    for (const auto& [action, count] : row.actions) all[entity].actions[action] += count;
    all[entity].not_sent += row.not_sent;
  }
}

std::string bar(std::uint64_t part, std::uint64_t whole) {
  const auto filled =
      whole == 0 ? 0
                 : std::min<std::uint64_t>(kBarColumns, (part * kBarColumns + whole - 1) / whole);
  return std::string(filled, '#') + std::string(kBarColumns - filled, '.');
}

}  // namespace

std::string plan_totals(const PlanView& view, const Style& style) {
  std::vector<const SchoolTotals*> schools;
  Rows all;
  for (const SchoolTotals& school : view.header.schools) {
    merge(all, rows_of(school));
    if (changes_in(school) > 0) schools.push_back(&school);
  }
  const auto actions = used_actions(all);
  if (actions.empty()) return "No changes.\n";

  std::ranges::stable_sort(schools, [](const SchoolTotals* a, const SchoolTotals* b) {
    return changes_in(*a) > changes_in(*b);
  });
  std::vector<Align> columns(actions.size() + 3, Align::Right);
  columns[0] = columns[1] = Align::Left;
  Table table(columns);
  std::vector<std::string> head{"School", "Records"};
  for (const std::string_view action : actions) head.emplace_back(action);
  head.emplace_back("not sent");
  table.row(std::move(head));
  const std::size_t shown = std::min(schools.size(), view.schools_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    add_rows(table, rows_of(*schools[i]), actions, school_title(*schools[i]));
  }
  if (schools.size() > 1) add_rows(table, all, actions, "All together");
  std::string out = paint(style, Tone::Heading, "What would change") + "\n" + table.text("  ");
  if (shown < schools.size()) {
    out += "  (" + counted(schools.size() - shown, "school", "schools") + " more: crosswalk show " +
           short_hash(view.hash) + " --school NAME)\n";
  }
  return out;
}

std::string plan_largest(const PlanView& view, const Style& style) {
  if (view.header.largest.empty()) return {};
  Table table({Align::Left, Align::Left, Align::Right, Align::Right});
  for (const sync::ClassChange& change : view.header.largest) {
    const std::string title = change.title.empty() ? change.identity : change.title;
    const std::uint64_t most = change.before + change.added;
    const std::uint64_t after = most - std::min(change.removed, most);
    const std::uint64_t whole = std::max(change.before, after);
    table.row({shortened(printable(title), 36), bar(change.added + change.removed, whole),
               grouped(change.before) + " -> " + grouped(after),
               "+" + grouped(change.added) + " -" + grouped(change.removed)});
  }
  return paint(style, Tone::Heading, "Classes that change the most (share of their enrollments)") +
         "\n" + table.text("  ");
}

}  // namespace crosswalk::app
