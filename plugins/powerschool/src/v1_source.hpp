#pragma once

/// \file
/// The roster through the resources of /ws/v1 (contract 5, 12): lists of the district and of each
/// school, and one list of students for each section.

#include "client.hpp"
#include "options.hpp"
#include "source.hpp"
#include "staff_directory.hpp"
#include "v1_list.hpp"

#include "crosswalk/kept.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace crosswalk::powerschool {

class V1Source final : public RosterSource {
 public:
  V1Source(Client client, const Options& options) : client_(std::move(client)), options_(options) {}

  Result<Feed> feed(std::string_view entity) override;

 private:
  using Courses = std::map<std::string, Course>;  // by COURSES.DCID
  struct StaffRead {
    StaffDirectory directory;
    bool complete = true;
  };

  std::uint64_t now() const { return client_.host().now_ms(); }
  std::int32_t year() const { return options_.year_at(now()); }
  /// The list of a school, or of the district when `school` is empty.
  Result<ListCall> call(const std::string& school, std::string_view resource);

  Result<const Metadata*> metadata();
  Result<const Listing<School>*> schools();
  Result<const Listing<Section>*> sections();
  Result<const StaffRead*> staff();
  /// The courses that a section of the year uses. One that is in no school's list is asked for
  /// alone: lists of a school leave the district's courses out (contract 14.8).
  Result<const Courses*> courses();
  Result<Listing<Teaching>> teachings();
  Result<> add_coteachers(const StaffDirectory& staff, std::vector<Teaching>& into);

  Result<StepEnd> school_rows(std::deque<RosterRecord>& out);
  Result<StepEnd> term_rows(std::deque<RosterRecord>& out);
  Result<StepEnd> course_rows(std::deque<RosterRecord>& out);
  Result<StepEnd> class_rows(std::deque<RosterRecord>& out);
  Result<StepEnd> staff_rows(std::deque<RosterRecord>& out);
  Result<StepEnd> teaching_rows(std::deque<RosterRecord>& out);
  Step student_steps();
  Step seat_steps();

  Client client_;
  const Options& options_;
  Kept<Metadata> metadata_;
  Kept<Listing<School>> schools_;
  Kept<Listing<Section>> sections_;
  Kept<StaffRead> staff_;
  Kept<Courses> courses_;
};

}  // namespace crosswalk::powerschool
