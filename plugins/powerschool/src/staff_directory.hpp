#pragma once

/// \file
/// Everybody on staff, once: a person has one entry for each school (contract 4).

#include "decode_v1.hpp"
#include "roster.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::powerschool {

class StaffDirectory {
 public:
  /// An entry of a school's list; one without users_dcid is counted and left out.
  void add(const StaffEntry& entry, const std::string& school);
  /// A row of the query: one person at one school.
  void add(const Staff& row);

  /// Sorted by users_dcid; their posts with teaching ones first, then by school.
  std::vector<Staff> people() const;
  /// USERS.DCID of a SCHOOLSTAFF.DCID; empty: not in the lists.
  std::string person_of(const std::string& staff_id) const;
  std::vector<std::string> person_ids() const;
  std::size_t skipped() const { return skipped_; }

 private:
  std::map<std::string, Staff> people_;          // by users_dcid
  std::map<std::string, std::string> by_entry_;  // SCHOOLSTAFF.DCID -> USERS.DCID
  std::size_t skipped_ = 0;
};

}  // namespace crosswalk::powerschool
