#pragma once

/// \file
/// The files of a folder, table by table, for one list; and the rows of them that cannot be read.

#include "facts.hpp"
#include "files/row_reader.hpp"

#include "crosswalk/host.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
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

  /// Rows of a table that belong to nothing in `parent`, in no row of it: that file is still being
  /// written, or is of another day.
  void orphan(const Table& table, const Table& parent, std::uint64_t rows = 1) {
    orphans_[{table.name, parent.name}] += rows;
  }

  /// The list, with a refused row for each that cannot be read. Then it is not whole, as nobody
  /// knows whom such a row is about; nor is it with orphans, which are told once, with their count.
  /// \error Unavailable  a file that was read has changed meanwhile
  template <class Row>
  Result<Listed<Row>> finish(Listed<Row> list) {
    CW_CHECK(stood_still());
    if (tell_orphans()) list.complete = false;
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

  /// Of a file: its size, and when it was modified.
  using Stamp = std::pair<std::string, std::string>;

  Result<RowReader::Source> open(const Table& table);
  /// By their names in the folder.
  Result<std::map<std::string, Stamp>> files_there() const;
  Result<> stood_still() const;
  /// False: there are none.
  bool tell_orphans() const;

  Host host_;
  std::map<std::string, Stamp> read_;  ///< as they were before
  std::map<std::pair<std::string_view, std::string_view>, std::uint64_t> orphans_;
  std::vector<std::string> faults_;
};

/// Sorts the sessions of a section; refuses one without any.
void settle_sessions(Section& section);

}  // namespace crosswalk::eschoolplus::files
