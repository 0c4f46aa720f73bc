#pragma once

/// \file
/// What an adapter says, made fit for a log line or an error message.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::adapters {

/// One line of valid UTF-8: control characters become blanks, broken bytes `?`, and beyond
/// `at_most` bytes it is cut between code points.
std::string one_line(std::string_view text, std::size_t at_most);

/// Replaces secrets by `***`, as they are and percent-encoded. Secrets below four bytes are left:
/// they would tear every text apart.
class Redactor {
 public:
  explicit Redactor(const std::vector<std::string>& secrets);
  std::string operator()(std::string_view text) const;

 private:
  std::vector<std::string> needles_;  ///< longest first
};

}  // namespace crosswalk::adapters
