#pragma once

/// \file
/// Was everything of a paged list seen? Pages are offsets into a list that others change meanwhile:
/// a row that goes moves the rest up, and one of them falls between two pages. The claimed `total`
/// alone proves nothing (contract 4.5), but when it does not fit, the list is read again.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace crosswalk::schoology {

/// Watches one list, page by page, pass by pass. Pure.
class ListAudit {
 public:
  static constexpr int kMaxPasses = 3;

  /// A row of the list. True when no pass has shown it yet: then it is to be handed out.
  bool first_sight(std::string_view id);
  /// What a page claims as the size of the list.
  void claim(std::optional<std::uint64_t> total);

  enum class End : std::uint8_t { Complete, ReadAgain, Incomplete };
  /// At the last page of a pass. Complete when the claims agree with each other and with the rows,
  /// or when a second pass showed exactly what the first did (then the claim is what is wrong).
  /// ReadAgain begins a new pass; Incomplete after kMaxPasses.
  End end_of_pass();

 private:
  std::unordered_map<std::uint64_t, int> last_pass_;  ///< by the id's hash
  std::uint64_t rows_ = 0;                            ///< of this pass, each id counted once
  std::uint64_t rows_before_ = 0;                     ///< of the pass before
  bool news_ = false;                                 ///< this pass showed a row for the first time
  std::optional<std::uint64_t> total_;
  bool claims_differ_ = false;
  int pass_ = 1;
};

}  // namespace crosswalk::schoology
