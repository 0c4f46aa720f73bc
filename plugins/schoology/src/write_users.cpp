/// \file
/// Users, in fifties: made, changed, deactivated and reactivated. Never made to cease to exist.

#include "code_fault.hpp"
#include "encode.hpp"

#include "crosswalk/percent.hpp"
#include "reads.hpp"
#include "write.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace crosswalk::schoology {
namespace {

using IdsByCode = std::map<std::string, std::string>;

constexpr std::uint64_t kInactiveListAge_ms = 600'000;

/// Why a user cannot be sent; empty: it can. A user name with blanks is skipped by Schoology's own
/// sync (contract 6.5).
std::string_view user_fault(const Changes& changes, std::uint32_t row) {
  if (changes.text(row, "username").find_first_of(" \t\r\n") != std::string_view::npos) {
    return "a user name may not hold blanks";
  }
  if (changes.op(row) != CW_ROW_CREATE) return {};
  if (changes.text(row, "username").empty() && changes.text(row, "email").empty()) {
    return "a user needs a user name or an e-mail address";
  }
  return code_fault(changes.text(row, "code"));
}

std::vector<Expected> expected_ids(const Changes& changes, const RowList& rows) {
  std::vector<Expected> items;
  for (const auto row : rows) items.push_back({{"id", std::string(changes.id(row))}});
  return items;
}

/// Ids by code. What cannot be read is as if it were not there: Schoology's own words have to do.
IdsByCode ids_by_code(const Client& client, std::vector<Task> tasks) {
  auto ids = look_up(client, std::move(tasks), "code", "id");
  return ids ? std::move(ids).value() : IdsByCode{};
}

/// Inactive users by code, read once and believed for ten minutes.
const IdsByCode& inactive_by_code(Work& work) {
  const std::uint64_t now_ms = work.client.host().now_ms();
  if (now_ms >= work.memory.inactive_until_ms) {
    work.memory.inactive = ids_by_code(work.client, {inactive_users()});
    work.memory.inactive_until_ms = now_ms + kInactiveListAge_ms;
  }
  return work.memory.inactive;
}

/// Says of refused creates whether their code is taken, by whom, and what to do (contract 8).
void report_refused(Work& work, const RowList& rows, const std::vector<Verdict>& verdicts) {
  std::vector<std::string_view> codes;
  for (const auto row : rows) codes.push_back(work.changes.text(row, "code"));
  const IdsByCode active = ids_by_code(work.client, users_by_code(codes));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string code(codes[i]);
    if (const auto found = active.find(code); found != active.end()) {
      work.report.exists(rows[i], verdicts[i].status, "a user with this unique id is there already",
                         found->second);
      continue;
    }
    const IdsByCode& inactive = inactive_by_code(work);
    if (const auto found = inactive.find(code); found != inactive.end()) {
      work.report.exists(rows[i], verdicts[i].status,
                         "the unique id belongs to a deactivated user, number " + found->second +
                             ": reactivate that one, or give it another unique id",
                         found->second);
      continue;
    }
    work.report.settle_created(rows[i], verdicts[i]);
  }
}

Result<> create_users(Work& work, const RowList& rows) {
  std::string path = "/v1/users";
  if (const auto way = work.options.email_conflict_resolution; way != 0) {
    path += "?email_conflict_resolution=" + std::to_string(way);
  }
  BulkCall call{work.client.write("POST", path, encode_users(work.changes, rows)), {}, "user", {}};
  for (const auto row : rows) {
    call.items.push_back({{"school_uid", std::string(work.changes.text(row, "code"))}});
  }
  CW_TRY(const auto verdicts, send_bulk(work.client, call));
  RowList refused;
  std::vector<Verdict> reasons;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (verdicts[i].fate == Fate::Refused) {
      refused.push_back(rows[i]);
      reasons.push_back(verdicts[i]);
    } else {
      work.report.settle_created(rows[i], verdicts[i]);
    }
  }
  if (!refused.empty()) report_refused(work, refused, reasons);
  return {};
}

Result<> update_users(Work& work, const RowList& rows) {
  const BulkCall call{work.client.write("PUT", "/v1/users", encode_users(work.changes, rows)),
                      {},
                      "user",
                      expected_ids(work.changes, rows)};
  CW_TRY(const auto verdicts, send_bulk(work.client, call));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    work.report.settle(rows[i], verdicts[i], work.changes.id(rows[i]));
  }
  return {};
}

/// Sends a change of state. What Schoology refuses although the user is in that state already is
/// done: the same call was sent before, and its answer was lost.
Result<> set_state(Work& work, const RowList& rows, const BulkCall& call, std::string_view state) {
  const bool removal = state == "dropped";
  CW_TRY(const auto verdicts, send_bulk(work.client, call));
  work.memory.inactive_until_ms = 0;
  std::vector<Task> refused;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool gone = removal && verdicts[i].status == 404;
    if (verdicts[i].fate == Fate::Refused && !gone) {
      refused.push_back(user_by_id(work.changes.id(rows[i])));
    }
  }
  const auto states = look_up(work.client, std::move(refused), "id", "state");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string id(work.changes.id(rows[i]));
    if (states && states->count(id) != 0 && states->at(id) == state) {
      work.report.noop(rows[i], id);
    } else if (removal) {
      work.report.settle_removed(rows[i], verdicts[i], id);
    } else {
      work.report.settle(rows[i], verdicts[i], id);
    }
  }
  return {};
}

/// Without option_keep_enrollments=1 grades are destroyed for good; without email_notification=0 a
/// mail goes out (contract 8).
Result<> deactivate(Work& work, const RowList& rows) {
  std::string uids;
  for (const auto row : rows) {
    if (!uids.empty()) uids += ',';
    uids += percent_encoded(work.changes.id(row));
  }
  const BulkCall call{
      work.client.write(
          "DELETE", "/v1/users?uids=" + uids + "&option_keep_enrollments=1&email_notification=0",
          {}),
      {},
      "user",
      expected_ids(work.changes, rows)};
  return set_state(work, rows, call, "dropped");
}

Result<> reactivate(Work& work, const RowList& rows) {
  const BulkCall call{
      work.client.write("PUT", "/v1/users/reactivate", encode_reactivations(work.changes, rows)),
      {},
      "user",
      expected_ids(work.changes, rows)};
  return set_state(work, rows, call, "active");
}

RowList sendable_users(Work& work, std::uint16_t op) {
  RowList out;
  for (const auto row : work.changes.with_op(op)) {
    if (const auto fault = user_fault(work.changes, row); !fault.empty()) {
      work.report.refuse(row, fault);
    } else {
      out.push_back(row);
    }
  }
  return out;
}

}  // namespace

Result<> write_users(Work& work) {
  refuse_other_ops(work, {CW_ROW_CREATE, CW_ROW_PATCH, CW_ROW_RESTORE, CW_ROW_DROP});
  for (const auto& rows : chunks(sendable_users(work, CW_ROW_CREATE)))
    CW_CHECK(create_users(work, rows));
  for (const auto& rows : chunks(work.changes.with_op(CW_ROW_RESTORE))) {
    CW_CHECK(reactivate(work, rows));
  }
  for (const auto& rows : chunks(sendable_users(work, CW_ROW_PATCH)))
    CW_CHECK(update_users(work, rows));
  for (const auto& rows : chunks(work.changes.with_op(CW_ROW_DROP))) {
    CW_CHECK(deactivate(work, rows));
  }
  return {};
}

}  // namespace crosswalk::schoology
