#pragma once

/// \file
/// Bulk bodies and their 207 replies (contract 5.1, 5.2).

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

constexpr std::size_t kMostRows = 50;

/// The items under `outer`.`inner` (or under `inner` alone when `outer` is empty). One object where
/// an array belongs counts as one item. InvalidArgument: no such list, none or more than 50 items,
/// or an item that is no object.
Result<std::vector<Json>> rows_of(const Json& body, const std::string& outer,
                                  const std::string& inner);

/// Ids of a query list such as uids=1,2; needed, at most 50.
Result<std::vector<Id>> ids_of(const Call& call, const char* parameter);

/// Does one row after the other. A good row of `work` goes out as it is (with response_code 200
/// unless it has one); a failed one holds response_code, message and the `echoed` keys of the
/// input. Counts both in the trace, and refuses the row a fault asked for.
Json run_rows(Call& call, const std::vector<Json>& rows, std::initializer_list<const char*> echoed,
              const std::function<Result<Json>(const Json&)>& work);

/// The same for a list of ids; every row holds `id`.
Json run_ids(Call& call, const std::vector<Id>& ids, const std::function<Result<void>(Id)>& work);

/// A row that went wrong: response_code and message.
Json failed_row(const Error& error);

}  // namespace crosswalk::sandbox::schoology
