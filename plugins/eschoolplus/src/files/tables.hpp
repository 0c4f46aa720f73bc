#pragma once

/// \file
/// The files of a folder, table by table, for one list; and the rows of them that cannot be read.

#include "facts.hpp"
#include "files/row_reader.hpp"

#include "crosswalk/host.hpp"

#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace crosswalk::eschoolplus::files {

class Tables {
 public:
  explicit Tables(Host host) : host_(host) {}

  /// Every row of a table that can be read.
  /// \error BadConfig    the file is not there, or a column of it
  /// \error Unavailable  as RowReader
  /// \error Cancelled
  Result<> each(const Table& table, const std::function<void(const RowReader&)>& take);

  /// The list, with a refused row for each that cannot be read. Then it is not whole: nobody knows
  /// whom such a row is about.
  template <class Row>
  Listed<Row> finish(Listed<Row> list) {
    for (std::string& fault : faults_) {
      list.complete = false;
      if constexpr (has_refused<Row>::value) {
        list.rows.emplace_back();
        list.rows.back().refused = std::move(fault);
      }
    }
    return list;
  }

 private:
  template <class Row, class = void>
  struct has_refused : std::false_type {};
  template <class Row>
  struct has_refused<Row, std::void_t<decltype(Row::refused)>> : std::true_type {};

  Result<RowReader::Source> open(const Table& table) const;

  Host host_;
  std::vector<std::string> faults_;
};

/// Sorts the sessions of a section; refuses one without any.
void settle_sessions(Section& section);

}  // namespace crosswalk::eschoolplus::files
