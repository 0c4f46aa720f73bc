#include "source.hpp"

#include "reading.hpp"
#include "school_year.hpp"
#include "source_stream.hpp"

#include <set>
#include <utility>

namespace crosswalk::schoology {
namespace {

constexpr std::int64_t kDay = 86'400'000;  // milliseconds

ReadPlan strict_plan(Kind target, std::vector<Task> tasks) {
  ReadPlan plan;
  plan.target = target;
  plan.strict = true;
  plan.tasks = std::move(tasks);
  return plan;
}

/// The grading periods of a section that are among `known`.
std::vector<std::string> terms_among(const Record& section, const std::set<std::string>& known) {
  std::vector<std::string> out;
  for (const std::string& id : list_of_texts(section, "sessions")) {
    if (known.contains(id)) out.push_back(id);
  }
  return out;
}

}  // namespace

Result<std::int32_t> Source::school_year() const {
  if (options_.school_year != 0) return options_.school_year;
  if (now() != 0) return school_year_of(static_cast<std::int64_t>(now()) / kDay);
  return Error{
      ErrorCode::Unsupported,
      "schoology: the host lends no clock, and school_year is not set: there is no telling "
      "which school year is meant"};
}

Result<Source::SharedOrgs> Source::orgs() {
  if (const auto* kept = orgs_.at(now())) return *kept;
  CW_TRY(SourceOrgs read, read_source_orgs(client_, options_));
  return *orgs_.keep(std::make_shared<const SourceOrgs>(std::move(read)), now());
}

Result<Source::SharedPeriods> Source::periods() {
  if (const auto* kept = periods_.at(now())) return *kept;
  CW_TRY(const std::int32_t year, school_year());
  CW_TRY(Listing listing, read_whole(client_, 1, strict_plan(Kind::Period, {all_periods()})));
  auto out = std::make_shared<Periods>();
  out->complete = listing.complete;
  for (Record& period : listing.records) {
    out->complete = out->complete && period.refused.empty();
    if (in_school_year(period, year)) out->list.push_back(std::move(period));
  }
  return *periods_.keep(std::move(out), now());
}

Result<Source::SharedCourses> Source::courses() {
  if (const auto* kept = courses_.at(now())) return *kept;
  CW_TRY(Listing listing, read_whole(client_, 1, strict_plan(Kind::Course, {all_courses()})));
  auto out = std::make_shared<Courses>(Courses{std::move(listing.records), listing.complete});
  for (const Record& course : out->list) out->complete = out->complete && course.refused.empty();
  return *courses_.keep(std::move(out), now());
}

Result<Source::SharedSections> Source::sections() {
  if (const auto* kept = sections_.at(now())) return *kept;
  CW_TRY(const SharedOrgs orgs, this->orgs());
  CW_TRY(const SharedPeriods periods, this->periods());
  CW_TRY(const SharedCourses courses, this->courses());
  std::set<std::string> terms;
  for (const Record& period : periods->list) terms.insert(period.id);
  std::map<std::string, const Record*> by_id;
  std::vector<Task> tasks;
  for (const Record& course : courses->list) {
    if (!course.refused.empty()) continue;
    by_id.emplace(course.id, &course);
    tasks.push_back(sections_of_course(course.id));
  }
  CW_TRY(Listing listing,
         read_whole(client_, options_.concurrency, strict_plan(Kind::Section, std::move(tasks))));
  auto out = std::make_shared<Sections>();
  out->complete = listing.complete && orgs->complete && periods->complete && courses->complete;
  for (Record& section : listing.records) {
    if (!section.refused.empty()) {
      out->refused.push_back(RosterRecord::refusal(section.id, section.refused));
      out->complete = false;
      continue;
    }
    // Without its grading periods nobody knows which year it is of.
    if (section.find("sessions") == nullptr) out->complete = false;
    SourceSection one;
    one.terms = terms_among(section, terms);
    if (one.terms.empty()) continue;
    const Record& course = *by_id.at(section.text("course").value_or(""));
    one.course = source_id(course, options_.source_ids).value_or("");
    one.org = orgs->org_of(course.text("org").value_or(""));
    one.grades = list_of_texts(course, "grades");
    one.record = std::move(section);
    out->complete = out->complete && source_id(one.record, options_.source_ids).has_value();
    std::string id = one.record.id;
    out->by_id.emplace(std::move(id), std::move(one));
  }
  return *sections_.keep(std::move(out), now());
}

Result<RoleTitles> Source::role_titles() const {
  CW_TRY(const Listing listing, read_whole(client_, 1, strict_plan(Kind::Role, {all_roles()})));
  RoleTitles out;
  for (const Record& role : listing.records) {
    if (!role.refused.empty()) continue;
    std::string title = role.text("title").value_or("");
    if (std::string_view(title).ends_with(kOneBuilding)) {
      title.resize(title.size() - kOneBuilding.size());
    }
    out.emplace(role.id, std::move(title));
  }
  return out;
}

Result<Roster> Source::org_rows() {
  // The first read of a run: what an earlier run kept is not believed.
  orgs_.forget();
  periods_.forget();
  courses_.forget();
  sections_.forget();
  CW_TRY(const SharedOrgs orgs, this->orgs());
  return rows_of(*orgs);
}

Result<Roster> Source::period_rows() {
  CW_TRY(const SharedPeriods periods, this->periods());
  Roster out{{}, periods->complete};
  for (const Record& period : periods->list) out.records.push_back(period_row(period));
  return out;
}

Result<Roster> Source::course_rows() {
  CW_TRY(const SharedOrgs orgs, this->orgs());
  CW_TRY(const SharedCourses courses, this->courses());
  Roster out{{}, courses->complete && orgs->complete};
  for (const Record& course : courses->list) {
    out.records.push_back(course_row(course, options_, *orgs));
  }
  return out;
}

Result<Roster> Source::class_rows() {
  CW_TRY(const SharedSections sections, this->sections());
  Roster out{sections->refused, sections->complete};
  for (const auto& [id, section] : sections->by_id) {
    out.records.push_back(class_row(section, options_));
  }
  return out;
}

Result<std::unique_ptr<Stream>> Source::open_users(const std::vector<std::string_view>& columns) {
  CW_TRY(const std::int32_t year, school_year());
  CW_TRY(const SharedOrgs orgs, this->orgs());
  CW_TRY(RoleTitles roles, role_titles());
  const auto row = [this, year, orgs,
                    roles = std::move(roles)](const Record& user) -> std::optional<RosterRecord> {
    return user_row(user, options_, *orgs, roles, year);
  };
  return open_source_stream({client_, options_.concurrency,
                             strict_plan(Kind::User, {active_users()}), orgs->complete, row,
                             columns});
}

Result<std::unique_ptr<Stream>> Source::open_enrollments(
    const std::vector<std::string_view>& columns) {
  CW_TRY(const SharedSections sections, this->sections());
  std::vector<Task> tasks;
  for (const auto& [id, section] : sections->by_id) tasks.push_back(members_of_section(id));
  const auto row = [this, sections](const Record& member) -> std::optional<RosterRecord> {
    if (member.refused.empty() && member.text("state") != "active") return std::nullopt;
    const auto section = sections->by_id.find(member.text("class").value_or(""));
    if (section == sections->by_id.end()) {
      return RosterRecord::refusal(member.id, "an enrollment in no section that was asked for");
    }
    return enrollment_row(member, section->second, options_);
  };
  return open_source_stream({client_, options_.concurrency,
                             strict_plan(Kind::Enrollment, std::move(tasks)), sections->complete,
                             row, columns});
}

Result<std::unique_ptr<Stream>> Source::open(std::string_view entity,
                                             const std::vector<std::string_view>& columns) {
  if (entity == "user") return open_users(columns);
  if (entity == "enrollment") return open_enrollments(columns);
  Result<Roster> (Source::*rows)() = nullptr;
  if (entity == "org") rows = &Source::org_rows;
  if (entity == "academicSession") rows = &Source::period_rows;
  if (entity == "course") rows = &Source::course_rows;
  if (entity == "class") rows = &Source::class_rows;
  if (rows == nullptr) {
    return Error{ErrorCode::Unsupported,
                 "schoology: '" + std::string(entity) + "' is nothing that a source has"};
  }
  const auto gather = [this, rows] { return (this->*rows)(); };
  return std::unique_ptr<Stream>(std::make_unique<RosterStream>(gather, columns));
}

}  // namespace crosswalk::schoology
