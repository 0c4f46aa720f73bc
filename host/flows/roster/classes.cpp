#include "flows/roster/classes.hpp"

#include <algorithm>
#include <limits>

#include "flows/roster/presence.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

namespace clazz_col = model::col::clazz;

std::uint64_t use_of(std::uint32_t course, std::uint32_t school) {
  return std::uint64_t{course} << 32 | school;
}

/// The fate of a class by its terms.
ClassFate fate_by_terms(const std::vector<std::uint32_t>& terms, const Sessions& sessions) {
  if (terms.empty()) return ClassFate::NoTerm;
  bool known = false;
  bool of_year = false;
  for (const std::uint32_t term : terms) {
    const Session& session = sessions[term];
    if (sessions.eligible(session)) return ClassFate::Eligible;
    known = known || session.known;
    of_year = of_year ||
              (session.there() && session.year == sessions.active_year() && session.year != kNone);
  }
  if (of_year) return ClassFate::TermUnmapped;
  return known ? ClassFate::OtherYear : ClassFate::TermMissing;
}

}  // namespace

void Classes::admit(const model::RecordView& record, const model::KeyMaker& keys, Orgs& orgs,
                    Sessions& sessions) {
  ClassEntry entry;
  entry.school = orgs.school_of_class(record.text(clazz_col::kSchool), keys);
  entry.course =
      courses_.insert(keys.key(model::Entity::Course, record.text(clazz_col::kCourse))).first;
  entry.terms = intern_terms(record, keys, sessions);
  entry.untitled = !record.has(clazz_col::kTitle);
  if (withdrawn(record)) entry.fate = ClassFate::Withdrawn;
  if (entry.untitled) course_titles_.try_emplace(entry.course);

  const auto [number, fresh] =
      index_.insert(keys.key(model::Entity::Class, record.text(model::col::kSourcedId)));
  if (fresh) {
    entries_.push_back(entry);
    remember_name(record);
    return;
  }
  ClassEntry& known = entries_[number];
  const bool gone = known.fate == ClassFate::Withdrawn;
  if (known.school != entry.school || known.course != entry.course || known.terms != entry.terms ||
      known.untitled != entry.untitled || gone != (entry.fate == ClassFate::Withdrawn)) {
    known.fate = ClassFate::Twice;
  }
}

std::uint32_t Classes::intern_terms(const model::RecordView& record, const model::KeyMaker& keys,
                                    Sessions& sessions) {
  std::vector<std::uint32_t> terms;
  for (const auto id : record.list(clazz_col::kTerms))
    terms.push_back(sessions.term_of_class(id, keys));
  std::ranges::sort(terms);
  terms.erase(std::ranges::unique(terms).begin(), terms.end());
  term_bytes_.assign(reinterpret_cast<const char*>(terms.data()),
                     terms.size() * sizeof(std::uint32_t));
  const auto at = term_set_numbers_.find(term_bytes_);
  if (at != term_set_numbers_.end()) return at->second;
  const auto number = static_cast<std::uint32_t>(term_sets_.size());
  term_set_numbers_.emplace(term_bytes_, number);
  term_sets_.push_back(std::move(terms));
  return number;
}

void Classes::remember_name(const model::RecordView& record) {
  if (index_.size() == kMostNamed + 1) {
    std::vector<std::string>().swap(ids_);
    std::vector<std::string>().swap(titles_);
  }
  if (index_.size() > kMostNamed) return;
  ids_.emplace_back(record.text(model::col::kSourcedId));
  titles_.emplace_back(record.text(clazz_col::kTitle));
}

void Classes::count_years(Sessions& sessions) const {
  sessions.forget_counts();
  std::vector<std::vector<std::uint32_t>> years(term_sets_.size());
  for (std::size_t i = 0; i < term_sets_.size(); ++i) {
    for (const std::uint32_t term : term_sets_[i]) {
      if (sessions[term].there() && sessions[term].year != kNone)
        years[i].push_back(sessions[term].year);
    }
    std::ranges::sort(years[i]);
    years[i].erase(std::ranges::unique(years[i]).begin(), years[i].end());
  }
  for (const ClassEntry& entry : entries_) {
    if (entry.fate == ClassFate::Withdrawn || entry.fate == ClassFate::Twice) continue;
    for (const std::uint32_t year : years[entry.terms]) sessions.count_class(year);
  }
}

void Classes::settle(const Orgs& orgs, Sessions& sessions) {
  std::vector<ClassFate> by_terms(term_sets_.size());
  for (std::size_t i = 0; i < term_sets_.size(); ++i)
    by_terms[i] = fate_by_terms(term_sets_[i], sessions);
  sessions.forget_use();
  uses_.clear();
  std::vector<std::uint64_t> term_uses;
  for (ClassEntry& entry : entries_) {
    if (entry.fate == ClassFate::Withdrawn || entry.fate == ClassFate::Twice) continue;
    entry.fate = by_terms[entry.terms];
    const Org& school = orgs[entry.school];
    if (!school.mapped())
      entry.fate = school.known ? ClassFate::SchoolUnmapped : ClassFate::SchoolMissing;
    if (entry.fate != ClassFate::Eligible) continue;
    uses_.push_back(use_of(entry.course, entry.school));
    term_uses.push_back(use_of(entry.terms, entry.school));
  }
  for (auto* uses : {&uses_, &term_uses}) {
    std::ranges::sort(*uses);
    uses->erase(std::ranges::unique(*uses).begin(), uses->end());
  }
  uses_.shrink_to_fit();
  for (const std::uint64_t use : term_uses) {
    for (const std::uint32_t term : term_sets_[use >> 32]) {
      if (sessions.eligible(sessions[term])) sessions.use(term, static_cast<std::uint32_t>(use));
    }
  }
}

void Classes::add_teacher(const model::Key& key) {
  const std::uint32_t number = find(key);
  if (number == kNone) return;
  auto& teachers = entries_[number].teachers;
  if (teachers != std::numeric_limits<std::uint16_t>::max()) ++teachers;
}

std::vector<std::uint32_t> Classes::schools_of_course(const model::Key& course) const {
  std::vector<std::uint32_t> schools;
  const std::uint32_t number = courses_.find(course);
  if (number == kNone) return schools;
  for (auto at = std::ranges::lower_bound(uses_, use_of(number, 0));
       at != uses_.end() && *at >> 32 == number; ++at) {
    schools.push_back(static_cast<std::uint32_t>(*at));
  }
  return schools;
}

void Classes::admit_course_title(const model::Key& course, std::string_view title) {
  const auto at = course_titles_.find(courses_.find(course));
  if (at != course_titles_.end() && (at->second.empty() || title < at->second)) at->second = title;
}

std::string_view Classes::course_title(const ClassEntry& entry) const {
  const auto at = course_titles_.find(entry.course);
  return at == course_titles_.end() ? std::string_view{} : std::string_view(at->second);
}

model::Hash128 Classes::titles_hash() const {
  model::Hash128 sum;
  for (const auto& [number, title] : course_titles_) {
    const model::Key& course = courses_.key(number);
    const auto hash =
        model::hash_bytes(std::to_string(course.high) + ":" + std::to_string(course.low) + title);
    sum.high += hash.high;
    sum.low += hash.low;
  }
  return sum;
}

}  // namespace crosswalk::flows
