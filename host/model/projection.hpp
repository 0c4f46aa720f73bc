#pragma once

/// \file
/// A projection: the destination's desired record as the mapping computes it.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "model/destination_schema.hpp"
#include "model/hash.hpp"

namespace crosswalk::model {

/// The value of one field. Dates are "YYYY-MM-DD", flags "true"/"false"; a ref is the identity of
/// the record it names in the source, turned into the destination's id when it is sent.
struct FieldValue {
  enum class Kind : std::uint8_t { Absent = 0, Text = 1, List = 2 };
  Kind kind = Kind::Absent;
  std::string text;
  std::vector<std::string> items;

  static FieldValue absent() { return {}; }
  static FieldValue of(std::string value) { return {Kind::Text, std::move(value), {}}; }
  static FieldValue of(std::vector<std::string> values) {
    return {Kind::List, {}, std::move(values)};
  }
  bool given() const {
    return kind == Kind::List ? !items.empty() : kind == Kind::Text && !text.empty();
  }
  friend auto operator<=>(const FieldValue&, const FieldValue&) = default;
};

/// One value for each field of the destination's entity, in the manifest's order.
using Projection = std::vector<FieldValue>;

/// Compact bytes: a tag, lengths and texts, field by field.
std::string encode(const Projection& projection);
/// \error BadData  the bytes were not made by encode().
Result<Projection> decode_projection(std::string_view bytes);

/// The hash of what is compared: create-only fields are left out.
Hash128 projection_hash(const Projection& projection, const DestinationEntity& entity);

}  // namespace crosswalk::model
