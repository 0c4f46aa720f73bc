#include "export/writer.hpp"

#include "export/rows.hpp"
#include "export/text.hpp"

namespace crosswalk::oneroster::exports {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;  // written at a time

Result<> set_mark(std::set<std::string>& files, std::string_view file, bool there) {
  if (there)
    files.emplace(file);
  else
    files.erase(std::string(file));
  return {};
}

}  // namespace

LineWriter::LineWriter(FileSet& set, std::string_view file,
                       std::span<const std::string_view> header)
    : set_(set), name_(std::string(file) + ".csv") {
  append_line(lines_, header);
  header_size_ = lines_.size();
}

Result<> LineWriter::add(std::span<const std::string> cells) {
  const std::size_t before = lines_.size();
  append_line(lines_, cells);
  if (lines_.size() - before > kMostBytesOfLine) {
    return Error{ErrorCode::BadData, name_ + ": the line of " + cells[0] + " would have " +
                                         std::to_string(lines_.size() - before) +
                                         " bytes, and a line may have " +
                                         std::to_string(kMostBytesOfLine)};
  }
  return lines_.size() < kChunk ? Result<>{} : flush();
}

Result<> LineWriter::flush() {
  if (!file_) {
    CW_TRY(file_, set_.create(name_));
  }
  CW_CHECK(file_->write(lines_));
  lines_.clear();
  return {};
}

Result<bool> LineWriter::finish() {
  if (!file_ && lines_.size() == header_size_) {
    CW_CHECK(set_.remove(name_));
    return false;
  }
  CW_CHECK(flush());
  CW_CHECK(file_->commit());
  file_.reset();
  return true;
}

SheetWriter::SheetWriter(FileSet& set, ExportVersion version, SheetId id)
    : version_(version), sheet_(sheet(id)), lines_(set, sheet_.file, columns(id, version)) {
  if (id == SheetId::Users && version == ExportVersion::V1_2) {
    roles_.emplace(set, kRolesFile, role_columns());
  }
}

Result<> SheetWriter::add(const Record& record) {
  CW_CHECK(lines_.add(to_cells(sheet_, version_, record)));
  if (!roles_) return {};
  for (const auto& cells : role_cells(record)) CW_CHECK(roles_->add(cells));
  return {};
}

Result<> SheetWriter::finish(std::set<std::string>& files) {
  CW_TRY(const bool there, lines_.finish());
  CW_CHECK(set_mark(files, sheet_.file, there));
  if (!roles_) return {};
  CW_TRY(const bool roles_there, roles_->finish());
  return set_mark(files, kRolesFile, roles_there);
}

std::string manifest_text(ExportVersion version, const std::set<std::string>& files,
                          std::string_view system_name) {
  std::string out;
  const auto line = [&](std::string_view name, std::string_view value) {
    const std::string_view cells[] = {name, value};
    append_line(out, cells);
  };
  line("propertyName", "value");
  line("manifest.version", "1.0");
  line("oneroster.version", to_text(version));
  for (const std::string_view kind : file_kinds(version)) {
    line("file." + std::string(kind), files.contains(std::string(kind)) ? "bulk" : "absent");
  }
  line("source.systemName", clean(system_name));
  line("source.systemCode", "");
  return out;
}

}  // namespace crosswalk::oneroster::exports
