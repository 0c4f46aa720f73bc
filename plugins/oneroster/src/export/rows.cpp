#include "export/rows.hpp"

#include <algorithm>
#include <set>

#include "crosswalk/dates.hpp"
#include "decode.hpp"
#include "export/text.hpp"

namespace crosswalk::oneroster::exports {
namespace {

// Places in role_columns().
enum : std::size_t { kRoleUser = 3, kRoleWord = 5, kRoleOrg = 8 };

bool is_word(std::string_view text, Vocabulary words) {
  return std::ranges::find(words, text) != words.end();
}

/// A school year that ends between January and July carries that year, else the next.
std::string year_of(std::string_view end_date) {
  if (end_date.size() < 7) return {};
  const bool autumn = end_date.substr(5, 2) > "07";
  const std::string year(end_date.substr(0, 4));
  return autumn ? std::to_string(std::stoi(year) + 1) : year;
}

/// The orgs of a user, sorted.
std::set<std::string> orgs_of(const Record& user) {
  std::set<std::string> orgs;
  for (std::string& org : split(user.values[user_field::kAdditionalOrgs])) {
    orgs.insert(std::move(org));
  }
  if (!user.values[user_field::kOrg].empty()) orgs.insert(user.values[user_field::kOrg]);
  return orgs;
}

std::string sorted_orgs(const Record& user) {
  const auto orgs = orgs_of(user);
  return join(std::vector<std::string>(orgs.begin(), orgs.end()));
}

/// What a column holds that no field of the record fills.
std::string filled_in(const Sheet& sheet, const Record& record, std::string_view column) {
  if (column == "sourcedId") return record.id;
  if (sheet.id == SheetId::Orgs && column == "type") return "school";
  if (sheet.id == SheetId::Users && column == "enabledUser") return "true";
  if (sheet.id == SheetId::Users && column == "orgSourcedIds") return sorted_orgs(record);
  return {};
}

/// A value as its column may hold it.
std::string fitted(const Sheet& sheet, const Record& record, std::size_t field) {
  const std::string& value = record.values[field];
  const std::string_view name = sheet.fields[field].name;
  if (sheet.id == SheetId::Sessions && name == "type") {
    return is_word(value, kSessionTypes) ? value : "term";
  }
  if (sheet.id == SheetId::Sessions && name == "schoolYear" && value.empty()) {
    return year_of(record.values[sheet.at("endDate")]);
  }
  if (sheet.id == SheetId::Classes && name == "classType") {
    return is_word(value, kClassTypes) ? value : "scheduled";
  }
  return value;
}

std::size_t field_of_column(const Sheet& sheet, std::string_view column) {
  return static_cast<std::size_t>(std::ranges::find(sheet.fields, column, &Field::column) -
                                  sheet.fields.begin());
}

}  // namespace

std::vector<std::string> to_cells(const Sheet& sheet, ExportVersion version, const Record& record) {
  std::vector<std::string> cells;
  for (const std::string_view column : columns(sheet.id, version)) {
    const std::size_t field = field_of_column(sheet, column);
    cells.push_back(field < sheet.fields.size() ? fitted(sheet, record, field)
                                                : filled_in(sheet, record, column));
  }
  return cells;
}

std::vector<std::vector<std::string>> role_cells(const Record& user) {
  std::vector<std::vector<std::string>> lines;
  for (const std::string& org : orgs_of(user)) {
    lines.push_back({pair_id(user.id, org), "", "", user.id, "primary",
                     user.values[user_field::kRole], "", "", org, ""});
  }
  return lines;
}

bool same_lines(const Sheet& sheet, ExportVersion version, const Record& a, const Record& b) {
  if (a == b) return true;
  if (to_cells(sheet, version, a) != to_cells(sheet, version, b)) return false;
  const bool has_roles = sheet.id == SheetId::Users && version == ExportVersion::V1_2;
  return !has_roles || role_cells(a) == role_cells(b);
}

std::size_t longest_line(const Sheet& sheet, ExportVersion version, const Record& record) {
  std::string line;
  append_line(line, to_cells(sheet, version, record));
  std::size_t longest = line.size();
  if (sheet.id != SheetId::Users || version == ExportVersion::V1_1) return longest;
  for (const auto& cells : role_cells(record)) {
    line.clear();
    append_line(line, cells);
    longest = std::max(longest, line.size());
  }
  return longest;
}

Record from_cells(const Sheet& sheet, ExportVersion version,
                  std::span<const std::string_view> cells) {
  Record record;
  record.values.resize(sheet.fields.size());
  const auto names = columns(sheet.id, version);
  for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) {
    if (names[i] == "sourcedId") record.id = cells[i];
    const std::size_t field = field_of_column(sheet, names[i]);
    if (field < sheet.fields.size()) record.values[field] = cells[i];
    if (names[i] == "orgSourcedIds") {
      // 1.1 does not say which org is the home: the first by id, as a reader takes it.
      auto orgs = split(cells[i]);
      if (orgs.empty()) continue;
      record.values[user_field::kOrg] = orgs.front();
      orgs.erase(orgs.begin());
      record.values[user_field::kAdditionalOrgs] = join(orgs);
    }
  }
  return record;
}

void add_role(Record& user, std::span<const std::string_view> cells) {
  user.values[user_field::kRole] = cells[kRoleWord];
  if (cells[kRoleOrg] == user.values[user_field::kOrg]) return;
  std::string& others = user.values[user_field::kAdditionalOrgs];
  if (!others.empty()) others += ',';
  others += cells[kRoleOrg];
}

std::string_view user_of_role(std::span<const std::string_view> cells) { return cells[kRoleUser]; }

}  // namespace crosswalk::oneroster::exports
