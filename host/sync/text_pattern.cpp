#include "sync/text_pattern.hpp"

#include <cctype>

namespace crosswalk::sync {
namespace {

/// One search. The structure follows Lua's own matcher (lstrlib.c), which has no limit on its
/// steps.
class Matcher {
 public:
  Matcher(std::string_view subject, std::string_view pattern)
      : subject_(subject), pattern_(pattern) {}

  TextPattern::Found search() {
    const bool anchored = !pattern_.empty() && pattern_[0] == '^';
    for (std::size_t start = 0; start <= subject_.size(); ++start) {
      open_ = close_ = kUnset;
      const std::size_t end = match(start, anchored ? 1 : 0, 0);
      if (fault_ != nullptr) return {false, {}, fault_};
      if (end != kNo) {
        if (close_ != kUnset) return {true, subject_.substr(open_, close_ - open_), nullptr};
        if (open_ != kUnset) return {false, {}, "a pattern with ( that does not end"};
        return {true, subject_.substr(start, end - start), nullptr};
      }
      if (anchored) break;
    }
    return {};
  }

 private:
  static constexpr std::size_t kNo = SIZE_MAX;
  static constexpr std::size_t kUnset = SIZE_MAX;
  static constexpr int kMostDepth = 200;

  std::size_t fail(const char* why) {
    fault_ = why;
    return kNo;
  }

  /// Where the pattern's single character at `p` ends.
  std::size_t single_end(std::size_t p) {
    const char c = pattern_[p++];
    if (c == '%') {
      if (p >= pattern_.size()) return fail("a pattern that ends with %");
      return p + 1;
    }
    if (c != '[') return p;
    if (p < pattern_.size() && pattern_[p] == '^') ++p;
    for (bool first = true; first || p >= pattern_.size() || pattern_[p] != ']'; first = false) {
      if (p >= pattern_.size()) return fail("a pattern with a set that does not end");
      if (pattern_[p++] == '%') ++p;
    }
    return p + 1;
  }

  static bool in_class(unsigned char c, char cls) {
    bool in = false;
    switch (std::tolower(static_cast<unsigned char>(cls))) {
      case 'a':
        in = c < 0x80 && std::isalpha(c) != 0;
        break;
      case 'c':
        in = std::iscntrl(c) != 0 && c < 0x80;
        break;
      case 'd':
        in = c >= '0' && c <= '9';
        break;
      case 'l':
        in = c >= 'a' && c <= 'z';
        break;
      case 'p':
        in = c < 0x80 && std::ispunct(c) != 0;
        break;
      case 's':
        in = c == ' ' || (c >= '\t' && c <= '\r');
        break;
      case 'u':
        in = c >= 'A' && c <= 'Z';
        break;
      case 'w':
        in = c < 0x80 && std::isalnum(c) != 0;
        break;
      case 'x':
        in = c < 0x80 && std::isxdigit(c) != 0;
        break;
      default:
        return static_cast<unsigned char>(cls) == c;
    }
    return cls >= 'A' && cls <= 'Z' ? !in : in;
  }

  bool in_set(unsigned char c, std::size_t p, std::size_t end) const {  // p after '[', end at ']'
    bool wanted = true;
    if (pattern_[p] == '^') {
      wanted = false;
      ++p;
    }
    while (p < end) {
      if (pattern_[p] == '%' && p + 1 < end) {
        if (in_class(c, pattern_[p + 1])) return wanted;
        p += 2;
      } else if (p + 2 < end && pattern_[p + 1] == '-') {
        const auto low = static_cast<unsigned char>(pattern_[p]);
        const auto high = static_cast<unsigned char>(pattern_[p + 2]);
        if (low <= c && c <= high) return wanted;
        p += 3;
      } else {
        if (static_cast<unsigned char>(pattern_[p]) == c) return wanted;
        ++p;
      }
    }
    return !wanted;
  }

  bool single(std::size_t s, std::size_t p, std::size_t end) {
    if (++steps_ > TextPattern::kMostSteps) {
      fault_ = "a pattern that takes too many steps";
      return false;
    }
    if (s >= subject_.size()) return false;
    const auto c = static_cast<unsigned char>(subject_[s]);
    switch (pattern_[p]) {
      case '.':
        return true;
      case '%':
        return in_class(c, pattern_[p + 1]);
      case '[':
        return in_set(c, p + 1, end - 1);
      default:
        return static_cast<unsigned char>(pattern_[p]) == c;
    }
  }

  std::size_t match(std::size_t s, std::size_t p, int depth) {
    if (depth > kMostDepth) return fail("a pattern that nests too deep");
    while (fault_ == nullptr) {
      if (p == pattern_.size()) return s;
      if (pattern_[p] == '(' || pattern_[p] == ')') return capture(s, p, depth);
      if (pattern_[p] == '$' && p + 1 == pattern_.size()) return s == subject_.size() ? s : kNo;
      const std::size_t end = single_end(p);
      if (fault_ != nullptr) return kNo;
      const char repeat = end < pattern_.size() ? pattern_[end] : '\0';
      if (repeat == '*') return longest(s, p, end, 0, depth);
      if (repeat == '+') return longest(s, p, end, 1, depth);
      if (repeat == '-') return shortest(s, p, end, depth);
      const bool one = single(s, p, end);
      if (repeat == '?') {
        if (one) {
          const std::size_t rest = match(s + 1, end + 1, depth + 1);
          if (rest != kNo) return rest;
        }
        p = end + 1;
        continue;
      }
      if (!one) return kNo;
      ++s;
      p = end;
    }
    return kNo;
  }

  std::size_t capture(std::size_t s, std::size_t p, int depth) {
    std::size_t& mark = pattern_[p] == '(' ? open_ : close_;
    if (pattern_[p] == ')' && open_ == kUnset) return fail("a pattern with ) before (");
    const bool first = mark == kUnset;  // only the first capture is kept
    if (first) mark = s;
    const std::size_t rest = match(s, p + 1, depth + 1);
    if (rest == kNo && first) mark = kUnset;
    return rest;
  }

  std::size_t longest(std::size_t s, std::size_t p, std::size_t end, std::size_t least, int depth) {
    std::size_t count = 0;
    while (single(s + count, p, end)) ++count;
    for (;; --count) {
      if (fault_ != nullptr || count < least) return kNo;
      const std::size_t rest = match(s + count, end + 1, depth + 1);
      if (rest != kNo) return rest;
      if (count == 0) return kNo;
    }
  }

  std::size_t shortest(std::size_t s, std::size_t p, std::size_t end, int depth) {
    while (fault_ == nullptr) {
      const std::size_t rest = match(s, end + 1, depth + 1);
      if (rest != kNo) return rest;
      if (!single(s, p, end)) return kNo;
      ++s;
    }
    return kNo;
  }

  std::string_view subject_;
  std::string_view pattern_;
  std::size_t open_ = kUnset;
  std::size_t close_ = kUnset;
  std::uint32_t steps_ = 0;
  const char* fault_ = nullptr;
};

}  // namespace

TextPattern::Found TextPattern::find(std::string_view subject, std::string_view pattern) {
  if (pattern.size() > kMostPattern) return {false, {}, "a pattern that is too long"};
  if (subject.size() > kMostSubject) return {false, {}, "a text that is too long for match"};
  return Matcher(subject, pattern).search();
}

}  // namespace crosswalk::sync
