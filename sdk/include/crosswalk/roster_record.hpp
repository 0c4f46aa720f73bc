#pragma once

/// \file
/// One record of the roster model (docs/reference/model.md) as a source makes it, and how it
/// becomes a row of a batch.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "crosswalk/abi/batch.h"
#include "crosswalk/batch_writer.hpp"
#include "crosswalk/record.hpp"

namespace crosswalk {

/// An element of `roles`.
struct RosterRole {
  std::string role;
  std::string org;
  std::string type;  ///< primary or secondary; empty: not said
  std::optional<Date> begin;
  std::optional<Date> end;  ///< exclusive

  friend bool operator==(const RosterRole& a, const RosterRole& b) {
    return a.role == b.role && a.org == b.org && a.type == b.type && a.begin == b.begin &&
           a.end == b.end;
  }
};

/// An element of `userIds`.
struct RosterUserId {
  std::string type;
  std::string identifier;
};

/// A JSON text, for `metadata`.
struct RosterJson {
  std::string text;
};

using RosterValue = std::variant<std::string, bool, Date, std::vector<std::string>,
                                 std::vector<RosterRole>, std::vector<RosterUserId>, RosterJson>;

/// Columns by their names in the model, without `sourcedId`. An empty text or list is left out:
/// the model reads both as "not there".
struct RosterRecord {
  std::string sourced_id;
  std::vector<std::pair<std::string_view, RosterValue>> columns;  ///< the names are literals
  bool partial = false;
  std::string refused;  ///< not empty: it breaks its own contract, and this is why

  /// One that breaks its own contract.
  static RosterRecord refusal(std::string id, std::string why) {
    RosterRecord out;
    out.sourced_id = std::move(id);
    out.refused = std::move(why);
    return out;
  }

  /// Adds a column, unless the value is empty.
  RosterRecord& put(std::string_view name, RosterValue value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    if ((text == nullptr || !text->empty()) && (list == nullptr || !list->empty())) {
      columns.emplace_back(name, std::move(value));
    }
    return *this;
  }
  const RosterValue* find(std::string_view name) const {
    for (const auto& [column, value] : columns) {
      if (column == name) return &value;
    }
    return nullptr;
  }
  /// Of a text column; empty when there is none.
  std::string text(std::string_view name) const {
    const RosterValue* value = find(name);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    return text == nullptr ? std::string() : *text;
  }
};

namespace detail {

/// The cells of element `i` of a list that may not have fitted.
inline cw_cell* inner_list(BatchWriter& out, cw_cell* cells, std::uint32_t i, std::uint32_t count,
                           cw_cell& spare) {
  return out.list_in(cells == nullptr ? spare : cells[i], count);
}

inline void element_unless_empty(BatchWriter& out, cw_cell* cells, std::uint32_t i,
                                 std::string_view text) {
  if (!text.empty()) out.element(cells, i, text);
}

struct RosterCell {
  BatchWriter& out;
  std::uint32_t column;

  void operator()(const std::string& value) const { out.text(column, value); }
  void operator()(bool value) const { out.boolean(column, value); }
  void operator()(const Date& value) const { out.date(column, value.days); }
  void operator()(const RosterJson& value) const { out.json(column, value.text); }
  void operator()(const std::vector<std::string>& list) const { write_list(list, column, out); }
  void operator()(const std::vector<RosterRole>& roles) const {
    cw_cell* cells = out.list(column, static_cast<std::uint32_t>(roles.size()));
    for (std::uint32_t i = 0; i < roles.size(); ++i) {
      cw_cell spare{};
      cw_cell* five = inner_list(out, cells, i, 5, spare);
      element_unless_empty(out, five, 0, roles[i].role);
      element_unless_empty(out, five, 1, roles[i].org);
      element_unless_empty(out, five, 2, roles[i].type);
      if (roles[i].begin) out.element_date(five, 3, roles[i].begin->days);
      if (roles[i].end) out.element_date(five, 4, roles[i].end->days);
    }
  }
  void operator()(const std::vector<RosterUserId>& ids) const {
    cw_cell* cells = out.list(column, static_cast<std::uint32_t>(ids.size()));
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
      cw_cell spare{};
      cw_cell* two = inner_list(out, cells, i, 2, spare);
      element_unless_empty(out, two, 0, ids[i].type);
      element_unless_empty(out, two, 1, ids[i].identifier);
    }
  }
};

}  // namespace detail

/// Writes it as the next row; `columns` as the request names them, `sourcedId` first.
/// False: the batch is full, and nothing was written.
inline bool write_roster_record(const RosterRecord& record, const std::vector<std::string>& columns,
                                BatchWriter& out) {
  return detail::write_row(record, record.sourced_id, "sourcedId", columns, out,
                           [&](const RosterValue& value, std::uint32_t column) {
                             std::visit(detail::RosterCell{out, column}, value);
                           });
}

}  // namespace crosswalk
