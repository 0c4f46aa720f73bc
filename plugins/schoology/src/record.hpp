#pragma once

/// \file
/// One record read from Schoology, and how it becomes a row of a batch.

#include "crosswalk/batch_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace crosswalk::schoology {

/// Days since 1970-01-01.
struct Date {
  std::int64_t days = 0;
  bool operator==(const Date&) const = default;
};

/// A field's value; nullptr is "given, and empty".
using Value = std::variant<std::nullptr_t, std::string, Date, std::vector<std::string>>;

/// Fields by the names of the manifest. One that Schoology did not send is not there: that is
/// "unknown", never "empty" (contract 6.5, permission effects).
struct Record {
  std::string id;
  std::vector<std::pair<std::string_view, Value>> fields;  ///< the names are literals
  bool partial = false;  ///< some field that it should have was not sent
  std::string refused;   ///< not empty: it breaks its own contract, and this is why
  bool operator==(const Record&) const = default;

  /// Null when it was not sent.
  const Value* find(std::string_view name) const;
  /// The value, when it is a text; the id under "id".
  std::optional<std::string> text(std::string_view name) const;
};

/// Writes it as the next row; `columns` as the request names them.
/// False: the batch is full, and nothing was written.
bool write_record(const Record& record, const std::vector<std::string>& columns, BatchWriter& out);

}  // namespace crosswalk::schoology
