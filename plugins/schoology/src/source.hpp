#pragma once

/// \file
/// Schoology as a source of rosters: six entities out of a handful of lists, one list of sections
/// for each course, and one list of members for each section.

#include "client.hpp"
#include "options.hpp"
#include "source_orgs.hpp"
#include "source_rows.hpp"

#include "crosswalk/adapter.hpp"
#include "crosswalk/kept.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::schoology {

class Source {
 public:
  Source(Client client, const Options& options) : client_(std::move(client)), options_(options) {}

  /// A stream of an entity's records. Users and enrollments are handed on as they come.
  /// \error Unsupported  there is no such entity; or the school year is that of today, and the host
  /// lends no clock
  /// \error as Client::fetch() and Reading::advance()
  Result<std::unique_ptr<Stream>> open(std::string_view entity,
                                       const std::vector<std::string_view>& columns);

 private:
  // Shared with streams, which may outlive what is kept.
  struct Periods {
    std::vector<Record> list;  ///< those of the school year
    bool complete = true;
  };
  struct Courses {
    std::vector<Record> list;
    bool complete = true;
  };
  struct Sections {
    std::map<std::string, SourceSection> by_id;  ///< Schoology's ids
    std::vector<RosterRecord> refused;
    bool complete = true;
  };
  using SharedOrgs = std::shared_ptr<const SourceOrgs>;
  using SharedPeriods = std::shared_ptr<const Periods>;
  using SharedCourses = std::shared_ptr<const Courses>;
  using SharedSections = std::shared_ptr<const Sections>;

  std::uint64_t now() const { return client_.host().now_ms(); }
  /// \error Unsupported  there is no telling
  Result<std::int32_t> school_year() const;
  Result<SharedOrgs> orgs();
  Result<SharedPeriods> periods();
  Result<SharedCourses> courses();
  /// Those of the school year.
  Result<SharedSections> sections();
  Result<RoleTitles> role_titles() const;

  Result<Roster> org_rows();
  Result<Roster> period_rows();
  Result<Roster> course_rows();
  Result<Roster> class_rows();
  Result<std::unique_ptr<Stream>> open_users(const std::vector<std::string_view>& columns);
  Result<std::unique_ptr<Stream>> open_enrollments(const std::vector<std::string_view>& columns);

  Client client_;
  const Options& options_;
  Kept<SharedOrgs> orgs_;
  Kept<SharedPeriods> periods_;
  Kept<SharedCourses> courses_;
  Kept<SharedSections> sections_;
};

}  // namespace crosswalk::schoology
