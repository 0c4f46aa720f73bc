#include "csv/header.hpp"

#include <algorithm>

namespace crosswalk::oneroster::csv {
namespace {

constexpr std::string_view kMetadata = "metadata.";

std::size_t index_of(const Table& table, std::string_view name) {
  const auto at = std::find_if(table.columns.begin(), table.columns.end(),
                               [&](const Column& c) { return c.name == name; });
  return static_cast<std::size_t>(at - table.columns.begin());
}

}  // namespace

std::uint32_t Header::cell_of(const Table& table, std::string_view name) const {
  const std::size_t i = index_of(table, name);
  return i < cells.size() ? cells[i] : kNone;
}

Result<Header> read_header(const Table& table, const Row& row) {
  if (row.fault != RowFault::None) {
    return Error{ErrorCode::BadData, "its header is broken: " + describe(row, {})};
  }
  if (row.cells.count() > Cells::kMost) {
    return Error{ErrorCode::BadData, "its header has " + std::to_string(row.cells.count()) +
                                         " columns; at most " + std::to_string(Cells::kMost) +
                                         " can be read"};
  }
  if (row.cells.count() == 1 && row.cells[0].find_first_of(";\t") != std::string_view::npos) {
    return Error{
        ErrorCode::BadData,
        "its columns are separated by semicolons or tabs; OneRoster has commas: export it again"};
  }
  Header header;
  header.cells.assign(table.columns.size(), Header::kNone);
  for (std::uint32_t i = 0; i < row.cells.count(); ++i) {
    header.names.emplace_back(trim(row.cells[i]));
    if (!header.names[i].empty()) header.width.least = i + 1;
  }
  header.width.most = row.cells.count();

  for (std::uint32_t i = 0; i < header.names.size(); ++i) {  // the right names first
    const std::string& name = header.names[i];
    if (name.empty()) continue;
    if (std::find(header.names.begin(), header.names.begin() + i, name) !=
        header.names.begin() + i) {
      return Error{ErrorCode::BadData,
                   "the column '" + name + "' comes twice; nobody can tell which is meant"};
    }
    const std::size_t column = index_of(table, name);
    if (column < table.columns.size()) header.cells[column] = i;
  }
  for (std::uint32_t i = 0; i < header.names.size(); ++i) {
    const std::string& name = header.names[i];
    if (name.empty() || index_of(table, name) < table.columns.size()) continue;
    const std::string_view right = right_name(table, name);
    if (!right.empty() && header.cells[index_of(table, right)] == Header::kNone) {
      header.cells[index_of(table, right)] = i;
      header.notes.push_back("column '" + name + "' is read as '" + std::string(right) + "'");
      continue;
    }
    if (to_lower(name).find("password") != std::string::npos) continue;
    const bool prefixed = name.starts_with(kMetadata);
    if (!prefixed) header.notes.push_back("unknown column '" + name + "' is kept as metadata");
    header.extras.push_back({prefixed ? name.substr(kMetadata.size()) : name, i});
  }
  if (header.width.least < header.width.most) {
    header.notes.push_back(std::to_string(header.width.most - header.width.least) +
                           " columns without a name at the end are ignored");
  }
  const auto by_key = [](const ExtraColumn& a, const ExtraColumn& b) { return a.key < b.key; };
  std::stable_sort(header.extras.begin(), header.extras.end(), by_key);
  const auto twice =
      std::adjacent_find(header.extras.begin(), header.extras.end(),
                         [](const auto& a, const auto& b) { return a.key == b.key; });
  if (twice != header.extras.end()) {
    return Error{ErrorCode::BadData, "the column '" + twice->key +
                                         "' comes twice, once as 'metadata." + twice->key +
                                         "'; nobody can tell which is meant"};
  }
  return header;
}

std::string_view missing_column(const Table& table, const Header& header) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].in_header && header.cells[i] == Header::kNone)
      return table.columns[i].name;
  }
  return {};
}

}  // namespace crosswalk::oneroster::csv
