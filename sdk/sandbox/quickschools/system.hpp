#pragma once

/// \file
/// QuickSchools: its roster interface, for one school and one key.

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/core/collection_system.hpp"
#include "sandbox/quickschools/replies.hpp"

namespace crosswalk::sandbox::quickschools {

/// Settings: rate_limit (5 calls in a second), first_page, stringy_paging, hidden_fields (names
/// with commas between that `fields` does not know), denied (areas that the key may not see, such
/// as "students,sections"), modified_since, school (which one of a district),
/// refuse_duplicates (a new section of a name, code and class that the semester has).
class QuickSchoolsSystem final : public CollectionSystem {
 public:
  static Result<std::unique_ptr<System>> create(const SystemStart& start,
                                                const std::string& base_url, Clock& clock);

  Reply answer(const Request& request, const Tampering& tampering, Trace& trace) override;
  void describe(const Request& request, Trace& trace) const override;
  Reply refusal(std::string_view why) const override;
  std::string public_origin() const override { return "https://api.quickschools.com"; }
  /// advance_semester: the next one becomes the active one.
  Result<Json> deed(std::string_view name, const Json& body) override;

 private:
  QuickSchoolsSystem(std::string key, Clock& clock);

  std::optional<Reply> not_let_in(const Request& request, const Bag& bag, Trace& trace);
  Reply route(const Request& request, const std::vector<std::string>& path, const Bag& bag,
              const Tampering& tampering);
  // lists.cpp
  Reply semesters(const std::string& id, const Bag& bag) const;
  Reply classes(const std::string& id, const Bag& bag) const;
  Reply homerooms(const std::string& id, const Bag& bag) const;
  Reply sections(const std::string& id, const Bag& bag) const;
  Reply section_enrollments(const std::string& section) const;
  // people.cpp
  Reply students(const std::string& id, const Bag& bag, const PagingRules& rules) const;
  Reply teachers(const std::string& id, const Bag& bag, const PagingRules& rules) const;
  Reply parents(const std::string& id, const Bag& bag, const PagingRules& rules) const;
  // writes.cpp
  Reply create_section(const Bag& bag);
  Reply update_section(const std::string& id, const Bag& bag);
  Reply delete_section(const std::string& id);
  Reply enroll(const std::string& section, const Bag& bag, bool remove);

  Json section_row(const Json& row) const;
  Json student_row(const Json& row) const;
  std::vector<std::string> hidden() const { return split(text("hidden_fields"), ','); }
  /// Empty: there is none.
  std::string active_semester() const;
  void forget() override { calls_.clear(); }

  const std::string key_;
  std::deque<std::int64_t> calls_;  ///< when, in milliseconds, within the last second
};

}  // namespace crosswalk::sandbox::quickschools
