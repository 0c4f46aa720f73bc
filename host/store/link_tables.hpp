#pragma once

/// \file
/// The tables behind links, as the statements over many rows see them.

#include <array>
#include <span>
#include <vector>

#include "store/dialect.hpp"

namespace crosswalk::store {

inline Table link_table() {
  using enum ValueKind;
  return {.name = "link",
          .fixed = {{"integration_id", Integer}, {"entity", Integer}},
          .keys = {{"key", Blob}},
          .values = {{"identity", Text},
                     {"destination_id", Text},
                     {"code", Text},
                     {"origin", Integer},
                     {"dropped", Integer},
                     {"school", Blob},
                     {"scope", Blob},
                     {"shared", Integer}}};
}

inline Table projection_table() {
  using enum ValueKind;
  return {.name = "projection",
          .fixed = {{"integration_id", Integer}, {"entity", Integer}},
          .keys = {{"key", Blob}},
          .values = {{"bytes", Blob}}};
}

inline Table count_table() {
  using enum ValueKind;
  return {.name = "scope_count",
          .fixed = {{"integration_id", Integer}, {"entity", Integer}},
          .keys = {{"scope", Blob}},
          .values = {{"links", Integer}}};
}

using KeyBytes = std::array<std::uint8_t, 16>;

inline std::string_view view(const KeyBytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The bytes of keys, and the column that looks at them.
class KeyColumn {
 public:
  explicit KeyColumn(std::size_t rows) : column_(ValueKind::Blob, rows) { bytes_.reserve(rows); }
  explicit KeyColumn(std::span<const model::Key> keys) : KeyColumn(keys.size()) {
    for (const model::Key& key : keys) add(key);
  }

  /// At most as many as were announced.
  void add(const model::Key& key) {
    column_.bytes.push_back(view(bytes_.emplace_back(model::to_bytes(key))));
  }
  const Column& column() const { return column_; }

 private:
  std::vector<KeyBytes> bytes_;
  Column column_;
};

}  // namespace crosswalk::store
