#include "list_audit.hpp"

#include <functional>

namespace crosswalk::schoology {

bool ListAudit::first_sight(std::string_view id) {
  const auto [entry, first] = last_pass_.try_emplace(std::hash<std::string_view>{}(id), 0);
  if (entry->second != pass_) ++rows_;
  entry->second = pass_;
  news_ = news_ || first;
  return first;
}

void ListAudit::claim(std::optional<std::uint64_t> total) {
  if (!total) return;
  if (total_ && *total_ != *total) claims_differ_ = true;
  total_ = total;
}

ListAudit::End ListAudit::end_of_pass() {
  const bool fits = !claims_differ_ && (!total_ || *total_ == rows_);
  const bool stable = pass_ > 1 && !news_ && rows_ == rows_before_;
  if (fits || stable) return End::Complete;
  if (pass_ == kMaxPasses) return End::Incomplete;
  rows_before_ = rows_;
  rows_ = 0;
  news_ = false;
  claims_differ_ = false;
  total_.reset();
  ++pass_;
  return End::ReadAgain;
}

}  // namespace crosswalk::schoology
