#pragma once

/// \file
/// A manifest's pattern, compiled once. Most are one class of characters repeated: those need no
/// regular expressions.

#include <bitset>
#include <memory>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"

namespace crosswalk::flows {

class ValuePattern {
 public:
  /// \param pattern  ECMAScript, of the whole value
  /// \error BadConfig  it does not compile.
  static Result<ValuePattern> compile(const std::string& pattern);

  /// Texts of more than 4 KiB match no regular expression: the library's matcher would use the
  /// stack for each letter.
  bool matches(std::string_view text) const;

  bool fast() const { return regex_ == nullptr; }  ///< for tests

 private:
  struct Regex;
  bool compile_fast(std::string_view pattern);

  std::shared_ptr<const Regex> regex_;
  std::bitset<256> allowed_;
  bool may_be_empty_ = false;
};

}  // namespace crosswalk::flows
