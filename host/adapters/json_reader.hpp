#pragma once

/// \file
/// Reads one JSON object member by member and remembers the first thing that is wrong.
///
/// So that a long list of members reads as a list: every getter returns a usable value, and the
/// fault is looked at once, at the end.

#include "crosswalk/result.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::adapters {

/// What was found in a whole document: its first fault, and what looks like a slip.
struct JsonFindings {
  std::optional<Error> fault;
  std::vector<std::string> warnings;
};

class JsonReader {
 public:
  using Json = nlohmann::json;

  /// `value` should be an object; if not, that is the fault. Both references outlive the reader.
  JsonReader(const Json& value, std::string pointer, JsonFindings& findings);

  bool has(const std::string& key);
  /// Text, empty when missing.
  std::string text(const std::string& key);
  /// Text that must be there and not be empty.
  std::string needed_text(const std::string& key);
  bool flag(const std::string& key);
  std::uint32_t number(const std::string& key, std::uint32_t fallback, std::uint32_t at_most);
  std::vector<std::string> texts(const std::string& key);
  /// The value of `key` among `words`, `fallback` when missing.
  template <class T>
  T word(const std::string& key, std::initializer_list<std::pair<std::string_view, T>> words,
         T fallback) {
    const Json* value = member(key);
    if (value == nullptr) return fallback;
    std::vector<std::string> known;
    for (const auto& [text, meaning] : words) {
      if (value->is_string() && value->get_ref<const std::string&>() == text) return meaning;
      known.emplace_back(text);
    }
    fail_choice(key, *value, known);
    return fallback;
  }
  /// The member as it is; null when missing.
  const Json* member(const std::string& key);

  using Each = std::function<void(const std::string& name, JsonReader& reader)>;
  /// Every member of the object `key`, each an object; nothing when missing.
  void each_of_object(const std::string& key, const Each& each);
  /// Every element of the list `key`, each an object; `name` is its position.
  void each_of_list(const std::string& key, const Each& each);

  /// Records a fault at `key` (empty: the object itself), unless there is an earlier one.
  void fail(const std::string& key, const std::string& what);
  void fail_choice(const std::string& key, const Json& value,
                   const std::vector<std::string>& known);

  /// The whole object as JSON text.
  std::string json() const { return value_.dump(); }

  /// Warns of members that nobody asked for.
  void warn_unasked();

 private:
  const Json& value_;
  std::string pointer_;
  JsonFindings& findings_;
  std::vector<std::string> asked_;
};

}  // namespace crosswalk::adapters
