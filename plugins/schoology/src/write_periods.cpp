/// \file
/// Grading periods: one call each; their titles are unique in the school.

#include "encode.hpp"

#include "crosswalk/percent.hpp"
#include "reads.hpp"
#include "write.hpp"

namespace crosswalk::schoology {
namespace {

Result<> create_period(Work& work, std::uint32_t row) {
  CW_TRY(const Verdict verdict, send_single(work.client,
                                            work.client.write("POST", "/v1/gradingperiods",
                                                              encode_period(work.changes, row)),
                                            /*creates=*/true));
  if (verdict.fate == Fate::Refused) {
    const std::string title(work.changes.text(row, "title"));
    const auto there = look_up(work.client, {periods_by_title(title)}, "title", "id");
    const std::string twin = there && there->count(title) != 0 ? there->at(title) : std::string();
    if (!twin.empty() || says_exists(verdict)) {
      work.report.exists(row, verdict.status, "a grading period with this title is there already",
                         twin);
      return {};
    }
  }
  work.report.settle_created(row, verdict);
  return {};
}

Result<> update_period(Work& work, std::uint32_t row) {
  const std::string_view id = work.changes.id(row);
  CW_TRY(const Verdict verdict,
         send_single(work.client,
                     work.client.write("PUT", "/v1/gradingperiods/" + percent_encoded(id),
                                       encode_period(work.changes, row)),
                     /*creates=*/false));
  work.report.settle(row, verdict, id);
  return {};
}

}  // namespace

Result<> write_periods(Work& work) {
  refuse_other_ops(work, {CW_ROW_CREATE, CW_ROW_PATCH});
  for (const auto row : work.changes.with_op(CW_ROW_CREATE)) CW_CHECK(create_period(work, row));
  for (const auto row : work.changes.with_op(CW_ROW_PATCH)) CW_CHECK(update_period(work, row));
  return {};
}

}  // namespace crosswalk::schoology
