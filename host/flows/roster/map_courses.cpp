#include <algorithm>

#include "flows/roster/grade_level.hpp"
#include "flows/roster/roster_flow.hpp"
#include "flows/roster/verdicts.hpp"
#include "model/normal.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;
using model::FieldValue;
using sync::Mapped;

FieldValue list(const model::RecordView& record, unsigned column) {
  std::vector<std::string> items;
  for (const auto item : record.list(column)) items.emplace_back(item);
  return FieldValue::of(std::move(items));
}

}  // namespace

Result<> RosterFlow::map_course(std::string_view identity, const model::RecordView& record,
                                sync::References& references, Mapped& out) {
  namespace col = model::col::course;
  namespace value = value::course;
  const std::string_view id = record.text(model::col::kSourcedId);
  const auto schools = classes_.schools_of_course(keys_.key(Entity::Course, id, {}));
  if (schools.empty()) {
    leave_out(out, Mapped::Verdict::Exclude, "course.unused",
              "no class of a mapped school and term of the active year belongs to it");
    return {};
  }
  // Per org the identity says which; else the course's own org, if that is a school that is sent.
  const std::string_view school_id =
      courses_per_org() ? model::split_identity(identity).second : record.text(col::kOrg);
  std::uint32_t at = orgs_.find(school_id);
  // Where every course needs a school, one of the district gets the first that uses it.
  const auto* taker = part(Entity::Course).projector->taker("org");
  const bool needed = taker != nullptr && taker->required;
  if (needed && (at == kNone || !orgs_[at].mapped())) {
    at = *std::ranges::min_element(schools, {}, [&](std::uint32_t n) { return orgs_[n].id; });
  }
  const Org* school = at != kNone && orgs_[at].mapped() ? &orgs_[at] : nullptr;
  std::string suffix;
  if (school != nullptr) {
    out.school = school->key;
    values_[value::kOrg] = mapped_text(school->id);
    if (courses_per_org() && schools.size() > 1 && !part(Entity::Course).code->of_school())
      suffix = "-" + school->mark();
  }
  if (!set_code(Entity::Course, record, school, suffix, out)) return {};
  values_[value::kTitle] = mapped_text(record.text(col::kTitle));
  values_[value::kCourseCode] = mapped_text(record.text(col::kCourseCode));
  values_[value::kSubjects] = list(record, col::kSubjects);
  map_grades(record, col::kGrades, values_[value::kGrades]);
  return finish(record, references, out);
}

void RosterFlow::leave_out_class(const ClassEntry& entry, Mapped& out) const {
  const std::string& school = orgs_[entry.school].id;
  const auto exclude = [&](const char* code, std::string reason) {
    leave_out(out, Mapped::Verdict::Exclude, code, std::move(reason));
  };
  const auto block = [&](const char* code, std::string reason) {
    leave_out(out, Mapped::Verdict::Block, code, std::move(reason));
  };
  switch (entry.fate) {
    case ClassFate::SchoolMissing:
      block("class.school_missing", "blocked by org " + school + ": the source has no such school");
      out.dangling = true;
      return;
    case ClassFate::SchoolUnmapped:
      exclude("class.school_unmapped", "its school is not mapped; see the setting schools");
      return;
    case ClassFate::NoTerm:
      exclude("class.no_term", "it names no term, so it is in no school year");
      return;
    case ClassFate::TermMissing:
      block("class.term_missing", "the source has none of the academic sessions that it names");
      out.dangling = true;
      return;
    case ClassFate::OtherYear:
      exclude("class.other_year", "none of its terms is in the active school year");
      return;
    case ClassFate::TermUnmapped:
      exclude("class.term_unmapped", "none of its terms is mapped; see the setting terms");
      return;
    case ClassFate::Twice:
      block("class.twice", "the source has two different classes of this id");
      return;
    case ClassFate::Withdrawn:
      exclude("class.withdrawn", "the source says that it is gone");
      return;
    case ClassFate::Eligible:
      return;
  }
}

Result<> RosterFlow::map_class(const model::RecordView& record, sync::References& references,
                               Mapped& out) {
  namespace col = model::col::clazz;
  namespace value = value::clazz;
  const std::uint32_t at =
      classes_.find(keys_.key(Entity::Class, record.text(model::col::kSourcedId), {}));
  if (at == kNone) return Error{ErrorCode::InvalidArgument, "map: a class that was not admitted"};
  const ClassEntry& entry = classes_[at];
  const Org& school = orgs_[entry.school];
  out.school = school.key;
  if (entry.fate != ClassFate::Eligible) {
    leave_out_class(entry, out);
    return {};
  }
  if (!set_code(Entity::Class, record, &school, {}, out)) return {};
  values_[value::kTitle] =
      mapped_text(entry.untitled ? classes_.course_title(entry) : record.text(col::kTitle));
  values_[value::kClassCode] = mapped_text(record.text(col::kClassCode));
  values_[value::kClassType] = mapped_text(record.text(col::kClassType));
  values_[value::kLocation] = mapped_text(record.text(col::kLocation));
  values_[value::kCourse] = FieldValue::of(course_identity(record.text(col::kCourse), school.id));
  values_[value::kOrg] = mapped_text(school.id);
  values_[value::kSubjects] = list(record, col::kSubjects);
  values_[value::kPeriods] = list(record, col::kPeriods);
  values_[value::kSessions] = FieldValue::of(sessions_of(entry));
  map_grades(record, col::kGrades, values_[value::kGrades]);
  return finish(record, references, out);
}

std::vector<std::string> RosterFlow::sessions_of(const ClassEntry& entry) const {
  // Of those that are one record of the destination, the first by id stands for all.
  std::map<std::string_view, std::string_view> by_record;
  for (const std::uint32_t term : classes_.terms(entry)) {
    const Session& session = sessions_[term];
    if (!sessions_.eligible(session)) continue;
    const std::string& record =
        session.choice.way == Choice::Way::To ? session.choice.to : session.shared_key;
    const auto [known, fresh] = by_record.try_emplace(record, session.id);
    if (!fresh) known->second = std::min(known->second, std::string_view(session.id));
  }
  std::vector<std::string> ids;
  for (const auto& [record, id] : by_record) ids.emplace_back(id);
  std::ranges::sort(ids);
  return ids;
}

void RosterFlow::map_grades(const model::RecordView& record, unsigned column,
                            FieldValue& value) const {
  std::vector<std::string> levels;
  for (const auto item : record.list(column)) {
    std::string normal = grade_level(item);
    auto entry = settings_.grade_levels.find(std::string(item));
    if (entry == settings_.grade_levels.end()) entry = settings_.grade_levels.find(normal);
    std::string level = entry == settings_.grade_levels.end() ? std::move(normal) : entry->second;
    if (!level.empty() && std::ranges::find(levels, level) == levels.end())
      levels.push_back(std::move(level));
  }
  value = FieldValue::of(std::move(levels));
}

}  // namespace crosswalk::flows
