#pragma once

/// \file
/// Writes the files of a new version of the export.

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "crosswalk/host.hpp"
#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

/// A file that grows line by line; without a line there is no file (contract, 9.1: a header without
/// rows is not allowed).
class LineWriter {
 public:
  LineWriter(FileSet& set, std::string_view file, std::span<const std::string_view> header);
  /// \error BadData  a line that the export could not be read back with
  Result<> add(std::span<const std::string> cells);
  /// Makes the file whole. False: it has no lines, and the new version has no such file.
  Result<bool> finish();

 private:
  Result<> flush();

  FileSet& set_;
  std::string name_;
  std::string lines_;
  std::size_t header_size_;
  std::optional<File> file_;
};

/// The records of a sheet in order of id, users of 1.2 into two files.
class SheetWriter {
 public:
  SheetWriter(FileSet& set, ExportVersion version, SheetId id);
  Result<> add(const Record& record);
  /// Adds what now exists to `files` and takes what does not out of it.
  Result<> finish(std::set<std::string>& files);

 private:
  ExportVersion version_;
  const Sheet& sheet_;
  LineWriter lines_;
  std::optional<LineWriter> roles_;
};

/// `manifest.csv` of a bulk export that has these files (contract, 9.2).
std::string manifest_text(ExportVersion version, const std::set<std::string>& files,
                          std::string_view system_name);

}  // namespace crosswalk::oneroster::exports
