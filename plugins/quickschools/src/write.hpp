#pragma once

/// \file
/// What QuickSchools lets one write: sections, and who sits in them and teaches them (contract 4.4,
/// 4.5). Nothing else is ever written.

#include "client.hpp"
#include "report.hpp"
#include "verdict.hpp"

#include "crosswalk/changes.hpp"

#include <string>
#include <string_view>

namespace crosswalk::quickschools {

/// One apply call.
struct Work {
  const Client& client;
  const Changes& changes;
  Report& report;
};

/// One write, and what its answer says of it.
/// \error Unauthenticated, Forbidden  the key was refused: nothing happened
/// \error BadConfig  404 with a web page or nothing: it was not the API that answered
/// \error Cancelled, BadConfig, Internal  as the host says
Result<Verdict> send_write(const Client& client, std::string_view method, const std::string& path,
                           std::string form, std::uint32_t retry);

/// Every row of the call is reported. An error before a row was sent leaves it skipped.
/// \error Unsupported  the entity; as send_write() and Client::get()
Result<> write_entity(std::string_view entity, Work& work);

// Each reports every row up to its first error.
Result<> write_sections(Work& work);
Result<> write_enrollments(Work& work);

}  // namespace crosswalk::quickschools
