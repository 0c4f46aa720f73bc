#include "support.hpp"

#include "crosswalk/dates.hpp"

#include <algorithm>

namespace crosswalk::schoology {
namespace {

std::string show(const BatchView& view, const cw_cell& cell) {
  switch (cell.type) {
    case CW_T_TEXT:
      return std::string(view.text(cell));
    case CW_T_DATE:
      return format_date(cell.v.i);
    case CW_T_NULL:
      return "NULL";
    case CW_T_LIST: {
      std::string out;
      for (const cw_cell& element : view.list(cell)) {
        if (!out.empty()) out += '|';
        out += view.text(element);
      }
      return out;
    }
    default:
      return "type " + std::to_string(cell.type);
  }
}

}  // namespace

std::vector<Told> SchoologyTest::apply(std::string entity, const std::vector<Change>& changes) {
  auto out = testing::apply_changes(adapter(), std::move(entity), changes, call_error_);
  EXPECT_EQ(fake_.open_tickets(), 0U);
  return out;
}

Result<ReadResult> SchoologyTest::read(const ReadRequest& request, std::size_t capacity) {
  CW_TRY(const auto stream, adapter().open(request));
  ReadResult result;
  std::vector<std::uint8_t> buffer(capacity);
  const auto columns = static_cast<std::uint32_t>(request.columns.size());
  for (bool more = true; more; ++result.batches) {
    BatchWriter writer(buffer.data(), buffer.size(), columns, 3);
    CW_TRY(more, stream->next(writer));
    CW_TRY(const BatchView view, BatchView::check(buffer.data(), buffer.size(), columns, 3));
    for (std::uint32_t r = 0; r < view.rows(); ++r) {
      ReadRow row;
      row.partial = (view.row(r).flags & CW_ROW_F_PARTIAL) != 0;
      row.bad = (view.row(r).flags & CW_ROW_F_BAD) != 0;
      for (std::uint32_t c = 0; c < columns; ++c) {
        const cw_cell& cell = view.cell(r, c);
        if (cell.type != CW_T_ABSENT) {
          row.fields[std::string(request.columns[c])] = show(view, cell);
        }
      }
      result.rows.push_back(std::move(row));
    }
  }
  CW_TRY(result.end, stream->finish());
  return result;
}

ReadRequest SchoologyTest::full(std::string_view entity, std::vector<std::string_view> columns,
                                std::string_view partition) {
  ReadRequest request;
  request.side = Side::Destination;
  request.entity = entity;
  request.columns = std::move(columns);
  request.partition = partition;
  return request;
}

ReadRequest SchoologyTest::by(std::string_view entity, std::string_view id_column,
                              std::vector<std::string_view> ids,
                              std::vector<std::string_view> columns) {
  ReadRequest request = full(entity, std::move(columns));
  request.mode = ReadMode::ById;
  request.id_column = id_column;
  request.ids = std::move(ids);
  return request;
}

}  // namespace crosswalk::schoology
