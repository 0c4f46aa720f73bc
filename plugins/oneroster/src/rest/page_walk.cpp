#include "rest/page_walk.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "rest/link.hpp"

namespace crosswalk::oneroster::rest {

PageWalk::PageWalk(std::string list_url, const Options& options)
    : list_url_(std::move(list_url)),
      limit_(options.page_size),
      sort_(options.sort),
      follow_links_(options.follow_links),
      ceiling_(options.page_ceiling),
      url_(page_url(0)) {}

std::string PageWalk::page_url(std::uint64_t offset) const {
  std::string url =
      list_url_ + "?limit=" + std::to_string(limit_) + "&offset=" + std::to_string(offset);
  if (sort_) url += "&sort=sourcedId&orderBy=asc";
  return url;
}

Result<bool> PageWalk::see(std::string_view sourced_id, std::uint64_t content) {
  Sight& sight = seen_[XXH3_64bits(sourced_id.data(), sourced_id.size())];
  const bool is_new = sight.pass == 0;
  if (sight.pass == pass_) {
    if (sight.content == content) return false;
    return Error{ErrorCode::BadData,
                 "the record '" + std::string(sourced_id) +
                     "' comes twice with different contents, so nobody can say which holds. Some "
                     "providers do so when they hold several school years: let them publish one"};
  }
  ++distinct_;
  sight = {pass_, content};
  return is_new;
}

bool PageWalk::follow(const PageFacts& page) {
  if (!follow_links_) return false;
  const std::string_view link = next_link(page.link);
  if (link.empty()) return false;
  std::string target = own_target(link, url_);
  if (target.empty() || target == url_) return false;
  offset_ = offset_in(target).value_or(offset_ + page.rows);
  url_ = std::move(target);
  return true;
}

bool PageWalk::ends_by_total(const PageFacts& page) const {
  if (!page.total || offset_ + page.rows < *page.total) return false;
  // A first page as full as it was asked for, with just as many in all: some say there how many
  // the page has. One question more tells.
  const bool suspicious = offset_ == 0 && page.rows == limit_ && *page.total == page.rows;
  return !suspicious;
}

Result<bool> PageWalk::turn(const PageFacts& page) {
  ++pages_;
  if (page.total) {
    total_moved_ = total_moved_ || (total_ && *total_ != *page.total);
    total_ = page.total;
  }
  if (page.rows == 0) return end_pass();
  if (!page.first_id.empty() && page.first_id == first_id_before_) {
    return Error{ErrorCode::BadData,
                 "the provider sent the same page again: it does not follow 'offset', or its next "
                 "link is wrong (then switch 'follow_links' off)"};
  }
  if (pages_ >= ceiling_) {
    return Error{ErrorCode::BadData, "the list did not end after " + std::to_string(pages_) +
                                         " pages ('page_ceiling')"};
  }
  first_id_before_ = page.first_id;
  if (follow(page)) return true;
  if (ends_by_total(page)) return end_pass();
  offset_ += page.rows;  // what came, not what was asked for: limits are cut down silently
  url_ = page_url(offset_);
  return true;
}

bool PageWalk::end_pass() {
  const bool again = total_moved_ && pass_ < kMostPasses;
  if (again) {
    ++pass_;
    pages_ = 0;
    offset_ = 0;
    distinct_ = 0;
    first_id_before_.clear();
    total_.reset();
    total_moved_ = false;
    url_ = page_url(0);
    return true;
  }
  if (total_moved_) {
    incomplete_because_ = "its size changed during each of " + std::to_string(kMostPasses) +
                          " readings: read it at a quieter hour";
  } else if (total_ && distinct_ < *total_) {
    incomplete_because_ = "the provider says that there are " + std::to_string(*total_) +
                          ", and sent " + std::to_string(distinct_);
  }
  return false;
}

}  // namespace crosswalk::oneroster::rest
