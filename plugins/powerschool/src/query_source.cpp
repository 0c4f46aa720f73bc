#include "query_source.hpp"

#include "rows.hpp"
#include "staff_directory.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace crosswalk::powerschool {
namespace {

constexpr char kActiveStudents[] = R"({"enroll_status":["0","-1"]})";
constexpr char kNoArguments[] = "{}";

bool is_active_staff(const QueryRow& row) {
  const auto status = row.find("status");
  return status != row.end() && status->second == "1";
}

}  // namespace

Result<const QuerySource::Schools*> QuerySource::schools() {
  const std::uint64_t now = client_.host().now_ms();
  if (const auto* kept = schools_.at(now)) return kept;
  CW_TRY(const Listing<QueryRow> rows,
         read_query(client_, options_, "roster.schools", kNoArguments));
  Schools read;
  read.list.complete = rows.complete;
  for (const QueryRow& row : rows.items) {
    read.list.items.push_back(school_of(row));
    const School& school = read.list.items.back();
    // What hangs on a school that cannot be named stays unseen.
    read.list.complete = read.list.complete && !school.id.empty();
    if (!school.id.empty()) read.ids.emplace(school.number, school.id);
  }
  return schools_.keep(std::move(read), now);
}

Step QuerySource::pages(std::string_view query, std::string arguments, Take take) {
  auto reader = std::make_shared<QueryReader>(client_, options_, query, std::move(arguments));
  return [this, reader, take = std::move(take)](std::deque<RosterRecord>& out) -> Result<StepEnd> {
    CW_TRY(const Schools* const schools, this->schools());
    CW_TRY(const std::vector<QueryRow> rows, reader->next());
    for (const QueryRow& row : rows) take(row, schools->ids, out);
    if (!reader->done()) return StepEnd{true, true};
    return StepEnd{false, reader->complete() && schools->list.complete};
  };
}

Result<StepEnd> QuerySource::school_rows(std::deque<RosterRecord>& out) {
  schools_.forget();  // the first read of a run
  CW_TRY(const Schools* const schools, this->schools());
  for (const School& school : schools->list.items) out.push_back(to_row(school));
  return StepEnd{false, schools->list.complete};
}

Result<StepEnd> QuerySource::term_rows(std::deque<RosterRecord>& out) {
  CW_TRY(const Schools* const schools, this->schools());
  CW_TRY(const Listing<QueryRow> rows,
         read_query(client_, options_, "roster.terms", year_arguments(year())));
  std::vector<Term> terms;
  for (const QueryRow& row : rows.items) {
    terms.push_back(term_of(row, schools->ids));
    if (terms.back().school.empty() && terms.back().fault.empty()) terms.pop_back();
  }
  for (RosterRecord& row : to_rows(terms)) out.push_back(std::move(row));
  return StepEnd{false, rows.complete && schools->list.complete};
}

/// Everybody is seen before anybody is told: a person has a row for each school.
Result<StepEnd> QuerySource::staff_rows(std::deque<RosterRecord>& out) {
  CW_TRY(const Schools* const schools, this->schools());
  CW_TRY(const Listing<QueryRow> rows, read_query(client_, options_, "roster.staff", kNoArguments));
  StaffDirectory directory;
  for (const QueryRow& row : rows.items) {
    if (!is_active_staff(row)) continue;
    const Staff staff = staff_of(row, schools->ids);
    if (!staff.posts.empty()) directory.add(staff);  // the district office is no school
  }
  for (const Staff& person : directory.people()) out.push_back(to_row(person));
  return StepEnd{false, rows.complete && schools->list.complete};
}

Step QuerySource::course_pages() {
  auto seen = std::make_shared<std::set<std::string>>();
  return pages(
      "roster.sections", year_arguments(year()),
      [seen](const QueryRow& row, const SchoolIds& schools, std::deque<RosterRecord>& out) {
        const Course course = course_of(row);
        const bool here = !section_of(row, schools).school.empty();
        if (here && !course.id.empty() && seen->insert(course.id).second) {
          out.push_back(to_row(course));
        }
      });
}

Step QuerySource::class_pages() {
  return pages("roster.sections", year_arguments(year()),
               [](const QueryRow& row, const SchoolIds& schools, std::deque<RosterRecord>& out) {
                 const Section section = section_of(row, schools);
                 const Course course = course_of(row);
                 if (section.school.empty() && section.fault.empty()) return;  // no school's
                 out.push_back(to_row(section, &course));
               });
}

Step QuerySource::student_pages() {
  return pages("roster.students", kActiveStudents,
               [](const QueryRow& row, const SchoolIds& schools, std::deque<RosterRecord>& out) {
                 const Student student = student_of(row, schools);
                 if (student.school.empty() && student.fault.empty()) return;  // no school's
                 out.push_back(to_row(student));
               });
}

Step QuerySource::teaching_pages() {
  auto stays = std::make_shared<std::map<std::string, int>>();
  return pages("roster.section_teachers", year_arguments(year()),
               [stays](const QueryRow& row, const SchoolIds&, std::deque<RosterRecord>& out) {
                 const Teaching teaching = teaching_of(row);
                 if (teaching.users_dcid.empty() && teaching.fault.empty()) return;  // nobody
                 RosterRecord made = to_row(teaching);
                 // A second row of the same teacher is another stay: a record of its own.
                 const int stay = ++(*stays)[made.sourced_id];
                 if (stay > 1) made.sourced_id += "-" + std::to_string(stay);
                 out.push_back(std::move(made));
               });
}

Step QuerySource::seat_pages() {
  return pages("roster.enrollments", year_arguments(year()),
               [](const QueryRow& row, const SchoolIds&, std::deque<RosterRecord>& out) {
                 const Seat seat = seat_of(row);
                 if (!seat.dropped) out.push_back(to_row(seat));
               });
}

Result<Feed> QuerySource::feed(std::string_view entity) {
  const auto step = [this](Result<StepEnd> (QuerySource::*rows)(std::deque<RosterRecord>&)) {
    return [this, rows](std::deque<RosterRecord>& out) { return (this->*rows)(out); };
  };
  Feed feed;
  if (entity == "org") {
    feed.add(step(&QuerySource::school_rows));
  } else if (entity == "academicSession") {
    feed.add(step(&QuerySource::term_rows));
  } else if (entity == "course") {
    feed.add(course_pages());
  } else if (entity == "class") {
    feed.add(class_pages());
  } else if (entity == "user") {
    feed.add(step(&QuerySource::staff_rows));
    feed.add(student_pages());
  } else if (entity == "enrollment") {
    feed.add(teaching_pages());
    feed.add(seat_pages());
  } else {
    return unknown_entity(entity);
  }
  return feed;
}

}  // namespace crosswalk::powerschool
