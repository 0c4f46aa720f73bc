#pragma once

/// \file
/// What all writers share: sending a bulk or single write and turning its answer into verdicts.

#include "client.hpp"
#include "options.hpp"
#include "report.hpp"
#include "rows.hpp"

#include "crosswalk/changes.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::schoology {

/// What an instance remembers between calls, to ask less.
struct Memory {
  std::string school;  ///< the id of the caller's school; "": not asked yet
  std::map<std::string, std::string> inactive;  ///< inactive users: code to id
  std::uint64_t inactive_until_ms = 0;          ///< when `inactive` is too old to be believed
};

/// One apply call.
struct Work {
  const Client& client;
  const Options& options;
  Memory& memory;
  const Changes& changes;
  Report& report;
};

/// A bulk write, its rows in the order in which they are sent.
struct BulkCall {
  HttpRequest request;
  std::string_view outer;  ///< where the answer's rows are: `outer.inner`, or `inner` alone
  std::string_view inner;
  std::vector<Expected> items;
};

/// One verdict per item. Whatever concerns the call alone is said of each of its items.
/// \error Unauthenticated, Forbidden  the call was refused for its key: nothing happened
/// \error Cancelled, BadConfig, Internal  as the host says
Result<std::vector<Verdict>> send_bulk(const Client& client, const BulkCall& call);

/// The verdict over a single write. \error as send_bulk()
Result<Verdict> send_single(const Client& client, const HttpRequest& request, bool creates);

/// The answer to a write, or the verdict over all that was in it when there is no answer to look
/// into.
struct Answer {
  std::string body;
  bool has_body = false;
  Verdict verdict;
};
/// \error as send_bulk()
Result<Answer> send_write(const Client& client, const HttpRequest& request);

/// Rows in lists of at most kBatch.
std::vector<RowList> chunks(const RowList& rows);

/// The id of the caller's school, asked for once.
/// \error as Client::fetch()
Result<std::string> school_id(const Client& client, Memory& memory);

/// The writers, one per entity of the manifest. Each reports every row that it is given.
Result<> write_buildings(Work& work);
Result<> write_periods(Work& work);
Result<> write_courses(Work& work);
Result<> write_sections(Work& work);
Result<> write_users(Work& work);
Result<> write_enrollments(Work& work);

/// Reports the rows with an op that the entity does not have.
void refuse_other_ops(Work& work, const std::vector<std::uint16_t>& offered);

}  // namespace crosswalk::schoology
