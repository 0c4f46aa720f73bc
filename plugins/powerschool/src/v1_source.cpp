#include "v1_source.hpp"

#include "crosswalk/percent.hpp"

#include "rows.hpp"
#include "seats.hpp"

#include <memory>
#include <optional>
#include <set>

namespace crosswalk::powerschool {
namespace {

constexpr char kStudentFilter[] = "school_enrollment.enroll_status==(A,P)";

std::string filter(const std::string& expression) { return "q=" + percent_encoded(expression); }

}  // namespace

Result<ListCall> V1Source::call(const std::string& school, std::string_view resource) {
  CW_TRY(const Metadata* const metadata, this->metadata());
  ListCall out;
  out.path =
      "/ws/v1/" + (school.empty() ? "district" : "school/" + school) + "/" + std::string(resource);
  const auto size = metadata->page_sizes.find(std::string(resource));
  if (size != metadata->page_sizes.end()) out.page_size = size->second;
  out.what = "reading the " + std::string(resource) + " list" +
             (school.empty() ? "" : " of school " + school);
  return out;
}

Result<const Metadata*> V1Source::metadata() {
  if (const auto* kept = metadata_.at(now())) return kept;
  CW_TRY(const std::string body, client_.fetch("/ws/v1/metadata", "reading metadata"));
  auto read = decode_metadata(body);
  if (!read) return in_context(std::move(read).error(), "reading metadata");
  return metadata_.keep(std::move(*read), now());
}

Result<const Listing<School>*> V1Source::schools() {
  if (const auto* kept = schools_.at(now())) return kept;
  CW_TRY(const ListCall list, call({}, "school"));
  CW_TRY(Listing<School> read, read_list(client_, list, decode_schools));
  // What hangs on a school that cannot be asked about stays unseen.
  for (const School& school : read.items) read.complete = read.complete && !school.id.empty();
  return schools_.keep(std::move(read), now());
}

Result<const Listing<Section>*> V1Source::sections() {
  if (const auto* kept = sections_.at(now())) return kept;
  CW_TRY(const Listing<School>* const schools, this->schools());
  Listing<Section> all{{}, schools->complete};
  for (const School& school : schools->items) {
    if (school.id.empty()) continue;
    CW_TRY(ListCall list, call(school.id, "section"));
    list.filter = filter("term.start_year==" + std::to_string(year()));
    CW_TRY(Listing<Section> read, read_list(client_, list, decode_sections));
    all.complete = all.complete && read.complete;
    for (Section& section : read.items) {
      all.complete = all.complete && !section.id.empty();
      all.items.push_back(std::move(section));
    }
  }
  return sections_.keep(std::move(all), now());
}

Result<const V1Source::StaffRead*> V1Source::staff() {
  if (const auto* kept = staff_.at(now())) return kept;
  CW_TRY(const Listing<School>* const schools, this->schools());
  StaffRead all{{}, schools->complete};
  for (const School& school : schools->items) {
    if (school.id.empty()) continue;
    CW_TRY(ListCall list, call(school.id, "staff"));
    list.expansions = "expansions=emails,school_affiliations";
    CW_TRY(const Listing<StaffEntry> read, read_list(client_, list, decode_staff));
    all.complete = all.complete && read.complete;
    for (const StaffEntry& entry : read.items) all.directory.add(entry, school.id);
  }
  if (all.directory.skipped() > 0) {
    client_.host().log(CW_LOG_WARN, "powerschool.staff_without_user",
                       std::to_string(all.directory.skipped()) +
                           " staff entries have no users_dcid and are left out");
  }
  return staff_.keep(std::move(all), now());
}

Result<const V1Source::Courses*> V1Source::courses() {
  if (const auto* kept = courses_.at(now())) return kept;
  CW_TRY(const Listing<Section>* const sections, this->sections());
  std::set<std::string> wanted;
  std::set<std::string> used_schools;
  for (const Section& section : sections->items) {
    if (section.course.empty()) continue;
    wanted.insert(section.course);
    used_schools.insert(section.school);
  }
  Courses found;
  for (const std::string& school : used_schools) {
    if (school.empty()) continue;
    CW_TRY(const ListCall list, call(school, "course"));
    // Completeness is not asked about: whoever is missing is asked for alone.
    CW_TRY(const Listing<Course> read, read_list(client_, list, decode_courses));
    for (const Course& course : read.items) {
      if (wanted.count(course.id) != 0) found.emplace(course.id, course);
    }
  }
  for (const std::string& id : wanted) {
    if (found.count(id) != 0) continue;
    const std::string what = "reading course " + id;
    auto body = client_.fetch("/ws/v1/course/" + id, what);
    if (!body && body.error().code == ErrorCode::NotFound) continue;  // deleted, and still named
    if (!body) return std::move(body).error();
    auto course = decode_course(*body);
    if (!course) return in_context(std::move(course).error(), what);
    if (course->id == id) found.emplace(id, std::move(*course));
  }
  return courses_.keep(std::move(found), now());
}

Result<StepEnd> V1Source::school_rows(std::deque<RosterRecord>& out) {
  // The first read of a run: what an earlier run kept is not asked again.
  schools_.forget();
  sections_.forget();
  staff_.forget();
  courses_.forget();
  CW_TRY(const Listing<School>* const schools, this->schools());
  for (const School& school : schools->items) out.push_back(to_row(school));
  return StepEnd{false, schools->complete};
}

Result<StepEnd> V1Source::term_rows(std::deque<RosterRecord>& out) {
  CW_TRY(const Listing<School>* const schools, this->schools());
  bool complete = schools->complete;
  for (const School& school : schools->items) {
    if (school.id.empty()) continue;
    CW_TRY(ListCall list, call(school.id, "term"));
    list.filter = filter("start_year==" + std::to_string(year()));
    CW_TRY(const Listing<Term> read, read_list(client_, list, decode_terms));
    complete = complete && read.complete;
    for (RosterRecord& row : to_rows(read.items)) out.push_back(std::move(row));
  }
  return StepEnd{false, complete};
}

Result<StepEnd> V1Source::course_rows(std::deque<RosterRecord>& out) {
  CW_TRY(const Listing<Section>* const sections, this->sections());
  CW_TRY(const Courses* const courses, this->courses());
  for (const auto& [id, course] : *courses) out.push_back(to_row(course));
  return StepEnd{false, sections->complete};
}

Result<StepEnd> V1Source::class_rows(std::deque<RosterRecord>& out) {
  CW_TRY(const Listing<Section>* const sections, this->sections());
  CW_TRY(const Courses* const courses, this->courses());
  for (const Section& section : sections->items) {
    const auto course = courses->find(section.course);
    out.push_back(to_row(section, course == courses->end() ? nullptr : &course->second));
  }
  return StepEnd{false, sections->complete};
}

Result<StepEnd> V1Source::staff_rows(std::deque<RosterRecord>& out) {
  CW_TRY(const StaffRead* const staff, this->staff());
  for (const Staff& person : staff->directory.people()) out.push_back(to_row(person));
  return StepEnd{false, staff->complete};
}

/// School by school.
Step V1Source::student_steps() {
  struct At {
    std::optional<Listing<School>> schools;  // one and the same list to the end
    std::size_t next = 0;
    std::set<std::string> seen;  // nobody twice, whoever lists them
  };
  return [this, at = std::make_shared<At>()](std::deque<RosterRecord>& out) -> Result<StepEnd> {
    if (!at->schools) {
      CW_TRY(const Listing<School>* const schools, this->schools());
      at->schools = *schools;
    }
    if (at->next >= at->schools->items.size()) return StepEnd{false, at->schools->complete};
    const std::string school = at->schools->items[at->next++].id;
    if (school.empty()) return StepEnd{true, true};
    CW_TRY(ListCall list, call(school, "student"));
    list.filter = filter(kStudentFilter);
    list.expansions = "expansions=contact_info,school_enrollment";
    CW_TRY(Listing<Student> read, read_list(client_, list, decode_students));
    for (Student& student : read.items) {
      if (student.school.empty()) student.school = school;
      if (student.id.empty() || at->seen.insert(student.id).second) out.push_back(to_row(student));
    }
    return StepEnd{true, read.complete};
  };
}

/// Section by section.
Step V1Source::seat_steps() {
  return [this, reader = std::shared_ptr<SeatReader>()](
             std::deque<RosterRecord>& out) mutable -> Result<StepEnd> {
    if (reader == nullptr) {
      CW_TRY(const Metadata* const metadata, this->metadata());
      CW_TRY(const Listing<Section>* const sections, this->sections());
      std::vector<std::string> ids;
      for (const Section& section : sections->items) {
        if (!section.id.empty()) ids.push_back(section.id);
      }
      const auto size = metadata->page_sizes.find("section_enrollment");
      reader = std::make_shared<SeatReader>(client_, std::move(ids),
                                            size == metadata->page_sizes.end() ? 0 : size->second,
                                            options_.concurrency);
      return StepEnd{true, sections->complete};
    }
    if (reader->done()) return StepEnd{};
    CW_TRY(const Listing<Seat> seats, reader->next());
    for (const Seat& seat : seats.items) {
      if (!seat.dropped) out.push_back(to_row(seat));
    }
    return StepEnd{true, seats.complete};
  };
}

Result<StepEnd> V1Source::teaching_rows(std::deque<RosterRecord>& out) {
  CW_TRY(const Listing<Teaching> teachings, this->teachings());
  for (const Teaching& teaching : teachings.items) out.push_back(to_row(teaching));
  return StepEnd{false, teachings.complete};
}

Result<Feed> V1Source::feed(std::string_view entity) {
  const auto step = [this](Result<StepEnd> (V1Source::*rows)(std::deque<RosterRecord>&)) {
    return [this, rows](std::deque<RosterRecord>& out) { return (this->*rows)(out); };
  };
  Feed feed;
  if (entity == "org") {
    feed.add(step(&V1Source::school_rows));
  } else if (entity == "academicSession") {
    feed.add(step(&V1Source::term_rows));
  } else if (entity == "course") {
    feed.add(step(&V1Source::course_rows));
  } else if (entity == "class") {
    feed.add(step(&V1Source::class_rows));
  } else if (entity == "user") {
    feed.add(step(&V1Source::staff_rows));
    feed.add(student_steps());
  } else if (entity == "enrollment") {
    feed.add(step(&V1Source::teaching_rows));
    feed.add(seat_steps());
  } else {
    return unknown_entity(entity);
  }
  return feed;
}

}  // namespace crosswalk::powerschool
