#include "lists.hpp"

#include "table.hpp"

#include "crosswalk/json.hpp"

#include <set>
#include <utility>

namespace crosswalk::quickschools {
namespace {

constexpr int kPasses = 2;

/// One reading of a paged list, from its first page on.
struct Pass {
  Listing listing;
  std::set<std::string> ids;
  std::optional<std::uint64_t> items;
  bool shifted = false;

  /// How many rows of the page are new.
  std::size_t take(Page page) {
    if (page.items != items) shifted = true;
    std::size_t fresh = 0;
    for (Json& row : page.rows) {
      const std::string id = text_at(row, table::kId).value_or("");
      if (!id.empty() && !ids.insert(id).second) continue;
      listing.rows.push_back(std::move(row));
      ++fresh;
    }
    return fresh;
  }
  bool whole() const { return !shifted && (!items || *items == listing.rows.size()); }
};

std::string with_query(std::string_view path, std::string_view name, std::string_view value) {
  std::string out(path);
  out += out.find('?') == std::string::npos ? '?' : '&';
  out += name;
  out += '=';
  out += value;
  return out;
}

Result<Page> get_page(const Client& client, const std::string& path, std::string_view what) {
  CW_TRY(Json document, client.get(path, what));
  auto page = decode_page(std::move(document));
  if (!page) return in_context(std::move(page).error(), std::string(what));
  return page;
}

Result<Pass> read_pass(const Client& client, const std::string& path, std::string_view what) {
  CW_TRY(Page first, get_page(client, path, what));
  Pass pass;
  if (first.flat) {
    pass.listing.rows = std::move(first.rows);
    return pass;
  }
  pass.items = first.items;
  // Whether the first page is 0 or 1 is not known: the answer says it.
  const std::uint64_t begin = first.number.value_or(1);
  const std::uint64_t pages = first.pages.value_or(1);
  if (pages > table::kMaxPages) {
    return Error{ErrorCode::BadData,
                 std::string(what) + ": the list claims " + std::to_string(pages) + " pages"};
  }
  pass.take(std::move(first));
  for (std::uint64_t next = begin + 1; next < begin + pages; ++next) {
    const std::string at = with_query(path, table::kPage, std::to_string(next));
    CW_TRY(Page page, get_page(client, at, what));
    if (page.flat) return Error{ErrorCode::BadData, std::string(what) + ": a page is no page"};
    if (pass.take(std::move(page)) == 0) break;
  }
  return pass;
}

}  // namespace

Result<Page> decode_page(Json document) {
  Page page;
  Json* list = nullptr;
  if (document.is_array()) {
    page.flat = true;
    list = &document;
  } else if (document.is_object() && document.contains(table::kList) &&
             document[std::string(table::kList)].is_array()) {
    list = &document[std::string(table::kList)];
    page.number = figure_at(document, table::kPage);
    page.pages = figure_at(document, table::kNumberOfPages);
    page.items = figure_at(document, table::kNumberOfItems);
  } else {
    return Error{ErrorCode::BadData,
                 "the answer is no list (base_url may point to another part of QuickSchools)"};
  }
  page.rows.reserve(list->size());
  for (Json& row : *list) page.rows.push_back(std::move(row));
  return page;
}

Result<Listing> list_all(const Client& client, std::string_view path, std::string_view fields,
                         std::string_view what) {
  std::string full = with_query(path, table::kItemsPerPage, std::to_string(table::kPageSize));
  if (!fields.empty()) full = with_query(full, table::kFields, fields);
  Listing last;
  for (int pass = 0; pass < kPasses; ++pass) {
    CW_TRY(Pass seen, read_pass(client, full, what));
    const bool whole = seen.whole();
    last = std::move(seen.listing);
    last.complete = whole;
    if (whole) return last;
  }
  client.host().log(CW_LOG_WARN, "quickschools.list_changes",
                    std::string(what) +
                        ": the list changed while it was read, twice; what is "
                        "missing in it is not taken as removed");
  return last;
}

}  // namespace crosswalk::quickschools
