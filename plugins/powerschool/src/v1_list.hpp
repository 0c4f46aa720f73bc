#pragma once

/// \file
/// A list of /ws/v1, page by page, and whether all of it was seen (contract 3.5): there is no next
/// link and no total, so pages are compared with the granted size and with `/count`.

#include "client.hpp"
#include "roster.hpp"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::powerschool {

struct ListCall {
  std::string path;        ///< `/ws/v1/school/3/student`
  std::string filter;      ///< `q=...`, encoded; the count takes it too
  std::string expansions;  ///< `expansions=...`
  std::uint32_t page_size =
      0;  ///< of the metadata; 0: unknown, then pages are read until one is empty
  /// Whether a single short page is checked against the count, too. False saves a call for each of
  /// many small lists: a short page is the last one when the size was granted.
  bool verify = true;
  std::string what;  ///< "reading students"
};

/// The address of a page, from 1.
std::string page_path(const ListCall& call, std::uint32_t page);
std::string count_path(const ListCall& call);

/// Takes pages.
struct PageSink {
  std::function<void()> restart;  ///< forget everything: the list is read anew
  struct Taken {
    std::size_t rows = 0;   ///< of the page
    std::size_t fresh = 0;  ///< that no earlier page had
  };
  std::function<Result<Taken>(std::string_view body)> take;
};

/// Reads all pages. When their rows and the count differ, the list is read once more.
/// True: it was seen whole. \error as Client::fetch() and `take`
Result<bool> read_pages(const Client& client, const ListCall& call, const PageSink& sink);

/// The same as records. `T` has an `id`.
template <class T>
Result<Listing<T>> read_list(const Client& client, const ListCall& call,
                             Result<std::vector<T>> (*decode)(std::string_view)) {
  Listing<T> out;
  std::set<std::string> seen;
  const PageSink sink{[&] {
                        out.items.clear();
                        seen.clear();
                      },
                      [&](std::string_view body) -> Result<PageSink::Taken> {
                        CW_TRY(std::vector<T> page, decode(body));
                        PageSink::Taken taken{page.size(), 0};
                        for (T& item : page) {
                          if (!item.id.empty() && !seen.insert(item.id).second) continue;
                          ++taken.fresh;
                          out.items.push_back(std::move(item));
                        }
                        return taken;
                      }};
  CW_TRY(out.complete, read_pages(client, call, sink));
  return out;
}

}  // namespace crosswalk::powerschool
