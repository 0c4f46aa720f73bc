/// \file
/// Courses, in fifties.

#include "code_fault.hpp"
#include "encode.hpp"
#include "write.hpp"

namespace crosswalk::schoology {
namespace {

Result<> create_courses(Work& work, const RowList& rows) {
  BulkCall call{work.client.write("POST", "/v1/courses", encode_courses(work.changes, rows)),
                {},
                "course",
                {}};
  for (const auto row : rows) {
    call.items.push_back({{"course_code", std::string(work.changes.text(row, "code"))}});
  }
  CW_TRY(const auto verdicts, send_bulk(work.client, call));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (verdicts[i].fate == Fate::Refused && says_exists(verdicts[i])) {
      // There is no look-up by code: whoever wants its id lists the courses (contract 6.7).
      work.report.exists(rows[i], verdicts[i].status, "a course with this code is there already",
                         {});
    } else {
      work.report.settle_created(rows[i], verdicts[i]);
    }
  }
  return {};
}

Result<> update_courses(Work& work, const RowList& rows) {
  BulkCall call{work.client.write("PUT", "/v1/courses", encode_courses(work.changes, rows)),
                {},
                "course",
                {}};
  for (const auto row : rows) call.items.push_back({{"id", std::string(work.changes.id(row))}});
  CW_TRY(const auto verdicts, send_bulk(work.client, call));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    work.report.settle(rows[i], verdicts[i], work.changes.id(rows[i]));
  }
  return {};
}

}  // namespace

Result<> write_courses(Work& work) {
  refuse_other_ops(work, {CW_ROW_CREATE, CW_ROW_PATCH});
  RowList fresh;
  for (const auto row : work.changes.with_op(CW_ROW_CREATE)) {
    if (const auto fault = code_fault(work.changes.text(row, "code")); !fault.empty()) {
      work.report.refuse(row, fault);
    } else {
      fresh.push_back(row);
    }
  }
  for (const RowList& rows : chunks(fresh)) CW_CHECK(create_courses(work, rows));
  for (const RowList& rows : chunks(work.changes.with_op(CW_ROW_PATCH))) {
    CW_CHECK(update_courses(work, rows));
  }
  return {};
}

}  // namespace crosswalk::schoology
