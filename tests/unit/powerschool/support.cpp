#include "support.hpp"

#include "crosswalk/dates.hpp"

#include <algorithm>

namespace crosswalk::powerschool {
namespace {

std::string show(const BatchView& view, const cw_cell& cell, char between = '|') {
  switch (cell.type) {
    case CW_T_TEXT:
      return std::string(view.text(cell));
    case CW_T_DATE:
      return format_date(cell.v.i);
    case CW_T_BOOL:
      return cell.v.i != 0 ? "true" : "false";
    case CW_T_LIST: {
      std::string out;
      for (const cw_cell& element : view.list(cell)) {
        if (!out.empty()) out += between;
        out += show(view, element, ':');
      }
      while (out.ends_with(':')) out.pop_back();  // cells that are ABSENT
      return out;
    }
    default:
      return {};
  }
}

std::vector<std::string_view> columns_of(std::string_view entity) {
  if (entity == "org") return {"sourcedId", "name", "type", "identifier", "parent"};
  if (entity == "academicSession") {
    return {"sourcedId", "title", "type", "startDate", "endDate", "parent", "schoolYear"};
  }
  if (entity == "course") return {"sourcedId", "title", "courseCode", "org"};
  if (entity == "class") {
    return {"sourcedId", "title", "classCode", "classType", "course", "school", "terms", "periods"};
  }
  if (entity == "user") {
    return {"sourcedId",  "enabledUser", "username", "givenName",  "middleName", "familyName",
            "identifier", "email",       "roles",    "primaryOrg", "grades"};
  }
  return {"sourcedId", "class", "user", "role", "primary", "beginDate", "endDate"};
}

}  // namespace

Result<ReadResult> PowerSchoolTest::read(std::string_view entity, std::size_t capacity) {
  ReadRequest request;
  request.entity = entity;
  request.columns = columns_of(entity);
  CW_TRY(const auto stream, adapter().open(request));
  ReadResult result;
  std::vector<std::uint8_t> buffer(capacity);
  const auto columns = static_cast<std::uint32_t>(request.columns.size());
  for (bool more = true; more;) {
    BatchWriter writer(buffer.data(), buffer.size(), columns, 3);
    CW_TRY(more, stream->next(writer));
    CW_TRY(const BatchView view, BatchView::check(buffer.data(), buffer.size(), columns, 3));
    for (std::uint32_t r = 0; r < view.rows(); ++r) {
      ReadRow row;
      for (std::uint32_t c = 0; c < columns; ++c) {
        const cw_cell& cell = view.cell(r, c);
        if (cell.type != CW_T_ABSENT) row[std::string(request.columns[c])] = show(view, cell);
      }
      const bool bad = (view.row(r).flags & CW_ROW_F_BAD) != 0;
      (bad ? result.bad : result.rows).push_back(std::move(row));
    }
  }
  CW_TRY(result.end, stream->finish());
  return result;
}

void PowerSchoolTest::on_metadata(int size) {
  const std::string s = std::to_string(size);
  std::string body = R"({"metadata": {"powerschool_version": "25.8.0.0")";
  for (const char* name : {"school", "student", "staff", "course", "section", "term"}) {
    body += ", \"" + std::string(name) + "_max_page_size\": " + s;
  }
  fake_.on_get("/ws/v1/metadata", body + ", \"section_enrollment_max_page_size\": \"" + s + "\"}}");
}

void PowerSchoolTest::on_list(const std::string& path, const std::string& parameters,
                              const std::string& body, int count) {
  const std::string joined = parameters.empty() ? "" : parameters + "&";
  fake_.on_get("/ws/v1/" + path + "?" + joined + "page=1&pagesize=100", body);
  std::string filter = parameters.substr(0, parameters.find('&'));
  if (!filter.starts_with("q=")) filter.clear();
  fake_.on_get("/ws/v1/" + path + "/count" + (filter.empty() ? "" : "?" + filter),
               R"({"resource": {"count": )" + std::to_string(count) + "}}");
}

void PowerSchoolTest::on_query(const std::string& name, const std::string& parameters,
                               const std::string& body) {
  fake_.on(
      "POST",
      "/ws/schema/query/org.example.bridge." + name + (parameters.empty() ? "" : "?" + parameters),
      {200, body});
}

}  // namespace crosswalk::powerschool
