#include "plus360/lists.hpp"

#include "json_values.hpp"

#include "crosswalk/clock_words.hpp"
#include "crosswalk/json.hpp"
#include "crosswalk/percent.hpp"

#include <optional>
#include <unordered_set>

namespace crosswalk::eschoolplus::plus360 {
namespace {

constexpr int kReadings = 2;
constexpr std::uint64_t kRound = 50;  ///< records; limits that servers set themselves are multiples
constexpr std::chrono::milliseconds kPause{1000};

std::string page_address(const std::string& base_url, const Source& source, std::string_view filter,
                         std::uint64_t offset) {
  std::string out = base_url + std::string(source.path) + "?" + std::string(kLimit) + "=" +
                    std::to_string(kPageSize) + "&" + std::string(kOffset) + "=" +
                    std::to_string(offset);
  if (!filter.empty()) out += "&" + std::string(kFilter) + "=" + percent_encoded(filter);
  return out;
}

/// A signature holds for some minutes only.
std::string clock_hint(const HttpResponse& answer, std::uint64_t now_ms) {
  const std::string words =
      clock_words(answer.date, static_cast<std::int64_t>(now_ms / 1000), "eSchoolPlus's");
  return words.empty() ? words : words + ": set it.";
}

/// One reading of a list.
struct Reading {
  Listing listing;
  std::unordered_set<std::string> known;  ///< sourcedIds
  std::uint64_t pages = 0;                ///< with records
  std::optional<std::uint64_t> total;
  bool total_doubted = false;
  bool shifted = false;

  /// Whether it shows by itself that no page moved. Two pages without a total do not: what went
  /// from the first one drew a record of the second onto it, and nobody was shown that one.
  bool proves_itself() const { return pages < 2 || (total && !total_doubted); }

  void take(Json records) {
    for (Json& record : records) {
      // Pages may overlap when rows come or go meanwhile.
      const std::string id = clean_at(record, kId);
      if (!id.empty() && !known.insert(id).second) {
        shifted = true;
        continue;
      }
      listing.records.push_back(std::move(record));
    }
  }
};

/// A first page that may be as full as it can be, with just as many in all: some servers say there
/// how many the page has. One question more tells.
bool is_doubtful(std::optional<std::uint64_t> total, std::uint64_t rows) {
  return total && rows != 0 && *total == rows && (rows == kPageSize || rows % kRound == 0);
}

Result<Reading> read_once(const Host& host, const std::string& base_url, const Source& source,
                          std::string_view filter, const std::string& what) {
  Reading reading;
  std::uint64_t offset = 0;
  for (std::uint64_t page = 0; page < kMaxPages; ++page) {
    HttpRequest request;
    request.url = page_address(base_url, source, filter, offset);
    request.headers = {{"Accept", "application/json"}};
    request.auth_profile = kProfile;
    request.rate_bucket = kBucket;
    request.timeout_ms = kTimeout_ms;
    auto answer = host.http().send(request);
    if (!answer) return in_context(std::move(answer).error(), what);
    if (answer->status != 200) return refusal(*answer, what, host.now_ms());
    auto records = records_in(answer->body, source.key);
    if (!records) return in_context(std::move(records).error(), what);
    const auto total = figure_at(Json{{"total", answer->total_count}}, "total");
    const std::uint64_t rows = records->size();
    if (page == 0) reading.total_doubted = is_doubtful(total, rows);
    const bool believed = !reading.total_doubted;
    if (page > 0 && believed && total != reading.total) reading.shifted = true;
    reading.total = total;
    if (rows != 0) ++reading.pages;
    offset += rows;  // what came, not what was asked for: a server may send fewer
    const std::size_t before = reading.listing.records.size();
    reading.take(std::move(*records));
    // Without a total the list ends with an empty page: a short one may be the server's own limit.
    if (rows == 0 || (total && believed && offset >= *total)) {
      if (total && believed && offset != *total) reading.shifted = true;
      return reading;
    }
    // A page of known records alone: the server does not follow the offset.
    if (reading.listing.records.size() == before) return reading;
  }
  return Error{ErrorCode::BadData,
               what + ": the list did not end after " + std::to_string(kMaxPages) + " pages"};
}

}  // namespace

Result<Json> records_in(std::string_view body, std::string_view key) {
  if (is_web_page(body)) {
    return Error{ErrorCode::BadConfig,
                 "eSchoolPlus answered with a web page: domain or path is not the address of its "
                 "OneRoster API"};
  }
  CW_TRY(Json document, parse_json(body));
  const auto list = document.is_object() ? document.find(key) : document.end();
  if (!document.is_object() || list == document.end() || !list->is_array()) {
    return Error{ErrorCode::BadData, "the answer has no list '" + std::string(key) +
                                         "': it is not taken for an empty one"};
  }
  return Json(std::move(*list));
}

Error refusal(const HttpResponse& answer, std::string_view what, std::uint64_t now_ms) {
  const std::string place =
      std::string(what) + ": eSchoolPlus answered " + std::to_string(answer.status);
  switch (answer.status) {
    case 400:
    case 422:
      return Error{ErrorCode::BadData,
                   place +
                       ": it does not take a part of the request; compare it with the table of the "
                       "adapter."};
    case 401:
      return Error{ErrorCode::Unauthenticated,
                   place +
                       ": it does not accept the signature. Check consumer_key, consumer_secret "
                       "and signature_method." +
                       clock_hint(answer, now_ms)};
    case 403:
      return Error{ErrorCode::Forbidden,
                   place +
                       ": the key is good and may not read this. Have the endpoint added to the "
                       "API profile in eSchoolPlus."};
    case 404:
      return Error{ErrorCode::BadConfig, place +
                                             (is_web_page(answer.body) ? " with a web page" : "") +
                                             ": domain or path is not the address of its OneRoster "
                                             "API."};
    case 429:
      return Error{ErrorCode::RateLimited, place + ": too many calls; lower 'rate'.", kPause};
    case 503:
      return Error{ErrorCode::Unavailable, place + ": it is closed; try again later."};
    default:
      break;
  }
  if (answer.status >= 300 && answer.status <= 399) {
    return Error{ErrorCode::BadConfig,
                 place + ": it points to another address, which is not followed. Correct domain."};
  }
  if (answer.status >= 500) {
    return Error{ErrorCode::Unavailable, place + ": trouble at its side; try again later."};
  }
  return Error{ErrorCode::BadData, place + ", which this adapter does not expect there."};
}

Result<Listing> list_all(const Host& host, const std::string& base_url, const Source& source,
                         std::string_view filter) {
  const std::string what = "reading " + std::string(source.name);
  Listing last;
  std::unordered_set<std::string> before;
  for (int reading = 0; reading < kReadings; ++reading) {
    CW_TRY(Reading seen, read_once(host, base_url, source, filter, what));
    last = std::move(seen.listing);
    const bool same_again = reading > 0 && seen.known == before;
    last.complete = !seen.shifted && (seen.proves_itself() || same_again);
    if (last.complete) return last;
    before = std::move(seen.known);
  }
  host.log(CW_LOG_WARN, "eschoolplus.list_changes",
           what +
               ": the list changed while it was read, twice; what is missing in it is not taken "
               "as removed");
  return last;
}

}  // namespace crosswalk::eschoolplus::plus360
