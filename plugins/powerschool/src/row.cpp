#include "row.hpp"

namespace crosswalk::powerschool {
namespace {

void write_roles(BatchWriter& out, std::uint32_t column, const std::vector<Role>& roles) {
  cw_cell* cells = out.list(column, static_cast<std::uint32_t>(roles.size()));
  for (std::uint32_t i = 0; i < roles.size(); ++i) {
    cw_cell spare{};
    cw_cell* five = out.list_in(cells == nullptr ? spare : cells[i], 5);
    out.element(five, 0, roles[i].role);
    out.element(five, 1, roles[i].school);
    out.element(five, 2, roles[i].primary ? "primary" : "secondary");
  }
}

struct Writer {
  BatchWriter& out;
  std::uint32_t column;

  void operator()(const std::string& text) const { out.text(column, text); }
  void operator()(bool flag) const { out.boolean(column, flag); }
  void operator()(const Date& date) const { out.date(column, date.days); }
  void operator()(const std::vector<std::string>& list) const {
    cw_cell* cells = out.list(column, static_cast<std::uint32_t>(list.size()));
    for (std::uint32_t i = 0; i < list.size(); ++i) out.element(cells, i, list[i]);
  }
  void operator()(const std::vector<Role>& roles) const { write_roles(out, column, roles); }
};

}  // namespace

bool write_row(const Row& row, const std::vector<std::string>& columns, BatchWriter& out) {
  if (!out.begin(CW_ROW_UPSERT)) {
    out.commit();  // tells the writer how much room the row wants
    return false;
  }
  if (!row.refused.empty()) {
    out.bad();
    if (!columns.empty() && !row.id.empty()) out.text(0, row.id);
    if (columns.size() > 1) out.text(1, row.refused);
    return out.commit();
  }
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == "sourcedId") {
      out.text(i, row.id);
      continue;
    }
    for (const auto& [name, cell] : row.cells) {
      if (name == columns[i]) std::visit(Writer{out, i}, cell);
    }
  }
  return out.commit();
}

}  // namespace crosswalk::powerschool
