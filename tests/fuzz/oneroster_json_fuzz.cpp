/// Whatever a provider answers, the decoders of the OneRoster REST adapter end with rows that the
/// host's check accepts or with BadData; and a Link header never leads away from our own origin.

#include <cstdint>
#include <string_view>
#include <vector>

#include "crosswalk/batch_view.hpp"
#include "fuzz/require.hpp"
#include "rest/client.hpp"
#include "rest/link.hpp"
#include "rest/page.hpp"
#include "rest/record_writer.hpp"

namespace {

using namespace crosswalk;
using namespace crosswalk::oneroster;

/// Every record becomes a row that can be stored; a refused one says why.
void write_all(csv::TableId id, const Json& records) {
  std::vector<std::string_view> columns{"sourcedId", "metadata"};
  for (const csv::Column& column : csv::table(id).columns) {
    if (!column.field.empty() && column.field != "sourcedId") columns.push_back(column.field);
  }
  const auto width = static_cast<std::uint32_t>(columns.size());
  const rest::RecordWriter writer(id, columns);
  std::vector<std::uint8_t> buffer(std::size_t{1} << 20);
  BatchWriter out(buffer.data(), buffer.size(), width, 1);
  for (const Json& record : records) {
    if (writer.write(record, "here", 1, out) == rest::RecordWriter::Outcome::Full) break;
  }
  const auto view = BatchView::check(buffer.data(), buffer.size(), width, 1);
  require(view.has_value());
  for (std::uint32_t r = 0; r < view->rows(); ++r) {
    const bool bad = (view->row(r).flags & CW_ROW_F_BAD) != 0;
    require(view->cell(r, bad ? 1 : 0).type == CW_T_TEXT);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body{reinterpret_cast<const char*>(data), size};
  for (const auto id : {csv::TableId::Orgs, csv::TableId::Sessions, csv::TableId::Courses,
                        csv::TableId::Classes, csv::TableId::Users, csv::TableId::Enrollments}) {
    const auto records = rest::records_in(body, csv::table(id).file, "students");
    require(records.has_value() || records.error().code == ErrorCode::BadData);
    if (records) write_all(id, *records);
  }
  require(rest::description_in(body).size() <= 200);
  const std::string_view current = "https://sis.example/ims/orgs?limit=1&offset=0";
  const std::string target = rest::own_target(rest::next_link(body), current);
  require(target.empty() || target.starts_with("https://sis.example/"));
  return 0;
}
