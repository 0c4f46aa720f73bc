#include "query_list.hpp"

#include "decode_v1.hpp"

#include <utility>

namespace crosswalk::powerschool {

QueryReader::QueryReader(Client client, const Options& options, std::string_view query,
                         std::string arguments)
    : client_(std::move(client)),
      name_(options.query_prefix + "." + std::string(query)),
      what_("reading the query " + std::string(query)),
      arguments_(std::move(arguments)),
      page_size_(options.query_page_size) {}

Result<std::uint64_t> QueryReader::count() const {
  CW_TRY(const std::string body,
         client_.fetch(client_.query(name_ + "/count", {}, arguments_), Family::Query, what_));
  auto count = decode_count(body);
  if (!count) return in_context(std::move(count).error(), what_);
  return count;
}

Result<std::vector<QueryRow>> QueryReader::next() {
  ++page_;
  std::string parameters =
      "page=" + std::to_string(page_) + "&pagesize=" + std::to_string(page_size_);
  if (page_ == 1) parameters += "&count=true";
  CW_TRY(const std::string body,
         client_.fetch(client_.query(name_, parameters, arguments_), Family::Query, what_));
  auto page = decode_query(body);
  if (!page) return in_context(std::move(page).error(), what_);
  std::vector<QueryRow> rows = std::move(page->rows);
  rows_ += rows.size();
  if (page_ == 1) {
    if (page->count) {
      expected_ = *page->count;
    } else {
      CW_TRY(expected_, count());
    }
  } else if (!rows.empty() && rows.front() == last_) {
    drifted_ = true;
  }
  // A short page is not the end: the server may grant less than was asked for.
  done_ = rows.empty() || rows_ >= expected_;
  if (!rows.empty()) last_ = rows.back();
  if (done_ && page_ > 1) {
    CW_TRY(const std::uint64_t now, count());
    drifted_ = drifted_ || now != expected_;
  }
  if (done_ && rows_ != expected_) drifted_ = true;
  return rows;
}

Result<Listing<QueryRow>> read_query(const Client& client, const Options& options,
                                     std::string_view query, std::string arguments) {
  QueryReader reader(client, options, query, std::move(arguments));
  Listing<QueryRow> out;
  while (!reader.done()) {
    CW_TRY(std::vector<QueryRow> rows, reader.next());
    for (QueryRow& row : rows) out.items.push_back(std::move(row));
  }
  out.complete = reader.complete();
  return out;
}

std::string year_arguments(std::int32_t start_year) {
  return R"({"yearid":")" + std::to_string(year_id(start_year)) + R"("})";
}

}  // namespace crosswalk::powerschool
