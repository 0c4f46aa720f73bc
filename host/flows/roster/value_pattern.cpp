#include "flows/roster/value_pattern.hpp"

#include <algorithm>
#include <regex>

namespace crosswalk::flows {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";

/// Adds what `\s`, `\d`, `\w` (or a capital for all else) stands for, or the character itself.
bool add_escape(char c, std::bitset<256>& set) {
  std::bitset<256> in;
  const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  switch (lower) {
    case 's':
      for (const char blank : kBlanks) in.set(static_cast<unsigned char>(blank));
      break;
    case 'd':
      for (unsigned char d = '0'; d <= '9'; ++d) in.set(d);
      break;
    case 'w':
      for (unsigned char d = '0'; d <= '9'; ++d) in.set(d);
      for (unsigned char l = 'a'; l <= 'z'; ++l)
        in.set(l).set(static_cast<std::size_t>(l - 'a' + 'A'));
      in.set('_');
      break;
    default:
      if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9')) return false;
      in.set(static_cast<unsigned char>(c));
  }
  set |= c == lower ? in : ~in;
  return true;
}

}  // namespace

struct ValuePattern::Regex {
  std::regex compiled;
};

/// `^X+$` and `^X*$`, where X is `\S` and the like, or a set of ASCII characters.
bool ValuePattern::compile_fast(std::string_view pattern) {
  if (pattern.size() < 4 || pattern.front() != '^' || pattern.back() != '$') return false;
  const char repeat = pattern[pattern.size() - 2];
  if (repeat != '+' && repeat != '*') return false;
  may_be_empty_ = repeat == '*';
  std::string_view one = pattern.substr(1, pattern.size() - 3);
  if (one.size() == 2 && one[0] == '\\') return add_escape(one[1], allowed_);
  if (one.size() < 3 || one.front() != '[' || one.back() != ']') return false;
  one = one.substr(1, one.size() - 2);
  const bool negated = one.front() == '^';
  if (negated) one.remove_prefix(1);
  std::bitset<256> set;
  while (!one.empty()) {
    const char c = one[0];
    if (c == '[' || c == ']' || static_cast<unsigned char>(c) >= 0x80) return false;
    if (c == '\\') {
      if (one.size() < 2 || !add_escape(one[1], set)) return false;
      one.remove_prefix(2);
    } else if (one.size() >= 3 && one[1] == '-') {
      if (one[2] == '\\' || static_cast<unsigned char>(one[2]) >= 0x80 || one[2] < c) return false;
      for (char at = c; at != one[2]; ++at) set.set(static_cast<unsigned char>(at));
      set.set(static_cast<unsigned char>(one[2]));
      one.remove_prefix(3);
    } else {
      set.set(static_cast<unsigned char>(c));
      one.remove_prefix(1);
    }
  }
  allowed_ = negated ? ~set : set;
  return true;
}

Result<ValuePattern> ValuePattern::compile(const std::string& pattern) {
  ValuePattern out;
  if (out.compile_fast(pattern)) return out;
  try {
    out.regex_ = std::make_shared<const Regex>(
        Regex{std::regex(pattern, std::regex::ECMAScript | std::regex::optimize)});
  } catch (const std::regex_error& e) {
    return Error{ErrorCode::BadConfig, "the pattern " + pattern + " does not compile: " + e.what()};
  }
  return out;
}

bool ValuePattern::matches(std::string_view text) const {
  if (regex_ == nullptr) {
    return (may_be_empty_ || !text.empty()) && std::ranges::all_of(text, [this](char c) {
             return allowed_.test(static_cast<unsigned char>(c));
           });
  }
  constexpr std::size_t kMost = 4096;
  if (text.size() > kMost) return false;
  try {
    return std::regex_match(text.begin(), text.end(), regex_->compiled);
  } catch (const std::regex_error&) {  // too complex for this text
    return false;
  }
}

}  // namespace crosswalk::flows
