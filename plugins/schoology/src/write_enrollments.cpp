/// \file
/// Enrollments, in fifties: added and changed by codes, archived and taken back by ids, deleted
/// only by policy.

#include "code_fault.hpp"
#include "encode.hpp"

#include "crosswalk/percent.hpp"
#include "write.hpp"

#include <string>

namespace crosswalk::schoology {
namespace {

constexpr int kActive = 1;
constexpr int kArchived = 5;

enum class Removal : bool { No, Yes };

bool has_codes(const Changes& changes, std::uint32_t row) {
  return code_fault(changes.text(row, "classCode")).empty() &&
         code_fault(changes.text(row, "userCode")).empty();
}

bool has_ids(const Changes& changes, std::uint32_t row) {
  return !changes.text(row, "class").empty() && !changes.text(row, "user").empty();
}

Result<> settle_all(Work& work, const RowList& rows, const BulkCall& call, Removal removal) {
  CW_TRY(const auto verdicts, send_bulk(work.client, call));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (work.changes.op(rows[i]) == CW_ROW_CREATE) {
      work.report.settle_created(rows[i], verdicts[i]);
    } else if (removal == Removal::Yes) {
      work.report.settle_removed(rows[i], verdicts[i], work.changes.id(rows[i]));
    } else {
      work.report.settle(rows[i], verdicts[i], work.changes.id(rows[i]));
    }
  }
  return {};
}

/// The import is an upsert by codes, so it may be repeated (contract 6.9, 7).
Result<> import(Work& work, const RowList& rows) {
  BulkCall call{work.client.write("POST", "/v1/enrollments/import/course",
                                  encode_enrollment_import(work.changes, rows), CW_RETRY_SAFE),
                "enrollments",
                "enrollment",
                {}};
  for (const auto row : rows) {
    call.items.push_back({{"section_school_code", std::string(work.changes.text(row, "classCode"))},
                          {"school_uid", std::string(work.changes.text(row, "userCode"))}});
  }
  return settle_all(work, rows, call, Removal::No);
}

/// An upsert by section and user.
Result<> put(Work& work, const RowList& rows, int status, Removal removal) {
  BulkCall call{work.client.write("POST", "/v1/enrollments?update_existing=1",
                                  encode_enrollments(work.changes, rows, status), CW_RETRY_SAFE),
                "enrollments",
                "enrollment",
                {}};
  for (const auto row : rows) {
    call.items.push_back({{"section", std::string(work.changes.text(row, "class"))},
                          {"uid", std::string(work.changes.text(row, "user"))}});
  }
  return settle_all(work, rows, call, removal);
}

Result<> remove(Work& work, const RowList& rows) {
  std::string ids;
  BulkCall call{{}, "enrollments", "enrollment", {}};
  for (const auto row : rows) {
    if (!ids.empty()) ids += ',';
    ids += percent_encoded(work.changes.id(row));
    call.items.push_back({{"id", std::string(work.changes.id(row))}});
  }
  call.request = work.client.write("DELETE", "/v1/enrollments?enrollment_ids=" + ids, {});
  return settle_all(work, rows, call, Removal::Yes);
}

struct Routes {
  RowList by_codes;
  RowList by_ids;
};

/// Which rows can be sent which way; the others are refused here.
Routes route(Work& work, std::uint16_t op, bool codes_serve) {
  Routes routes;
  for (const auto row : work.changes.with_op(op)) {
    if (codes_serve && has_codes(work.changes, row)) {
      routes.by_codes.push_back(row);
    } else if (has_ids(work.changes, row)) {
      routes.by_ids.push_back(row);
    } else {
      work.report.refuse(row, "the row names neither section and user nor their codes");
    }
  }
  return routes;
}

/// Additions and changes: all by codes in one call, as far as the codes are known.
Result<> upsert(Work& work, std::uint16_t op) {
  const Routes routes = route(work, op, /*codes_serve=*/true);
  for (const RowList& rows : chunks(routes.by_codes)) CW_CHECK(import(work, rows));
  for (const RowList& rows : chunks(routes.by_ids)) {
    CW_CHECK(put(work, rows, kActive, Removal::No));
  }
  return {};
}

Result<> set_status(Work& work, std::uint16_t op, int status, Removal removal) {
  for (const RowList& rows : chunks(route(work, op, /*codes_serve=*/false).by_ids)) {
    CW_CHECK(put(work, rows, status, removal));
  }
  return {};
}

}  // namespace

Result<> write_enrollments(Work& work) {
  // Additions before removals (contract 12.3).
  CW_CHECK(upsert(work, CW_ROW_CREATE));
  CW_CHECK(set_status(work, CW_ROW_RESTORE, kActive, Removal::No));
  CW_CHECK(upsert(work, CW_ROW_PATCH));
  CW_CHECK(set_status(work, CW_ROW_DROP, kArchived, Removal::Yes));
  for (const RowList& rows : chunks(work.changes.with_op(CW_ROW_DELETE))) {
    CW_CHECK(remove(work, rows));
  }
  return {};
}

}  // namespace crosswalk::schoology
