#include "flows/roster/sessions.hpp"

#include <algorithm>

#include "flows/roster/known_names.hpp"
#include "flows/roster/presence.hpp"
#include "model/normal.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

namespace session_col = model::col::session;

std::optional<int> number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// The calendar year of a session's last day.
int year_of_last_day(const Session& session) {
  return number(model::format_date(session.end - 1).substr(0, 4)).value_or(0);
}

std::string label_of(std::string_view school_year) {
  const auto year = year_of(school_year);
  return year ? std::to_string(*year) : std::string(school_year);
}

bool is_year(const Session& session) { return session.type == "schoolYear"; }

}  // namespace

std::optional<int> year_of(std::string_view text) {
  text = model::trimmed(text);
  if (text.size() == 4) return number(text);
  if (text.size() != 7 && text.size() != 9) return std::nullopt;
  const auto first = number(text.substr(0, 4));
  const auto second = number(text.substr(5));
  if (!first || !second || (text[4] != '-' && text[4] != '/')) return std::nullopt;
  const int ends =
      text.size() == 9 ? *second : *first / 100 * 100 + *second + (*second == 0 ? 100 : 0);
  return ends == *first + 1 ? std::optional(ends) : std::nullopt;
}

std::uint32_t Sessions::add(std::string_view id, const model::KeyMaker& keys) {
  const auto [at, fresh] = by_id_.try_emplace(std::string(id), size());
  if (fresh) {
    sessions_.emplace_back();
    sessions_.back().id = id;
    sessions_.back().key = keys.key(model::Entity::AcademicSession, id);
    rows_.emplace_back();
  }
  return at->second;
}

void Sessions::admit(const model::RecordView& record, const model::KeyMaker& keys) {
  const std::uint32_t at = add(record.text(model::col::kSourcedId), keys);
  Session& session = sessions_[at];
  if (session.known && rows_[at] <= record.bytes()) return;
  rows_[at] = record.bytes();
  session.known = true;
  session.withdrawn = withdrawn(record);
  session.title = record.text(session_col::kTitle);
  session.type = record.text(session_col::kType);
  session.parent = record.text(session_col::kParent);
  session.school_year = record.text(session_col::kSchoolYear);
  session.start = record.date(session_col::kStartDate).value_or(0);
  session.end = record.date(session_col::kEndDate).value_or(0) + (end_exclusive_ ? 0 : 1);
  session.end =
      std::max(session.end, session.start + 1);  // an end before its day after: at least a day
}

Result<> Sessions::resolve(const MapTable& terms) {
  std::vector<std::string> labels(sessions_.size());
  for (std::uint32_t i = 0; i < size(); ++i) labels[i] = label_by_itself(sessions_[i]);
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (labels[i].empty() && sessions_[i].known) labels[i] = label_by_dates(sessions_[i], labels);
  }
  make_years(labels);

  for (Session& session : sessions_) session.choice = choice_of(terms.otherwise);
  for (const auto& [text, target] : terms.entries) {
    bool found = false;
    for (Session& session : sessions_) {
      if (!session.known || (session.id != text && session.title != text)) continue;
      found = true;
      const bool named_by_id = session.choice.named && terms.entries.contains(session.id);
      if (session.id == text || !named_by_id) session.choice = choice_of(target);
    }
    if (found) continue;
    std::vector<std::string> known;
    for (const Session& session : sessions_) {
      if (session.known) known.insert(known.end(), {session.id, session.title});
    }
    return unknown_name("terms", text, "names no academic session of the source", known);
  }
  return {};
}

std::string Sessions::label_by_itself(const Session& session) const {
  constexpr int kMostParents = 16;  // a cycle ends here
  const Session* at = &session;
  for (int i = 0; i < kMostParents && at->known; ++i) {
    if (!at->school_year.empty()) return label_of(at->school_year);
    if (is_year(*at)) return std::to_string(year_of_last_day(*at));
    const std::uint32_t parent = find(at->parent);
    if (parent == kNone) break;
    at = &sessions_[parent];
  }
  return {};
}

std::string Sessions::label_by_dates(const Session& session,
                                     const std::vector<std::string>& labels) const {
  std::string label;
  for (std::uint32_t i = 0; i < size(); ++i) {
    const Session& year = sessions_[i];
    if (!is_year(year) || labels[i].empty() || session.start < year.start || session.end > year.end)
      continue;
    if (!label.empty() && label != labels[i]) return {};
    label = labels[i];
  }
  return label;
}

void Sessions::make_years(const std::vector<std::string>& labels) {
  years_.clear();
  active_ = kNone;
  std::vector<std::string> sorted = labels;
  std::ranges::sort(sorted);
  sorted.erase(std::ranges::unique(sorted).begin(), sorted.end());
  for (const auto& label : sorted) {
    if (label.empty()) continue;
    Year year;
    year.label = label;
    year.ends = year_of(label);
    std::vector<const Session*> own;
    std::vector<const Session*> whole;
    for (std::uint32_t i = 0; i < size(); ++i) {
      if (labels[i] != label) continue;
      sessions_[i].year = static_cast<std::uint32_t>(years_.size());
      if (!sessions_[i].there()) continue;
      own.push_back(&sessions_[i]);
      if (is_year(sessions_[i])) whole.push_back(&sessions_[i]);
    }
    for (const Session* session : whole.empty() ? own : whole) {
      year.first = year.last == 0 ? session->start : std::min(year.first, session->start);
      year.last = std::max(year.last, session->end);
    }
    if (!year.ends && !whole.empty()) year.ends = year_of_last_day(*whole.front());
    year.id = whole.size() == 1 ? whole.front()->id : label;
    year.title =
        year.ends ? std::to_string(*year.ends - 1) + "-" + std::to_string(*year.ends) : label;
    if (whole.size() == 1) year.title = whole.front()->title;
    years_.push_back(std::move(year));
  }
}

std::uint32_t Sessions::term_of_class(std::string_view id, const model::KeyMaker& keys) {
  const std::uint32_t at = find(id);
  return at != kNone ? at : add(id, keys);
}

std::vector<std::string> Sessions::year_names() const {
  std::vector<std::string> names;
  for (const Year& year : years_) names.insert(names.end(), {year.label, year.title});
  return names;
}

Result<std::uint32_t> Sessions::year_named(const std::string& setting) const {
  const std::uint32_t by_id = find(setting);
  if (by_id != kNone && sessions_[by_id].year != kNone) return sessions_[by_id].year;
  std::uint32_t found = kNone;
  const std::string wanted = model::folded(setting);
  for (const Session& session : sessions_) {
    if (session.year == kNone || model::folded(session.title) != wanted) continue;
    if (found != kNone && found != session.year) {
      return Error{ErrorCode::BadConfig,
                   "active_year: sessions of several school years are called \"" + setting +
                       "\"; write one of " + listed(year_names())};
    }
    found = session.year;
  }
  if (found != kNone) return found;
  const std::string label = label_of(setting);
  for (std::uint32_t i = 0; i < years_.size(); ++i) {
    if (years_[i].label == label || model::folded(years_[i].title) == wanted) return i;
  }
  return unknown_name("active_year", setting, "is no school year of the source", year_names());
}

Result<> Sessions::choose_year(const std::string& setting, std::int64_t today) {
  if (!setting.empty()) {
    CW_TRY(active_, year_named(setting));
    return {};
  }
  // Most classes first; without classes the year of today; the later one of equals.
  const auto weight = [today](const Year& year) {
    return std::tuple(year.classes, year.first <= today && today < year.last, year.ends.value_or(0),
                      std::string_view(year.label));
  };
  active_ = kNone;
  for (std::uint32_t i = 0; i < years_.size(); ++i) {
    if (active_ == kNone || weight(years_[i]) > weight(years_[active_])) active_ = i;
  }
  return {};
}

std::uint32_t Sessions::find(std::string_view id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? kNone : at->second;
}

std::uint32_t Sessions::find(const model::Key& key) const {
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (sessions_[i].key == key) return i;
  }
  return kNone;
}

}  // namespace crosswalk::flows
