#pragma once

/// \file
/// One record read from a system, and how it becomes a row of a batch.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "crosswalk/abi/batch.h"
#include "crosswalk/batch_writer.hpp"

namespace crosswalk {

/// Days since 1970-01-01.
struct Date {
  std::int64_t days = 0;
  friend bool operator==(const Date& a, const Date& b) { return a.days == b.days; }
  friend bool operator!=(const Date& a, const Date& b) { return a.days != b.days; }
};

/// A field's value; nullptr is "given, and empty".
using Value = std::variant<std::nullptr_t, std::string, Date, std::vector<std::string>>;

/// Fields by the names of the manifest. One that the system did not send is not there: that is
/// "unknown", never "empty".
struct Record {
  std::string id;
  std::vector<std::pair<std::string_view, Value>> fields;  ///< the names are literals
  bool partial = false;  ///< some field that it should have was not sent
  std::string refused;   ///< not empty: it breaks its own contract, and this is why

  /// Null when it was not sent.
  const Value* find(std::string_view name) const {
    for (const auto& [field, value] : fields) {
      if (field == name) return &value;
    }
    return nullptr;
  }

  /// The value, when it is a text; the id under "id".
  std::optional<std::string> text(std::string_view name) const {
    if (name == "id") return id;
    const Value* value = find(name);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    return text == nullptr ? std::nullopt : std::optional<std::string>(*text);
  }

  friend bool operator==(const Record& a, const Record& b) {
    return a.id == b.id && a.fields == b.fields && a.partial == b.partial && a.refused == b.refused;
  }
  friend bool operator!=(const Record& a, const Record& b) { return !(a == b); }
};

namespace detail {

inline void write_list(const std::vector<std::string>& list, std::uint32_t column,
                       BatchWriter& out) {
  cw_cell* cells = out.list(column, static_cast<std::uint32_t>(list.size()));
  for (std::uint32_t i = 0; i < list.size(); ++i) out.element(cells, i, list[i]);
}

inline void write_value(const Value& value, std::uint32_t column, BatchWriter& out) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    out.text(column, *text);
  } else if (const auto* date = std::get_if<Date>(&value)) {
    out.date(column, date->days);
  } else if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    write_list(*list, column, out);
  } else {
    out.null(column);
  }
}

/// One row of any kind of record. A refused one is its id and the reason (abi/read.h).
/// \param id_column  the name under which the id is asked for
/// \param put        writes a value that find() gave: put(value, column)
template <class AnyRecord, class Put>
bool write_row(const AnyRecord& record, const std::string& id, std::string_view id_column,
               const std::vector<std::string>& columns, BatchWriter& out, Put&& put) {
  if (!out.begin(CW_ROW_UPSERT)) {
    out.commit();  // tells the writer how much room the row wants
    return false;
  }
  if (!record.refused.empty()) {
    out.bad();
    if (!columns.empty() && !id.empty()) out.text(0, id);
    if (columns.size() > 1) out.text(1, record.refused);
    return out.commit();
  }
  if (record.partial) out.partial();
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == id_column) {
      out.text(i, id);
    } else if (const auto* value = record.find(columns[i])) {
      put(*value, i);
    }
  }
  return out.commit();
}

}  // namespace detail

/// Writes it as the next row; `columns` as the request names them.
/// False: the batch is full, and nothing was written.
inline bool write_record(const Record& record, const std::vector<std::string>& columns,
                         BatchWriter& out) {
  return detail::write_row(
      record, record.id, "id", columns, out,
      [&](const Value& value, std::uint32_t column) { detail::write_value(value, column, out); });
}

}  // namespace crosswalk
