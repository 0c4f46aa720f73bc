#pragma once

/// \file
/// A compact index of all classes and of the courses that they name: 40 bytes a class.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "flows/roster/key_index.hpp"
#include "flows/roster/orgs.hpp"
#include "flows/roster/sessions.hpp"
#include "flows/roster/text_index.hpp"
#include "model/canonical.hpp"
#include "model/hash.hpp"

namespace crosswalk::flows {

/// What becomes of a class.
enum class ClassFate : std::uint8_t {
  Eligible,
  Withdrawn,
  SchoolMissing,  ///< the source has no such org
  SchoolUnmapped,
  NoTerm,       ///< it names no term
  TermMissing,  ///< none of its terms is in the source
  OtherYear,
  TermUnmapped,
  Twice,  ///< two different rows have its id
};

struct ClassEntry {
  std::uint32_t school = 0;    ///< number in Orgs
  std::uint32_t course = 0;    ///< number among the courses that classes name
  std::uint32_t terms = 0;     ///< number of its set of terms
  std::uint16_t teachers = 0;  ///< rows that say that somebody teaches it now
  ClassFate fate = ClassFate::Eligible;
  bool untitled = false;  ///< takes its course's title
};

class Classes {
 public:
  /// Takes a row. Repeated equal rows count once.
  void admit(const model::RecordView& record, const model::KeyMaker& keys, Orgs& orgs,
             Sessions& sessions);
  /// Adds every class to the count of the years that its terms belong to.
  void count_years(Sessions& sessions) const;
  /// Decides each class's fate, and which sessions and courses are used where.
  void settle(const Orgs& orgs, Sessions& sessions);

  std::uint32_t find(const model::Key& key) const { return index_.find(key); }
  const ClassEntry& operator[](std::uint32_t number) const { return entries_[number]; }
  const model::Key& key(std::uint32_t number) const { return index_.key(number); }
  std::uint32_t size() const { return index_.size(); }
  void add_teacher(const model::Key& key);
  /// Numbers in Sessions of the terms of a class, sorted.
  const std::vector<std::uint32_t>& terms(const ClassEntry& entry) const {
    return term_sets_[entry.terms];
  }

  /// The mapped schools with an eligible class of the course, sorted by org number; `course` by its
  /// own sourcedId.
  std::vector<std::uint32_t> schools_of_course(const model::Key& course) const;
  /// Keeps the title of a course that an untitled class names.
  void admit_course_title(const model::Key& course, std::string_view title);
  std::string_view course_title(const ClassEntry& entry) const;
  /// Changes with any title that course_title() could give, in whatever order they came.
  model::Hash128 titles_hash() const;

  /// Kept up to kMostNamed classes, for people.
  std::string_view id(std::uint32_t number) const {
    return named() ? ids_[number] : std::string_view{};
  }
  std::string_view title(std::uint32_t number) const {
    return named() ? titles_[number] : std::string_view{};
  }
  static constexpr std::uint32_t kMostNamed = 100'000;

 private:
  bool named() const { return !ids_.empty(); }
  std::uint32_t intern_terms(const model::RecordView& record, const model::KeyMaker& keys,
                             Sessions& sessions);
  void remember_name(const model::RecordView& record);

  KeyIndex index_;
  std::vector<ClassEntry> entries_;
  std::vector<std::vector<std::uint32_t>> term_sets_;
  TextIndex term_set_numbers_;  ///< by the bytes of the set
  std::string term_bytes_;
  std::vector<std::string> ids_;
  std::vector<std::string> titles_;

  KeyIndex courses_;
  std::vector<std::uint64_t> uses_;  ///< course << 32 | school, sorted, unique
  std::unordered_map<std::uint32_t, std::string>
      course_titles_;  ///< of those that an untitled class names
};

}  // namespace crosswalk::flows
