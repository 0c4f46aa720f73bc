#include "csv/role_index.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <bit>

#include "decode.hpp"

namespace crosswalk::oneroster::csv {
namespace {

/// A date cell: false when it holds something that is no date.
bool read_date(std::string_view cell, std::int32_t& out) {
  if (cell.empty()) return true;
  const auto days = parse_date(cell);
  if (days) out = *days;
  return days.has_value();
}

}  // namespace

std::uint32_t RoleIndex::Words::number(std::string_view word) {
  const auto known = numbers_.find(word);
  if (known != numbers_.end()) return known->second;
  const auto added = numbers_.emplace(word, static_cast<std::uint32_t>(words_.size())).first;
  words_.push_back(&added->first);
  return added->second;
}

RoleIndex::Key RoleIndex::key_of(std::string_view user) {
  const XXH128_hash_t hash = XXH3_128bits(user.data(), user.size());
  return {hash.high64, hash.low64};
}

void RoleIndex::refuse(std::string_view user, std::uint32_t line, std::string reason) {
  if (!user.empty()) refused_users_.emplace(key_of(user), refused_.size());
  refused_.push_back({std::string(user), std::move(reason), line});
  told_.push_back(false);
}

Result<RoleIndex> RoleIndex::read(RowReader& reader, const Header& header) {
  const Table& t = table(TableId::Roles);
  const auto cell = [&](std::string_view name) { return header.cell_of(t, name); };
  const std::uint32_t user_cell = cell("userSourcedId");
  const std::uint32_t status_cell = cell("status");
  const std::uint32_t role_cell = cell("role");
  const std::uint32_t type_cell = cell("roleType");
  const std::uint32_t org_cell = cell("orgSourcedId");
  const std::uint32_t begin_cell = cell("beginDate");
  const std::uint32_t end_cell = cell("endDate");

  RoleIndex index;
  for (;;) {
    CW_TRY(const bool more, reader.next());
    if (!more) break;
    const Row& row = reader.row();
    const Cells& cells = row.cells;
    const std::string_view user = cells.at(user_cell);
    std::string reason = describe(row, reader.width());
    Entry entry;
    if (reason.empty()) {
      if (canonical_status(cells.at(status_cell)) == "tobedeleted") continue;
      if (user.empty())
        reason = "'userSourcedId' is empty";
      else if (cells.at(role_cell).empty())
        reason = "'role' is empty";
      else if (!read_date(cells.at(begin_cell), entry.begin))
        reason = "'beginDate' is not a date (YYYY-MM-DD)";
      else if (!read_date(cells.at(end_cell), entry.end))
        reason = "'endDate' is not a date (YYYY-MM-DD)";
    }
    if (!reason.empty()) {
      index.refuse(user, row.line, std::move(reason));
      if (index.refused_.size() <= kMostRefused) continue;
      return Error{ErrorCode::BadData, "more than " + std::to_string(kMostRefused) +
                                           " lines are refused, the first at line " +
                                           std::to_string(index.refused_.front().line) + ": " +
                                           index.refused_.front().reason};
    }
    entry.user = key_of(user);
    entry.org = index.orgs_.number(cells.at(org_cell));
    entry.role = static_cast<std::uint16_t>(
        index.words_.number(canonical_token(cells.at(role_cell), kRoles)));
    entry.type = static_cast<std::uint16_t>(
        index.words_.number(canonical_token(cells.at(type_cell), kRoleTypes)));
    if (index.words_.size() > UINT16_MAX) {
      return Error{ErrorCode::BadData, "more than 65535 different roles: these are no roles"};
    }
    index.entries_.push_back(entry);
  }
  if (reader.was_cut()) {
    return Error{ErrorCode::BadData,
                 "the file ends in the middle of line " + std::to_string(reader.row().line) +
                     ": the roles of the users are not known, run the export again"};
  }
  index.finish();
  return index;
}

void RoleIndex::finish() {
  std::sort(entries_.begin(), entries_.end());
  entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
  const int bits = std::max(1, static_cast<int>(std::bit_width(entries_.size())) - 2);
  shift_ = static_cast<unsigned>(64 - bits);
  buckets_.assign((std::size_t{1} << bits) + 1, 0);
  for (const Entry& e : entries_) ++buckets_[(e.user.high >> shift_) + 1];
  for (std::size_t i = 1; i < buckets_.size(); ++i) buckets_[i] += buckets_[i - 1];
}

void RoleIndex::roles_of(std::string_view user, std::vector<RoleValue>& out) const {
  out.clear();
  const Key key = key_of(user);
  const std::size_t bucket = key.high >> shift_;
  for (std::uint32_t i = buckets_[bucket]; i < buckets_[bucket + 1]; ++i) {
    const Entry& e = entries_[i];
    if (!(e.user == key)) continue;
    out.push_back({words_.at(e.role), orgs_.at(e.org), words_.at(e.type), e.begin, e.end});
  }
  sort_roles(out);
}

const RefusedRole* RoleIndex::refused_of(std::string_view user) {
  if (refused_users_.empty()) return nullptr;
  const auto at = refused_users_.find(key_of(user));
  if (at == refused_users_.end()) return nullptr;
  told_[at->second] = true;
  return &refused_[at->second];
}

std::vector<const RefusedRole*> RoleIndex::refused_left() const {
  std::vector<const RefusedRole*> left;
  for (std::size_t i = 0; i < refused_.size(); ++i) {
    // A second refused line of a user that was told about the first says nothing new.
    const auto first = refused_users_.find(key_of(refused_[i].user));
    const bool told = first != refused_users_.end() && told_[first->second];
    if (!told) left.push_back(&refused_[i]);
  }
  return left;
}

}  // namespace crosswalk::oneroster::csv
