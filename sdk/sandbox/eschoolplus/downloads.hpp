#pragma once

/// \file
/// The district's rows as the files that download definitions write (contract 9): one table a file,
/// a header, `|` between values, dates as MM/DD/YYYY, flags as Y and N, nothing escaped, and the
/// mark #!# at the end of each record. Pure.

#include <map>
#include <string>

#include "sandbox/core/collections.hpp"

namespace crosswalk::sandbox::eschoolplus {

/// Short: month and day without their zeros, as after a spreadsheet.
enum class DateForm { Padded, Short };

/// Their texts, by the names of the files.
std::map<std::string, std::string> download_files(const Collections& rows,
                                                  DateForm form = DateForm::Padded);

}  // namespace crosswalk::sandbox::eschoolplus
