#pragma once

/// \file
/// Everything a district holds, with its indexes kept in step. A value: it can be copied.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "sandbox/schoology/model.hpp"

namespace crosswalk::sandbox::schoology {

using CodeIndex = std::unordered_map<std::string, Id>;

/// The next id of each kind. The same calls in the same order give the same ids.
struct Counters {
  Id school = 500100;
  Id role = 9001;
  Id period = 8101;
  Id user = 90001;
  Id course = 700101;
  Id section = 710201;
  Id enrollment = 720301;
  Id category = 730401;
  Id item = 740501;
};

/// Deleted things that can come back. Those of soft_delete keep their codes taken.
struct Bin {
  std::map<Id, Course> courses;
  std::map<Id, Section> sections;
  std::map<Id, Enrollment> enrollments;
  std::map<Id, Assignment> assignments;
};

/// Functions that put a thing take it whole, replace what had its id, and move the indexes.
/// They check nothing: rules live with the resources.
class State {
 public:
  Counters next;
  Id district = 0;
  std::map<Id, School> schools;
  std::map<Id, Role> roles;
  std::map<Id, Period> periods;
  Json scales = Json::array();  ///< grading scales as 6.11 shows them
  std::vector<Mail> mails;
  std::set<std::string> foreign_emails;    ///< addresses in use at other schools, lower case
  std::set<std::string> verified_domains;  ///< domains the school has verified, lower case

  const std::map<Id, User>& users() const { return users_; }
  const std::map<Id, User>& inactive() const { return inactive_; }
  const std::map<Id, Course>& courses() const { return courses_; }
  const std::map<Id, Section>& sections() const { return sections_; }
  const std::map<Id, Enrollment>& enrollments() const { return enrollments_; }
  const std::map<Id, Category>& categories() const { return categories_; }
  const std::map<Id, Assignment>& assignments() const { return assignments_; }

  /// Active users only; null when there is none.
  const User* user(Id id) const;
  const User* user_by_code(const std::string& school_uid) const;
  /// Holders, active or not; they keep their codes, names and addresses. Names ignore case.
  std::optional<Id> holder_of_code(const std::string& school_uid) const;
  std::optional<Id> holder_of_username(const std::string& username) const;
  std::optional<Id> holder_of_email(const std::string& email) const;
  void put_user(User user);
  void put_inactive(User user);
  void deactivate(Id id, std::int64_t now_s, Id by, const std::string& comment,
                  bool keep_enrollments);
  /// Back among the active ones; with `reenroll` into the places it had, else those are archived.
  void reactivate(Id id, bool reenroll);
  void link_parent(Id student, Id parent, bool linked);
  void link_advisor(Id student, Id advisor, bool linked);

  const Course* course(Id id) const;
  const Course* course_by_code(const std::string& code) const;
  std::optional<Id> holder_of_course_code(const std::string& code) const;
  void put_course(Course course);
  /// With its sections. `soft`: into the bin, codes stay taken.
  void erase_course(Id id, bool soft);

  const Section* section(Id id) const;
  const Section* section_by_code(const std::string& school_code) const;
  std::optional<Id> holder_of_section_code(const std::string& school_code) const;
  void put_section(Section section);
  void erase_section(Id id, bool soft);
  /// Whether any section still uses it.
  bool period_in_use(Id period) const;

  const Enrollment* enrollment(Id id) const;
  const Enrollment* enrollment_of(Id section, Id user) const;
  const std::set<Id>& enrollments_of_user(Id user) const;
  void put_enrollment(Enrollment enrollment);
  void erase_enrollment(Id id, bool soft);

  const Category* category(Id id) const;
  void put_category(Category category);
  void erase_category(Id id);
  const Assignment* assignment(Id id) const;
  void put_assignment(Assignment assignment);
  /// Always into the bin: a teacher can restore material, and it keeps its id (contract section 8).
  void erase_assignment(Id id);
  void put_grade(Id section, Id enrollment, Id item, Grade grade);
  void put_final_comment(Id section, Id enrollment, const std::string& period, Json comment);

  const Bin& bin() const { return bin_; }
  /// Brings a course, section, enrollment or assignment (`kind`) back; false when it is not there.
  bool restore(const std::string& kind, Id id);

 private:
  void index_user(const User& user);
  void forget_user(const User& user);

  std::map<Id, User> users_;
  std::map<Id, User> inactive_;
  CodeIndex user_by_code_;
  CodeIndex user_by_name_;
  CodeIndex user_by_email_;
  std::map<Id, Course> courses_;
  CodeIndex course_by_code_;
  std::map<Id, Section> sections_;
  CodeIndex section_by_code_;
  std::map<Id, Id> period_uses_;
  std::map<Id, Enrollment> enrollments_;
  std::unordered_map<Id, std::set<Id>> enrollments_by_user_;
  std::map<Id, Category> categories_;
  std::map<Id, Assignment> assignments_;
  Bin bin_;
};

}  // namespace crosswalk::sandbox::schoology
