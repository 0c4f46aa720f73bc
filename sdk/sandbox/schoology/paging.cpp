#include "sandbox/schoology/paging.hpp"

#include <algorithm>

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::int64_t kDefaultLimit = 20;
constexpr std::int64_t kMostPerPage = 200;

std::string with_query(const Call& call, Parameters fixed, std::int64_t start, std::int64_t limit) {
  Parameters query;
  for (const auto& [name, value] : call.query) {
    if (name == "start" || name == "limit" || name.rfind("oauth_", 0) == 0) continue;
    query.emplace_back(name, value);
  }
  for (auto& [name, value] : fixed) {
    if (!find_parameter(query, name)) query.emplace_back(name, value);
  }
  query.emplace_back("start", std::to_string(start));
  query.emplace_back("limit", std::to_string(limit));
  std::string text;
  for (const auto& [name, value] : query) {
    text += text.empty() ? '?' : '&';
    text += percent_encode(name);
    text += '=';
    text += percent_encode(value);
  }
  return call.url(call.path) + text;
}

}  // namespace

Page page_of(const Call& call) {
  const auto start = to_number(call.parameter("start").value_or("0")).value_or(0);
  const auto limit = to_number(call.parameter("limit").value_or("")).value_or(kDefaultLimit);
  return {std::max<std::int64_t>(0, start),
          limit < 1 ? kDefaultLimit : std::min(limit, kMostPerPage)};
}

Json page_links(const Call& call, const Page& page, std::size_t total, const Parameters& fixed) {
  Json links{{"self", with_query(call, fixed, page.start, page.limit)}};
  if (page.start + page.limit < static_cast<std::int64_t>(total)) {
    links["next"] = with_query(call, fixed, page.start + page.limit, page.limit);
  }
  return links;
}

void put_rows(Json& list, const char* key, Json rows) {
  if (!rows.empty()) list[key] = std::move(rows);
}

}  // namespace crosswalk::sandbox::schoology
