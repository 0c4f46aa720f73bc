#include "export/changes.hpp"

#include <algorithm>

#include "crosswalk/dates.hpp"
#include "export/text.hpp"

namespace crosswalk::oneroster::exports {
namespace {

constexpr std::uint32_t kNoColumn = UINT32_MAX;

std::uint32_t column_of(const ApplyRequest& request, std::string_view name) {
  const auto at = std::ranges::find(request.columns, name);
  if (name.empty() || at == request.columns.end()) return kNoColumn;
  return static_cast<std::uint32_t>(at - request.columns.begin());
}

std::optional<std::string> value_of(const BatchView& batch, const cw_cell& cell) {
  switch (cell.type) {
    case CW_T_ABSENT:
      return std::nullopt;
    case CW_T_TEXT:
      return clean(batch.text(cell));
    case CW_T_DATE:
      return format_date(cell.v.i);
    case CW_T_BOOL:
      return std::string(cell.v.i != 0 ? "true" : "false");
    case CW_T_LIST: {
      std::vector<std::string> items;
      for (const cw_cell& item : batch.list(cell)) {
        items.push_back(clean_item(batch.text(item)));
        if (items.back().empty()) items.pop_back();
      }
      return join(items);
    }
    default:
      return std::string();
  }
}

}  // namespace

std::vector<Change> read_changes(const ApplyRequest& request, const Sheet& sheet) {
  const std::uint32_t id = column_of(request, "id");
  const std::uint32_t code = column_of(request, "code");
  std::vector<std::uint32_t> places;
  for (const Field& field : sheet.fields) places.push_back(column_of(request, field.name));
  std::vector<Change> changes(request.batch.rows());
  for (std::uint32_t row = 0; row < request.batch.rows(); ++row) {
    Change& change = changes[row];
    change.row = row;
    change.op = request.batch.row(row).op;
    for (const std::uint32_t place : places) {
      change.given.push_back(place == kNoColumn
                                 ? std::nullopt
                                 : value_of(request.batch, request.batch.cell(row, place)));
    }
    if (change.op != CW_ROW_CREATE) {
      if (id != kNoColumn) change.id = request.batch.text(request.batch.cell(row, id));
    } else if (sheet.id == SheetId::Enrollments) {
      const auto& clazz = change.given[enrollment_field::kClass];
      const auto& user = change.given[enrollment_field::kUser];
      if (clazz && user && !clazz->empty() && !user->empty()) change.id = pair_id(*clazz, *user);
    } else if (code != kNoColumn) {
      change.id = clean(request.batch.text(request.batch.cell(row, code)));
    }
  }
  return changes;
}

}  // namespace crosswalk::oneroster::exports
