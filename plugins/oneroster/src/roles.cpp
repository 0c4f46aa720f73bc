#include "roles.hpp"

#include <algorithm>
#include <tuple>

namespace crosswalk::oneroster {
namespace {

void text_element(BatchWriter& out, cw_cell* cells, std::uint32_t i, std::string_view text) {
  if (!text.empty()) out.element(cells, i, text);
}

void date_element(BatchWriter& out, cw_cell* cells, std::uint32_t i, std::int32_t days) {
  if (days != RoleValue::kNoDate) out.element_date(cells, i, days);
}

}  // namespace

void sort_roles(std::vector<RoleValue>& roles) {
  std::sort(roles.begin(), roles.end(), [](const RoleValue& a, const RoleValue& b) {
    return std::tie(a.type, a.org, a.role, a.begin, a.end) <
           std::tie(b.type, b.org, b.role, b.begin, b.end);
  });
}

void write_roles(BatchWriter& out, std::uint32_t column, const std::vector<RoleValue>& roles) {
  if (roles.empty()) return;
  cw_cell* cells = out.list(column, static_cast<std::uint32_t>(roles.size()));
  for (std::uint32_t i = 0; i < roles.size(); ++i) {
    const RoleValue& role = roles[i];
    cw_cell spare{};
    cw_cell* five = out.list_in(cells == nullptr ? spare : cells[i], 5);
    text_element(out, five, 0, role.role);
    text_element(out, five, 1, role.org);
    text_element(out, five, 2, role.type);
    date_element(out, five, 3, role.begin);
    date_element(out, five, 4, role.end);
  }
}

}  // namespace crosswalk::oneroster
