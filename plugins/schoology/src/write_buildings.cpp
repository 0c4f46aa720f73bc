/// \file
/// Buildings: one call each; nothing at Schoology keeps their codes unique.

#include "encode.hpp"

#include "crosswalk/percent.hpp"
#include "reads.hpp"
#include "write.hpp"

namespace crosswalk::schoology {
namespace {

/// What had to be read first could not be: no row was sent.
Error not_sent(Work& work, Error error) {
  work.report.skip_the_rest("not sent: " + error.message);
  return error;
}

Result<> create_building(Work& work, std::uint32_t row) {
  const auto school = school_id(work.client, work.memory);
  if (!school) return not_sent(work, school.error());
  // Schoology would make a second building with the same code (contract 7, A20).
  const std::string code(work.changes.text(row, "code"));
  if (!code.empty()) {
    const auto there = look_up(work.client, {buildings_of_school(*school)}, "code", "id");
    if (!there) return not_sent(work, there.error());
    if (const auto twin = there->find(code); twin != there->end()) {
      work.report.exists(row, 0, "a building with this code is there already", twin->second);
      return {};
    }
  }
  CW_TRY(const Verdict verdict,
         send_single(
             work.client,
             work.client.write("POST", "/v1/schools/" + percent_encoded(*school) + "/buildings",
                               encode_building(work.changes, row)),
             /*creates=*/true));
  work.report.settle_created(row, verdict);
  return {};
}

Result<> update_building(Work& work, std::uint32_t row) {
  const std::string_view id = work.changes.id(row);
  CW_TRY(const Verdict verdict,
         send_single(work.client,
                     work.client.write("PUT", "/v1/schools/" + percent_encoded(id),
                                       encode_building(work.changes, row)),
                     /*creates=*/false));
  work.report.settle(row, verdict, id);
  return {};
}

}  // namespace

Result<> write_buildings(Work& work) {
  refuse_other_ops(work, {CW_ROW_CREATE, CW_ROW_PATCH});
  for (const auto row : work.changes.with_op(CW_ROW_CREATE)) CW_CHECK(create_building(work, row));
  for (const auto row : work.changes.with_op(CW_ROW_PATCH)) CW_CHECK(update_building(work, row));
  return {};
}

}  // namespace crosswalk::schoology
