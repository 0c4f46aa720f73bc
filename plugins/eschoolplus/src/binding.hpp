#pragma once

/// \file
/// The operations that rostering needs, whatever carries them (contract 3). A way to reach
/// eSchoolPlus derives from it; nothing else knows a path or a field's name.

#include "facts.hpp"

#include "crosswalk/result.hpp"

#include <optional>
#include <string_view>

namespace crosswalk::eschoolplus {

/// Errors of every operation: Unauthenticated (never tried again: refusals lock the account),
/// Forbidden, BadConfig (wrong address), BadData, Unavailable (also while the service is under
/// maintenance, or while files are being written), Cancelled. A log-in that is needed happens by
/// itself.
class Binding {
 public:
  Binding() = default;
  Binding(const Binding&) = delete;
  Binding& operator=(const Binding&) = delete;
  /// Ends the session, if there is one.
  virtual ~Binding() = default;

  /// Before any log-in. Nothing: this way does not tell it.
  virtual Result<std::optional<Info>> info() = 0;
  virtual Result<Listed<Building>> buildings() = 0;
  virtual Result<Listed<MarkingPeriod>> marking_periods(std::string_view school_year) = 0;
  virtual Result<Listed<GradeLevel>> grade_levels() = 0;
  virtual Result<Listed<Student>> students() = 0;  ///< active ones
  virtual Result<Listed<Staff>> staff() = 0;
  virtual Result<Listed<Guardian>> guardians() = 0;
  virtual Result<Listed<Contact>> contacts() = 0;
  virtual Result<Listed<Course>> courses() = 0;
  virtual Result<Listed<Section>> sections(std::string_view school_year) = 0;
  virtual Result<Listed<Enrollment>> enrollments(std::string_view school_year) = 0;
};

}  // namespace crosswalk::eschoolplus
