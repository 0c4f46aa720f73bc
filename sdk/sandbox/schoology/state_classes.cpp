/// \file
/// The part of State that keeps courses, sections, enrollments and the gradebook.

#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

void erase_grades(Section& section, Id enrollment) {
  section.grades.erase(section.grades.lower_bound({enrollment, 0}),
                       section.grades.lower_bound({enrollment + 1, 0}));
  section.final_comments.erase(section.final_comments.lower_bound({enrollment, ""}),
                               section.final_comments.lower_bound({enrollment + 1, ""}));
}

}  // namespace

const Course* State::course(Id id) const { return find_in(courses_, id); }

const Course* State::course_by_code(const std::string& code) const {
  const auto id = find_code(course_by_code_, code);
  return id ? course(*id) : nullptr;
}

std::optional<Id> State::holder_of_course_code(const std::string& code) const {
  return find_code(course_by_code_, code);
}

void State::put_course(Course course) {
  const Course* old = find_in(courses_, course.id);
  move_code(course_by_code_, old == nullptr ? "" : old->code, course.code, course.id);
  const Id id = course.id;
  courses_[id] = std::move(course);
}

void State::erase_course(Id id, bool soft) {
  const Course* course = find_in(courses_, id);
  if (course == nullptr) return;
  const std::set<Id> sections = course->sections;
  for (const Id section : sections) erase_section(section, soft);
  auto node = courses_.extract(id);
  if (soft) {
    node.mapped().sections = sections;
    bin_.courses.insert(std::move(node));
  } else {
    move_code(course_by_code_, node.mapped().code, "", id);
  }
}

const Section* State::section(Id id) const { return find_in(sections_, id); }

const Section* State::section_by_code(const std::string& school_code) const {
  const auto id = find_code(section_by_code_, school_code);
  return id ? section(*id) : nullptr;
}

std::optional<Id> State::holder_of_section_code(const std::string& school_code) const {
  return find_code(section_by_code_, school_code);
}

void State::put_section(Section section) {
  if (const Section* old = find_in(sections_, section.id)) {
    for (const Id period : old->periods) --period_uses_[period];
    move_code(section_by_code_, old->school_code, section.school_code, section.id);
  } else {
    move_code(section_by_code_, "", section.school_code, section.id);
    if (Course* course = find_in(courses_, section.course_id)) course->sections.insert(section.id);
  }
  for (const Id period : section.periods) ++period_uses_[period];
  const Id id = section.id;
  sections_[id] = std::move(section);
}

void State::erase_section(Id id, bool soft) {
  const Section* section = find_in(sections_, id);
  if (section == nullptr) return;
  const std::set<Id> enrollments = section->enrollments;
  for (const Id enrollment : enrollments) erase_enrollment(enrollment, soft);
  if (Course* course = find_in(courses_, section->course_id)) course->sections.erase(id);
  auto node = sections_.extract(id);
  for (const Id period : node.mapped().periods) --period_uses_[period];
  if (soft) {
    node.mapped().enrollments = enrollments;
    bin_.sections.insert(std::move(node));
    return;
  }
  move_code(section_by_code_, node.mapped().school_code, "", id);
  for (const Id category : node.mapped().categories) categories_.erase(category);
  for (const Id item : node.mapped().assignments) assignments_.erase(item);
}

bool State::period_in_use(Id period) const {
  const auto uses = period_uses_.find(period);
  return uses != period_uses_.end() && uses->second > 0;
}

const Enrollment* State::enrollment(Id id) const { return find_in(enrollments_, id); }

const Enrollment* State::enrollment_of(Id section_id, Id user_id) const {
  const Section* place = section(section_id);
  if (place == nullptr) return nullptr;
  const auto found = place->by_user.find(user_id);
  return found == place->by_user.end() ? nullptr : enrollment(found->second);
}

const std::set<Id>& State::enrollments_of_user(Id user_id) const {
  static const std::set<Id> kNone;
  const auto found = enrollments_by_user_.find(user_id);
  return found == enrollments_by_user_.end() ? kNone : found->second;
}

void State::put_enrollment(Enrollment enrollment) {
  Section* place = find_in(sections_, enrollment.section_id);
  if (place == nullptr) return;
  place->enrollments.insert(enrollment.id);
  place->by_user[enrollment.uid] = enrollment.id;
  enrollments_by_user_[enrollment.uid].insert(enrollment.id);
  enrollments_[enrollment.id] = enrollment;
}

void State::erase_enrollment(Id id, bool soft) {
  auto node = enrollments_.extract(id);
  if (node.empty()) return;
  const Enrollment& enrollment = node.mapped();
  enrollments_by_user_[enrollment.uid].erase(id);
  if (Section* place = find_in(sections_, enrollment.section_id)) {
    place->enrollments.erase(id);
    place->by_user.erase(enrollment.uid);
    if (!soft) erase_grades(*place, id);
  }
  if (soft) bin_.enrollments.insert(std::move(node));
}

const Category* State::category(Id id) const { return find_in(categories_, id); }

void State::put_category(Category category) {
  if (Section* place = find_in(sections_, category.section_id)) {
    place->categories.insert(category.id);
  }
  const Id id = category.id;
  categories_[id] = std::move(category);
}

void State::erase_category(Id id) {
  const Category* category = find_in(categories_, id);
  if (category == nullptr) return;
  if (Section* place = find_in(sections_, category->section_id)) place->categories.erase(id);
  categories_.erase(id);
}

const Assignment* State::assignment(Id id) const { return find_in(assignments_, id); }

void State::put_assignment(Assignment assignment) {
  if (Section* place = find_in(sections_, assignment.section_id)) {
    place->assignments.insert(assignment.id);
  }
  const Id id = assignment.id;
  assignments_[id] = std::move(assignment);
}

void State::erase_assignment(Id id) {
  auto node = assignments_.extract(id);
  if (node.empty()) return;
  if (Section* place = find_in(sections_, node.mapped().section_id)) place->assignments.erase(id);
  bin_.assignments.insert(std::move(node));
}

void State::put_grade(Id section_id, Id enrollment_id, Id item, Grade grade) {
  if (Section* place = find_in(sections_, section_id)) {
    place->grades[{enrollment_id, item}] = std::move(grade);
  }
}

void State::put_final_comment(Id section_id, Id enrollment_id, const std::string& period,
                              Json comment) {
  if (Section* place = find_in(sections_, section_id)) {
    place->final_comments[{enrollment_id, period}] = std::move(comment);
  }
}

bool State::restore(const std::string& kind, Id id) {
  if (kind == "assignment") {
    auto node = bin_.assignments.extract(id);
    if (node.empty()) return false;
    put_assignment(std::move(node.mapped()));
    return true;
  }
  if (kind == "enrollment") {
    auto node = bin_.enrollments.extract(id);
    if (node.empty()) return false;
    put_enrollment(node.mapped());
    return true;
  }
  if (kind == "section") {
    auto node = bin_.sections.extract(id);
    if (node.empty()) return false;
    Section section = std::move(node.mapped());
    const std::set<Id> places = std::move(section.enrollments);
    section.enrollments.clear();
    section.by_user.clear();
    put_section(std::move(section));
    for (const Id place : places) restore("enrollment", place);
    return true;
  }
  auto node = bin_.courses.extract(id);
  if (kind != "course" || node.empty()) return false;
  Course course = std::move(node.mapped());
  const std::set<Id> sections = std::move(course.sections);
  course.sections.clear();
  put_course(std::move(course));
  for (const Id section : sections) restore("section", section);
  return true;
}

}  // namespace crosswalk::sandbox::schoology
