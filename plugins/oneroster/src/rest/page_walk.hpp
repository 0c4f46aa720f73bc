#pragma once

/// \file
/// The pages of one list: which to ask for next, and whether everything was seen (contract, section
/// 3.1). Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "crosswalk/result.hpp"
#include "rest/options.hpp"

namespace crosswalk::oneroster::rest {

/// What a page says beside its records.
struct PageFacts {
  std::uint64_t rows = 0;
  std::string first_id;                ///< sourcedId of its first record
  std::string link;                    ///< the Link header
  std::optional<std::uint64_t> total;  ///< X-Total-Count
};

/// Walks one list. A list whose total moves while it is read is read again, at most kMostPasses
/// times; later passes hand out only what the earlier ones did not show.
class PageWalk {
 public:
  static constexpr int kMostPasses = 3;

  /// `list_url`: without a query.
  PageWalk(std::string list_url, const Options& options);

  /// The address of the page to ask for.
  const std::string& url() const { return url_; }
  /// How many records stood before this page, for messages.
  std::uint64_t offset() const { return offset_; }

  /// A record of the page, by its sourcedId and a hash of all it holds. True: it is to be handed
  /// out.
  /// \error BadData  it came before in this pass, with another content (rule 7)
  Result<bool> see(std::string_view sourced_id, std::uint64_t content);
  /// A record of the page without a readable sourcedId.
  void see_nameless() { ++distinct_; }

  /// Ends the page. False: it was the last.
  /// \error BadData  a page came again, or the ceiling is hit (rule 7)
  Result<bool> turn(const PageFacts& page);

  /// After the last page: whether it was all. Empty: it was; else why not.
  const std::string& incomplete_because() const { return incomplete_because_; }

 private:
  struct Sight {
    int pass = 0;
    std::uint64_t content = 0;
  };

  std::string page_url(std::uint64_t offset) const;
  bool follow(const PageFacts& page);
  bool ends_by_total(const PageFacts& page) const;
  bool end_pass();

  std::string list_url_;
  std::uint32_t limit_;
  bool sort_;
  bool follow_links_;
  std::uint64_t ceiling_;

  std::string url_;
  std::uint64_t offset_ = 0;
  std::uint64_t pages_ = 0;
  std::string first_id_before_;
  std::optional<std::uint64_t> total_;
  bool total_moved_ = false;
  std::uint64_t distinct_ = 0;  ///< of this pass
  int pass_ = 1;
  std::unordered_map<std::uint64_t, Sight> seen_;  ///< by the id's hash
  std::string incomplete_because_;
};

}  // namespace crosswalk::oneroster::rest
