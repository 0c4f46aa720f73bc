#include "session/lists.hpp"

#include "session/table.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/percent.hpp"

#include <unordered_set>

namespace crosswalk::eschoolplus {
namespace {

constexpr int kPasses = 2;

std::string address(std::string_view path, const Filters& filters, std::uint64_t page_size,
                    std::uint64_t page, const std::string& job) {
  std::string out =
      std::string(path) + "?" + std::string(table::kPerPage) + "=" + std::to_string(page_size);
  for (const auto& [name, value] : filters) {
    out += "&" + std::string(name) + "=" + percent_encoded(value);
  }
  if (page > 1) out += "&" + std::string(table::kPage) + "=" + std::to_string(page);
  if (!job.empty()) out += "&" + std::string(table::kJob) + "=" + percent_encoded(job);
  return out;
}

/// One reading of a list; nothing when its job expired on the way.
struct Pass {
  Listing listing;
  std::uint64_t seen = 0;
  std::optional<std::uint64_t> total;
  std::unordered_set<std::string> known;  ///< rows: pages without a job may overlap
  bool frozen = false;                    ///< the pages of a job stand still
  bool shifted = false;
  bool expired = false;

  void take(Page page) {
    if (page.record_total != total) shifted = true;
    seen += page.seen;
    for (Json& row : page.records) {
      if (known.insert(dump_json(row)).second) {
        listing.rows.push_back(std::move(row));
      } else if (!frozen) {
        shifted = true;
      }
    }
  }
  bool whole() const { return !shifted && (!total || *total == seen); }
};

Result<Pass> read_pass(Client& client, std::string_view path, const Filters& filters,
                       std::string_view what, std::uint64_t page_size) {
  Pass pass;
  std::string job;
  std::uint64_t pages = 1;
  for (std::uint64_t number = 1; number <= pages; ++number) {
    CW_TRY(const HttpResponse answer,
           client.get(address(path, filters, page_size, number, job), what));
    if (answer.status == 410 && error_code_in(answer.body) == table::kJobExpired) {
      pass.expired = true;
      return pass;
    }
    if (answer.status != 200) return refusal(answer, what);
    auto page = decode_page(answer.body);
    if (!page) return in_context(std::move(page).error(), std::string(what));
    if (number == 1) {
      job = page->job;
      pass.frozen = !job.empty();
      pages = page->page_total;
      pass.total = page->record_total;
      pass.listing.as_of = page->as_of;
      if (pages > table::kMaxPages) {
        return Error{ErrorCode::BadData,
                     std::string(what) + ": the list claims " + std::to_string(pages) + " pages"};
      }
    }
    const bool empty = page->seen == 0;
    pass.take(std::move(*page));
    if (empty) break;
  }
  return pass;
}

}  // namespace

Result<Page> decode_page(std::string_view body) {
  CW_TRY(Json document, parse_json(body));
  const auto records = document.is_object() ? document.find(table::kRecords) : document.end();
  if (!document.is_object() || records == document.end() || !records->is_array()) {
    return Error{ErrorCode::BadData,
                 "the answer is no list (base_path may point to another service)"};
  }
  Page page;
  page.job = text_at(document, table::kJobGuid).value_or("");
  page.as_of = text_at(document, table::kAsOf).value_or("");
  page.page_total = figure_at(document, table::kPageTotal).value_or(1);
  page.record_total = figure_at(document, table::kRecordTotal);
  page.seen = records->size();
  for (Json& row : *records) {
    if (text_at(row, table::kRecordStatus).value_or("") == table::kRemoved) continue;
    page.records.push_back(std::move(row));
  }
  return page;
}

Result<Listing> list_all(Client& client, std::string_view path, const Filters& filters,
                         std::string_view what, std::uint64_t page_size) {
  Listing last;
  bool expired = false;
  for (int pass = 0; pass < kPasses; ++pass) {
    CW_TRY(Pass seen, read_pass(client, path, filters, what, page_size));
    expired = seen.expired;
    const bool whole = !expired && seen.whole();
    last = std::move(seen.listing);
    last.complete = whole;
    if (whole) return last;
  }
  if (expired) {
    HttpResponse gone;
    gone.status = 410;
    return refusal(gone, what);
  }
  client.host().log(CW_LOG_WARN, "eschoolplus.list_changes",
                    std::string(what) +
                        ": the list changed while it was read, twice; what is "
                        "missing in it is not taken as removed");
  return last;
}

}  // namespace crosswalk::eschoolplus
