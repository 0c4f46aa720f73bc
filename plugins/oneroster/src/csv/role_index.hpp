#pragma once

/// \file
/// roles.csv of 1.2 in memory, so that each user can be given its roles in one pass over users.csv.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "csv/header.hpp"
#include "csv/row_reader.hpp"
#include "roles.hpp"

namespace crosswalk::oneroster::csv {

/// A line of roles.csv that is no role. It takes its user with it: a user with a role too few would
/// look changed.
struct RefusedRole {
  std::string user;  ///< empty: not readable
  std::string reason;
  std::uint32_t line = 0;
};

/// 32 bytes a role and 4 bytes a bucket, plus each org id and each word once. Users are known by a
/// 128-bit hash of their id: two of a million users are taken for each other with a probability of
/// 1e-27.
class RoleIndex {
 public:
  static constexpr std::size_t kMostRefused = 10000;

  /// Reads all rows after the header.
  /// \error BadData  the file was cut, or more than kMostRefused lines are refused: no role can be
  /// trusted
  static Result<RoleIndex> read(RowReader& reader, const Header& header);

  /// The roles of a user, sorted; `out` is reused.
  void roles_of(std::string_view user, std::vector<RoleValue>& out) const;

  /// Why this user cannot be read, and marks it as told; nullptr: nothing is wrong.
  const RefusedRole* refused_of(std::string_view user);
  /// Refused lines whose user never came by.
  std::vector<const RefusedRole*> refused_left() const;

  std::size_t size() const { return entries_.size(); }

 private:
  struct Key {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    bool operator==(const Key&) const = default;
    auto operator<=>(const Key&) const = default;
  };
  struct Entry {
    Key user;
    std::uint32_t org = 0;
    std::int32_t begin = RoleValue::kNoDate;
    std::int32_t end = RoleValue::kNoDate;
    std::uint16_t role = 0;
    std::uint16_t type = 0;
    bool operator==(const Entry&) const = default;
    auto operator<=>(const Entry&) const = default;
  };
  static_assert(sizeof(Entry) == 32);

  /// Each text once, numbered.
  class Words {
   public:
    std::uint32_t number(std::string_view word);
    std::string_view at(std::uint32_t i) const { return *words_[i]; }
    std::size_t size() const { return words_.size(); }

   private:
    std::map<std::string, std::uint32_t, std::less<>> numbers_;
    std::vector<const std::string*> words_;
  };

  static Key key_of(std::string_view user);
  void refuse(std::string_view user, std::uint32_t line, std::string reason);
  void finish();

  std::vector<Entry> entries_;          // sorted
  std::vector<std::uint32_t> buckets_;  // first entry by the key's high bits
  unsigned shift_ = 63;
  Words orgs_;
  Words words_;
  std::vector<RefusedRole> refused_;
  std::map<Key, std::size_t> refused_users_;
  std::vector<bool> told_;
};

}  // namespace crosswalk::oneroster::csv
