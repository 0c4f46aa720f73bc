#pragma once

/// \file
/// Reads an adapter's stream of roster records into plain texts, through real batches.

#include "crosswalk/adapter.hpp"
#include "crosswalk/dates.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::testing {

/// Columns as text: "2026-08-17", "true", "a|b", roles as "student@school", user ids as "type:id".
/// A refused row has its reason under "refused".
using RosterRow = std::map<std::string, std::string>;

struct RosterRead {
  std::vector<RosterRow> rows;
  ReadEnd end;

  /// The row with this sourcedId; an empty one, and a failure of the test, when there is none.
  RosterRow at(const std::string& id) const {
    for (const RosterRow& row : rows) {
      if (row.count("sourcedId") != 0 && row.at("sourcedId") == id) return row;
    }
    ADD_FAILURE() << "no record " << id;
    return {};
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const RosterRow& row : rows) {
      out.push_back(row.count("sourcedId") != 0 ? row.at("sourcedId") : "");
    }
    return out;
  }
};

inline std::string show_cell(const BatchView& view, const cw_cell& cell) {
  switch (cell.type) {
    case CW_T_TEXT:
    case CW_T_JSON:
      return std::string(view.text(cell));
    case CW_T_DATE:
      return format_date(cell.v.i);
    case CW_T_BOOL:
      return cell.v.i != 0 ? "true" : "false";
    case CW_T_LIST: {
      std::string out;
      for (const cw_cell& element : view.list(cell)) {
        if (!out.empty()) out += '|';
        if (element.type != CW_T_LIST) {
          out += show_cell(view, element);
          continue;
        }
        const auto parts = view.list(element);
        for (std::uint32_t i = 0; i < parts.count; ++i) {
          if (parts.first[i].type == CW_T_ABSENT) continue;
          if (i > 0) out += i == 1 ? (parts.count == 2 ? ":" : "@") : " ";
          out += show_cell(view, parts.first[i]);
        }
      }
      return out;
    }
    default:
      return "type " + std::to_string(cell.type);
  }
}

/// The columns that a source delivers of an entity.
inline std::vector<std::string_view> roster_columns(std::string_view entity) {
  if (entity == "org") return {"sourcedId", "status", "name", "type", "identifier", "parent"};
  if (entity == "academicSession") {
    return {"sourcedId", "status",  "title",      "type",
            "startDate", "endDate", "schoolYear", "metadata"};
  }
  if (entity == "course") {
    return {"sourcedId", "status", "title", "courseCode", "grades", "subjects", "org"};
  }
  if (entity == "class") {
    return {"sourcedId", "status", "title",  "classCode", "classType", "location",
            "course",    "school", "grades", "periods",   "terms",     "metadata"};
  }
  if (entity == "user") {
    return {"sourcedId",  "status", "enabledUser", "username",          "givenName", "middleName",
            "familyName", "email",  "identifier",  "userIds",           "roles",     "primaryOrg",
            "agents",     "grades", "metadata",    "preferredFirstName"};
  }
  return {"sourcedId", "status",  "class",     "user",   "school",
          "role",      "primary", "beginDate", "endDate"};
}

/// A full read. `capacity` small makes many batches.
template <class A>
Result<RosterRead> read_roster(A& adapter, std::string_view entity,
                               std::size_t capacity = 1 << 20) {
  ReadRequest request;
  request.side = Side::Source;
  request.entity = entity;
  request.columns = roster_columns(entity);
  CW_TRY(const auto stream, adapter.open(request));
  RosterRead result;
  std::vector<std::uint8_t> buffer(capacity);
  const auto columns = static_cast<std::uint32_t>(request.columns.size());
  for (bool more = true; more;) {
    BatchWriter writer(buffer.data(), buffer.size(), columns, 3);
    CW_TRY(more, stream->next(writer));
    CW_TRY(const BatchView view, BatchView::check(buffer.data(), buffer.size(), columns, 3));
    for (std::uint32_t r = 0; r < view.rows(); ++r) {
      RosterRow row;
      const bool bad = (view.row(r).flags & CW_ROW_F_BAD) != 0;
      for (std::uint32_t c = 0; c < columns; ++c) {
        const cw_cell& cell = view.cell(r, c);
        if (cell.type == CW_T_ABSENT) continue;
        row[bad && c == 1 ? "refused" : std::string(request.columns[c])] = show_cell(view, cell);
      }
      result.rows.push_back(std::move(row));
    }
  }
  CW_TRY(result.end, stream->finish());
  return result;
}

}  // namespace crosswalk::testing
