#include "rest/support.hpp"

#include "crosswalk/dates.hpp"

namespace crosswalk::oneroster::rest {
namespace {

std::string show(const BatchView& view, const cw_cell& cell) {
  switch (cell.type) {
    case CW_T_TEXT:
    case CW_T_JSON:
      return std::string(view.text(cell));
    case CW_T_DATE:
      return format_date(cell.v.i);
    case CW_T_BOOL:
      return cell.v.i != 0 ? "true" : "false";
    case CW_T_LIST: {
      std::string out = "[";
      const char* separator = "";
      for (const cw_cell& element : view.list(cell)) {
        out += separator + show(view, element);
        separator = ";";
      }
      return out + "]";
    }
    default:
      return {};
  }
}

}  // namespace

OneRosterRest& RestTest::adapter(std::string_view config) {
  if (adapter_ == nullptr) {
    auto made = OneRosterRest::create(fake_.host(), config);
    EXPECT_TRUE(made.has_value()) << made.error().message;
    adapter_ = std::move(made).value();
  }
  return *adapter_;
}

void RestTest::page(const std::string& list, int offset, std::string body,
                    std::map<std::string, std::string> headers, std::uint32_t status) {
  fake_.on("GET",
           std::string(kBase) + list + "?limit=2&offset=" + std::to_string(offset) +
               "&sort=sourcedId&orderBy=asc",
           {status, std::move(body), std::move(headers)});
}

void RestTest::orgs(int offset, const std::vector<std::string>& ids,
                    std::map<std::string, std::string> headers) {
  Json list = Json::array();
  for (const std::string& id : ids) {
    list.push_back({{"sourcedId", id}, {"name", "Org"}, {"type", "school"}});
  }
  page("orgs", offset, Json{{"orgs", list}}.dump(), std::move(headers));
}

Result<ReadResult> RestTest::read(std::string_view entity, std::vector<std::string_view> columns,
                                  std::size_t capacity) {
  ReadRequest request;
  request.entity = entity;
  request.columns = columns;
  CW_TRY(const auto stream, adapter().open(request));
  ReadResult result;
  std::vector<std::uint8_t> buffer(capacity);
  const auto width = static_cast<std::uint32_t>(columns.size());
  for (bool more = true; more;) {
    BatchWriter writer(buffer.data(), buffer.size(), width, 3);
    CW_TRY(more, stream->next(writer));
    CW_TRY(const BatchView view, BatchView::check(buffer.data(), buffer.size(), width, 3));
    for (std::uint32_t r = 0; r < view.rows(); ++r) {
      ReadRow row;
      row.op = view.row(r).op;
      row.bad = (view.row(r).flags & CW_ROW_F_BAD) != 0;
      for (std::uint32_t c = 0; c < width; ++c) {
        const cw_cell& cell = view.cell(r, c);
        if (cell.type != CW_T_ABSENT) row.fields[std::string(columns[c])] = show(view, cell);
      }
      result.rows.push_back(std::move(row));
    }
  }
  CW_TRY(result.end, stream->finish());
  EXPECT_EQ(fake_.open_tickets(), 0U);
  EXPECT_TRUE(fake_.exhausted());
  return result;
}

ReadResult RestTest::read_ok(std::string_view entity, std::vector<std::string_view> columns,
                             std::size_t capacity) {
  auto result = read(entity, std::move(columns), capacity);
  EXPECT_TRUE(result.has_value()) << result.error().message;
  return result ? std::move(result).value() : ReadResult{};
}

ReadRow RestTest::read_one(std::string_view entity, const std::string& list, const Json& record,
                           std::vector<std::string_view> columns) {
  page(list, 0, Json{{list, Json::array({record})}}.dump(), {{"X-Total-Count", "1"}});
  const ReadResult result = read_ok(entity, std::move(columns));
  EXPECT_EQ(result.rows.size(), 1U);
  return result.rows.empty() ? ReadRow{} : result.rows[0];
}

}  // namespace crosswalk::oneroster::rest
