#pragma once

/// \file
/// The export as it stands: its version, its files, and their records in order of id.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "crosswalk/host.hpp"
#include "csv/row_reader.hpp"
#include "export/decide.hpp"
#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

/// The export as it is when a call begins.
struct Standing {
  Host host;
  ExportVersion version = ExportVersion::V1_2;
  bool there = false;           ///< false: there is no export yet
  bool remembered = false;      ///< this connection knows that there is one
  std::set<std::string> files;  ///< by their names without `.csv`, manifest.csv left out
};

/// Looks what stands in the folder.
/// \error BadConfig  the connection has exported before, and not this: another version, another
///                   path, or the folder is gone
/// \error BadData    its files are not those that its manifest names
Result<Standing> stand(const Host& host, const ExportOptions& options);
/// The errors of stand(), of an export that the connection remembers; else nothing is looked at.
Result<> check_remembered(const Host& host, const ExportOptions& options);
/// As stand(), and the connection knows from now on.
Result<Standing> stand_and_remember(const Host& host, const ExportOptions& options);

/// One of its files, whose lines ascend by one column.
class LineReader {
 public:
  /// A file that the export does not have has no lines.
  /// \error BadData  another header than the one that is written
  static Result<LineReader> open(const Standing& standing, const std::string& file,
                                 std::span<const std::string_view> header);
  /// \error BadData  a line that was not written by this adapter
  Result<bool> next();
  std::span<const std::string_view> cells() const { return cells_; }

 private:
  std::unique_ptr<csv::RowReader> rows_;  ///< null: there is no file
  std::string file_;
  std::vector<std::string_view> cells_;
};

/// All records of a sheet, those of users of 1.2 out of two files.
class SheetReader {
 public:
  static Result<SheetReader> open(const Standing& standing, SheetId id);
  /// False: the end. \error BadData  the files were changed by somebody else; the message says what
  /// to do
  Result<bool> next();
  const Record& record() const { return record_; }
  Record take() { return std::move(record_); }

 private:
  SheetReader(ExportVersion version, SheetId id, LineReader lines)
      : version_(version), sheet_(&sheet(id)), lines_(std::move(lines)) {}
  Result<> take_roles();

  ExportVersion version_;
  const Sheet* sheet_;
  LineReader lines_;
  std::optional<LineReader> roles_;
  bool role_pending_ = false;  ///< a line of roles.csv waits for its user
  std::string last_id_;
  Record record_;
};

/// The records of these ids; those that are not there are left out.
Result<Records> look_up(const Standing& standing, SheetId id, const std::set<std::string>& ids);

/// Of these users, those who are enrolled somewhere: a class of each.
Result<std::map<std::string, std::string>> enrolled(const Standing& standing,
                                                    const std::set<std::string>& users);

}  // namespace crosswalk::oneroster::exports
